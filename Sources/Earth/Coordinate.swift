/// A point on the WGS84 ellipsoid, in degrees.
///
/// Longitude comes first, as in GeoJSON (RFC 7946 §3.1.1), and both axes are always spelled.
/// A value that exists is valid: finite, latitude −90…90, longitude −180…180.
public struct Coordinate: Hashable, Sendable {
    /// Degrees east of Greenwich, −180…180.
    public let longitude: Double
    /// Degrees north of the equator, −90…90.
    public let latitude: Double

    /// - Throws: ``EarthError/invalidCoordinate(longitude:latitude:)`` when an axis is out of range
    ///   or not finite.
    public init(longitude: Double, latitude: Double) throws(EarthError) {
        guard abs(longitude) <= 180, abs(latitude) <= 90 else {
            throw .invalidCoordinate(longitude: longitude, latitude: latitude)
        }
        self.longitude = longitude
        self.latitude = latitude
    }

    /// For results of our own computations, which may leave ±180 or ±90 by a rounding error.
    package init(wrappingLongitude longitude: Double, latitude: Double) {
        let turned = longitude.remainder(dividingBy: 360)
        self.longitude = turned.isFinite ? turned : 0
        self.latitude = latitude.isFinite ? min(90, max(-90, latitude)) : 0
    }
}

extension Coordinate: CustomStringConvertible {
    public var description: String { "\(longitude),\(latitude)" }
}

extension Coordinate: Comparable {
    /// By longitude, then latitude: an order for stable output, without geographic meaning.
    public static func < (a: Coordinate, b: Coordinate) -> Bool {
        (a.longitude, a.latitude) < (b.longitude, b.latitude)
    }
}
