/// A point in earth-centred, earth-fixed Cartesian metres: z through the north pole, x through
/// longitude 0 on the equator.
///
/// Straight distances between such points (chords) bound geodesics closely, need no projection, and
/// know neither poles nor an antimeridian; see ``Chord``.
package struct ECEF: Hashable, Sendable {
    package var x: Double
    package var y: Double
    package var z: Double

    @inlinable package init(x: Double, y: Double, z: Double) {
        self.x = x
        self.y = y
        self.z = z
    }

    /// The point on the WGS84 surface. Rounding stays below 4 nm.
    package init(_ point: Coordinate) {
        self.init(longitude: point.longitude, latitude: point.latitude)
    }

    package init(longitude: Double, latitude: Double) {
        let sine = sinDegrees(latitude)
        let normal =
            Ellipsoid.equatorialRadius
            / (1 - Ellipsoid.eccentricitySquared * sine * sine).squareRoot()
        let fromAxis = normal * cosDegrees(latitude)
        self.init(
            x: fromAxis * cosDegrees(longitude), y: fromAxis * sinDegrees(longitude),
            z: normal * (1 - Ellipsoid.eccentricitySquared) * sine)
    }

    @inlinable @inline(__always) package func squaredChord(to other: ECEF) -> Double {
        let dx = x - other.x
        let dy = y - other.y
        let dz = z - other.z
        return dx * dx + dy * dy + dz * dz
    }

    @inlinable package static func - (a: ECEF, b: ECEF) -> ECEF {
        ECEF(x: a.x - b.x, y: a.y - b.y, z: a.z - b.z)
    }

    @inlinable package static func + (a: ECEF, b: ECEF) -> ECEF {
        ECEF(x: a.x + b.x, y: a.y + b.y, z: a.z + b.z)
    }

    @inlinable package static func * (a: ECEF, factor: Double) -> ECEF {
        ECEF(x: a.x * factor, y: a.y * factor, z: a.z * factor)
    }

    @inlinable package func dot(_ other: ECEF) -> Double {
        x * other.x + y * other.y + z * other.z
    }
}
