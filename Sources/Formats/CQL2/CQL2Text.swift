import Earth
import Incidents

extension CQL2Expression {
    /// Reads CQL2 text: `type = 'shelling' AND killed_min >= 3 AND S_INTERSECTS(geom, BBOX(42,33,43,35))`.
    ///
    /// - Throws: ``CQL2Error`` with the byte that cannot stand there.
    /// - Complexity: linear; nested at most 100 deep.
    public init(text: String) throws(CQL2Error) {
        var parser = CQL2Parser(Array(text.utf8))
        self = try parser.whole()
    }
}

private struct CQL2Parser {
    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func whole() throws(CQL2Error) -> CQL2Expression {
        let expression = try disjunction()
        skipSpace()
        guard position == bytes.count else {
            throw CQL2Error("something follows the filter", at: position)
        }
        return expression
    }

    // MARK: Grammar, loosest binding first

    private mutating func disjunction() throws(CQL2Error) -> CQL2Expression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= 100 else { throw CQL2Error("nested more than 100 deep", at: position) }
        var parts = [try conjunction()]
        while take(word: "OR") { parts.append(try conjunction()) }
        return parts.count == 1 ? parts[0] : .call("or", parts)
    }

    private mutating func conjunction() throws(CQL2Error) -> CQL2Expression {
        var parts = [try negation()]
        while take(word: "AND") { parts.append(try negation()) }
        return parts.count == 1 ? parts[0] : .call("and", parts)
    }

    private mutating func negation() throws(CQL2Error) -> CQL2Expression {
        var isNegated = false
        while take(word: "NOT") { isNegated.toggle() }
        let expression = try predicate()
        return isNegated ? .call("not", [expression]) : expression
    }

    private mutating func predicate() throws(CQL2Error) -> CQL2Expression {
        let left = try sum()
        for name in ["<=", ">=", "<>", "=", "<", ">"] where take(symbol: name) {
            return .call(name, [left, try sum()])
        }
        if take(word: "IS") {
            let isNegated = take(word: "NOT")
            guard take(word: "NULL") else { throw CQL2Error("NULL is expected", at: position) }
            return negated(isNegated, .call("isnull", [left]))
        }
        let isNegated = take(word: "NOT")
        if take(word: "LIKE") { return negated(isNegated, .call("like", [left, try sum()])) }
        if take(word: "BETWEEN") {
            let lower = try sum()
            guard take(word: "AND") else { throw CQL2Error("AND is expected", at: position) }
            return negated(isNegated, .call("between", [left, lower, try sum()]))
        }
        if take(word: "IN") {
            return negated(isNegated, .call("in", [left, .list(try arguments())]))
        }
        guard !isNegated else { throw CQL2Error("LIKE, BETWEEN or IN is expected", at: position) }
        return left
    }

    private func negated(_ isNegated: Bool, _ expression: CQL2Expression) -> CQL2Expression {
        isNegated ? .call("not", [expression]) : expression
    }

    private mutating func sum() throws(CQL2Error) -> CQL2Expression {
        var left = try product()
        while true {
            if take(symbol: "+") {
                left = .call("+", [left, try product()])
            } else if take(symbol: "-") {
                left = .call("-", [left, try product()])
            } else {
                return left
            }
        }
    }

    private mutating func product() throws(CQL2Error) -> CQL2Expression {
        var left = try power()
        while true {
            if take(symbol: "*") {
                left = .call("*", [left, try power()])
            } else if take(symbol: "/") {
                left = .call("/", [left, try power()])
            } else if take(symbol: "%") {
                left = .call("%", [left, try power()])
            } else if take(word: "DIV") {
                left = .call("div", [left, try power()])
            } else {
                return left
            }
        }
    }

    private mutating func power() throws(CQL2Error) -> CQL2Expression {
        let base = try primary()
        return take(symbol: "^") ? .call("^", [base, try primary()]) : base
    }

    private mutating func primary() throws(CQL2Error) -> CQL2Expression {
        skipSpace()
        guard position < bytes.count else {
            throw CQL2Error("the filter ends too early", at: position)
        }
        switch bytes[position] {
        case UInt8(ascii: "("):
            position += 1
            let inner = try disjunction()
            guard take(symbol: ")") else { throw CQL2Error(") is expected", at: position) }
            return inner
        case UInt8(ascii: "'"): return .text(try quoted(by: UInt8(ascii: "'")))
        case UInt8(ascii: "\""): return .property(try quoted(by: UInt8(ascii: "\"")))
        case UInt8(ascii: "-"):
            position += 1
            return .call("-", [.number(0), try primary()])
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."): return .number(try number())
        default: return try named()
        }
    }

    /// A column, a constant or a function.
    private mutating func named() throws(CQL2Error) -> CQL2Expression {
        let start = position
        let name = word()
        guard !name.isEmpty else { throw CQL2Error("a value is expected", at: start) }
        let upper = name.uppercased()
        if upper == "TRUE" { return .flag(true) }
        if upper == "FALSE" { return .flag(false) }
        skipSpace()
        guard position < bytes.count, bytes[position] == UInt8(ascii: "(") else {
            return .property(name)
        }
        if WellKnownText.kinds.contains(upper) {
            var reader = WellKnownText(bytes, at: position)
            let shape = try reader.geometry(upper)
            position = reader.position
            return .geometry(shape)
        }
        let arguments = try arguments()
        switch upper {
        case "DATE", "TIMESTAMP", "INTERVAL": return try time(arguments, at: start)
        case "BBOX": return try box(arguments, at: start)
        default: return try .checked(name.lowercased(), arguments, at: start)
        }
    }

    private func time(
        _ arguments: [CQL2Expression], at start: Int
    ) throws(CQL2Error) -> CQL2Expression {
        var days: [Day?] = []
        for argument in arguments {
            guard case .text(let text) = argument else {
                throw CQL2Error("a day in quotes is expected", at: start)
            }
            let day = Day(iso: text)
            guard day != nil || text == ".." else {
                throw CQL2Error("\(text) is not a day", at: start)
            }
            days.append(day)
        }
        guard (1...2).contains(days.count) else {
            throw CQL2Error("one day or two are expected", at: start)
        }
        return .interval(days[0], days[days.count - 1])
    }

    private func box(
        _ arguments: [CQL2Expression], at start: Int
    ) throws(CQL2Error) -> CQL2Expression {
        let edges = arguments.compactMap { argument -> Double? in
            switch argument {
            case .number(let number): number
            case .call("-", let parts):
                if parts.count == 2, case .number(let number) = parts[1] { -number } else { nil }
            default: nil
            }
        }
        guard edges.count == arguments.count else {
            throw CQL2Error("BBOX takes numbers", at: start)
        }
        return .geometry(try CQL2Expression.box(edges, at: start))
    }

    private mutating func arguments() throws(CQL2Error) -> [CQL2Expression] {
        guard take(symbol: "(") else { throw CQL2Error("( is expected", at: position) }
        var arguments: [CQL2Expression] = []
        guard !take(symbol: ")") else { return [] }
        repeat { arguments.append(try disjunction()) } while take(symbol: ",")
        guard take(symbol: ")") else { throw CQL2Error("a comma or ) is expected", at: position) }
        return arguments
    }

    // MARK: Tokens

    private mutating func skipSpace() {
        while position < bytes.count, bytes[position].isHTMLSpace { position += 1 }
    }

    private mutating func take(symbol: String) -> Bool {
        skipSpace()
        guard bytes[position...].starts(with: symbol.utf8) else { return false }
        position += symbol.utf8.count
        return true
    }

    private mutating func take(word wanted: String) -> Bool {
        skipSpace()
        let start = position
        if word().uppercased() == wanted { return true }
        position = start
        return false
    }

    private mutating func word() -> String {
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            let isLetter = byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
            let isInner =
                byte.isASCIIDigit || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
            guard
                isLetter || byte >= 0x80 || byte == UInt8(ascii: "_") || isInner && position > start
            else { break }
            position += 1
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func quoted(by quote: UInt8) throws(CQL2Error) -> String {
        let start = position
        var text: [UInt8] = []
        position += 1
        while position < bytes.count {
            let byte = bytes[position]
            let next = position + 1 < bytes.count ? bytes[position + 1] : 0
            if byte == quote, next != quote {
                position += 1
                return String(decoding: text, as: UTF8.self)
            }
            // A quote inside is doubled, or has a backslash before it.
            if byte == quote || byte == UInt8(ascii: "\\") && next == quote { position += 1 }
            text.append(bytes[position])
            position += 1
        }
        throw CQL2Error("a quote that nothing closes", at: start)
    }

    private mutating func number() throws(CQL2Error) -> Double {
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            let isSign = byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
            let isAfterE = position > start && bytes[position - 1] | 0x20 == UInt8(ascii: "e")
            guard
                byte.isASCIIDigit || byte == UInt8(ascii: ".") || byte | 0x20 == UInt8(ascii: "e")
                    || isSign && isAfterE
            else { break }
            position += 1
        }
        guard let number = Double(String(decoding: bytes[start..<position], as: UTF8.self)),
            number.isFinite
        else { throw CQL2Error("not a number", at: start) }
        return number
    }
}

extension CQL2Expression {
    /// West, south, east, north; of six numbers the heights are passed over.
    static func box(_ edges: [Double], at position: Int?) throws(CQL2Error) -> Geometry {
        let flat = edges.count == 6 ? [edges[0], edges[1], edges[3], edges[4]] : edges
        guard flat.count == 4 else { throw CQL2Error("a box has four numbers", at: position) }
        do throws(EarthError) {
            return try Box(west: flat[0], south: flat[1], east: flat[2], north: flat[3]).geometry
        } catch {
            throw CQL2Error(error.description, at: position)
        }
    }
}

/// Shapes in well-known text: everything after the word that names the kind.
///
/// - Source: OGC 06-103r4, §7.
private struct WellKnownText {
    static let kinds: Set<String> = [
        "POINT", "LINESTRING", "POLYGON", "MULTILINESTRING", "MULTIPOLYGON",
    ]

    private let bytes: [UInt8]
    private(set) var position: Int

    init(_ bytes: [UInt8], at position: Int) {
        self.bytes = bytes
        self.position = position
    }

    mutating func geometry(_ kind: String) throws(CQL2Error) -> Geometry {
        switch kind {
        case "POINT":
            guard let point = try line().first else {
                throw CQL2Error("a point is expected", at: position)
            }
            return .point(point)
        case "LINESTRING": return .line(try line())
        case "POLYGON":
            return .polygon(try list { (reader) throws(CQL2Error) in try reader.line() })
        case "MULTILINESTRING":
            return .lines(try list { (reader) throws(CQL2Error) in try reader.line() })
        default:
            return .polygons(
                try list { (reader) throws(CQL2Error) in
                    try reader.list { (reader) throws(CQL2Error) in try reader.line() }
                })
        }
    }

    private mutating func list<Part>(
        _ read: (inout WellKnownText) throws(CQL2Error) -> Part
    ) throws(CQL2Error) -> [Part] {
        guard take("(") else { throw CQL2Error("( is expected", at: position) }
        var parts: [Part] = []
        repeat { parts.append(try read(&self)) } while take(",")
        guard take(")") else { throw CQL2Error("a comma or ) is expected", at: position) }
        return parts
    }

    private mutating func line() throws(CQL2Error) -> [Coordinate] {
        try list { (reader) throws(CQL2Error) in
            let start = reader.position
            var axes: [Double] = []
            while let number = reader.number() { axes.append(number) }
            guard axes.count >= 2 else { throw CQL2Error("a position is expected", at: start) }
            do throws(EarthError) {
                return try Coordinate(longitude: axes[0], latitude: axes[1])
            } catch {
                throw CQL2Error(error.description, at: start)
            }
        }
    }

    private mutating func number() -> Double? {
        skipSpace()
        let start = position
        while position < bytes.count,
            bytes[position].isASCIIDigit
                || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(bytes[position])
        { position += 1 }
        return Double(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    private mutating func take(_ symbol: Unicode.Scalar) -> Bool {
        skipSpace()
        guard position < bytes.count, bytes[position] == UInt8(ascii: symbol) else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while position < bytes.count, bytes[position].isHTMLSpace { position += 1 }
    }
}
