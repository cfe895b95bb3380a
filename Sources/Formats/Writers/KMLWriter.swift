import Earth
public import Incidents

/// Writes features as KML 2.2, with their time span, so that the time slider of Google Earth works.
///
/// All properties are kept as `ExtendedData`. Features without a place are placemarks without a shape.
///
/// - Source: OGC 07-147r2.
public struct KMLWriter: FeatureWriter {
    public var out = OutputBuffer()
    private let layer: Layer

    public init(_ layer: Layer) { self.layer = layer }

    public mutating func begin() {
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        out.append("<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>\n")
        element("name", layer.name)
        out.append("\n")
    }

    public mutating func write(_ feature: Feature) {
        out.append("<Placemark id=\"")
        escape(feature.id)
        out.append("\">")
        element("name", text(layer.roles.title, feature) ?? feature.id)
        if let story = text(layer.roles.description, feature) { element("description", story) }
        time(feature)
        extendedData(feature)
        if let geometry = feature.geometry { shape(geometry) }
        out.append("</Placemark>\n")
    }

    public mutating func finish() { out.append("</Document></kml>\n") }

    private func text(_ column: String?, _ feature: Feature) -> String? {
        guard case .text(let text) = layer.value(column, of: feature) else { return nil }
        return text
    }

    /// A span with a begin alone would last for ever: a lone day is a stamp. What is no date of XML is in
    /// the properties only.
    private mutating func time(_ feature: Feature) {
        let begin = text(layer.roles.start, feature).flatMap { Day(iso: $0) }
        let end = text(layer.roles.end, feature).flatMap { Day(iso: $0) }
        if let begin, end == nil {
            out.append("<TimeStamp>")
            element("when", begin.description)
            return out.append("</TimeStamp>")
        }
        guard let end else { return }
        out.append("<TimeSpan>")
        if let begin { element("begin", begin.description) }
        element("end", end.description)
        out.append("</TimeSpan>")
    }

    private mutating func extendedData(_ feature: Feature) {
        out.append("<ExtendedData>")
        for (column, value) in zip(layer.columns, feature.values) where value != .none {
            out.append("<Data name=\"")
            escape(column)
            out.append("\"><value>")
            append(value)
            out.append("</value></Data>")
        }
        out.append("</ExtendedData>")
    }

    private mutating func append(_ value: FieldValue) {
        switch value {
        case .none: break
        case .text(let text), .json(let text): escape(text)
        case .integer(let integer): out.append(integer)
        case .number(let number, let decimals):
            if number.isFinite { out.append(number, decimals: decimals) }
        case .flag(let flag): out.append(flag ? "true" : "false")
        }
    }

    private mutating func element(_ name: StaticString, _ text: String) {
        out.append("<")
        out.append(name)
        out.append(">")
        escape(text)
        out.append("</")
        out.append(name)
        out.append(">")
    }

    /// XML 1.0 has no way to write most control characters; they are left out.
    private mutating func escape(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): out.append("&amp;")
            case UInt8(ascii: "<"): out.append("&lt;")
            case UInt8(ascii: ">"): out.append("&gt;")
            case UInt8(ascii: "\""): out.append("&quot;")
            case 0x00..<0x20 where byte != 0x09 && byte != 0x0A && byte != 0x0D: break
            default: out.append(byte)
            }
        }
    }
}

// MARK: Shapes

extension KMLWriter {
    private mutating func shape(_ geometry: Geometry) {
        switch geometry {
        case .point(let point):
            out.append("<Point>")
            coordinates([point])
            out.append("</Point>")
        case .line(let line): self.line(line)
        case .lines(let lines): collection { writer in for part in lines { writer.line(part) } }
        case .polygon(let rings): polygon(rings)
        case .polygons(let polygons):
            collection { writer in for rings in polygons { writer.polygon(rings) } }
        }
    }

    private mutating func collection(_ parts: (inout KMLWriter) -> Void) {
        out.append("<MultiGeometry>")
        parts(&self)
        out.append("</MultiGeometry>")
    }

    private mutating func line(_ line: [Coordinate]) {
        out.append("<LineString><tessellate>1</tessellate>")
        coordinates(line)
        out.append("</LineString>")
    }

    private mutating func polygon(_ rings: [[Coordinate]]) {
        out.append("<Polygon>")
        for (index, ring) in rings.enumerated() {
            out.append(index == 0 ? "<outerBoundaryIs>" : "<innerBoundaryIs>")
            out.append("<LinearRing>")
            coordinates(ring)
            out.append("</LinearRing>")
            out.append(index == 0 ? "</outerBoundaryIs>" : "</innerBoundaryIs>")
        }
        out.append("</Polygon>")
    }

    private mutating func coordinates(_ points: [Coordinate]) {
        out.append("<coordinates>")
        for (index, point) in points.enumerated() {
            if index > 0 { out.append(UInt8(ascii: " ")) }
            out.append(point.longitude, decimals: 6)
            out.append(UInt8(ascii: ","))
            out.append(point.latitude, decimals: 6)
        }
        out.append("</coordinates>")
    }
}
