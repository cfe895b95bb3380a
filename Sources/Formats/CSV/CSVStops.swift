/// Where fields and rows may end: delimiters and line ends, found 64 bytes at a time.
struct CSVStops {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let delimiter: UInt8
    private let patterns: (SIMD16<UInt8>, SIMD16<UInt8>, SIMD16<UInt8>)
    /// A bit for each byte from `start` on that is a stop.
    private var hits: UInt64 = 0
    private var start: Int

    private static let width = 64

    init(_ bytes: UnsafeBufferPointer<UInt8>, delimiter: UInt8, from start: Int) {
        self.bytes = bytes
        self.delimiter = delimiter
        // Before the first block.
        self.start = start - Self.width
        patterns = (
            SIMD16(repeating: delimiter), SIMD16(repeating: UInt8(ascii: "\n")),
            SIMD16(repeating: UInt8(ascii: "\r"))
        )
    }

    /// The first stop at or after `position`; the end of the input if there is none.
    ///
    /// - Parameter position: Not before that of the last call.
    @inline(__always)
    mutating func next(from position: Int) -> Int {
        if position < start &+ Self.width {
            hits &= ~0 << UInt64(truncatingIfNeeded: position &- start)
        } else {
            // A quoted field has gone ahead.
            hits = 0
            start = position &- Self.width
        }
        while hits == 0 {
            start &+= Self.width
            guard start &+ Self.width <= bytes.count else {
                start &-= Self.width
                return last(from: max(position, start &+ Self.width))
            }
            hits = block(at: start)
        }
        return start &+ hits.trailingZeroBitCount
    }

    /// A bit for each of 64 bytes.
    private func block(at position: Int) -> UInt64 {
        // Sixteen bytes are two rows of eight: each pair of rows gets bits of its own.
        let pairs =
            (stops(at: position) & 0x01) | (stops(at: position &+ 16) & 0x04)
            | (stops(at: position &+ 32) & 0x10) | (stops(at: position &+ 48) & 0x40)
        let rows = unsafeBitCast(pairs, to: SIMD2<UInt64>.self)
        return Self.transposed(rows.x | rows.y << 1)
    }

    /// 0xFF for each of 16 bytes that is a stop.
    @inline(__always)
    private func stops(at position: Int) -> SIMD16<UInt8> {
        let block = UnsafeRawBufferPointer(bytes).loadUnaligned(
            fromByteOffset: position, as: SIMD16<UInt8>.self)
        let isStop =
            block .== patterns.0 .| block .== patterns.1 .| block .== patterns.2
        return unsafeBitCast(isStop, to: SIMD16<UInt8>.self)
    }

    /// Bit *i* of byte *k* becomes bit *k* of byte *i*.
    ///
    /// - Source: H. S. Warren, "Hacker's Delight", 2nd ed., §7-3.
    private static func transposed(_ bits: UInt64) -> UInt64 {
        var bits = bits
        for (shift, mask) in [
            (7, 0x00AA_00AA_00AA_00AA), (14, 0x0000_CCCC_0000_CCCC), (28, 0x0000_0000_F0F0_F0F0),
        ] as [(UInt64, UInt64)] {
            let moved = (bits ^ (bits >> shift)) & mask
            bits ^= moved ^ (moved << shift)
        }
        return bits
    }

    private func last(from start: Int) -> Int {
        var position = start
        while position < bytes.count {
            let byte = bytes[position]
            if byte == delimiter || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                break
            }
            position &+= 1
        }
        return position
    }
}
