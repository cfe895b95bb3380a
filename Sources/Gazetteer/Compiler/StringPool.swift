/// Texts behind a length byte, one after another.
struct StringPool {
    private(set) var bytes: [UInt8] = []
    /// The last text of each hash value and where it lies: repeats cost nothing, memory is bounded.
    private var recent: [(hash: UInt64, offset: UInt32)]

    init() { recent = Array(repeating: (0, 0), count: 1 << 20) }

    /// The offset of `text`, cut to 255 bytes at a character's border.
    mutating func add(_ text: some BidirectionalCollection<UInt8>) -> UInt32 {
        var hash = WordKey.basis
        for byte in text { hash = (hash ^ UInt64(byte)) &* WordKey.prime }
        let slot = Int(truncatingIfNeeded: HashPlace.mix(hash) & UInt64(recent.count - 1))
        let known = recent[slot]
        if known.hash == hash, matches(text, at: known.offset) { return known.offset }
        let offset = UInt32(bytes.count)
        recent[slot] = (hash, offset)
        Self.append(text, to: &bytes)
        return offset
    }

    private func matches(_ text: some BidirectionalCollection<UInt8>, at offset: UInt32) -> Bool {
        guard Int(offset) < bytes.count else { return false }
        let count = Int(bytes[Int(offset)])
        return bytes[(Int(offset) + 1)..<(Int(offset) + 1 + count)].elementsEqual(text)
    }

    static func append(_ text: some BidirectionalCollection<UInt8>, to bytes: inout [UInt8]) {
        var text = text.prefix(256)
        if text.count > 255 {
            text = text.prefix(255)
            // Step back over a character that was cut.
            while let last = text.last, last & 0xC0 == 0x80 { text = text.dropLast() }
            if let last = text.last, last >= 0xC0 { text = text.dropLast() }
        }
        bytes.append(UInt8(text.count))
        bytes.append(contentsOf: text)
    }
}
