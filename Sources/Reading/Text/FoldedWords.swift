internal import Gazetteer

/// The folded words of a stretch of text, one behind the other, as `NameFolding.fold` makes them.
struct FoldedWords {
    private(set) var bytes: [UInt8] = []
    /// Where each word ends.
    private var ends: [Int] = []

    init(reserving count: Int) {
        bytes.reserveCapacity(count * 8)
        ends.reserveCapacity(count)
    }

    var count: Int { ends.count }

    /// Where a word stands among the bytes.
    func range(_ index: Int) -> Range<Int> { (index > 0 ? ends[index - 1] : 0)..<ends[index] }

    subscript(index: Int) -> ArraySlice<UInt8> { bytes[range(index)] }

    mutating func append(_ token: Token, of text: AnalyzedText) {
        if token.flags.contains(.nonASCII) {
            bytes += NameFolding.fold(text.string(token)).utf8
        } else if token.kind == .number {
            appendNumber(token, text.bytes)
        } else {
            text.bytes.withUnsafeBufferPointer { source in
                NameFolding.fold(source, Int(token.start), Int(token.end)) { bytes.append($0) }
            }
        }
        ends.append(bytes.count)
    }

    /// "1,000" is two words to a folded name.
    private mutating func appendNumber(_ token: Token, _ source: [UInt8]) {
        for byte in source[token.bytes] {
            bytes.append(byte &- UInt8(ascii: "0") < 10 ? byte : UInt8(ascii: " "))
        }
    }

    /// What is no word, as it is written.
    mutating func appendMark(_ token: Token, of text: AnalyzedText) {
        bytes += text.bytes[token.bytes]
        ends.append(bytes.count)
    }
}
