internal import Gazetteer

/// A fixed table of words: open addressing on the key's own hash, which is spread well enough, so a
/// word that is not in the table costs one look at one slot.
struct WordMap<Value: Sendable>: Sendable {
    /// Of each place, the number of a word counted from 1, below 12 bits of its hash; 0 = free. Apart from
    /// the words, which lie close together, so that strange words touch little memory and others not much.
    private let slots: [UInt32]
    private let words: [(key: UInt64, value: Value)]
    private let mask: Int

    private static var numberBits: UInt32 { 20 }

    /// - Precondition: fewer than a million words.
    init(_ entries: [WordKey: Value]) {
        precondition(entries.count < 1 << Self.numberBits, "too many words for a table")
        // At most a quarter is filled: most strange words meet an empty slot, nearly all others a strange tag.
        var size = 16
        while size < entries.count * 4 { size *= 2 }
        var slots = [UInt32](repeating: 0, count: size)
        var words: [(key: UInt64, value: Value)] = []
        words.reserveCapacity(entries.count)
        for (key, value) in entries {
            words.append((key.hash, value))
            var index = Self.home(key) & (size - 1)
            while slots[index] != 0 { index = (index + 1) & (size - 1) }
            slots[index] = Self.tag(key) | UInt32(words.count)
        }
        self.slots = slots
        self.words = words
        mask = size - 1
    }

    @inline(__always)
    subscript(key: WordKey) -> Value? {
        var index = Self.home(key) & mask
        while true {
            let slot = slots[index]
            if slot == 0 { return nil }
            if (slot ^ Self.tag(key)) >> Self.numberBits == 0 {
                let word = Int(slot & (1 << Self.numberBits - 1)) - 1
                if words[word].key == key.hash { return words[word].value }
            }
            index = (index + 1) & mask
        }
    }

    /// FNV-1a spreads its low bits less than its high ones.
    @inline(__always)
    private static func home(_ key: WordKey) -> Int {
        Int(truncatingIfNeeded: (key.hash ^ (key.hash >> 32)) & 0x7fff_ffff)
    }

    @inline(__always)
    private static func tag(_ key: WordKey) -> UInt32 {
        UInt32(truncatingIfNeeded: key.hash >> 32) & ~(1 << numberBits - 1)
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
