/// Texts behind a length byte, in blocks that are never moved: growing costs no second copy.
struct ByteChunks {
    private var chunks: [[UInt8]] = []
    private static let shift: UInt32 = 24
    private static let size = 1 << 24

    /// The address of a text of at most 255 bytes.
    mutating func append(_ text: [UInt8]) -> UInt32 {
        if chunks.isEmpty || chunks[chunks.count - 1].count + text.count + 1 > Self.size {
            chunks.append([])
        }
        let chunk = chunks.count - 1
        let address = UInt32(chunk) << Self.shift | UInt32(chunks[chunk].count)
        chunks[chunk].append(UInt8(clamping: text.count))
        chunks[chunk].append(contentsOf: text.prefix(255))
        return address
    }

    subscript(_ address: UInt32) -> ArraySlice<UInt8> {
        let chunk = Int(address >> Self.shift)
        let start = Int(address) & (Self.size - 1)
        guard chunk < chunks.count, start < chunks[chunk].count else { return [] }
        let end = start + 1 + Int(chunks[chunk][start])
        return chunks[chunk][(start + 1)..<end]
    }
}
