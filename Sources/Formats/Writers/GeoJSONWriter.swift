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
    private let keys: MemberKeys
    private let decimals: Int
    private var json = JSONWriter()
    private var box = BoxOfCoordinates()

    public init(_ layer: Layer, decimals: Int = 6) {
        self.layer = layer
        self.decimals = min(max(decimals, 0), 6)
        keys = MemberKeys(layer.columns)
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
    private let keys: MemberKeys
    private let decimals: Int
    private var json = JSONWriter()
    private var box = BoxOfCoordinates()

    public init(_ layer: Layer, decimals: Int = 6, isSequence: Bool = false) {
        self.isSequence = isSequence
        self.decimals = min(max(decimals, 0), 6)
        keys = MemberKeys(layer.columns)
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
