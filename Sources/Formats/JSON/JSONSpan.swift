/// A whole value of a JSON text, still as bytes.
struct JSONSpan: Hashable, Sendable {
    enum Kind: UInt8 { case null, no, yes, number, plainText, escapedText, container }

    let kind: Kind
    /// Where its bytes begin and end; those of a text stand between the quotes.
    let start: Int
    let end: Int

    static let null = JSONSpan(kind: .null, start: 0, end: 0)

    var range: Range<Int> { start..<end }

    func value(in bytes: UnsafeBufferPointer<UInt8>) -> PropertyValue {
        switch kind {
        case .null: .null
        case .no: .flag(false)
        case .yes: .flag(true)
        case .plainText, .escapedText: .text(text(in: bytes))
        case .container: .json(words(in: bytes))
        case .number:
            DecimalNumber.read(bytes, range).flatMap { $0.isFinite ? .number($0) : nil }
                ?? .text(words(in: bytes))
        }
    }

    func text(in bytes: UnsafeBufferPointer<UInt8>) -> String {
        JSONText(range: range, escaped: kind == .escapedText).decoded(from: bytes)
    }

    private func words(in bytes: UnsafeBufferPointer<UInt8>) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    }
}

extension JSONReader {
    /// Reads past one whole value, checking it.
    mutating func span() throws(JSONError) -> JSONSpan {
        skipSpace()
        let start = position
        let floor = depth
        switch try value() {
        case .null: return JSONSpan(kind: .null, start: start, end: position)
        case .bool(let flag): return JSONSpan(kind: flag ? .yes : .no, start: start, end: position)
        case .number(let range):
            return JSONSpan(kind: .number, start: range.lowerBound, end: range.upperBound)
        case .string(let text):
            return JSONSpan(
                kind: text.escaped ? .escapedText : .plainText, start: text.range.lowerBound,
                end: text.range.upperBound)
        case .object, .array:
            try close(downTo: floor)
            return JSONSpan(kind: .container, start: start, end: position)
        }
    }
}
