/// What the sound index says of one name, on its way into the file.
struct SoundRow: BitwiseCopyable, Comparable {
    var hash: UInt32
    var name: UInt32
    var signature: UInt16

    static func < (a: SoundRow, b: SoundRow) -> Bool { (a.hash, a.name) < (b.hash, b.name) }
}

/// A name in the sound index: its number, the low bits of its skeleton's hash, its signature.
struct SoundEntry {
    var bits: UInt64

    init(bits: UInt64) { self.bits = bits }
    init(_ row: SoundRow) {
        bits = UInt64(row.name) << 32 | UInt64(row.hash & 0xFFFF) << 16 | UInt64(row.signature)
    }

    var name: UInt32 { UInt32(truncatingIfNeeded: bits >> 32) }
    var lowHash: UInt32 { UInt32(truncatingIfNeeded: bits >> 16 & 0xFFFF) }
    var signature: UInt16 { UInt16(truncatingIfNeeded: bits) }

    /// Whether names with these signatures can be within some letters of each other: a letter
    /// exchanged changes two bits at most.
    static func mayBeNear(_ a: UInt16, _ b: UInt16) -> Bool {
        let lengths = abs(Int(a >> 12) - Int(b >> 12))
        return lengths <= 3 && ((a ^ b) & 0xFFF).nonzeroBitCount <= 4
    }

    /// What the vowels and half vowels of names with these signatures cost at least, in halves of
    /// ``SpellingDistance``'s steps: each that only one name has is dropped, or exchanged for one that
    /// only the other has. An h may belong to a consonant, so it is left out, as k, q, g and c are.
    static func leastCost(_ a: UInt16, _ b: UInt16) -> Int {
        let vowels = ((a ^ b) & 0x1F).nonzeroBitCount
        let halfVowels = ((a ^ b) & 0x60).nonzeroBitCount
        return vowels + 2 * halfVowels
    }
}

/// Cells of a sound index: as many as a power of two, some eight names each.
enum SoundCells {
    static func bits(names: Int) -> Int {
        var bits = 8
        while bits < 24, names >> (bits + 3) > 0 { bits += 1 }
        return bits
    }

    static func cell(_ hash: UInt32, bits: Int) -> Int { Int(hash >> UInt32(32 - bits)) }
}

/// A skeleton that names are looked for under, and what its difference costs at least.
struct SoundNeighbor {
    var hash: UInt32
    /// In eighths of a letter (``SpellingDistance``).
    var cost: Int
}

extension CompiledGazetteer {
    /// The names whose skeleton is one of `neighbors` and whose signature does not rule them out, neighbour
    /// by neighbour.
    ///
    /// Finds all cells before it reads one: reads that do not wait for each other overlap.
    ///
    /// - Parameter bound: what a name may cost, consonants and vowels together.
    func names(
        sounding neighbors: [SoundNeighbor], near signature: UInt16, within bound: Int, limit: Int
    ) -> [UInt32] {
        let starts = sections[.soundStarts]
        let entries = sections[.sounds]
        let cells = starts.count / 4 - 1
        guard cells > 1, cells.nonzeroBitCount == 1 else { return [] }
        let bits = min(32, cells.trailingZeroBitCount)
        let ranges = neighbors.map { neighbor in
            let cell = SoundCells.cell(neighbor.hash, bits: bits)
            let first = Int(sections.number(starts, at: cell * 4))
            let end = min(Int(sections.number(starts, at: cell * 4 + 4)), entries.count / 8)
            return first..<max(first, end)
        }
        let heads = ranges.map { sections.wide(entries, at: $0.lowerBound * 8) }
        var names: [UInt32] = []
        for (index, neighbor) in neighbors.enumerated() {
            let halves = 2 * (bound - neighbor.cost)
            let hash = neighbor.hash & 0xFFFF
            var entry = SoundEntry(bits: heads[index])
            for position in ranges[index] {
                if position > ranges[index].lowerBound {
                    entry = SoundEntry(bits: sections.wide(entries, at: position * 8))
                }
                guard entry.lowHash == hash, SoundEntry.mayBeNear(entry.signature, signature),
                    SoundEntry.leastCost(entry.signature, signature) <= halves
                else { continue }
                if names.count >= limit { return names }
                names.append(entry.name)
            }
        }
        return names
    }
}
