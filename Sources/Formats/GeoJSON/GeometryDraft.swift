import Earth

/// A GeoJSON geometry while its members come in, in any order.
struct GeometryDraft {
    var type: String?
    private(set) var isNull = true
    private(set) var wasRead = false
    /// The two numbers of a point that is nothing but a type and a position without height.
    private(set) var plainAxes: (longitude: JSONSpan, latitude: JSONSpan)?
    private var coordinates = Nested.list([])
    private var isMissingCoordinates = true
    /// The numbers of the last position.
    private var axes: [Range<Int>] = []

    static let types: Set<String> = [
        "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon",
        "GeometryCollection",
    ]

    /// Coordinates as nested as they were written. A position is kept flat, because most of a file is
    /// positions; `infinity` stands for a number that no double can hold.
    private enum Nested {
        case number(Double)
        case position(Double, Double)
        case list([Nested])
    }

    mutating func read(_ reader: inout JSONReader) throws(JSONError) {
        wasRead = true
        var isPlain = true
        switch try reader.value() {
        case .object: break
        case .array: return try reader.close(downTo: reader.depth - 1)
        default: return
        }
        isNull = false
        while let key = try reader.nextKey() {
            if reader.matches(key, "type") {
                isPlain = isPlain && type == nil
                if case .string(let text) = try reader.value() {
                    type = reader.string(text)
                } else {
                    throw JSONError(.expected("a geometry type"), at: reader.position)
                }
            } else if reader.matches(key, "coordinates") {
                isPlain = isPlain && isMissingCoordinates
                try readCoordinates(&reader)
            } else {
                isPlain = false
                try reader.skip()
            }
        }
        if isPlain, type == "Point", axes.count == 2, case .position = coordinates {
            plainAxes = (span(axes[0]), span(axes[1]))
        }
    }

    mutating func readCoordinates(_ reader: inout JSONReader) throws(JSONError) {
        isNull = false
        isMissingCoordinates = false
        coordinates = try nested(&reader, depth: 0)
    }

    private func span(_ range: Range<Int>) -> JSONSpan {
        JSONSpan(kind: .number, start: range.lowerBound, end: range.upperBound)
    }

    private mutating func nested(
        _ reader: inout JSONReader, depth: Int
    ) throws(JSONError) -> Nested {
        let start = reader.position
        switch try reader.value() {
        case .number(let range):
            axes.removeAll(keepingCapacity: true)
            axes.append(range)
            return .number(reader.number(range) ?? .infinity)
        case .array where depth < 4:
            guard try reader.nextElement() else { return .list([]) }
            let first = try nested(&reader, depth: depth + 1)
            if case .number(let longitude) = first { return try position(longitude, &reader) }
            var items = [first]
            while try reader.nextElement() { items.append(try nested(&reader, depth: depth + 1)) }
            return .list(items)
        default: throw JSONError(.expected("coordinates"), at: start)
        }
    }

    /// The rest of a position, its height dropped.
    private mutating func position(
        _ longitude: Double, _ reader: inout JSONReader
    ) throws(JSONError) -> Nested {
        var latitude: Double?
        while try reader.nextElement() {
            let start = reader.position
            guard case .number(let range) = try reader.value() else {
                throw JSONError(.expected("coordinates"), at: start)
            }
            axes.append(range)
            if latitude == nil { latitude = reader.number(range) ?? .infinity }
        }
        return latitude.map { .position(longitude, $0) } ?? .list([.number(longitude)])
    }

    /// Puts the geometry into the feature, or the reason why there is none.
    func settle(into feature: inout GeoJSONFeature) {
        guard !isNull else { return }
        do throws(Problem) {
            feature.geometry = try geometry()
        } catch {
            feature.problem = error.reason
        }
    }

    private struct Problem: Error {
        var reason: String
        init(_ reason: String) { self.reason = reason }
    }

    private func geometry() throws(Problem) -> Geometry {
        guard let type, Self.types.contains(type) else {
            throw Problem("\(type.map { "\"\($0)\"" } ?? "nothing") is not a geometry type")
        }
        guard type != "GeometryCollection" else {
            throw Problem("a GeometryCollection is not one shape: split it")
        }
        guard !isMissingCoordinates else { throw Problem("the geometry has no coordinates") }
        switch type {
        case "Point": return .point(try point(coordinates))
        case "MultiPoint":
            let points = try line(coordinates, atLeast: 1)
            guard points.count == 1 else {
                throw Problem("a MultiPoint of several points: split it")
            }
            return .point(points[0])
        case "LineString": return .line(try line(coordinates, atLeast: 2))
        case "MultiLineString":
            return .lines(
                try items(coordinates) { (part) throws(Problem) in try line(part, atLeast: 2) })
        case "Polygon": return .polygon(try rings(coordinates))
        default:
            return .polygons(try items(coordinates) { (part) throws(Problem) in try rings(part) })
        }
    }

    private func items<Item>(
        _ nested: Nested, _ read: (Nested) throws(Problem) -> Item
    ) throws(Problem) -> [Item] {
        guard case .list(let parts) = nested else {
            throw Problem("the coordinates are not nested as its type asks")
        }
        var items: [Item] = []
        for part in parts { items.append(try read(part)) }
        return items
    }

    private func rings(_ nested: Nested) throws(Problem) -> [[Coordinate]] {
        let rings = try items(nested) { (part) throws(Problem) in try ring(part) }
        guard !rings.isEmpty else { throw Problem("the polygon has no ring") }
        return rings
    }

    private func ring(_ nested: Nested) throws(Problem) -> [Coordinate] {
        var ring = try line(nested, atLeast: 3)
        if ring.first != ring.last { ring.append(ring[0]) }
        guard ring.count >= 4 else { throw Problem("a ring needs at least four positions") }
        return ring
    }

    private func line(_ nested: Nested, atLeast count: Int) throws(Problem) -> [Coordinate] {
        let line = try items(nested) { (part) throws(Problem) in try point(part) }
        guard line.count >= count else { throw Problem("fewer than \(count) positions") }
        return line
    }

    private func point(_ nested: Nested) throws(Problem) -> Coordinate {
        guard case .position(let longitude, let latitude) = nested else {
            throw Problem("a position is [longitude, latitude]")
        }
        do throws(EarthError) {
            return try Coordinate(longitude: longitude, latitude: latitude)
        } catch {
            throw Problem(error.description)
        }
    }
}
