import Earth
public import Incidents

/// Writes a GeoJSON FeatureCollection (RFC 7946), one feature to a line.
///
///     {"type":"FeatureCollection","name":…,"features":[
///     {"type":"Feature","id":…,"geometry":{"type":"Point","coordinates":[lon,lat]},"properties":{…}},
///     …],"bbox":[west,south,east,north]}
///
/// Every feature has the same property keys in the same order; what is unknown is `null`. Longitude
/// comes first; degrees are rounded to `decimals` places, and the box holds the rounded ones. The box
/// comes last, because it is known last; one that crosses 180° has west > east (§5.2). Without any
/// geometry there is no box. `name` is the one foreign member: GDAL takes the layer's name from it.
/// The same features give the same bytes.
public struct GeoJSONWriter: FeatureWriter {
    private let layer: Layer
    private let keys: [[UInt8]]
    private let decimals: Int
    private var json = JSONWriter()
    private var box = BoxOfCoordinates()

    public init(_ layer: Layer, decimals: Int = 6) {
        self.layer = layer
        self.decimals = min(max(decimals, 0), 6)
        keys = layer.columns.map(encodedKey)
    }

    public var out: OutputBuffer {
        get { json.out }
        set { json.out = newValue }
        _modify { yield &json.out }
    }

    public mutating func begin() {
        json.beginObject()
        json.member("type", "FeatureCollection")
        json.member("name", layer.name)
        json.key("features")
        json.beginArray()
        json.endLine()
    }

    private var isFirst = true

    public mutating func write(_ feature: Feature) {
        if !isFirst { json.out.append(",\n") }
        isFirst = false
        json.feature(feature, keys: keys, decimals: decimals, box: &box)
    }

    public mutating func finish() {
        if !isFirst { json.endLine() }
        json.endArray()
        if let bounds = box.bounds {
            json.key("bbox")
            json.beginArray()
            for degrees in bounds { json.value(degrees, decimals: decimals) }
            json.endArray()
        }
        json.endObject()
        json.endLine()
    }
}

/// Writes one GeoJSON feature to a line, as streams and `tippecanoe` take it; on request with a record
/// separator before each, as a GeoJSON text sequence (RFC 8142).
public struct GeoJSONLinesWriter: FeatureWriter {
    private let isSequence: Bool
    private let keys: [[UInt8]]
    private let decimals: Int
    private var json = JSONWriter()
    private var box = BoxOfCoordinates()

    public init(_ layer: Layer, decimals: Int = 6, isSequence: Bool = false) {
        self.isSequence = isSequence
        self.decimals = min(max(decimals, 0), 6)
        keys = layer.columns.map(encodedKey)
    }

    public var out: OutputBuffer {
        get { json.out }
        set { json.out = newValue }
        _modify { yield &json.out }
    }

    public mutating func begin() {}

    public mutating func write(_ feature: Feature) {
        if isSequence { json.out.append(0x1E) }
        json.feature(feature, keys: keys, decimals: decimals, box: &box)
        json.endLine()
    }

    public mutating func finish() {}
}

/// `"key":`, ready to be copied.
func encodedKey(_ name: String) -> [UInt8] {
    var out = OutputBuffer()
    out.appendQuoted(name)
    out.append(UInt8(ascii: ":"))
    return out.bytes
}

extension JSONWriter {
    mutating func feature(
        _ feature: Feature, keys: [[UInt8]], decimals: Int, box: inout BoxOfCoordinates
    ) {
        out.append("{\"type\":\"Feature\",\"id\":")
        out.appendQuoted(feature.id)
        out.append(",\"geometry\":")
        endLineState()
        self.geometry(feature.geometry, decimals: decimals, box: &box)
        out.append(",\"properties\":{")
        for (index, key) in keys.enumerated() where index < feature.values.count {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            out.append(bytes: key)
            endLineState()
            value(feature.values[index])
        }
        out.append("}}")
        noteValue()
    }

    mutating func value(_ value: FieldValue) {
        switch value {
        case .none: null()
        case .text(let text): self.value(text)
        case .integer(let integer): self.value(integer)
        case .number(let number, let decimals): self.value(real: number, decimals: decimals)
        case .flag(let flag): self.value(flag)
        }
    }

    private mutating func geometry(
        _ geometry: Geometry?, decimals: Int, box: inout BoxOfCoordinates
    ) {
        guard let geometry else { return null() }
        let scale = Rounding(decimals: decimals)
        if case .point(let point) = geometry {
            out.append("{\"type\":\"Point\",\"coordinates\":")
            box.beginPath()
            position(point, scale, &box)
            return endObject()
        }
        beginObject()
        switch geometry {
        case .point: break
        case .line(let line):
            member("type", "LineString")
            key("coordinates")
            positions(line, scale, &box)
        case .lines(let lines):
            member("type", "MultiLineString")
            key("coordinates")
            self.lines(lines, scale, &box)
        case .polygon(let rings):
            member("type", "Polygon")
            key("coordinates")
            self.lines(rings, scale, &box)
        case .polygons(let polygons):
            member("type", "MultiPolygon")
            key("coordinates")
            beginArray()
            for rings in polygons { lines(rings, scale, &box) }
            endArray()
        }
        endObject()
    }

    private mutating func lines(
        _ lines: [[Coordinate]], _ scale: Rounding, _ box: inout BoxOfCoordinates
    ) {
        beginArray()
        for line in lines { positions(line, scale, &box) }
        endArray()
    }

    private mutating func positions(
        _ line: [Coordinate], _ scale: Rounding, _ box: inout BoxOfCoordinates
    ) {
        box.beginPath()
        beginArray()
        for point in line { position(point, scale, &box) }
        endArray()
    }

    private mutating func position(
        _ point: Coordinate, _ scale: Rounding, _ box: inout BoxOfCoordinates
    ) {
        let longitude = scale.round(point.longitude)
        let latitude = scale.round(point.latitude)
        box.add(longitude: longitude, latitude: latitude)
        separate()
        out.append(UInt8(ascii: "["))
        out.append(longitude, decimals: scale.decimals)
        out.append(UInt8(ascii: ","))
        out.append(latitude, decimals: scale.decimals)
        endArray()
    }
}

private struct Rounding {
    let decimals: Int
    private let scale: Double

    init(decimals: Int) {
        self.decimals = decimals
        scale = (0..<decimals).reduce(1.0) { power, _ in power * 10 }
    }

    func round(_ value: Double) -> Double { (value * scale).rounded() / scale }
}
