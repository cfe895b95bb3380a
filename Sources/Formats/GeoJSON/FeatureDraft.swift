/// The members of an object, before it is known to be a feature or a geometry.
struct FeatureDraft {
    private var type: JSONSpan?
    private var geometry = GeometryDraft()
    private var bare = GeometryDraft()
    private var spans: [(span: JSONSpan, role: FeatureShape.Role)] = []
    /// Whether features like this one can be told by what stands between their values.
    private var isPlain = true
    private var propertiesCount = 0

    mutating func clear() {
        type = nil
        geometry = GeometryDraft()
        bare = GeometryDraft()
        spans.removeAll(keepingCapacity: true)
        isPlain = true
        propertiesCount = 0
    }

    /// The values of a plain feature, in the order of the text.
    var values: [(span: JSONSpan, role: FeatureShape.Role)]? { isPlain ? spans : nil }

    func isCollection(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        type?.value(in: bytes) == .text("FeatureCollection")
    }

    mutating func readMember(
        _ key: JSONText, _ reader: inout JSONReader, _ feature: inout GeoJSONFeature
    ) throws(GeoJSONReader.Failure) {
        if reader.matches(key, "crs") { return try checkReferenceSystem(&reader) }
        do throws(JSONError) {
            if reader.matches(key, "type") {
                isPlain = isPlain && type == nil
                type = try reader.span()
            } else if reader.matches(key, "geometry") {
                try readGeometry(&reader)
            } else if reader.matches(key, "properties") {
                try readProperties(&reader, &feature)
            } else if reader.matches(key, "id") {
                isPlain = isPlain && feature.identifier == .null
                feature.identifier = try reader.span()
                spans.append((feature.identifier, .id))
            } else if reader.matches(key, "coordinates") {
                isPlain = false
                try bare.readCoordinates(&reader)
            } else {
                spans.append((try reader.span(), .ignored))
            }
        } catch {
            throw .json(error)
        }
    }

    mutating func settle(
        into feature: inout GeoJSONFeature, _ bytes: UnsafeBufferPointer<UInt8>
    ) throws(GeoJSONReader.Failure) {
        let type = type?.value(in: bytes).text
        if type == "Feature" { return geometry.settle(into: &feature) }
        isPlain = false
        guard let type, GeometryDraft.types.contains(type) else {
            throw .notGeoJSON(
                type.map { "\"\($0)\" is not a GeoJSON type" }
                    ?? "an object without \"type\" is not GeoJSON",
                position: feature.position)
        }
        bare.type = type
        bare.settle(into: &feature)
    }

    private mutating func readGeometry(_ reader: inout JSONReader) throws(JSONError) {
        isPlain = isPlain && !geometry.wasRead
        try geometry.read(&reader)
        if let axes = geometry.plainAxes {
            spans.append((axes.longitude, .longitude))
            spans.append((axes.latitude, .latitude))
        } else if !geometry.isNull {
            isPlain = false
        }
    }

    private mutating func readProperties(
        _ reader: inout JSONReader, _ feature: inout GeoJSONFeature
    ) throws(JSONError) {
        propertiesCount += 1
        isPlain = isPlain && propertiesCount == 1
        switch try reader.value() {
        case .object:
            while let key = try reader.nextKey() {
                let name = reader.number(of: key, in: &feature.names)
                let value = try reader.span()
                feature.members.append(.init(name: name, value: value))
                spans.append((value, .property(name)))
            }
        case .array:
            isPlain = false
            try reader.close(downTo: reader.depth - 1)
        default: break
        }
    }

    private mutating func checkReferenceSystem(
        _ reader: inout JSONReader
    ) throws(GeoJSONReader.Failure) {
        isPlain = false
        let position = reader.position
        let text: String
        do {
            let span = try reader.span()
            guard span.kind == .container else { return }
            text = reader.bytes(span.range)
        } catch { throw .json(error) }
        let known = ["CRS84", "EPSG::4326", "EPSG:4326"]
        guard known.contains(where: text.contains) else {
            throw GeoJSONReader.Failure.notGeoJSON(
                "coordinates are in another reference system: \(text.prefix(120)); convert to WGS84 first",
                position: position)
        }
    }
}
