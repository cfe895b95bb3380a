/// The weights of a line of a table, one after another: "12 -3" or "0:12 4:-3". They are read with
/// the program's first report, so byte by byte and without intermediate values.
struct WeightFields {
    let bytes: UnsafeRawBufferPointer
    var position: Int
    let end: Int

    var isAtEnd: Bool { position >= end }

    /// Output, 0 where none is written, and weight; nil where a line holds something else.
    mutating func next() -> (output: Int, weight: Int)? {
        guard var weight = number() else { return nil }
        var output = 0
        if skip(UInt8(ascii: ":")) {
            guard weight >= 0, let second = number() else { return nil }
            (output, weight) = (weight, second)
        }
        guard isAtEnd || skip(UInt8(ascii: " ")) else { return nil }
        return (output, weight)
    }

    /// Of one to nine digits.
    private mutating func number() -> Int? {
        let isNegative = skip(UInt8(ascii: "-"))
        let start = position
        var value = 0
        while position < end, case let digit = bytes[position] &- UInt8(ascii: "0"), digit < 10 {
            guard position - start < 9 else { return nil }
            value = value * 10 + Int(digit)
            position += 1
        }
        guard position > start else { return nil }
        return isNegative ? -value : value
    }

    private mutating func skip(_ byte: UInt8) -> Bool {
        guard position < end, bytes[position] == byte else { return false }
        position += 1
        return true
    }
}
