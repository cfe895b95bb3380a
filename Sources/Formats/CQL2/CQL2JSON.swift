import Earth
import Incidents

extension CQL2Expression {
    /// Reads CQL2 JSON: `{"op":"=","args":[{"property":"type"},"shelling"]}`.
    public init(json text: String) throws(CQL2Error) {
        let bytes = Array(text.utf8)
        self = try bytes.withUnsafeBufferPointer { bytes throws(CQL2Error) in
            var parser = CQL2JSONParser(bytes)
            return try parser.whole()
        }
    }

    /// Text or JSON, whichever it begins like.
    public init(_ filter: String) throws(CQL2Error) {
        if filter.first(where: { !$0.isWhitespace }) == "{" {
            try self.init(json: filter)
        } else {
            try self.init(text: filter)
        }
    }
}

private struct CQL2JSONParser {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var reader: JSONReader

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        reader = JSONReader(bytes, maximumDepth: 100)
    }

    mutating func whole() throws(CQL2Error) -> CQL2Expression {
        let expression = try value()
        try json { (reader) throws(JSONError) in try reader.end() }
        return expression
    }

    private mutating func json<Result>(
        _ read: (inout JSONReader) throws(JSONError) -> Result
    ) throws(CQL2Error) -> Result {
        do throws(JSONError) { return try read(&reader) } catch {
            throw CQL2Error(error.description)
        }
    }

    private mutating func value() throws(CQL2Error) -> CQL2Expression {
        reader.skipSpace()
        let start = reader.position
        switch try json({ (reader) throws(JSONError) in try reader.value() }) {
        case .null: throw CQL2Error("null is no value", at: start)
        case .bool(let flag): return .flag(flag)
        case .string(let text): return .text(reader.string(text))
        case .number(let range):
            guard let number = reader.number(range) else {
                throw CQL2Error("not a number", at: start)
            }
            return .number(number)
        case .array: return .list(try elements())
        case .object: return try object(from: start)
        }
    }

    private mutating func elements() throws(CQL2Error) -> [CQL2Expression] {
        var elements: [CQL2Expression] = []
        while try json({ (reader) throws(JSONError) in try reader.nextElement() }) {
            elements.append(try value())
        }
        return elements
    }

    private mutating func object(from start: Int) throws(CQL2Error) -> CQL2Expression {
        var name: String?
        var arguments: [CQL2Expression] = []
        var result: CQL2Expression?
        while let key = try json({ (reader) throws(JSONError) in try reader.nextKey() }) {
            switch reader.string(key) {
            case "op": if case .text(let text) = try value() { name = text.lowercased() }
            case "args": if case .list(let list) = try value() { arguments = list }
            case "property": if case .text(let text) = try value() { result = .property(text) }
            case "date", "timestamp": result = try days([try value()], at: start)
            case "interval":
                if case .list(let list) = try value() { result = try days(list, at: start) }
            case "bbox":
                if case .list(let list) = try value() { result = .geometry(try box(list, start)) }
            case "coordinates":
                try json { (reader) throws(JSONError) in try reader.skip() }
                result = .flag(true)
            default: try json { (reader) throws(JSONError) in try reader.skip() }
            }
        }
        // A geometry is read again as the GeoJSON it is.
        if name == nil, result == .flag(true) {
            return .geometry(try shape(start..<reader.position))
        }
        guard let name else {
            guard let result else { throw CQL2Error("an object without \"op\"", at: start) }
            return result
        }
        // "between" and "in" may have their bounds in a list of their own.
        if name == "between", arguments.count == 2, case .list(let bounds) = arguments[1] {
            arguments = [arguments[0]] + bounds
        }
        return try .checked(name, arguments, at: start)
    }

    private func days(
        _ values: [CQL2Expression], at start: Int
    ) throws(CQL2Error) -> CQL2Expression {
        var days: [Day?] = []
        for value in values {
            switch value {
            case .text(".."): days.append(nil)
            case .text(let text):
                guard let day = Day(iso: text) else {
                    throw CQL2Error("\(text) is not a day", at: start)
                }
                days.append(day)
            case .interval(let day, _): days.append(day)
            default: throw CQL2Error("a day is expected", at: start)
            }
        }
        guard let first = days.first, let last = days.last, days.count <= 2 else {
            throw CQL2Error("one day or two are expected", at: start)
        }
        return .interval(first, last)
    }

    private func box(_ values: [CQL2Expression], _ start: Int) throws(CQL2Error) -> Geometry {
        let edges = values.compactMap { value -> Double? in
            if case .number(let number) = value { number } else { nil }
        }
        return try CQL2Expression.box(edges, at: start)
    }

    private func shape(_ range: Range<Int>) throws(CQL2Error) -> Geometry {
        var shape: Geometry?
        var problem: String?
        var geojson = GeoJSONReader(UnsafeBufferPointer(rebasing: bytes[range]))
        do throws(GeoJSONReader.Failure) {
            try geojson.forEach { feature in
                shape = feature.geometry
                problem = feature.problem
            }
        } catch {
            problem = error.description
        }
        guard let shape else { throw CQL2Error(problem ?? "not a geometry", at: range.lowerBound) }
        return shape
    }
}
