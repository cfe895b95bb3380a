/// A half-open range of UTF-8 bytes in a report's text.
public struct TextSpan: Hashable, Comparable, Sendable {
    public let start: Int
    public let end: Int

    public init(_ start: Int, _ end: Int) {
        precondition(0 <= start && start <= end, "a span runs forward: \(start)..<\(end)")
        self.start = start
        self.end = end
    }

    public var count: Int { end - start }
    public var isEmpty: Bool { start == end }

    public func contains(_ other: TextSpan) -> Bool { start <= other.start && other.end <= end }
    public func overlaps(_ other: TextSpan) -> Bool { start < other.end && other.start < end }
    public func union(_ other: TextSpan) -> TextSpan {
        TextSpan(min(start, other.start), max(end, other.end))
    }

    /// By start; of two with one start, the shorter first.
    public static func < (a: TextSpan, b: TextSpan) -> Bool {
        (a.start, a.end) < (b.start, b.end)
    }
}

extension String {
    /// The words a span names; empty when the span lies outside the text or cuts a character.
    public subscript(span: TextSpan) -> String {
        guard span.end <= utf8.count,
            let start = utf8.index(startIndex, offsetBy: span.start).samePosition(
                in: unicodeScalars),
            let end = utf8.index(startIndex, offsetBy: span.end).samePosition(in: unicodeScalars)
        else { return "" }
        return String(self[start..<end])
    }
}
