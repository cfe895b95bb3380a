/// Decimal numbers in bytes, as JSON and tables write them.
enum DecimalNumber {
    /// The double nearest to `[+-]digits[.digits][(e|E)[+-]digits]`, or `nil` for anything else.
    /// Too large becomes infinite.
    ///
    /// - Complexity: a few nanoseconds when 15 digits and a power of ten up to 22 suffice, which
    ///   doubles hold exactly, so one multiplication or division rounds right (Clinger 1990); else
    ///   what the standard library needs.
    static func read(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Double? {
        var position = range.lowerBound
        let end = range.upperBound
        guard position < end else { return nil }
        let negative = bytes[position] == UInt8(ascii: "-")
        if negative || bytes[position] == UInt8(ascii: "+") { position &+= 1 }
        if let (magnitude, reached) = short(bytes, from: position), reached == end {
            return negative ? -magnitude : magnitude
        }
        let first = position
        var digits: UInt64 = 0
        var point = -1
        while position < end {
            let digit = bytes[position] &- UInt8(ascii: "0")
            if digit < 10 {
                digits = digits &* 10 &+ UInt64(digit)
            } else if bytes[position] == UInt8(ascii: "."), point < 0 {
                point = position
            } else {
                break
            }
            position &+= 1
        }
        let decimals = point < 0 ? 0 : position &- point &- 1
        let count = position &- first &- (point < 0 ? 0 : 1)
        guard count > 0 else { return nil }
        guard position == end, count <= 15 else { return slow(bytes, range) }
        let magnitude = decimals == 0 ? Double(digits) : Double(digits) / powersOfTen[decimals]
        return negative ? -magnitude : magnitude
    }

    /// `digits[.digits]` with at most seven digits on each side, read in one go, and where it ends; `nil` for
    /// anything else, and near the end of the bytes.
    @inline(__always)
    private static func short(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> (magnitude: Double, end: Int)? {
        guard start &+ 17 <= bytes.count else { return nil }
        let word = ByteWord(bytes, at: start)
        let whole = word.digitCount
        guard whole > 0, whole < 8 else { return nil }
        let number = word.number(ofDigits: whole)
        let point = start &+ whole
        guard bytes[point] == UInt8(ascii: ".") else { return (Double(number), point) }
        let rest = ByteWord(bytes, at: point &+ 1)
        let decimals = rest.digitCount
        guard decimals > 0, decimals < 8 else { return nil }
        let digits =
            number &* integerPowersOfTen[decimals] &+ rest.number(ofDigits: decimals)
        return (Double(digits) / powersOfTen[decimals], point &+ 1 &+ decimals)
    }

    private static let integerPowersOfTen: [UInt64] = [
        1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000,
    ]

    /// A number as JSON writes coordinates, `-?digits[.digits]`, that starts at `start` and needs at most
    /// 15 digits, and where it ends; `nil` for anything else.
    @inline(__always)
    static func scan(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> (number: Double, end: Int)? {
        var position = start
        let negative = bytes[position] == UInt8(ascii: "-")
        if negative { position &+= 1 }
        if let (magnitude, end) = short(bytes, from: position),
            bytes[position] != UInt8(ascii: "0") || bytes[position &+ 1] == UInt8(ascii: "."),
            bytes[end] | 0x20 != UInt8(ascii: "e")
        {
            return (negative ? -magnitude : magnitude, end)
        }
        let first = position
        var digits: UInt64 = 0
        var point = -1
        while position < bytes.count {
            let byte = bytes[position]
            let digit = byte &- UInt8(ascii: "0")
            if digit < 10 {
                digits = digits &* 10 &+ UInt64(digit)
            } else if byte == UInt8(ascii: "."), point < 0 {
                point = position
            } else {
                guard byte | 0x20 != UInt8(ascii: "e") else { return nil }
                break
            }
            position &+= 1
        }
        let decimals = point < 0 ? 0 : position &- point &- 1
        let whole = (point < 0 ? position : point) &- first
        guard whole > 0, whole &+ decimals <= 15, point < 0 || decimals > 0,
            whole == 1 || bytes[first] != UInt8(ascii: "0")
        else { return nil }
        let magnitude = decimals == 0 ? Double(digits) : Double(digits) / powersOfTen[decimals]
        return (negative ? -magnitude : magnitude, position)
    }

    private static func slow(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Double? {
        // Swift's own reader also takes hexadecimal, "inf" and "nan".
        let plain = bytes[range].allSatisfy {
            $0 &- UInt8(ascii: "0") < 10 || $0 == UInt8(ascii: ".")
                || $0 | 0x20 == UInt8(ascii: "e")
                || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-")
        }
        return plain ? Double(String(decoding: bytes[range], as: UTF8.self)) : nil
    }

    private static let powersOfTen: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]
}
