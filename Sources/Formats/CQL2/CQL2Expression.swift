public import Earth
public import Incidents

/// A filter or a part of one, in the Common Query Language of OGC: what must hold of a row.
///
/// Read from text (``init(text:)``) and from JSON (``init(json:)``); both give the same expressions.
/// Understood are the conformance classes Basic CQL2, Advanced Comparison Operators, Case-insensitive
/// Comparison, Basic Spatial Functions, Spatial Functions, Temporal Functions and Arithmetic Expressions. Times of day are cut off: incidents have days.
///
/// - Source: OGC 21-065r2, "Common Query Language (CQL2)".
public indirect enum CQL2Expression: Hashable, Sendable {
    /// An operator or function by its name in CQL2 JSON, in small letters, and what it is applied to.
    case call(String, [CQL2Expression])
    case property(String)
    case text(String)
    case number(Double)
    case flag(Bool)
    /// First and last day; `nil` = open.
    case interval(Day?, Day?)
    case geometry(Geometry)
    case list([CQL2Expression])
}

/// Why a filter cannot be used.
public struct CQL2Error: Error, Hashable, Sendable, CustomStringConvertible {
    public let reason: String
    /// Offset of the byte that cannot stand there; `nil` for faults of the whole.
    public let position: Int?

    init(_ reason: String, at position: Int? = nil) {
        self.reason = reason
        self.position = position
    }

    public var description: String {
        "not a CQL2 filter: \(reason)" + (position.map { " at byte \($0)" } ?? "")
    }
}

extension CQL2Expression {
    /// The names of the columns it asks for.
    public var properties: Set<String> {
        switch self {
        case .property(let name): [name]
        case .call(_, let parts), .list(let parts):
            parts.reduce(into: []) { $0.formUnion($1.properties) }
        default: []
        }
    }

    static let comparisons: Set<String> = ["=", "<>", "<", "<=", ">", ">="]
    static let arithmetic: Set<String> = ["+", "-", "*", "/", "%", "div", "^"]
    static let spatial: Set<String> = [
        "s_contains", "s_crosses", "s_disjoint", "s_equals", "s_intersects", "s_overlaps",
        "s_touches", "s_within",
    ]
    static let temporal: Set<String> = [
        "t_after", "t_before", "t_contains", "t_disjoint", "t_during", "t_equals", "t_finishedby",
        "t_finishes", "t_intersects", "t_meets", "t_metby", "t_overlappedby", "t_overlaps",
        "t_startedby", "t_starts",
    ]

    /// A call that is known, with as many arguments as it takes.
    static func checked(
        _ name: String, _ arguments: [CQL2Expression], at position: Int?
    ) throws(CQL2Error) -> CQL2Expression {
        let counts: ClosedRange<Int>
        switch name {
        case "and", "or": counts = 2...10_000
        case "not", "isnull", "casei", "accenti": counts = 1...1
        case "-": counts = 1...2
        case "between": counts = 3...3
        case "like", "in": counts = 2...2
        case _ where comparisons.union(arithmetic).union(spatial).union(temporal).contains(name):
            counts = 2...2
        default: throw CQL2Error("\(name) is not known here", at: position)
        }
        guard counts.contains(arguments.count) else {
            throw CQL2Error("\(name) does not take \(arguments.count) arguments", at: position)
        }
        return .call(name, arguments)
    }
}
