/// Bytes on their way out. Writers fill it; whoever owns the file empties it now and then, so no
/// document is ever whole in memory.
public struct OutputBuffer: Sendable {
    public private(set) var bytes: [UInt8]

    public init(_ bytes: [UInt8] = []) { self.bytes = bytes }

    public var count: Int { bytes.count }
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    public mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    public mutating func append(line: String) {
        append(text: line)
        endLine()
    }

    public mutating func endLine() { bytes.append(UInt8(ascii: "\n")) }

    mutating func append(_ byte: UInt8) { bytes.append(byte) }

    mutating func append(bytes more: [UInt8]) { bytes.append(contentsOf: more) }

    mutating func append(_ literal: StaticString) {
        literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func append(text: some StringProtocol) { bytes.append(contentsOf: text.utf8) }

    mutating func append(slice: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        guard !range.isEmpty else { return }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: slice[range]))
    }

    mutating func append(_ integer: Int) {
        if integer < 0 { bytes.append(UInt8(ascii: "-")) }
        append(digitsOf: UInt64(integer.magnitude), padded: 1)
    }

    /// A decimal with at most `decimals` places, rounded, without trailing zeros, exponent or `-0`;
    /// values of 10¹² and more, where a place is below the precision of a double, as Swift writes them.
    ///
    /// - Precondition: `value` is finite.
    mutating func append(_ value: Double, decimals: Int) {
        append(value, decimals: decimals, needsPoint: false)
    }

    /// As ``append(_:decimals:)``, always with a decimal point: readers that guess a column's type from
    /// its values then take it for a real number in every file, also where all values are whole.
    ///
    /// - Precondition: `value` is finite.
    mutating func append(real value: Double, decimals: Int) {
        append(value, decimals: decimals, needsPoint: true)
    }

    private static let scales: [UInt64] = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000]

    private mutating func append(_ value: Double, decimals: Int, needsPoint: Bool) {
        precondition(value.isFinite, "only finite numbers can be written")
        guard abs(value) < 1e12, decimals <= 6 else {
            let text = "\(value)"
            append(text: text)
            if needsPoint,
                !text.utf8.contains(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "e") })
            {
                append(".0")
            }
            return
        }
        let scale = Self.scales[max(0, decimals)]
        let scaled = UInt64((abs(value) * Double(scale)).rounded())
        if value < 0, scaled != 0 { bytes.append(UInt8(ascii: "-")) }
        append(digitsOf: scaled / scale, padded: 1)
        var fraction = scaled % scale
        guard fraction != 0 else {
            if needsPoint { append(".0") }
            return
        }
        var places = decimals
        while fraction % 10 == 0 {
            fraction /= 10
            places -= 1
        }
        bytes.append(UInt8(ascii: "."))
        append(digitsOf: fraction, padded: places)
    }

    private mutating func append(digitsOf number: UInt64, padded width: Int) {
        var rest = number
        var count = 0
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            repeat {
                count += 1
                digits[20 - count] = UInt8(ascii: "0") + UInt8(rest % 10)
                rest /= 10
            } while rest > 0
            while count < width {
                count += 1
                digits[20 - count] = UInt8(ascii: "0")
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[(20 - count)...]))
        }
    }
}
