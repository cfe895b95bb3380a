import Earth
import Incidents

/// The keys of a feature's properties, `"a":`, `,"b":` …, ready to be copied.
struct MemberKeys: Sendable {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    init(_ names: [String]) {
        for name in names {
            if !ends.isEmpty { bytes.append(UInt8(ascii: ",")) }
            bytes += encodedKey(name)
            ends.append(bytes.count)
        }
    }

    /// Hands out each key where it stands.
    @inline(__always)
    func forEach(_ body: (Int, UnsafeBufferPointer<UInt8>, Range<Int>) -> Void) {
        bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            for index in 0..<ends.count {
                let end = ends[index]
                body(index, bytes, start..<end)
                start = end
            }
        }
    }
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
        _ feature: Feature, keys: MemberKeys, decimals: Int, box: inout BoxOfCoordinates
    ) {
        out.append("{\"type\":\"Feature\",\"id\":")
        out.appendQuoted(feature.id)
        out.append(",\"geometry\":")
        endLineState()
        self.geometry(feature.geometry, decimals: decimals, box: &box)
        out.append(",\"properties\":{")
        keys.forEach { index, bytes, key in
            guard index < feature.values.count else { return }
            out.append(slice: bytes, key)
            out.appendJSON(feature.values[index])
        }
        out.append("}}")
        noteValue()
    }

    mutating func value(_ value: FieldValue) {
        separate()
        out.appendJSON(value)
        noteValue()
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
        box.add(longitude: longitude.degrees, latitude: latitude.degrees)
        separate()
        out.append(UInt8(ascii: "["))
        out.append(scaled: longitude.steps, decimals: scale.decimals)
        out.append(UInt8(ascii: ","))
        out.append(scaled: latitude.steps, decimals: scale.decimals)
        endArray()
    }
}

extension OutputBuffer {
    mutating func appendJSON(_ value: FieldValue) {
        switch value {
        case .none: append("null")
        case .text(let text): appendQuoted(text)
        case .integer(let integer): append(integer)
        case .number(let number, let decimals):
            if number.isFinite { append(real: number, decimals: decimals) } else { append("null") }
        case .flag(let flag): append(flag ? "true" : "false")
        case .json(let json): append(text: json)
        }
    }
}

/// Degrees as whole steps of the last decimal that is written.
private struct Rounding {
    let decimals: Int
    private let scale: Double

    init(decimals: Int) {
        self.decimals = decimals
        scale = (0..<decimals).reduce(1.0) { power, _ in power * 10 }
    }

    func round(_ degrees: Double) -> (steps: Int64, degrees: Double) {
        let steps = (degrees * scale).rounded()
        // Of −0 and 0 only one is written.
        return (Int64(steps), steps / scale + 0)
    }
}
