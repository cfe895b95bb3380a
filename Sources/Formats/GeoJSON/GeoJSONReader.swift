/// Reads GeoJSON (RFC 7946) feature by feature: a collection, a single feature, a bare geometry, or
/// texts one after the other, with or without record separators (RFC 8142).
///
/// Members may come in any order; unknown ones are skipped. Only WGS84 longitude and latitude is read:
/// an old `crs` member that names anything else is an error. Heights are dropped.
///
/// - Complexity: linear; one feature is in memory at a time, and its properties are decoded only on
///   request.
package struct GeoJSONReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var reader: JSONReader
    private var draft = FeatureDraft()
    private var feature: GeoJSONFeature
    /// Of the last features that differed, the latest first.
    private var shapes: [FeatureShape] = []
    private let remembersShapes: Bool
    /// Where the text that is being read begins, and whether it is a collection.
    private(set) var textStart: Int
    /// Where the last whole text ended.
    private(set) var textEnd: Int
    private(set) var isInCollection = false

    private static let mostShapes = 4

    /// - Parameter remembersShapes: Whether features like the one before are read the short way; what is
    ///   read is the same.
    package init(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0, remembersShapes: Bool = true
    ) {
        self.bytes = bytes
        self.remembersShapes = remembersShapes
        reader = JSONReader(bytes, from: start)
        feature = GeoJSONFeature(of: bytes)
        textStart = start
        textEnd = start
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

    /// Hands out the features of the texts that begin before `end`.
    mutating func forEach(before end: Int, _ body: (GeoJSONFeature) -> Void) throws(Failure) {
        while skipSeparators(), reader.position < end {
            try readText(body)
            textEnd = reader.position
        }
    }

    /// The number by which features know a property of this name.
    mutating func number(of name: String) -> Int32 { feature.names.number(of: name) }

    /// The names of all properties that were read or asked for, by their numbers.
    var names: [String] { feature.names.list }

    /// The one feature that begins at `start`, where one was read before.
    mutating func feature(at start: Int) -> GeoJSONFeature? {
        reader = JSONReader(bytes, from: start)
        do throws(Failure) { try readFeature() } catch { return nil }
        return feature
    }

    /// - Returns: Whether another JSON text follows.
    private mutating func skipSeparators() -> Bool {
        var next = reader.position
        while next < bytes.count, bytes[next].isHTMLSpace || bytes[next] == 0x1E { next += 1 }
        guard next < bytes.count else { return false }
        reader.restart(at: next)
        return true
    }

    private mutating func readText(_ body: (GeoJSONFeature) -> Void) throws(Failure) {
        let start = reader.position
        textStart = start
        isInCollection = false
        if readKnownShape() { return body(feature) }
        guard try json({ reader throws(JSONError) in try reader.value() }) == .object else {
            throw .notGeoJSON("GeoJSON is an object with a \"type\"", position: start)
        }
        begin(at: start)
        var handedOut = false
        while let key = try json({ reader throws(JSONError) in try reader.nextKey() }) {
            if reader.matches(key, "features") {
                handedOut = true
                isInCollection = true
                let outer = draft
                try readFeatures(body)
                draft = outer
            } else {
                try draft.readMember(key, &reader, &feature)
            }
        }
        if handedOut || draft.isCollection(bytes) {
            guard handedOut else {
                throw .notGeoJSON("the collection has no \"features\"", position: start)
            }
            return
        }
        try settle()
        body(feature)
    }

    private mutating func readFeatures(_ body: (GeoJSONFeature) -> Void) throws(Failure) {
        let start = reader.position
        guard try json({ reader throws(JSONError) in try reader.value() }) == .array else {
            throw .notGeoJSON("\"features\" must be an array", position: start)
        }
        while try json({ reader throws(JSONError) in try reader.nextElement() }) {
            try readFeature()
            body(feature)
        }
    }

    private mutating func readFeature() throws(Failure) {
        reader.skipSpace()
        if readKnownShape() { return }
        let start = reader.position
        guard try json({ reader throws(JSONError) in try reader.value() }) == .object else {
            throw .notGeoJSON("a feature must be an object", position: start)
        }
        begin(at: start)
        while let key = try json({ reader throws(JSONError) in try reader.nextKey() }) {
            try draft.readMember(key, &reader, &feature)
        }
        try settle()
    }

    private mutating func begin(at start: Int) {
        feature.clear(at: start)
        draft.clear()
    }

    private mutating func settle() throws(Failure) {
        feature.end = reader.position
        try draft.settle(into: &feature, bytes)
        guard remembersShapes, let values = draft.values else { return }
        if shapes.count == Self.mostShapes { shapes.removeLast() }
        shapes.insert(FeatureShape(from: feature.position, to: feature.end, values), at: 0)
    }

    private mutating func readKnownShape() -> Bool {
        guard !shapes.isEmpty else { return false }
        feature.clear(at: reader.position)
        for index in shapes.indices where shapes[index].read(&reader, bytes, into: &feature) {
            if index > 0 { shapes.swapAt(0, index) }
            return true
        }
        return false
    }

    private mutating func json<Result>(
        _ read: (inout JSONReader) throws(JSONError) -> Result
    ) throws(Failure) -> Result {
        do { return try read(&reader) } catch { throw .json(error) }
    }
}
