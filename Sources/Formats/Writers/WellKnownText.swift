import Earth

extension OutputBuffer {
    /// A geometry as `POLYGON ((44 33,44.2 33,…))`, longitude first, with at most 6 decimals.
    ///
    /// - Source: OGC 06-103r4, §7.
    mutating func append(wellKnownText geometry: Geometry) {
        switch geometry {
        case .point(let point):
            append("POINT ")
            appendList([point]) { $0.append(pair: $1) }
        case .line(let line):
            append("LINESTRING ")
            append(path: line)
        case .lines(let lines):
            append("MULTILINESTRING ")
            appendList(lines) { $0.append(path: $1) }
        case .polygon(let rings):
            append("POLYGON ")
            append(rings: rings)
        case .polygons(let polygons):
            append("MULTIPOLYGON ")
            appendList(polygons) { $0.append(rings: $1) }
        }
    }

    private mutating func append(rings: [[Coordinate]]) {
        appendList(rings) { $0.append(path: $1) }
    }

    private mutating func append(path: [Coordinate]) {
        appendList(path) { $0.append(pair: $1) }
    }

    private mutating func append(pair point: Coordinate) {
        append(point.longitude, decimals: 6)
        append(UInt8(ascii: " "))
        append(point.latitude, decimals: 6)
    }

    private mutating func appendList<Part>(_ parts: [Part], _ body: (inout Self, Part) -> Void) {
        append(UInt8(ascii: "("))
        for (index, part) in parts.enumerated() {
            if index > 0 { append(UInt8(ascii: ",")) }
            body(&self, part)
        }
        append(UInt8(ascii: ")"))
    }
}
