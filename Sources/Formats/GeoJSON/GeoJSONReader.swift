package import Earth

/// One feature of a GeoJSON text, and where it stood.
package struct GeoJSONFeature {
    package var id: String?
    /// `nil` for a null geometry, and for one that cannot be used (then `problem` says why).
    package var geometry: Geometry?
    package var problem: String?
    /// In order. Objects and arrays keep their JSON text.
    package var properties: [(name: String, value: PropertyValue)] = []
    /// Offset of the feature's first byte.
    package var position = 0
    /// Offset of the byte after its last.
    package var end = 0

    subscript(names: String...) -> PropertyValue? {
        for name in names {
            if let match = properties.last(where: { $0.name == name }), match.value != .null {
                return match.value
            }
        }
        return nil
    }
}

package enum PropertyValue: Hashable {
    case null
    case flag(Bool)
    case number(Double)
    case text(String)
    /// An object or an array, as written.
    case json(String)

    var text: String? {
        switch self {
        case .null: return nil
        case .flag(let flag): return "\(flag)"
        case .text(let text), .json(let text): return text.isEmpty ? nil : text
        case .number(let number):
            let whole = Int(exactly: number)
            return whole.map(String.init) ?? "\(number)"
        }
    }

    /// A number, also one written as text.
    var number: Double? {
        switch self {
        case .number(let number): number
        case .text(let text): Double(text.trimmed).flatMap { $0.isFinite ? $0 : nil }
        default: nil
        }
    }
}

/// Reads GeoJSON (RFC 7946) feature by feature: a collection, a single feature, a bare geometry, or
/// texts one after the other, with or without record separators (RFC 8142).
///
/// Members may come in any order; unknown ones are skipped. Only WGS84 longitude and latitude is read:
/// an old `crs` member that names anything else is an error. Heights are dropped.
///
/// - Complexity: linear; one feature is in memory at a time.
package struct GeoJSONReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var reader: JSONReader
    private var names: KnownNames
    /// Where the text that is being read begins, and whether it is a collection.
    private(set) var textStart: Int
    private(set) var isInCollection = false

    /// - Parameter wanted: The properties to hand out, unless all; the others are checked and skipped.
    package init(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0, wanted: Set<String>? = nil
    ) {
        self.bytes = bytes
        reader = JSONReader(bytes, from: start)
        textStart = start
        names = KnownNames(wanted: wanted)
    }

    package enum Failure: Error {
        case json(JSONError)
        case notGeoJSON(String, position: Int)

        var description: String {
            switch self {
            case .json(let error): "not JSON: \(error.description)"
            case .notGeoJSON(let reason, let position): "byte \(position): \(reason)"
            }
        }
    }

    /// Hands every feature to `body`, in order.
    package mutating func forEach(_ body: (GeoJSONFeature) -> Void) throws(Failure) {
        while skipSeparators() { try readText(body) }
    }

    /// - Returns: Whether another JSON text follows.
    private mutating func skipSeparators() -> Bool {
        var next = reader.position
        while next < bytes.count, bytes[next].isHTMLSpace || bytes[next] == 0x1E { next += 1 }
        guard next < bytes.count else { return false }
        reader = JSONReader(bytes, from: next)
        return true
    }

    private mutating func readText(_ body: (GeoJSONFeature) -> Void) throws(Failure) {
        let start = reader.position
        textStart = start
        isInCollection = false
        guard try json({ reader throws(JSONError) in try reader.value() }) == .object else {
            throw .notGeoJSON("GeoJSON is an object with a \"type\"", position: start)
        }
        var draft = FeatureDraft(position: start)
        var handedOut = false
        while let key = try json({ reader throws(JSONError) in try reader.nextKey() }) {
            if reader.matches(key, "features") {
                handedOut = true
                isInCollection = true
                try readFeatures(body)
            } else {
                try draft.readMember(key, &reader, &names)
            }
        }
        if handedOut || draft.type == "FeatureCollection" {
            guard handedOut else {
                throw .notGeoJSON("the collection has no \"features\"", position: start)
            }
            return
        }
        draft.end = reader.position
        body(try draft.feature())
    }

    private mutating func readFeatures(_ body: (GeoJSONFeature) -> Void) throws(Failure) {
        let start = reader.position
        guard try json({ reader throws(JSONError) in try reader.value() }) == .array else {
            throw .notGeoJSON("\"features\" must be an array", position: start)
        }
        while try json({ reader throws(JSONError) in try reader.nextElement() }) {
            reader.skipSpace()
            var draft = FeatureDraft(position: reader.position)
            guard try json({ reader throws(JSONError) in try reader.value() }) == .object else {
                throw .notGeoJSON("a feature must be an object", position: draft.position)
            }
            while let key = try json({ reader throws(JSONError) in try reader.nextKey() }) {
                try draft.readMember(key, &reader, &names)
            }
            draft.end = reader.position
            body(try draft.feature())
        }
    }

    private mutating func json<Result>(
        _ read: (inout JSONReader) throws(JSONError) -> Result
    ) throws(Failure) -> Result {
        do { return try read(&reader) } catch { throw .json(error) }
    }
}

/// The members of an object, before it is known to be a feature or a geometry.
private struct FeatureDraft {
    var position: Int
    var end = 0
    var type: String?
    private var members = GeoJSONFeature()
    private var geometry = GeometryDraft()
    private var bare = GeometryDraft()

    init(position: Int) { self.position = position }

    /// - Parameter names: Of the properties of the feature before, whose place in memory ours take over.
    mutating func readMember(
        _ key: JSONText, _ reader: inout JSONReader, _ names: inout KnownNames
    ) throws(GeoJSONReader.Failure) {
        if reader.matches(key, "crs") { return try checkReferenceSystem(&reader) }
        do throws(JSONError) {
            if reader.matches(key, "type") {
                type = try readText(&reader)
            } else if reader.matches(key, "geometry") {
                try geometry.read(&reader)
            } else if reader.matches(key, "properties") {
                try readProperties(&reader, &names)
            } else if reader.matches(key, "id") {
                members.id = try readValue(&reader).text
            } else if reader.matches(key, "coordinates") {
                try bare.readCoordinates(&reader)
            } else {
                try reader.skip()
            }
        } catch {
            throw .json(error)
        }
    }

    func feature() throws(GeoJSONReader.Failure) -> GeoJSONFeature {
        var feature = members
        feature.position = position
        feature.end = end
        switch type {
        case "Feature": geometry.settle(into: &feature)
        case let type? where GeometryDraft.types.contains(type):
            var bare = bare
            bare.type = type
            bare.settle(into: &feature)
        case let type:
            throw .notGeoJSON(
                "\(type.map { "\"\($0)\" is not a GeoJSON type" } ?? "an object without \"type\" is not GeoJSON")",
                position: position)
        }
        return feature
    }

    private mutating func readText(_ reader: inout JSONReader) throws(JSONError) -> String? {
        try readValue(&reader).text
    }

    private func readValue(_ reader: inout JSONReader) throws(JSONError) -> PropertyValue {
        let start = reader.position
        switch try reader.value() {
        case .null: return .null
        case .bool(let flag): return .flag(flag)
        case .string(let text): return .text(reader.string(text))
        case .number(let range):
            return reader.number(range).map { .number($0) } ?? .text(reader.bytes(range))
        case .object, .array:
            try reader.close(downTo: reader.depth - 1)
            return .json(reader.bytes(start..<reader.position).trimmed)
        }
    }

    private mutating func readProperties(
        _ reader: inout JSONReader, _ names: inout KnownNames
    ) throws(JSONError) {
        switch try reader.value() {
        case .object:
            members.properties.reserveCapacity(names.count)
            while let key = try reader.nextKey() {
                let name = names.name(of: key, reader)
                guard names.isWanted(name) else {
                    try reader.skip()
                    continue
                }
                members.properties.append((name, try readValue(&reader)))
            }
        case .array: try reader.close(downTo: reader.depth - 1)
        default: break
        }
    }

    private func checkReferenceSystem(
        _ reader: inout JSONReader
    ) throws(GeoJSONReader.Failure) {
        let position = reader.position
        let value: PropertyValue
        do { value = try readValue(&reader) } catch { throw .json(error) }
        guard case .json(let text) = value else { return }
        let known = ["CRS84", "EPSG::4326", "EPSG:4326"]
        guard known.contains(where: text.contains) else {
            throw GeoJSONReader.Failure.notGeoJSON(
                "coordinates are in another reference system: \(text.prefix(120)); convert to WGS84 first",
                position: position)
        }
    }
}

/// The names of properties, which are the same in every feature of most files: each is made once.
private struct KnownNames {
    private var known: [(name: String, isWanted: Bool)] = []
    /// Where in `known` the name that was asked for last stands.
    private var last = -1
    private let wanted: Set<String>?
    private static let most = 256

    init(wanted: Set<String>?) { self.wanted = wanted }

    var count: Int { min(known.count, 64) }

    mutating func name(of key: JSONText, _ reader: JSONReader) -> String {
        // Names come in the order of the feature before, so the next is where the last one ended.
        let next = last + 1 < known.count ? last + 1 : 0
        if next < known.count, reader.matches(key, name: known[next].name) {
            last = next
            return known[next].name
        }
        let name = reader.string(key)
        if let index = known.firstIndex(where: { $0.name == name }) {
            last = index
        } else if known.count < Self.most {
            last = known.count
            known.append((name, wanted?.contains(name) ?? true))
        } else {
            last = -1
        }
        return name
    }

    func isWanted(_ name: String) -> Bool {
        guard let wanted else { return true }
        return last >= 0 ? known[last].isWanted : wanted.contains(name)
    }
}
