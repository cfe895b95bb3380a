import Incidents

/// The value of one cell of a list, still as bytes: a field of a table or a property of a feature.
enum ListCell {
    /// The last says whether its numbers have a decimal comma.
    case field(CSVRow, Int, Bool)
    case property(JSONSpan)

    /// What column this value would fit in.
    func type(in bytes: UnsafeBufferPointer<UInt8>) -> ListColumnType {
        switch self {
        case .field(let row, let column, let hasComma):
            guard !row.isEscaped(column) else { return .text }
            let type = ListColumnType(ofText: bytes, row.range(column))
            guard type == .text, hasComma,
                let text = row.withDecimalPoint(column, of: bytes)
            else { return type }
            return text.withUnsafeBufferPointer { ListColumnType(ofText: $0, 0..<$0.count) }
        case .property(let span):
            switch span.kind {
            case .null: return .none
            case .no, .yes: return .flag
            case .plainText: return ListColumnType(ofText: bytes, span.range)
            case .escapedText, .container: return .text
            case .number:
                guard case .number(let number) = span.value(in: bytes) else { return .text }
                guard Int(exactly: number) != nil else { return .number }
                // A double would change a longer one.
                return span.range.count > 16 ? .text : .integer
            }
        }
    }

    func value(in bytes: UnsafeBufferPointer<UInt8>, as type: ListColumnType) -> FieldValue {
        switch type {
        case .none: return .none
        case .integer:
            return .integer(orNone: number(in: bytes).flatMap { Int(exactly: $0) })
        // More decimals than fixed ones have: written as exactly as a double is.
        case .number: return number(in: bytes).map { .number($0, decimals: 15) } ?? .none
        case .flag:
            guard case .property(let span) = self, span.kind != .null else { return .none }
            return .flag(span.kind == .yes)
        case .text, .day: return .text(orNone: text(in: bytes))
        }
    }

    private func number(in bytes: UnsafeBufferPointer<UInt8>) -> Double? {
        switch self {
        case .field(let row, let column, let hasComma):
            row.number(column, of: bytes, orWithComma: hasComma)
        case .property(let span): span.value(in: bytes).number
        }
    }

    private func text(in bytes: UnsafeBufferPointer<UInt8>) -> String? {
        switch self {
        case .field(let row, let column, _): row.text(column, of: bytes)
        case .property(let span): span.value(in: bytes).text
        }
    }
}

/// What all values of a column have been so far.
enum ListColumnType: Int, Comparable {
    case none, integer, number, flag, day, text

    static func < (a: ListColumnType, b: ListColumnType) -> Bool { a.rawValue < b.rawValue }

    /// `nil` for text, which needs no saying.
    var field: FieldType? {
        switch self {
        case .none, .text: nil
        case .integer: .integer
        case .number: .number
        case .flag: .flag
        case .day: .day
        }
    }

    /// Whole numbers among others are numbers; flags and numbers together are text.
    func joined(_ other: ListColumnType) -> ListColumnType {
        if self == other || other == .none { return self }
        if self == .none { return other }
        let isNumber = [self, other].allSatisfy { $0 == .integer || $0 == .number }
        return isNumber ? .number : .text
    }

    /// "007" and "+5" are codes, not numbers.
    init(ofText bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        guard let first = range.first else {
            self = .none
            return
        }
        let isNegative = bytes[first] == UInt8(ascii: "-")
        let start = isNegative ? first + 1 : first
        var points = 0
        var digits = 0
        for position in start..<range.upperBound {
            if bytes[position].isASCIIDigit {
                digits += 1
            } else if bytes[position] == UInt8(ascii: "."), digits > 0 {
                points += 1
            } else {
                let isDay = range.count == 10 && bytes.isoDay(at: first) != nil
                self = isDay ? .day : .text
                return
            }
        }
        let hasLeadingZero =
            digits > 1 && bytes[start] == UInt8(ascii: "0")
            && bytes[start + 1] != UInt8(ascii: ".")
        let isZero = isNegative && digits == 1 && bytes[start] == UInt8(ascii: "0") && points == 0
        if digits == 0 || points > 1 || hasLeadingZero || isZero
            || bytes[range.upperBound - 1] == UInt8(ascii: ".")
        {
            self = .text
        } else if points == 1 || digits > 18 {
            self = digits > 300 || points == 0 ? .text : .number
        } else {
            // Beyond 2⁵³ a double would change it.
            self = digits > 15 ? .text : .integer
        }
    }
}
