/// Bytes of which delimiters and line ends are looked for, 64 at a time.
struct CSVText {
    let bytes: UnsafeBufferPointer<UInt8>
    let delimiter: UInt8
    /// Made once: to repeat a byte sixteen times takes longer than to look at a block.
    private let patterns: (SIMD16<UInt8>, SIMD16<UInt8>, SIMD16<UInt8>)

    static let width = 64

    init(_ bytes: UnsafeBufferPointer<UInt8>, delimiter: UInt8) {
        self.bytes = bytes
        self.delimiter = delimiter
        patterns = (
            SIMD16(repeating: delimiter), SIMD16(repeating: UInt8(ascii: "\n")),
            SIMD16(repeating: UInt8(ascii: "\r"))
        )
    }

    /// A bit for each of the bytes from `position` on, up to 64, that is a delimiter or a line end.
    @inline(__always)
    func stops(from position: Int) -> UInt64 {
        position &+ Self.width <= bytes.count ? block(at: position) : lastBlock(at: position)
    }

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

    private func lastBlock(at position: Int) -> UInt64 {
        var hits: UInt64 = 0
        for (offset, byte) in bytes[position...].enumerated()
        where byte == delimiter || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
            hits |= 1 << UInt64(offset)
        }
        return hits
    }
}

/// Where fields and rows may end, one after the other. Two words, so that a copy stays in registers.
struct CSVStops {
    /// A bit for each byte from `start` on that is a stop and was not given yet.
    private var hits: UInt64 = 0
    private var start: Int

    init(from start: Int) {
        // Before the first block.
        self.start = start - CSVText.width
    }

    /// The next stop; the end of the text if there is none.
    @inline(__always)
    mutating func next(in text: CSVText) -> Int {
        while hits == 0 {
            guard advance(in: text) else { return text.bytes.count }
        }
        let stop = start &+ hits.trailingZeroBitCount
        hits &= hits &- 1
        return stop
    }

    /// Passes over the stops before `position`, as a quoted field does.
    ///
    /// - Returns: How many of them are line feeds.
    @inline(__always)
    mutating func skip(to position: Int, in text: CSVText) -> Int {
        var lines = 0
        while true {
            let ahead = position &- start
            let later: UInt64 = ~0 << UInt64(truncatingIfNeeded: ahead)
            var passed = ahead < CSVText.width ? hits & ~later : hits
            hits ^= passed
            while passed != 0 {
                let stop = start &+ passed.trailingZeroBitCount
                if text.bytes[stop] == UInt8(ascii: "\n") { lines &+= 1 }
                passed &= passed &- 1
            }
            guard ahead >= CSVText.width, advance(in: text) else { return lines }
        }
    }

    /// - Returns: `false` when there are no more bytes.
    @inline(__always)
    private mutating func advance(in text: CSVText) -> Bool {
        let next = start &+ CSVText.width
        guard next < text.bytes.count else { return false }
        start = next
        hits = text.stops(from: next)
        return true
    }
}
