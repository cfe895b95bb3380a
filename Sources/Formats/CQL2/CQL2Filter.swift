public import Earth
public import Incidents

/// A filter made ready to be asked of many rows. Used by one thread at a time.
///
/// Logic has three values, as in SQL: what a row does not say is neither true nor false, and only rows
/// of which the filter is true pass.
public final class CQL2Filter {
    private let expression: CQL2Expression
    private var regions: [Geometry: Region] = [:]

    /// - Throws: ``CQL2Error`` for shapes that are none.
    public init(_ expression: CQL2Expression) throws(CQL2Error) {
        self.expression = expression
        try prepare(expression)
    }

    /// - Parameters:
    ///   - geometry: What `geom` and `geometry` stand for.
    ///   - property: The value of a column; `nil` = not known.
    public func passes(geometry: Geometry?, property: (String) -> FieldValue?) -> Bool {
        withoutActuallyEscaping(property) { property in
            value(of: expression, Row(geometry: geometry, property: property)) == .flag(true)
        }
    }

    private struct Row {
        let geometry: Geometry?
        let property: (String) -> FieldValue?
    }

    /// What an expression comes to, for one row.
    private enum Value: Equatable {
        case unknown
        case flag(Bool)
        case number(Double)
        case text(String)
        case interval(Day?, Day?)
        case shape(Geometry)

        var flag: Bool? { if case .flag(let flag) = self { flag } else { nil } }

        var number: Double? {
            switch self {
            case .number(let number): number
            case .text(let text): Double(text.trimmed)
            default: nil
            }
        }

        var text: String? {
            switch self {
            case .text(let text): text
            case .number(let number): Int(exactly: number).map(String.init) ?? "\(number)"
            case .flag(let flag): "\(flag)"
            default: nil
            }
        }

        /// A day is an interval of one day.
        var interval: (start: Day?, end: Day?)? {
            switch self {
            case .interval(let start, let end): (start, end)
            case .text(let text): PublishedDay.read(text).map { ($0, $0) }
            default: nil
            }
        }
    }

    private func prepare(_ expression: CQL2Expression) throws(CQL2Error) {
        switch expression {
        case .call(_, let parts), .list(let parts): for part in parts { try prepare(part) }
        case .geometry(let shape):
            switch shape {
            case .polygon, .polygons:
                do throws(EarthError) { regions[shape] = try Region(shape) } catch {
                    throw CQL2Error(error.description)
                }
            default: break
            }
        default: break
        }
    }

    private func value(of expression: CQL2Expression, _ row: Row) -> Value {
        switch expression {
        case .text(let text): return .text(text)
        case .number(let number): return .number(number)
        case .flag(let flag): return .flag(flag)
        case .interval(let start, let end): return .interval(start, end)
        case .geometry(let shape): return .shape(shape)
        case .list: return .unknown
        case .property(let name):
            if name == "geom" || name == "geometry" {
                return row.geometry.map { .shape($0) } ?? .unknown
            }
            return Self.value(row.property(name))
        case .call(let name, let parts): return call(name, parts, row)
        }
    }

    private static func value(_ field: FieldValue?) -> Value {
        switch field {
        case nil, .some(.none): .unknown
        case .text(let text), .json(let text): .text(text)
        case .integer(let integer): .number(Double(integer))
        case .number(let number, _): .number(number)
        case .flag(let flag): .flag(flag)
        }
    }

    private func call(_ name: String, _ parts: [CQL2Expression], _ row: Row) -> Value {
        switch name {
        case "and", "or": return junction(parts, row, absorbing: name == "or")
        case "not": return value(of: parts[0], row).flag.map { .flag(!$0) } ?? .unknown
        case "isnull": return .flag(value(of: parts[0], row) == .unknown)
        case "in": return isIn(parts, row)
        case "casei":
            return value(of: parts[0], row).text.map { .text($0.lowercased()) } ?? .unknown
        case "accenti":
            return value(of: parts[0], row).text.map { .text($0.withoutAccents) } ?? .unknown
        default: break
        }
        let values = parts.map { value(of: $0, row) }
        guard !values.contains(.unknown) else { return .unknown }
        switch name {
        case "between":
            guard let lower = compare(values[0], values[1]),
                let upper = compare(values[0], values[2])
            else {
                return .unknown
            }
            return .flag(lower >= 0 && upper <= 0)
        case "like":
            guard let text = values[0].text, let pattern = values[1].text else { return .unknown }
            return .flag(LikePattern(pattern).matches(text))
        case _ where CQL2Expression.comparisons.contains(name): return compared(name, values)
        case _ where CQL2Expression.spatial.contains(name): return spatial(name, values)
        case _ where CQL2Expression.temporal.contains(name): return temporal(name, values)
        default: return arithmetic(name, values)
        }
    }

    /// OR ends at the first true, AND at the first false; an unknown part leaves the rest to decide.
    private func junction(_ parts: [CQL2Expression], _ row: Row, absorbing: Bool) -> Value {
        var isUnknown = false
        for part in parts {
            switch value(of: part, row).flag {
            case absorbing: return .flag(absorbing)
            case nil: isUnknown = true
            default: break
            }
        }
        return isUnknown ? .unknown : .flag(!absorbing)
    }

    private func isIn(_ parts: [CQL2Expression], _ row: Row) -> Value {
        guard case .list(let members) = parts[1] else { return .unknown }
        let left = value(of: parts[0], row)
        guard left != .unknown else { return .unknown }
        return .flag(members.contains { compare(left, value(of: $0, row)) == 0 })
    }

    private func compared(_ name: String, _ values: [Value]) -> Value {
        guard let order = compare(values[0], values[1]) else { return .unknown }
        switch name {
        case "=": return .flag(order == 0)
        case "<>": return .flag(order != 0)
        case "<": return .flag(order < 0)
        case "<=": return .flag(order <= 0)
        case ">": return .flag(order > 0)
        default: return .flag(order >= 0)
        }
    }

    /// As numbers if one is a number, as days if one is a day, else as texts; `nil` when they are of
    /// different kinds.
    private func compare(_ a: Value, _ b: Value) -> Int? {
        func order<Item: Comparable>(_ x: Item, _ y: Item) -> Int { x < y ? -1 : x > y ? 1 : 0 }
        switch (a, b) {
        case (.number, _), (_, .number):
            guard let x = a.number, let y = b.number else { return nil }
            return order(x, y)
        case (.interval, _), (_, .interval):
            guard let x = a.interval?.start, let y = b.interval?.start else { return nil }
            return order(x, y)
        case (.flag(let x), .flag(let y)): return order(x ? 1 : 0, y ? 1 : 0)
        default:
            guard let x = a.text, let y = b.text else { return nil }
            return order(x, y)
        }
    }

    private func arithmetic(_ name: String, _ values: [Value]) -> Value {
        let numbers = values.compactMap(\.number)
        guard numbers.count == values.count, let a = numbers.first, let b = numbers.last else {
            return .unknown
        }
        let result: Double =
            switch name {
            case "+": a + b
            case "-": numbers.count == 1 ? -a : a - b
            case "*": a * b
            case "/": a / b
            case "%": a.truncatingRemainder(dividingBy: b)
            case "div": (a / b).rounded(.towardZero)
            default: Trigonometry.exponential(b * Trigonometry.logarithm(a))
            }
        return result.isFinite ? .number(result) : .unknown
    }

    // MARK: Space

    private func spatial(_ name: String, _ values: [Value]) -> Value {
        guard case .shape(let a) = values[0], case .shape(let b) = values[1] else {
            return .unknown
        }
        switch (name, a, b) {
        case ("s_intersects", _, _): return intersect(a, b).map { .flag($0) } ?? .unknown
        case ("s_disjoint", _, _): return intersect(a, b).map { .flag(!$0) } ?? .unknown
        case ("s_equals", .point(let here), .point(let there)): return .flag(here == there)
        default: break
        }
        guard let relation = try? a.relation(to: b),
            let holds = SpatialRelation.holds(
                name, relation, dimensions: (a.dimension, b.dimension))
        else { return .unknown }
        return .flag(holds)
    }

    private func intersect(_ a: Geometry, _ b: Geometry) -> Bool? {
        if case .point(let point) = a { return covers(b, point) }
        if case .point(let point) = b { return covers(a, point) }
        return try? a.intersects(b)
    }

    private func covers(_ shape: Geometry, _ point: Coordinate) -> Bool? {
        if let region = regions[shape] { return region.covers(point) }
        if case .point(let other) = shape { return other == point }
        return try? shape.covers(point)
    }

    // MARK: Time

    /// - Source: OGC 21-065r2, table 12, after Allen, "Maintaining knowledge about temporal intervals", 1983.
    ///   Days are whole: an interval of one day meets the next day's.
    private func temporal(_ name: String, _ values: [Value]) -> Value {
        guard let a = values[0].interval, let b = values[1].interval else { return .unknown }
        let (a1, a2) = (a.start?.number ?? .min / 2, a.end?.number ?? .max / 2)
        let (b1, b2) = (b.start?.number ?? .min / 2, b.end?.number ?? .max / 2)
        switch name {
        case "t_after": return .flag(a1 > b2)
        case "t_before": return .flag(a2 < b1)
        case "t_disjoint": return .flag(a1 > b2 || a2 < b1)
        case "t_intersects": return .flag(a1 <= b2 && b1 <= a2)
        case "t_equals": return .flag(a1 == b1 && a2 == b2)
        case "t_during": return .flag(a1 > b1 && a2 < b2)
        case "t_contains": return .flag(b1 > a1 && b2 < a2)
        case "t_starts": return .flag(a1 == b1 && a2 < b2)
        case "t_startedby": return .flag(a1 == b1 && a2 > b2)
        case "t_finishes": return .flag(a2 == b2 && a1 > b1)
        case "t_finishedby": return .flag(a2 == b2 && a1 < b1)
        case "t_meets": return .flag(a2 + 1 == b1)
        case "t_metby": return .flag(b2 + 1 == a1)
        case "t_overlaps": return .flag(a1 < b1 && b1 <= a2 && a2 < b2)
        default: return .flag(b1 < a1 && a1 <= b2 && b2 < a2)
        }
    }
}

/// What the relations of two shapes are called.
///
/// - Source: OGC 06-103r4, §6.1.15.3; OGC 21-065r2, table 10.
private enum SpatialRelation {
    /// - Parameters:
    ///   - matrix: Nine signs (``Geometry/relation(to:)``).
    ///   - dimensions: 0 for points, 1 for lines, 2 for areas.
    static func holds(
        _ name: String, _ matrix: String, dimensions: (a: Int, b: Int)
    ) -> Bool? {
        let signs = Array(matrix.utf8)
        guard signs.count == 9 else { return nil }
        func fits(_ pattern: String) -> Bool {
            zip(pattern.utf8, signs).allSatisfy { wanted, sign in
                switch wanted {
                case UInt8(ascii: "*"): true
                case UInt8(ascii: "T"): sign != UInt8(ascii: "F")
                default: wanted == sign
                }
            }
        }
        switch name {
        case "s_within": return fits("T*F**F***")
        case "s_contains": return fits("T*****FF*")
        case "s_equals": return fits("T*F**FFF*")
        case "s_touches":
            guard dimensions != (0, 0) else { return false }
            return fits("FT*******") || fits("F**T*****") || fits("F***T****")
        case "s_overlaps":
            guard dimensions.a == dimensions.b else { return false }
            return fits(dimensions.a == 1 ? "1*T***T**" : "T*T***T**")
        case "s_crosses":
            if dimensions == (1, 1) { return fits("0********") }
            guard dimensions.a != dimensions.b else { return false }
            return fits(dimensions.a < dimensions.b ? "T*T******" : "T*****T**")
        default: return nil
        }
    }
}

extension Geometry {
    fileprivate var dimension: Int {
        switch self {
        case .point: 0
        case .line, .lines: 1
        case .polygon, .polygons: 2
        }
    }
}

/// A pattern in which `%` stands for any letters and `_` for one; a backslash takes their meaning away.
private struct LikePattern {
    private enum Item: Equatable { case any, one, letter(Character) }
    private var items: [Item] = []

    init(_ pattern: String) {
        var isEscaped = false
        for character in pattern {
            switch character {
            case "\\" where !isEscaped: isEscaped = true
            case "%" where !isEscaped: if items.last != .any { items.append(.any) }
            case "_" where !isEscaped: items.append(.one)
            default:
                items.append(.letter(character))
                isEscaped = false
            }
        }
    }

    /// - Complexity: O(*nm*): only the last `%` is ever gone back to.
    func matches(_ text: String) -> Bool {
        let text = Array(text)
        var (item, position) = (0, 0)
        var retry: (item: Int, position: Int)?
        while position < text.count {
            if item < items.count, items[item] == .any {
                retry = (item + 1, position)
                item += 1
            } else if item < items.count,
                items[item] == .one || items[item] == .letter(text[position])
            {
                item += 1
                position += 1
            } else if let last = retry {
                retry = (last.item, last.position + 1)
                (item, position) = (last.item, last.position + 1)
            } else {
                return false
            }
        }
        return items[item...].allSatisfy { $0 == .any }
    }
}

extension String {
    /// Letters without their marks, by the names Unicode gives them: "LATIN SMALL LETTER E WITH ACUTE".
    fileprivate var withoutAccents: String {
        var result = ""
        for scalar in unicodeScalars {
            if scalar.isASCII {
                result.unicodeScalars.append(scalar)
            } else if scalar.properties.canonicalCombiningClass == .notReordered {
                result.unicodeScalars.append(scalar.base ?? scalar)
            }
        }
        return result
    }
}

extension Unicode.Scalar {
    fileprivate var base: Unicode.Scalar? {
        guard let name = properties.name, name.hasPrefix("LATIN "),
            let range = name.firstRange(of: " WITH ")
        else {
            return nil
        }
        let letter = name[..<range.lowerBound].split(separator: " ").last ?? ""
        guard letter.utf8.count == 1, let base = letter.unicodeScalars.first else { return nil }
        return name.contains("SMALL") ? base.properties.lowercaseMapping.unicodeScalars.first : base
    }
}
