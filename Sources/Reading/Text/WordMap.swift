internal import Gazetteer

/// A fixed table of words: open addressing on the key's own hash, which is spread well enough, so a
/// word that is not in the table costs one look at one slot.
struct WordMap<Value> {
    private let keys: [UInt64]
    private let values: [Value?]
    private let mask: Int

    init(_ entries: [WordKey: Value]) {
        // At most an eighth is filled: nearly every strange word meets an empty slot.
        var size = 64
        while size < entries.count * 8 { size *= 2 }
        var keys = [UInt64](repeating: 0, count: size)
        var values = [Value?](repeating: nil, count: size)
        for (key, value) in entries {
            var slot = Self.slot(key) & (size - 1)
            while values[slot] != nil { slot = (slot + 1) & (size - 1) }
            keys[slot] = key.hash
            values[slot] = value
        }
        self.keys = keys
        self.values = values
        mask = size - 1
    }

    subscript(key: WordKey) -> Value? {
        var slot = Self.slot(key) & mask
        while keys[slot] != key.hash {
            if values[slot] == nil { return nil }
            slot = (slot + 1) & mask
        }
        return values[slot]
    }

    /// FNV-1a mixes its high bits best.
    private static func slot(_ key: WordKey) -> Int {
        Int(truncatingIfNeeded: (key.hash ^ (key.hash >> 32)) & 0x7fff_ffff)
    }
}

extension WordMap: Sendable where Value: Sendable {}
