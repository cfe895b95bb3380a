internal import Gazetteer

/// A word as a piece of features' names, hashed once for all of them.
struct FeatureWord: FeaturePiece, Equatable, Sendable, ExpressibleByStringLiteral {
    private var hash = FeatureHash()
    /// The word itself; empty where no names are kept.
    private var name = ""

    init() {}

    init(_ word: String) {
        word.append(to: &hash)
        name = word
    }

    init(stringLiteral word: String) { self.init(word) }

    init(_ bytes: some Sequence<UInt8>, keepingName: Bool) {
        for byte in bytes { hash.append(byte) }
        if keepingName { name = String(decoding: Array(bytes), as: UTF8.self) }
    }

    /// A word of ASCII letters, which stands in bytes of a text.
    init(folding bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
        var hash = FeatureHash()
        NameFolding.fold(bytes, start, end) { hash.append($0) }
        self.hash = hash
    }

    /// The folded word of a token.
    init(_ token: Token, of text: AnalyzedText, keepingName: Bool) {
        text.fold(token) { hash.append($0) }
        if keepingName { name = NameFolding.fold(text.string(token)) }
    }

    /// Adds a piece to its end.
    @inline(__always)
    mutating func append(_ piece: some FeaturePiece, keepingName: Bool) {
        piece.append(to: &hash)
        if keepingName { piece.write(to: &name) }
    }

    @inline(__always)
    func append(to hash: inout FeatureHash) { hash.append(self.hash) }
    func write(to name: inout String) { name += self.name }

    @inline(__always)
    static func == (a: FeatureWord, b: FeatureWord) -> Bool { a.hash == b.hash }
}
