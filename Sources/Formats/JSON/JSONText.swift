/// A string of a JSON text, still as bytes: those between the quotes.
package struct JSONText: Hashable, Sendable {
    package let range: Range<Int>
    /// Some of the bytes are escapes.
    package let escaped: Bool

    init(range: Range<Int>, escaped: Bool = false) {
        self.range = range
        self.escaped = escaped
    }

    /// Compares with a word of plain letters.
    func matches(_ word: StaticString, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard !escaped else { return decoded(from: bytes) == "\(word)" }
        guard word.utf8CodeUnitCount == range.count else { return false }
        return word.withUTF8Buffer { wanted in
            for offset in 0..<wanted.count where bytes[range.lowerBound &+ offset] != wanted[offset]
            {
                return false
            }
            return true
        }
    }

    func matches(name: String, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard !escaped else { return decoded(from: bytes) == name }
        var name = name
        return name.withUTF8 { wanted in
            guard wanted.count == range.count else { return false }
            for offset in 0..<wanted.count where bytes[range.lowerBound &+ offset] != wanted[offset]
            {
                return false
            }
            return true
        }
    }

    func decoded(from bytes: UnsafeBufferPointer<UInt8>) -> String {
        let raw = UnsafeBufferPointer(rebasing: bytes[range])
        guard escaped else { return String(decoding: raw, as: UTF8.self) }
        return String(decoding: unescaped(raw), as: UTF8.self)
    }

    private func unescaped(_ raw: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(raw.count)
        var copied = 0
        while let backslash = raw.firstPosition(of: UInt8(ascii: "\\"), from: copied) {
            result.append(contentsOf: raw[copied..<backslash])
            copied = appendEscape(at: backslash, of: raw, to: &result)
        }
        result.append(contentsOf: raw[copied...])
        return result
    }

    /// - Returns: Where the escape ends. The reader has checked that it is complete.
    private func appendEscape(
        at backslash: Int, of raw: UnsafeBufferPointer<UInt8>, to result: inout [UInt8]
    ) -> Int {
        guard backslash + 1 < raw.count else { return raw.count }
        switch raw[backslash + 1] {
        case UInt8(ascii: "b"): result.append(0x08)
        case UInt8(ascii: "f"): result.append(0x0C)
        case UInt8(ascii: "n"): result.append(0x0A)
        case UInt8(ascii: "r"): result.append(0x0D)
        case UInt8(ascii: "t"): result.append(0x09)
        case UInt8(ascii: "u"):
            return appendUnicodeEscape(at: backslash, of: raw, to: &result)
        default: result.append(raw[backslash + 1])
        }
        return backslash + 2
    }

    private func appendUnicodeEscape(
        at backslash: Int, of raw: UnsafeBufferPointer<UInt8>, to result: inout [UInt8]
    ) -> Int {
        guard let first = codeUnit(at: backslash, of: raw) else { return backslash + 2 }
        if (0xD800..<0xDC00).contains(first), let second = codeUnit(at: backslash + 6, of: raw),
            (0xDC00..<0xE000).contains(second)
        {
            append(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00), to: &result)
            return backslash + 12
        }
        append(first, to: &result)
        return backslash + 6
    }

    private func codeUnit(at backslash: Int, of raw: UnsafeBufferPointer<UInt8>) -> UInt32? {
        guard backslash + 5 < raw.count, raw[backslash] == UInt8(ascii: "\\"),
            raw[backslash + 1] == UInt8(ascii: "u")
        else { return nil }
        var unit: UInt32 = 0
        for position in backslash + 2...backslash + 5 {
            guard let digit = raw[position].hexDigitValue else { return nil }
            unit = unit << 4 | digit
        }
        return unit
    }

    private func append(_ scalar: UInt32, to result: inout [UInt8]) {
        result.append(contentsOf: String(Unicode.Scalar(scalar) ?? "\u{FFFD}").utf8)
    }
}
