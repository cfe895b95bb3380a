internal import Gazetteer

/// A fixed table of words: open addressing on the key's own hash, which is spread well enough, so a
/// word that is not in the table costs one look at one slot.
struct WordMap<Value: Sendable>: Sendable {
    private let slots: [Slot]
    private let mask: Int

    private struct Slot: Sendable {
        var key: UInt64 = 0
        var value: Value?
    }

    init(_ entries: [WordKey: Value]) {
        // At most an eighth is filled: nearly every strange word meets an empty slot.
        var size = 64
        while size < entries.count * 8 { size *= 2 }
        var slots = [Slot](repeating: Slot(), count: size)
        for (key, value) in entries {
            var index = Self.hash(key) & (size - 1)
            while slots[index].value != nil { index = (index + 1) & (size - 1) }
            slots[index] = Slot(key: key.hash, value: value)
        }
        self.slots = slots
        mask = size - 1
    }

    subscript(key: WordKey) -> Value? {
        var index = Self.hash(key) & mask
        while true {
            let slot = slots[index]
            if slot.key == key.hash || slot.value == nil { return slot.value }
            index = (index + 1) & mask
        }
    }

    /// FNV-1a spreads its low bits less than its high ones.
    private static func hash(_ key: WordKey) -> Int {
        Int(truncatingIfNeeded: (key.hash ^ (key.hash >> 32)) & 0x7fff_ffff)
    }
}
