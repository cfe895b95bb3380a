/// The few parts of Protocol Buffers that vector tiles need.
///
/// - Source: protobuf.dev, "Encoding".
extension OutputBuffer {
    mutating func append(varint number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(rest))
    }

    mutating func append(field number: UInt64, varint value: UInt64) {
        append(varint: number << 3)
        append(varint: value)
    }

    mutating func append(field number: UInt64, double value: Double) {
        append(varint: number << 3 | 1)
        append(littleEndian: value.bitPattern)
    }

    mutating func append(field number: UInt64, bytes: OutputBuffer) {
        append(varint: number << 3 | 2)
        append(varint: UInt64(bytes.count))
        bytes.withBytes { append(slice: $0, 0..<$0.count) }
    }

    mutating func append(field number: UInt64, text: String) {
        append(varint: number << 3 | 2)
        append(varint: UInt64(text.utf8.count))
        append(text: text)
    }
}

/// Numbers near zero, of either sign, as small ones.
func zigzag(_ number: Int32) -> UInt64 { UInt64(UInt32(bitPattern: number << 1 ^ number >> 31)) }
