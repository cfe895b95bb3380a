/// The geodesic between points some kilometres apart, from their chord: several times cheaper than the
/// inverse problem, and as exact.
///
/// Along a geodesic the ellipsoid curves as in its normal section, k = cos²α/M + sin²α/N (Euler), taken at
/// the middle. A chord c then belongs to the length c·(1 + (ck)²/24 + 3(ck)⁴/640); what varies along the
/// way cancels in the middle to the next order. The normal section leaves in the geodesic's direction
/// but for e²(s/a)²/12.
///
/// Up to 40 km and 85° the length differs from the inverse problem's by less than 10 nm, where that is
/// accurate to 15 nm, and the bearing by less than 2·10⁻⁶ degrees (6 nm, 1.3·10⁻⁶ over a million random
/// pairs).
struct ShortGeodesic {
    private let from: Coordinate
    private let step: ECEF
    let meters: Double

    /// - Returns: `nil` for points too far apart, near a pole, on both sides of 180°, or equal.
    @inline(__always) init?(from a: Coordinate, to b: Coordinate) {
        guard abs(a.longitude - b.longitude) < 5, abs(a.latitude - b.latitude) < 0.4,
            abs(a.latitude) < 85, abs(b.latitude) < 85
        else { return nil }
        let step = ECEF(b) - ECEF(a)
        let squared = step.dot(step)
        guard squared > 0, squared <= 40_000.0 * 40_000 else { return nil }
        let sine = sinDegrees((a.latitude + b.latitude) / 2)
        let w = 1 - Ellipsoid.eccentricitySquared * sine * sine
        let normal = Ellipsoid.equatorialRadius / w.squareRoot()
        let meridian = normal * (1 - Ellipsoid.eccentricitySquared) / w
        let north = meridian * (b.latitude - a.latitude) * .pi / 180
        let northShare = min(1, north * north / squared)
        let curvature = northShare / meridian + (1 - northShare) / normal
        let x = squared * curvature * curvature
        meters = squared.squareRoot() * (1 + x / 24 * (1 + x * 9 / 80))
        self.step = step
        from = a
    }

    var initialBearing: Bearing {
        let (sine, cosine) = (sinDegrees(from.longitude), cosDegrees(from.longitude))
        let outward = cosine * step.x + sine * step.y
        let east = cosine * step.y - sine * step.x
        let north = cosDegrees(from.latitude) * step.z - sinDegrees(from.latitude) * outward
        return Bearing(degrees: Trigonometry.arctangent(east, north) * 180 / .pi)
    }
}
