/// Writes the sections that find names by their sound.
enum SoundIndexWriter {
    static func write(
        _ rows: inout SpooledSort<SoundRow>, to writer: inout GazetteerWriter
    ) {
        let count = rows.count
        let bits = SoundCells.bits(names: count)
        var starts = [UInt32](repeating: 0, count: 1 << bits + 1)
        var block: [UInt8] = []
        writer.begin(.sounds, count: count * 8)
        _ = rows.drain { row in
            starts[SoundCells.cell(row.hash, bits: bits) + 1] += 1
            block.append(littleEndian: SoundEntry(row).bits)
            if block.count >= 1 << 20 {
                writer.append(block)
                block.removeAll(keepingCapacity: true)
            }
        }
        writer.append(block)
        writer.end()
        for cell in 0..<(starts.count - 1) { starts[cell + 1] += starts[cell] }
        for index in starts.indices { starts[index] = starts[index].littleEndian }
        starts.withUnsafeBytes { writer.write(.soundStarts, $0) }
    }
}
