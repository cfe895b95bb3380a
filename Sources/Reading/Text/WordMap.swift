internal import Gazetteer

/// A fixed table of words: open addressing on the key's own hash, which is spread well enough, so a
/// word that is not in the table costs one look at one slot.
struct WordMap<Value: Sendable>: Sendable {
    /// A byte of the hash of each word; 0 = free. Apart from the rest, so that strange words touch little
    /// memory.
    private let tags: [UInt8]
    private let keys: [UInt64]
    private let values: [Value?]
    private let mask: Int

    init(_ entries: [WordKey: Value]) {
        // At most an eighth is filled: nearly every strange word meets an empty slot.
        var size = 16
        while size < entries.count * 8 { size *= 2 }
        var tags = [UInt8](repeating: 0, count: size)
        var keys = [UInt64](repeating: 0, count: size)
        var values = [Value?](repeating: nil, count: size)
        for (key, value) in entries {
            var index = Self.home(key) & (size - 1)
            while tags[index] != 0 { index = (index + 1) & (size - 1) }
            tags[index] = key.tag
            keys[index] = key.hash
            values[index] = value
        }
        self.tags = tags
        self.keys = keys
        self.values = values
        mask = size - 1
    }

    @inline(__always)
    subscript(key: WordKey) -> Value? {
        var index = Self.home(key) & mask
        while true {
            let tag = tags[index]
            if tag == 0 { return nil }
            if tag == key.tag, keys[index] == key.hash { return values[index] }
            index = (index + 1) & mask
        }
    }

    /// FNV-1a spreads its low bits less than its high ones.
    @inline(__always)
    private static func home(_ key: WordKey) -> Int {
        Int(truncatingIfNeeded: (key.hash ^ (key.hash >> 32)) & 0x7fff_ffff)
    }
}

extension WordKey {
    /// A byte by which tables tell most words apart; never 0.
    @inline(__always)
    var tag: UInt8 { UInt8(truncatingIfNeeded: hash >> 56) | 1 }
}

extension WordMap: ExpressibleByDictionaryLiteral {
    init(dictionaryLiteral elements: (WordKey, Value)...) {
        self.init(Dictionary(elements) { first, _ in first })
    }
}

/// A fixed set of words, as ``WordMap``.
struct WordSet: Sendable, ExpressibleByArrayLiteral {
    private let map: WordMap<Void>

    init(_ words: some Sequence<WordKey>) {
        map = WordMap(Dictionary(words.map { ($0, ()) }) { first, _ in first })
    }

    init(arrayLiteral words: WordKey...) { self.init(words) }

    @inline(__always)
    func contains(_ word: WordKey) -> Bool { map[word] != nil }
}
