/// Builds the open-addressing tables of names and of words.
enum SlotTable {
    /// The name table. `keys` holds the sorted keys of the names in the order of their numbers, and
    /// `prefixes` those of beginnings of longer names; a key may be in both.
    static func make(keys: borrowing Spool, count: Int, prefixes: [UInt64]) -> [UInt64] {
        guard count > 0 else { return [] }
        var distinct = 0
        forEachSlot(keys, prefixes) { _, _ in distinct += 1 }
        return table(count: distinct, maximumProbes: NameSlot.maximumProbes) { insert in
            forEachSlot(keys, prefixes, insert)
        }
    }

    private static func forEachSlot(
        _ keys: borrowing Spool, _ prefixes: [UInt64],
        _ body: (_ mixed: UInt64, _ bits: UInt64) -> Void
    ) {
        var next = 0
        var name: UInt32 = 0
        _ = keys.forEachBlock { block in
            for offset in stride(from: 0, to: block.count - 7, by: 8) {
                let key = UInt64(
                    littleEndian: block.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                while next < prefixes.count, prefixes[next] < key {
                    slot(prefixes[next], nil, continues: true, body)
                    next += 1
                }
                let continues = next < prefixes.count && prefixes[next] == key
                if continues { next += 1 }
                slot(key, name, continues: continues, body)
                name += 1
            }
        }
        for key in prefixes[next...] { slot(key, nil, continues: true, body) }
    }

    private static func slot(
        _ key: UInt64, _ name: UInt32?, continues: Bool, _ body: (UInt64, UInt64) -> Void
    ) {
        let mixed = HashPlace.mix(key)
        body(mixed, NameSlot(key: mixed, name: name, continues: continues).bits)
    }

    static func make(words: [(key: UInt64, facts: WordFacts)]) -> [UInt64] {
        guard !words.isEmpty else { return [] }
        return table(count: words.count, maximumProbes: WordSlot.maximumProbes) { insert in
            for word in words {
                let mixed = HashPlace.mix(word.key)
                insert(mixed, WordSlot.fingerprint(mixed) | word.facts.bits)
            }
        }
    }

    /// Two thirds full at most; grown in the unheard-of case that a walk gets too long.
    private static func table(
        count: Int, maximumProbes: Int, _ slots: ((_ mixed: UInt64, _ bits: UInt64) -> Void) -> Void
    ) -> [UInt64] {
        var size = count * 3 / 2 + 1
        while true {
            var table = [UInt64](repeating: 0, count: size)
            var longest = 0
            slots { mixed, bits in
                var index = HashPlace.start(mixed, count: size)
                var probes = 1
                while table[index] != 0, probes < maximumProbes {
                    index = index + 1 == size ? 0 : index + 1
                    probes += 1
                }
                table[index] = bits.littleEndian
                longest = max(longest, probes)
            }
            if longest < maximumProbes { return table }
            size *= 2
        }
    }
}
