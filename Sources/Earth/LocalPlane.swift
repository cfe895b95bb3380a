/// A point of a ``LocalPlane``, in metres east and north of its centre.
public struct PlanePoint: Hashable, Sendable {
    public var east: Double
    public var north: Double

    public init(east: Double, north: Double) {
        self.east = east
        self.north = north
    }
}

/// The azimuthal equidistant projection around a centre, on the ellipsoid.
///
/// Distances and directions from the centre are exact. Sideways lengths at r metres from it are too
/// long by about r²/6R²: 0.1 % at 500 km, 0.004 % at 100 km. Buffers, areas and hulls are computed
/// here; the plane is meant for shapes of up to about 1 000 km.
public struct LocalPlane: Sendable {
    public let center: Coordinate

    public init(center: Coordinate) { self.center = center }

    public func project(_ point: Coordinate) -> PlanePoint {
        let line = center.geodesic(to: point)
        return PlanePoint(
            east: line.distance.meters * sinDegrees(line.initialBearing.degrees),
            north: line.distance.meters * cosDegrees(line.initialBearing.degrees))
    }

    /// The way back; inverse of ``project(_:)`` to about 10 nm up to 10 000 km.
    public func coordinate(_ point: PlanePoint) -> Coordinate {
        let meters = (point.east * point.east + point.north * point.north).squareRoot()
        let bearing = Trigonometry.arctangent(point.east, point.north) * 180 / .pi
        return center.moved(by: .meters(meters), toward: Bearing(degrees: bearing))
    }
}

extension Coordinate {
    /// The point of the surface under the mean of the points' directions from the earth's centre:
    /// a middle that knows no antimeridian and no pole.
    ///
    /// - Returns: `nil` without points, or when they cancel out, as antipodes do.
    public static func middle(of points: some Sequence<Coordinate>) -> Coordinate? {
        var sum = ECEF(x: 0, y: 0, z: 0)
        var count = 0.0
        for point in points {
            sum = sum + ECEF(point)
            count += 1
        }
        let length = sum.dot(sum).squareRoot()
        guard count > 0, length > count else { return nil }
        return Coordinate(direction: sum)
    }

    /// The surface point whose geodetic latitude belongs to this geocentric direction.
    package init(direction: ECEF) {
        let fromAxis = (direction.x * direction.x + direction.y * direction.y).squareRoot()
        let latitude = Trigonometry.arctangent(
            direction.z, fromAxis * (1 - Ellipsoid.eccentricitySquared))
        self.init(
            wrappingLongitude: Trigonometry.arctangent(direction.y, direction.x) * 180 / .pi,
            latitude: latitude * 180 / .pi)
    }
}
