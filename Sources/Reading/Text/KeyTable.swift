/// Small numbers by 64-bit keys, for the names of one report: open addressing, since the keys are
/// hashes or spread well by one multiplication.
struct KeyTable: Sendable {
    private var slots: [Slot]
    private(set) var count = 0
    private var shift: UInt64

    private struct Slot {
        var key: UInt64 = 0
        /// −1 = free.
        var value: Int32 = -1
    }

    init() {
        slots = Array(repeating: Slot(), count: 32)
        shift = 64 - 5
    }

    subscript(key: UInt64) -> Int32? {
        let slot = slots[slot(of: key)]
        return slot.value < 0 ? nil : slot.value
    }

    /// The number of `key`; `fresh`, at least 0, when it has none yet.
    mutating func number(of key: UInt64, orNew fresh: Int32) -> Int32 {
        let slot = slot(of: key)
        if slots[slot].value >= 0 { return slots[slot].value }
        insert(key, fresh, at: slot)
        return fresh
    }

    /// Adds one to the number of `key`, which begins at 0.
    mutating func countUp(_ key: UInt64) {
        let slot = slot(of: key)
        if slots[slot].value >= 0 { slots[slot].value += 1 } else { insert(key, 1, at: slot) }
    }

    private mutating func insert(_ key: UInt64, _ value: Int32, at slot: Int) {
        slots[slot] = Slot(key: key, value: value)
        count += 1
        if count * 2 > slots.count { grow() }
    }

    private func slot(of key: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> shift)
        while slots[slot].value >= 0, slots[slot].key != key {
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: Slot(), count: old.count * 2)
        shift -= 1
        for filled in old where filled.value >= 0 { slots[slot(of: filled.key)] = filled }
    }
}
