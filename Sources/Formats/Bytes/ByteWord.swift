/// Eight bytes looked at in one go.
///
/// A test answers with a word whose byte is 0x80 where the test holds and 0 elsewhere, exactly, so
/// `trailingZeroBitCount / 8` is the offset of the first hit. Bytes count from the lowest, whatever
/// the machine's order.
/// - Source: H. S. Warren, "Hacker's Delight", 2nd ed., §6-1.
struct ByteWord: Equatable {
    private let bits: UInt64

    private static let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    static let high: UInt64 = 0x8080_8080_8080_8080

    /// The eight bytes from `position`, which the caller has checked to lie inside.
    @inline(__always)
    init(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) {
        bits = UInt64(
            littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(
                fromByteOffset: position, as: UInt64.self))
    }

    @inline(__always)
    func store(to place: UnsafeMutablePointer<UInt8>) {
        UnsafeMutableRawPointer(place).storeBytes(of: bits.littleEndian, as: UInt64.self)
    }

    @inline(__always)
    static func filled(with byte: UInt8) -> UInt64 { UInt64(byte) &* ones }

    /// Where the bytes equal those of `pattern`, made by ``filled(with:)``.
    @inline(__always)
    func equals(_ pattern: UInt64) -> UInt64 {
        let difference = bits ^ pattern
        return ~(((difference & Self.low) &+ Self.low) | difference | Self.low)
    }

    /// Where the bytes are less than `limit`, 1…128.
    @inline(__always)
    func isBelow(_ limit: UInt8) -> UInt64 {
        let reachesLimit = (bits & Self.low) &+ (Self.ones &* UInt64(128 - limit))
        return ~(reachesLimit | bits) & Self.high
    }

    /// Where the bytes are outside ASCII.
    var isNotASCII: UInt64 { bits & Self.high }

    /// How many of the bytes are decimal digits before the first that is not.
    @inline(__always)
    var digitCount: Int {
        let values = bits ^ Self.zeros
        let isOther = ((values & Self.low) &+ Self.ones &* UInt64(128 - 10)) | values
        return (isOther & Self.high).trailingZeroBitCount / 8
    }

    /// The number that the first bytes write in decimal digits.
    ///
    /// - Parameter count: 1…8 of them, which are digits.
    /// - Source: D. Lemire, "Number parsing at a gigabyte per second", Software: Practice and Experience 51
    ///   (2021): pairs of digits, then fours, then eight.
    @inline(__always)
    func number(ofDigits count: Int) -> UInt64 {
        // Zeros in front, which are the lowest bytes.
        let digits = (bits ^ Self.zeros) << UInt64(truncatingIfNeeded: 64 &- 8 &* count)
        let pairs = digits &* 10 &+ (digits >> 8)
        let fours = 0x0000_00FF_0000_00FF as UInt64
        return
            ((pairs & fours) &* 0x000F_4240_0000_0064
            &+ ((pairs >> 16) & fours) &* 0x0000_2710_0000_0001) >> 32
    }

    private static let zeros: UInt64 = 0x3030_3030_3030_3030
}

extension UnsafeBufferPointer<UInt8> {
    /// The first position from `start` that holds `byte`, or `nil`.
    func firstPosition(of byte: UInt8, from start: Int) -> Int? {
        var position = start
        let pattern = ByteWord.filled(with: byte)
        while position &+ 8 <= count {
            let hits = ByteWord(self, at: position).equals(pattern)
            if hits != 0 { return position &+ hits.trailingZeroBitCount / 8 }
            position &+= 8
        }
        while position < count {
            if self[position] == byte { return position }
            position &+= 1
        }
        return nil
    }

    /// Whether the bytes of `range` stand at `position` as well. Both lie inside.
    @inline(__always)
    func holdsSame(_ range: Range<Int>, at position: Int) -> Bool {
        var left = range.lowerBound
        var right = position
        while left &+ 8 <= range.upperBound {
            guard ByteWord(self, at: left) == ByteWord(self, at: right) else { return false }
            left &+= 8
            right &+= 8
        }
        while left < range.upperBound {
            guard self[left] == self[right] else { return false }
            left &+= 1
            right &+= 1
        }
        return true
    }

    /// How many of the bytes from `start` on are ASCII before the first that is not.
    func asciiRun(from start: Int) -> Int {
        var position = start
        while position &+ 32 <= count {
            let words = (0..<4).reduce(0) {
                $0 | ByteWord(self, at: position &+ 8 &* $1).isNotASCII
            }
            guard words == 0 else { break }
            position &+= 32
        }
        while position &+ 8 <= count {
            let hits = ByteWord(self, at: position).isNotASCII
            if hits != 0 { return position &+ hits.trailingZeroBitCount / 8 &- start }
            position &+= 8
        }
        while position < count, self[position] < 0x80 { position &+= 1 }
        return position &- start
    }
}
