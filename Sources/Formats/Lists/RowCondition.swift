/// A condition on one column of an incident list: `type=bombing`, `fatalities>=10`, `notes~mosque`.
///
/// | | |
/// |---|---|
/// | `=`, `!=` | the same, or not; upper and lower case are one |
/// | `<`, `<=`, `>`, `>=` | by number where both sides are numbers, otherwise by letters, as suits dates |
/// | `~` | contains |
///
/// An empty cell meets `column=` and every `!=`, and nothing else.
public struct RowCondition: Hashable, Sendable {
    public let column: String
    public let comparison: Comparison
    public let value: String

    public enum Comparison: String, Hashable, Sendable, CaseIterable {
        // Longer signs first: they are looked for in this order.
        case notEqual = "!="
        case atMost = "<="
        case atLeast = ">="
        case equal = "="
        case less = "<"
        case greater = ">"
        case contains = "~"
    }

    /// - Returns: `nil` when the text has no column or no comparison.
    public init?(_ text: String) {
        let signs = text.indices.lazy.compactMap { position in
            Comparison.allCases.first { text[position...].hasPrefix($0.rawValue) }
                .map { (position, $0) }
        }
        guard let (position, sign) = signs.first else { return nil }
        column = String(text[..<position]).trimmed
        comparison = sign
        value = String(text[text.index(position, offsetBy: sign.rawValue.count)...]).trimmed
        guard !column.isEmpty else { return nil }
    }

    public func holds(of rows: inout ListRows, row: Int) -> Bool {
        let text = rows.text(column, ofRow: row) ?? ""
        switch comparison {
        case .equal: return isSame(text)
        case .notEqual: return !isSame(text)
        case .contains: return !text.isEmpty && text.lowercased().contains(value.lowercased())
        case .less, .atMost, .greater, .atLeast:
            guard !text.isEmpty else { return false }
            return holds(CellOrder.compare(text, value))
        }
    }

    private func isSame(_ text: String) -> Bool {
        if let a = CellOrder.number(text), let b = CellOrder.number(value) { return a == b }
        return text.lowercased() == value.lowercased()
    }

    private func holds(_ order: Int) -> Bool {
        switch comparison {
        case .less: order < 0
        case .atMost: order <= 0
        case .greater: order > 0
        default: order >= 0
        }
    }
}

/// The order of two cells: by number where both are, otherwise by letters.
public enum CellOrder {
    /// Below 0, 0 or above 0.
    public static func compare(_ a: String, _ b: String) -> Int {
        if let x = number(a), let y = number(b) { return x < y ? -1 : x > y ? 1 : 0 }
        return a < b ? -1 : a > b ? 1 : 0
    }

    static func number(_ text: String) -> Double? {
        guard let first = text.utf8.first, first < 0x3A else { return nil }
        return Double(text).flatMap { $0.isFinite ? $0 : nil }
    }
}

extension IncidentList {
    /// What is wrong with the name of a column; `nil` when the list has it. Features may each have
    /// members of their own, so any of them will do.
    public func fault(ofColumn name: String) -> String? {
        let names = columnNames
        guard !names.contains(name), !names.isEmpty else { return nil }
        return "\(origin) has no column \"\(name)\" — "
            + suggestion(for: name, among: Array(names.prefix(60)))
    }

    private var columnNames: [String] {
        if case .csv(let shape) = shape { return shape.header.distinct.map(\.trimmed) }
        return withRows { rows in
            for row in 0..<count { _ = rows.text("", ofRow: row) }
            return rows.columnNames
        }
    }
}
