#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Bytes on their way out. Writers fill it; whoever owns the file empties it now and then, so no
/// document is ever whole in memory.
public struct OutputBuffer: Sendable {
    /// Filled up to `count`; the rest is room.
    private var storage: [UInt8]
    public private(set) var count: Int

    public init(_ bytes: [UInt8] = []) {
        storage = bytes
        count = bytes.count
    }

    public var bytes: [UInt8] { Array(storage[..<count]) }
    public var text: String { withBytes { String(decoding: $0, as: UTF8.self) } }

    public mutating func removeAll() { count = 0 }

    func withBytes<Result, Failure: Error>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try storage.withUnsafeBufferPointer { bytes throws(Failure) in
            try body(UnsafeBufferPointer(rebasing: bytes[..<count]))
        }
    }

    /// Lets `body` write up to `room` bytes, and tell how many it wrote.
    @inline(__always)
    mutating func fill(atMost room: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Int) {
        if storage.count &- count < room { grow(by: room) }
        let end = count
        count = storage.withUnsafeMutableBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return end }
            return end &+ body(start + end)
        }
    }

    private mutating func grow(by room: Int) {
        let size = count + max(room, count, 64)
        let old = self
        storage = [UInt8](unsafeUninitializedCapacity: size) { place, filled in
            guard let start = place.baseAddress else { return }
            old.withBytes {
                if let bytes = $0.baseAddress { start.initialize(from: bytes, count: $0.count) }
            }
            memset(start + old.count, 0, size - old.count)
            filled = size
        }
    }
}

extension OutputBuffer {
    public mutating func append(line: String) {
        append(text: line)
        endLine()
    }

    public mutating func endLine() { append(UInt8(ascii: "\n")) }

    mutating func append(_ byte: UInt8) {
        fill(atMost: 1) { place in
            place.pointee = byte
            return 1
        }
    }

    mutating func append(bytes more: [UInt8]) {
        more.withUnsafeBufferPointer { append(slice: $0, 0..<$0.count) }
    }

    mutating func append(_ literal: StaticString) {
        let length = literal.utf8CodeUnitCount
        fill(atMost: length) { place in
            literal.withUTF8Buffer { text in
                if let start = text.baseAddress { place.update(from: start, count: length) }
            }
            return length
        }
    }

    mutating func append(text: some StringProtocol) {
        var text = String(text)
        text.withUTF8 { append(slice: $0, 0..<$0.count) }
    }

    mutating func append(slice: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        guard !range.isEmpty, let start = slice.baseAddress else { return }
        fill(atMost: range.count) { place in
            place.update(from: start + range.lowerBound, count: range.count)
            return range.count
        }
    }
}

// MARK: Numbers

extension OutputBuffer {
    mutating func append(_ integer: Int) {
        fill(atMost: 21) { place in
            let sign = integer < 0 ? 1 : 0
            place.pointee = UInt8(ascii: "-")
            return sign + (place + sign).write(digitsOf: UInt64(integer.magnitude), padded: 1)
        }
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
        let decimals = max(0, decimals)
        let scaled = Int64((value * Double(powerOfTen(decimals))).rounded())
        append(scaled: scaled, decimals: decimals, needsPoint: needsPoint)
    }

    /// A number of 10⁻ᵈ, d = `decimals` ≤ 6, without trailing zeros.
    mutating func append(scaled: Int64, decimals: Int, needsPoint: Bool = false) {
        let scale = powerOfTen(decimals)
        let (whole, fraction) = scaled.magnitude.quotientAndRemainder(dividingBy: scale)
        fill(atMost: 32) { place in
            var end = 0
            if scaled < 0 {
                place.pointee = UInt8(ascii: "-")
                end = 1
            }
            end += (place + end).write(digitsOf: whole, padded: 1)
            guard fraction != 0 else {
                guard needsPoint else { return end }
                place[end] = UInt8(ascii: ".")
                place[end + 1] = UInt8(ascii: "0")
                return end + 2
            }
            place[end] = UInt8(ascii: ".")
            end += 1
            end += (place + end).write(digitsOf: fraction, padded: decimals)
            while place[end - 1] == UInt8(ascii: "0") { end -= 1 }
            return end
        }
    }

    @inline(__always)
    private func powerOfTen(_ decimals: Int) -> UInt64 {
        switch decimals {
        case 0: 1
        case 1: 10
        case 2: 100
        case 3: 1000
        case 4: 10_000
        case 5: 100_000
        default: 1_000_000
        }
    }
}

extension UnsafeMutablePointer<UInt8> {
    /// - Parameter width: At least this many digits, with zeros in front.
    /// - Returns: How many were written, at most 20 or `width`.
    fileprivate func write(digitsOf number: UInt64, padded width: Int) -> Int {
        var count = 1
        var limit: UInt64 = 10
        while count < 19, number >= limit {
            count &+= 1
            limit &*= 10
        }
        if count == 19, number >= limit { count = 20 }
        count = Swift.max(count, width)
        var rest = number
        var place = count
        while place > 0 {
            place &-= 1
            let (tenth, digit) = rest.quotientAndRemainder(dividingBy: 10)
            self[place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: digit)
            rest = tenth
        }
        return count
    }
}
