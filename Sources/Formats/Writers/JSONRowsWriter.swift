import Earth
public import Incidents

/// Writes features as JSON lines: one flat object each, with `longitude` and `latitude` after the other
/// properties, `null` for a feature that is not a point.
public struct JSONRowsWriter: FeatureWriter {
    private let keys: [[UInt8]]
    private var json = JSONWriter()

    public init(_ layer: Layer) { keys = layer.columns.map(encodedKey) }

    public var out: OutputBuffer {
        get { json.out }
        set { json.out = newValue }
        _modify { yield &json.out }
    }

    public mutating func begin() {}

    public mutating func write(_ feature: Feature) {
        var point: Coordinate?
        if case .point(let position) = feature.geometry { point = position }
        json.beginObject()
        for (key, value) in zip(keys, feature.values) {
            json.encodedKey(key)
            json.value(value)
        }
        json.member("longitude", point?.longitude, decimals: 6)
        json.member("latitude", point?.latitude, decimals: 6)
        json.endObject()
        json.endLine()
    }

    public mutating func finish() {}
}
