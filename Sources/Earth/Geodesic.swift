/// The shortest line between two points of the ellipsoid, as the inverse problem gives it.
public struct Geodesic: Hashable, Sendable {
    public let distance: Distance
    /// The direction in which the line leaves its start.
    public let initialBearing: Bearing
}

extension Coordinate {
    /// The geodesic from here to `other` on WGS84.
    ///
    /// - Complexity: about 0.7 µs; accurate to 15 nm.
    /// - Source: C. F. F. Karney, "Algorithms for geodesics", J. Geodesy 87 (2013), 43–55.
    public func geodesic(to other: Coordinate) -> Geodesic {
        GeodesicEngine.wgs84.inverse(from: self, to: other)
    }

    /// The WGS84 geodesic distance to `other`.
    public func distance(to other: Coordinate) -> Distance {
        GeodesicEngine.wgs84.distance(from: self, to: other)
    }

    /// The point reached by going `distance` along the geodesic that leaves here in direction `bearing`.
    public func moved(by distance: Distance, toward bearing: Bearing) -> Coordinate {
        GeodesicEngine.wgs84.direct(from: self, distance: distance, bearing: bearing)
    }
}
