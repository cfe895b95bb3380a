/// Which of many names come more than once, found in two passes with little memory.
///
/// The first pass marks every name in a table of bits; a name whose bits are all marked already may have
/// come before. Only those few are counted in the second pass. A name that is wrongly among them (about one in
/// sixty where the table has ten bits for each name) is counted to one, which changes nothing.
///
/// - Source: B. H. Bloom, "Space/time trade-offs in hash coding with allowable errors", CACM 13 (1970).
struct RepeatedNames {
    private var marks: [UInt64]
    private var counts: [UInt64: Int] = [:]

    private static let hashes = 3
    private static let mostBits = 1 << 30

    /// - Parameter count: About how many names there will be.
    init(expecting count: Int) {
        let bits = min(Self.mostBits, max(1 << 16, count &* 10))
        marks = [UInt64](repeating: 0, count: (bits + 63) / 64)
    }

    /// Of the first pass.
    mutating func look(at name: String) {
        let hash = Self.hash(name)
        var isNew = false
        var bit = hash
        for _ in 0..<Self.hashes {
            let place = Int(bit % UInt64(marks.count * 64))
            let mask: UInt64 = 1 << UInt64(place & 63)
            isNew = isNew || marks[place >> 6] & mask == 0
            marks[place >> 6] |= mask
            bit = Self.mixed(bit &+ 0x9E37_79B9_7F4A_7C15)
        }
        if !isNew { counts[hash] = 0 }
    }

    /// Of the second pass: how many times the name came by now, this time included.
    mutating func count(_ name: String) -> Int {
        guard !counts.isEmpty else { return 1 }
        let hash = Self.hash(name)
        guard let before = counts[hash] else { return 1 }
        counts[hash] = before + 1
        return before + 1
    }

    /// The same in every run, unlike `Hasher`.
    ///
    /// - Source: Fowler, Noll, Vo, "FNV Hash" (FNV-1a, 64 bits).
    private static func hash(_ name: String) -> UInt64 {
        mixed(
            name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 })
    }

    /// - Source: S. Vigna, "SplitMix64".
    private static func mixed(_ number: UInt64) -> UInt64 {
        var mixed = number
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
