/// A rectangle in longitude and latitude. One with `west > east` crosses the antimeridian
/// (RFC 7946 §5.2).
public struct Box: Hashable, Sendable {
    public let west: Double
    public let south: Double
    public let east: Double
    public let north: Double

    /// - Throws: ``EarthError/invalidBox(west:south:east:north:)`` when an edge is out of range or
    ///   `south > north`.
    public init(west: Double, south: Double, east: Double, north: Double) throws(EarthError) {
        guard abs(west) <= 180, abs(east) <= 180, abs(south) <= 90, abs(north) <= 90, south <= north
        else { throw .invalidBox(west: west, south: south, east: east, north: north) }
        self.init(validWest: west, south: south, east: east, north: north)
    }

    package init(validWest west: Double, south: Double, east: Double, north: Double) {
        self.west = west
        self.south = south
        self.east = east
        self.north = north
    }

    public static let world = Box(validWest: -180, south: -90, east: 180, north: 90)

    public var crossesAntimeridian: Bool { west > east }

    /// Degrees of longitude from west to east, 0…360.
    public var width: Double { crossesAntimeridian ? east - west + 360 : east - west }

    /// Points on an edge are inside; so is either spelling of the antimeridian, and a pole for
    /// every longitude.
    public func contains(_ point: Coordinate) -> Bool {
        guard south <= point.latitude, point.latitude <= north else { return false }
        if containsLongitude(point.longitude) { return true }
        if abs(point.latitude) == 90 { return true }
        if abs(point.longitude) == 180 {
            return containsLongitude(180) || containsLongitude(-180)
        }
        return false
    }

    private func containsLongitude(_ longitude: Double) -> Bool {
        crossesAntimeridian
            ? longitude >= west || longitude <= east
            : west <= longitude && longitude <= east
    }

    public func intersects(_ other: Box) -> Bool {
        guard south <= other.north, other.south <= north else { return false }
        return parts.contains { a in
            other.parts.contains { b in a.west <= b.east && b.west <= a.east }
        }
    }

    /// The same area as one or two boxes that do not cross the antimeridian.
    public var parts: [Box] {
        guard crossesAntimeridian else { return [self] }
        return [
            Box(validWest: west, south: south, east: 180, north: north),
            Box(validWest: -180, south: south, east: east, north: north),
        ]
    }

    /// As a polygon, or two where the box crosses the antimeridian. Edges are at most 90° long, so
    /// none can be taken for a crossing.
    public var geometry: Geometry {
        let rings = parts.map { box in
            let columns = [0, 0.25, 0.5, 0.75, 1].map {
                $0 == 1 ? box.east : box.west + $0 * box.width
            }
            let corners =
                columns.map { ($0, box.south) } + columns.reversed().map { ($0, box.north) }
            return (corners + corners.prefix(1)).map {
                Coordinate(wrappingLongitude: $0.0, latitude: $0.1)
            }
        }
        return rings.count == 1 ? .polygon(rings) : .polygons(rings.map { [$0] })
    }
}

extension Box {
    /// The smallest box around points: the widest gap between neighbouring longitudes stays outside,
    /// so Fiji's box is narrow and crosses 180°.
    ///
    /// - Returns: `nil` without points.
    /// - Complexity: O(*n* log *n*).
    public init?(around points: some Sequence<Coordinate>) {
        var longitudes: [Double] = []
        var south = 90.0
        var north = -90.0
        for point in points {
            longitudes.append(point.longitude)
            south = min(south, point.latitude)
            north = max(north, point.latitude)
        }
        longitudes.sort()
        guard let first = longitudes.first, let last = longitudes.last else { return nil }
        var west = first
        var east = last
        var widestGap = first + 360 - last
        for (a, b) in zip(longitudes, longitudes.dropFirst()) where b - a > widestGap {
            (widestGap, west, east) = (b - a, b, a)
        }
        self.init(validWest: west, south: south, east: east, north: north)
    }

    /// A box that holds every point within `radius` of `center`; wider than needed by less than 1 %
    /// away from the poles.
    ///
    /// Latitudes move by at most radius / (smallest radius of curvature); a circle that reaches a
    /// pole takes every longitude.
    public init(around center: Coordinate, radius: Distance) {
        let reach = max(0, radius.meters) / Ellipsoid.smallestCurvatureRadius * 180 / .pi
        let south = center.latitude - reach
        let north = center.latitude + reach
        // Half the width of a spherical cap, sin Δλ = sin r / cos φ, with 1 % for the flattening.
        let sine = sinDegrees(min(90, reach * 1.01)) / sinDegrees(90 - abs(center.latitude))
        guard south > -90, north < 90, reach < 90, sine < 1 else {
            self.init(validWest: -180, south: max(-90, south), east: 180, north: min(90, north))
            return
        }
        let half = asinDegrees(sine)
        self.init(
            validWest: (center.longitude - half).remainder(dividingBy: 360), south: south,
            east: (center.longitude + half).remainder(dividingBy: 360), north: north)
    }
}
