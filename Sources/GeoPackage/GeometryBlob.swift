package import Earth

/// A shape as GeoPackage keeps it in a cell: a header with the reference system and, for shapes that are
/// no points, the box; then well-known binary, little endian.
///
/// - Source: OGC 12-128r18 (GeoPackage 1.3), §2.1.3; OGC 06-103r4 §8 for the shapes.
package enum GeometryBlob {
    static let wgs84: Int32 = 4326

    package static func encode(_ geometry: Geometry) -> [UInt8] {
        var bytes: [UInt8] = [0x47, 0x50, 0]
        let box = geometry.plainBox
        let isPoint = if case .point = geometry { true } else { false }
        bytes.append(isPoint ? 0b0000_0001 : 0b0000_0011)
        bytes.append(little: UInt32(bitPattern: wgs84))
        if !isPoint {
            for edge in [box.west, box.east, box.south, box.north] { bytes.append(real: edge) }
        }
        bytes.append(wkb: geometry)
        return bytes
    }

    /// Any shape GeoPackage may hold, heights and measures dropped. Sets of points and collections are
    /// given as `nil` unless they hold one point.
    ///
    /// - Throws: ``Fault`` for bytes that are no such shape.
    package static func decode(_ blob: [UInt8]) throws(Fault) -> Geometry? {
        let (start, _, isEmpty) = try header(blob)
        guard !isEmpty else { return nil }
        var reader = WellKnownBinary(blob, from: start)
        return try reader.geometry()
    }

    /// Where the shape begins in the blob, its reference system and whether it is empty.
    package static func header(
        _ blob: [UInt8]
    ) throws(Fault) -> (start: Int, referenceSystem: Int32, isEmpty: Bool) {
        guard blob.count >= 8, blob[0] == 0x47, blob[1] == 0x50 else {
            throw Fault("does not begin with GP")
        }
        let flags = blob[3]
        guard flags >> 1 & 7 <= 4, flags & 0b0010_0000 == 0 else {
            throw Fault("is of an extended kind")
        }
        let envelope = [0, 32, 48, 48, 64][Int(flags >> 1 & 7)]
        var system = UInt32(0)
        for (offset, byte) in blob[4..<8].enumerated() {
            system |= UInt32(byte) << UInt32(flags & 1 == 1 ? offset * 8 : 24 - offset * 8)
        }
        return (8 + envelope, Int32(bitPattern: system), flags & 0b0001_0000 != 0)
    }

    package struct Fault: Error, Hashable, CustomStringConvertible {
        package let reason: String
        init(_ reason: String) { self.reason = reason }
        package var description: String { "the geometry " + reason }
    }
}

extension [UInt8] {
    fileprivate mutating func append(little number: UInt32) {
        for shift in stride(from: UInt32(0), to: 32, by: 8) {
            append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }

    fileprivate mutating func append(real number: Double) {
        let bits = number.bitPattern
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            append(UInt8(truncatingIfNeeded: bits >> shift))
        }
    }

    fileprivate mutating func append(wkb geometry: Geometry) {
        switch geometry {
        case .point(let point):
            head(1)
            append(real: point.longitude)
            append(real: point.latitude)
        case .line(let line):
            head(2)
            append(line)
        case .polygon(let rings): polygon(rings)
        case .lines(let lines):
            head(5)
            append(little: UInt32(lines.count))
            for line in lines {
                head(2)
                append(line)
            }
        case .polygons(let polygons):
            head(6)
            append(little: UInt32(polygons.count))
            for rings in polygons { polygon(rings) }
        }
    }

    private mutating func head(_ kind: UInt32) {
        append(1)
        append(little: kind)
    }

    private mutating func polygon(_ rings: [[Coordinate]]) {
        head(3)
        append(little: UInt32(rings.count))
        for ring in rings { append(ring) }
    }

    private mutating func append(_ line: [Coordinate]) {
        append(little: UInt32(line.count))
        for point in line {
            append(real: point.longitude)
            append(real: point.latitude)
        }
    }
}

/// Well-known binary, in either byte order, ISO or extended, read with every count checked.
private struct WellKnownBinary {
    private let bytes: [UInt8]
    private var position: Int
    private var isLittle = true
    private var axes = 2

    init(_ bytes: [UInt8], from start: Int) {
        self.bytes = bytes
        position = start
    }

    mutating func geometry() throws(GeometryBlob.Fault) -> Geometry? {
        switch try head() {
        case 1: return try point().map { .point($0) }
        case 2: return .line(try line())
        case 3: return .polygon(try rings())
        case 4:
            let points = try parts { (reader) throws(GeometryBlob.Fault) in
                _ = try reader.head()
                return try reader.point()
            }.compactMap { $0 }
            return points.count == 1 ? .point(points[0]) : nil
        case 5:
            return .lines(
                try parts { (reader) throws(GeometryBlob.Fault) in
                    _ = try reader.head()
                    return try reader.line()
                })
        case 6:
            return .polygons(
                try parts { (reader) throws(GeometryBlob.Fault) in
                    _ = try reader.head()
                    return try reader.rings()
                })
        default: return nil
        }
    }

    private mutating func head() throws(GeometryBlob.Fault) -> UInt32 {
        guard position < bytes.count, bytes[position] <= 1 else {
            throw GeometryBlob.Fault("has no byte order")
        }
        isLittle = bytes[position] == 1
        position += 1
        let kind = try integer()
        let flags = kind >> 29
        let thousands = kind & 0x1FFF_FFFF / 1000
        guard thousands <= 3 else { throw GeometryBlob.Fault("is of no known kind") }
        axes = 2 + [0, 1, 1, 2][Int(thousands)]
        if flags & 4 != 0 { axes += 1 }
        if flags & 2 != 0 { axes += 1 }
        return kind & 0x1FFF_FFFF % 1000
    }

    private mutating func parts<Part>(
        _ read: (inout WellKnownBinary) throws(GeometryBlob.Fault) -> Part
    ) throws(GeometryBlob.Fault) -> [Part] {
        let count = try count(ofSize: 5)
        var parts: [Part] = []
        for _ in 0..<count { parts.append(try read(&self)) }
        return parts
    }

    private mutating func rings() throws(GeometryBlob.Fault) -> [[Coordinate]] {
        let count = try count(ofSize: 4)
        var rings: [[Coordinate]] = []
        for _ in 0..<count { rings.append(try line()) }
        return rings
    }

    private mutating func line() throws(GeometryBlob.Fault) -> [Coordinate] {
        let count = try count(ofSize: axes * 8)
        var line: [Coordinate] = []
        line.reserveCapacity(count)
        for _ in 0..<count {
            guard let point = try point() else { throw GeometryBlob.Fault("has an empty position") }
            line.append(point)
        }
        return line
    }

    /// `nil` for an empty point, which is written as NaN.
    private mutating func point() throws(GeometryBlob.Fault) -> Coordinate? {
        let longitude = try double()
        let latitude = try double()
        for _ in 2..<max(2, axes) { _ = try double() }
        if longitude.isNaN, latitude.isNaN { return nil }
        do throws(EarthError) {
            return try Coordinate(longitude: longitude, latitude: latitude)
        } catch {
            throw GeometryBlob.Fault("has a position off the earth: \(error)")
        }
    }

    /// A count that the rest of the bytes can hold.
    private mutating func count(ofSize size: Int) throws(GeometryBlob.Fault) -> Int {
        let count = Int(try integer())
        guard count <= (bytes.count - position) / size else {
            throw GeometryBlob.Fault("is cut short")
        }
        return count
    }

    private mutating func integer() throws(GeometryBlob.Fault) -> UInt32 {
        UInt32(truncatingIfNeeded: try number(size: 4))
    }

    private mutating func double() throws(GeometryBlob.Fault) -> Double {
        Double(bitPattern: try number(size: 8))
    }

    private mutating func number(size: Int) throws(GeometryBlob.Fault) -> UInt64 {
        guard position + size <= bytes.count else { throw GeometryBlob.Fault("is cut short") }
        defer { position += size }
        return bytes[position..<position + size].enumerated().reduce(0) { sum, byte in
            let place = isLittle ? byte.offset : size - 1 - byte.offset
            return sum | UInt64(byte.element) << UInt64(place * 8)
        }
    }
}

extension Geometry {
    /// Smallest and largest longitude and latitude, without regard to the antimeridian: shapes are cut
    /// there before they are written.
    package var plainBox: (west: Double, south: Double, east: Double, north: Double) {
        var box = (
            west: Double.infinity, south: Double.infinity, east: -Double.infinity,
            north: -Double.infinity
        )
        forEachPoint { point in
            box = (
                min(box.west, point.longitude), min(box.south, point.latitude),
                max(box.east, point.longitude), max(box.north, point.latitude)
            )
        }
        return box
    }

    private func forEachPoint(_ body: (Coordinate) -> Void) {
        switch self {
        case .point(let point): body(point)
        case .line(let line): line.forEach(body)
        case .lines(let lines), .polygon(let lines): lines.forEach { $0.forEach(body) }
        case .polygons(let polygons): polygons.forEach { $0.forEach { $0.forEach(body) } }
        }
    }
}
