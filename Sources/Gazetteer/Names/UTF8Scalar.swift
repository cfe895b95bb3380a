/// Single scalars in UTF-8 bytes, without building strings.
enum UTF8Scalar {
    /// The scalar at `index` and its length in bytes; an ill-formed byte is U+FFFD of length 1.
    static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (UInt32, Int) {
        let lead = bytes[index]
        let length =
            lead < 0x80
            ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0
        guard length > 0, index + length <= bytes.count else { return (0xFFFD, 1) }
        guard length > 1 else { return (UInt32(lead), 1) }
        var value = UInt32(lead) & (0x7F >> UInt32(length))
        for offset in 1..<length {
            let byte = bytes[index + offset]
            guard byte & 0xC0 == 0x80 else { return (0xFFFD, 1) }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        guard Unicode.Scalar(value) != nil else { return (0xFFFD, 1) }
        return (value, length)
    }

    static func isLetter(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        let folded = FoldingTable.shared[decode(bytes, at: index).0]
        return folded != FoldingTable.separator && folded != FoldingTable.dropped
    }

    /// The bytes of a scalar below U+10000.
    @inline(__always)
    static func encode(_ scalar: UInt32, _ emit: (UInt8) -> Void) {
        if scalar < 0x80 {
            emit(UInt8(truncatingIfNeeded: scalar))
        } else if scalar < 0x800 {
            emit(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
            emit(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
        } else {
            emit(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
            emit(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
            emit(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
        }
    }
}
