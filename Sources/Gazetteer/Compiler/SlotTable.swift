/// Builds the open-addressing tables of names and of words.
enum SlotTable {
    /// The name table. Both lists are sorted by key; a key may be in both.
    static func make(names: [(key: UInt64, name: UInt32)], prefixes: [UInt64]) -> [UInt8] {
        var slots: [(mixed: UInt64, bits: UInt64)] = []
        slots.reserveCapacity(names.count + prefixes.count)
        var next = 0
        for (key, name) in names {
            while next < prefixes.count, prefixes[next] < key {
                slots.append(slot(prefixes[next], nil, continues: true))
                next += 1
            }
            let continues = next < prefixes.count && prefixes[next] == key
            if continues { next += 1 }
            slots.append(slot(key, name, continues: continues))
        }
        for key in prefixes[next...] { slots.append(slot(key, nil, continues: true)) }
        return table(of: slots, maximumProbes: NameSlot.maximumProbes)
    }

    private static func slot(
        _ key: UInt64, _ name: UInt32?, continues: Bool
    ) -> (mixed: UInt64, bits: UInt64) {
        let mixed = HashPlace.mix(key)
        return (mixed, NameSlot(key: mixed, name: name, continues: continues).bits)
    }

    static func make(words: [(key: UInt64, facts: WordFacts)]) -> [UInt8] {
        let slots = words.map { word in
            let mixed = HashPlace.mix(word.key)
            return (mixed: mixed, bits: WordSlot.fingerprint(mixed) | word.facts.bits)
        }
        return table(of: slots, maximumProbes: WordSlot.maximumProbes)
    }

    /// Two thirds full at most; grown in the unheard-of case that a walk gets too long.
    private static func table(
        of slots: [(mixed: UInt64, bits: UInt64)], maximumProbes: Int
    ) -> [UInt8] {
        guard !slots.isEmpty else { return [] }
        var count = slots.count * 3 / 2 + 1
        while true {
            if let table = fill(slots, count: count, maximumProbes: maximumProbes) { return table }
            count *= 2
        }
    }

    private static func fill(
        _ slots: [(mixed: UInt64, bits: UInt64)], count: Int, maximumProbes: Int
    ) -> [UInt8]? {
        var table = [UInt64](repeating: 0, count: count)
        for slot in slots {
            var index = HashPlace.start(slot.mixed, count: count)
            var probes = 1
            while table[index] != 0 {
                index = index + 1 == count ? 0 : index + 1
                probes += 1
            }
            guard probes < maximumProbes else { return nil }
            table[index] = slot.bits.littleEndian
        }
        return table.withUnsafeBytes { Array($0) }
    }
}
