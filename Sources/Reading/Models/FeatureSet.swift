internal import Gazetteer

/// The features that are present in one decision.
///
/// A feature is known by its name, "before=in" say; what is kept is the FNV-1a hash of the name,
/// made while its pieces stream by, so that reading builds no strings. For fitting, the names are
/// kept, too.
package struct FeatureSet: Sendable {
    package private(set) var keys: [UInt64] = []
    /// In step with `keys` when names are kept, else empty.
    package private(set) var names: [String] = []
    private let keepsNames: Bool

    package init(keepingNames: Bool = false) {
        keepsNames = keepingNames
        keys.reserveCapacity(160)
    }

    /// Adds the feature whose name is these pieces, one after another.
    @inline(__always)
    mutating func add<each Piece: FeaturePiece>(_ pieces: repeat each Piece) {
        var hash = WordKey.basis
        repeat (each pieces).hash(into: &hash)
        keys.append(hash)
        if keepsNames {
            var name = ""
            repeat (each pieces).write(to: &name)
            names.append(name)
        }
    }

    mutating func add(_ other: FeatureSet) {
        keys += other.keys
        names += other.names
    }

    /// A word, by itself; its name is the word as it is looked up.
    mutating func add(word: WordKey, _ string: String) {
        keys.append(word.hash)
        if keepsNames { names.append(NameFolding.fold(string)) }
    }

    /// A word of the report, wherever it stands; its name is the word behind "~".
    mutating func add(reportWord word: WordKey, _ string: String) {
        keys.append(Self.key(ofReportWord: word))
        if keepsNames { names.append("~" + NameFolding.fold(string)) }
    }

    private static func key(ofReportWord word: WordKey) -> UInt64 {
        (word.hash ^ 0x9e37_79b9_7f4a_7c15) &* WordKey.prime
    }

    /// A feature counts once, however often it was added.
    mutating func removeDuplicates() {
        if keepsNames {
            names = Set(names).sorted()
            keys = names.map(Self.key)
        } else {
            keys.sort()
            var last: UInt64?
            keys.removeAll { key in
                defer { last = key }
                return key == last
            }
        }
    }

    package static func key(_ name: some StringProtocol) -> UInt64 {
        key(ofBytes: name.utf8)
    }

    static func key(ofBytes name: some Collection<UInt8>) -> UInt64 {
        name.first == UInt8(ascii: "~")
            ? key(ofReportWord: WordKey(folded: name.dropFirst())) : WordKey(folded: name).hash
    }
}

/// A piece of a feature's name.
protocol FeaturePiece {
    func hash(into hash: inout UInt64)
    func write(to name: inout String)
}

extension String: FeaturePiece {
    @inline(__always)
    func hash(into hash: inout UInt64) {
        for byte in utf8 { hash = (hash ^ UInt64(byte)) &* WordKey.prime }
    }
    func write(to name: inout String) { name += self }
}

/// Counts run from 0 to 9; what is more is 9.
extension Int: FeaturePiece {
    @inline(__always)
    func hash(into hash: inout UInt64) { hash = (hash ^ UInt64(digit)) &* WordKey.prime }
    func write(to name: inout String) { name.unicodeScalars.append(Unicode.Scalar(digit)) }
    private var digit: UInt8 { UInt8(ascii: "0") + UInt8(Swift.min(Swift.max(self, 0), 9)) }
}

extension Bool: FeaturePiece {
    @inline(__always)
    func hash(into hash: inout UInt64) { (self ? "+" : "-").hash(into: &hash) }
    func write(to name: inout String) { name += self ? "+" : "-" }
}
