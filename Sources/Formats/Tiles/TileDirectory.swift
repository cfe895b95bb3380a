/// Where the tiles of a PMTiles archive lie.
///
/// - Source: PMTiles specification, version 3, §4.
struct TileDirectory {
    struct Entry: Hashable {
        var tile: UInt64
        var offset: UInt64
        var length: UInt64
        /// 0 = a leaf directory.
        var runLength: UInt64
    }

    /// The root as it is packed, and the leaves behind each other.
    let root: OutputBuffer
    let leaves: OutputBuffer

    /// The header and the root must fit into what readers ask for first.
    private static let mostBytesOfRoot = 16_384 - 127

    /// - Parameter entries: By number of their tile.
    init(_ entries: [Entry]) throws(OutputError) {
        var leafSize = 4096
        let whole = try Self.packed(entries[...])
        guard whole.count > Self.mostBytesOfRoot else {
            (root, leaves) = (whole, OutputBuffer())
            return
        }
        while true {
            var leaves = OutputBuffer()
            var upper: [Entry] = []
            for start in stride(from: 0, to: entries.count, by: leafSize) {
                let leaf = try Self.packed(entries[start..<min(start + leafSize, entries.count)])
                upper.append(
                    Entry(
                        tile: entries[start].tile, offset: UInt64(leaves.count),
                        length: UInt64(leaf.count), runLength: 0))
                leaf.withBytes { leaves.append(slice: $0, 0..<$0.count) }
            }
            let root = try Self.packed(upper[...])
            if root.count <= Self.mostBytesOfRoot {
                (self.root, self.leaves) = (root, leaves)
                return
            }
            leafSize *= 2
        }
    }

    private static func packed(_ entries: ArraySlice<Entry>) throws(OutputError) -> OutputBuffer {
        var out = OutputBuffer()
        out.append(varint: UInt64(entries.count))
        var last: UInt64 = 0
        for entry in entries {
            out.append(varint: entry.tile - last)
            last = entry.tile
        }
        for entry in entries { out.append(varint: entry.runLength) }
        for entry in entries { out.append(varint: entry.length) }
        var next: UInt64?
        for entry in entries {
            // 0 = where the one before ended.
            out.append(varint: entry.offset == next ? 0 : entry.offset + 1)
            next = entry.offset + entry.length
        }
        return try Deflation.gzip(out)
    }
}
