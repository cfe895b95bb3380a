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

extension CompiledGazetteer {
    /// Visits the names whose skeleton has this hash.
    func forEachName(soundingLike hash: UInt32, _ visit: (SoundEntry) -> Void) {
        let starts = sections[.soundStarts]
        let entries = sections[.sounds]
        let cells = starts.count / 4 - 1
        guard cells > 1, cells.nonzeroBitCount == 1 else { return }
        let cell = SoundCells.cell(hash, bits: min(32, cells.trailingZeroBitCount))
        let first = Int(sections.number(starts, at: cell * 4))
        let end = min(Int(sections.number(starts, at: cell * 4 + 4)), entries.count / 8)
        guard first < end else { return }
        for index in first..<end {
            let entry = SoundEntry(bits: sections.wide(entries, at: index * 8))
            if entry.lowHash == hash & 0xFFFF { visit(entry) }
        }
    }
}
