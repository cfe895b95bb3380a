/// Lambert's azimuthal equal-area projection of the ellipsoid around a centre.
///
/// Areas are exact everywhere: latitudes go to the authalic sphere, which has the ellipsoid's surface,
/// and from there to the plane. Lengths are off by up to 0.4 % (the sphere's) and by r²/8R² more at r
/// from the centre.
///
/// - Source: J. P. Snyder, "Map Projections – A Working Manual", USGS 1395 (1987), eqs. 3-11, 3-12,
///   24-2…24-16.
public struct EqualAreaPlane: Sendable {
    public let center: Coordinate
    private let centerSine: Double
    private let centerCosine: Double

    /// The radius of the sphere with the ellipsoid's surface.
    private static let radius =
        Ellipsoid.equatorialRadius * (EqualAreaPlane.q(1) / 2).squareRoot()

    public init(center: Coordinate) {
        self.center = center
        centerSine = EqualAreaPlane.authalicSine(center.latitude)
        centerCosine = (1 - centerSine * centerSine).squareRoot()
    }

    /// Snyder's q for the sine of a latitude.
    private static func q(_ sine: Double) -> Double {
        let e2 = Ellipsoid.eccentricitySquared
        let e = e2.squareRoot()
        return (1 - e2)
            * (sine / (1 - e2 * sine * sine)
                - Trigonometry.logarithm((1 - e * sine) / (1 + e * sine)) / (2 * e))
    }

    private static func authalicSine(_ latitude: Double) -> Double {
        min(1, max(-1, q(sinDegrees(latitude)) / q(1)))
    }

    /// The way back, by Newton's method on q; settles to rounding in a few steps.
    private static func latitude(authalicSine: Double) -> Double {
        let e2 = Ellipsoid.eccentricitySquared
        let target = authalicSine * q(1)
        guard abs(authalicSine) < 1 - 1e-15 else { return authalicSine < 0 ? -90 : 90 }
        var phi = Trigonometry.arcsine(authalicSine)
        for _ in 0..<12 {
            let sine = Trigonometry.sine(phi)
            let cosine = Trigonometry.cosine(phi)
            guard cosine > 1e-12 else { break }
            let w = 1 - e2 * sine * sine
            let step = (target - q(sine)) * w * w / (2 * (1 - e2) * cosine)
            phi += step
            if abs(step) < 1e-15 { break }
        }
        return phi * 180 / .pi
    }

    public func project(_ point: Coordinate) -> PlanePoint {
        let sine = EqualAreaPlane.authalicSine(point.latitude)
        let cosine = max(0, 1 - sine * sine).squareRoot()
        let turn = point.longitude - center.longitude
        let along = centerSine * sine + centerCosine * cosine * cosDegrees(turn)
        // The antipode is a circle in this plane; it is put due north.
        guard along > -1 + 1e-15 else {
            return PlanePoint(east: 0, north: 2 * EqualAreaPlane.radius)
        }
        let k = EqualAreaPlane.radius * (2 / (1 + along)).squareRoot()
        return PlanePoint(
            east: k * cosine * sinDegrees(turn),
            north: k * (centerCosine * sine - centerSine * cosine * cosDegrees(turn)))
    }

    /// Points beyond the projection's rim, 2R, are taken as on it.
    public func coordinate(_ point: PlanePoint) -> Coordinate {
        let distance = (point.east * point.east + point.north * point.north).squareRoot()
        guard distance > 0 else { return center }
        let c = 2 * Trigonometry.arcsine(distance / (2 * EqualAreaPlane.radius))
        let sine =
            Trigonometry.cosine(c) * centerSine
            + point.north * Trigonometry.sine(c) * centerCosine / distance
        let longitude = Trigonometry.arctangent(
            point.east * Trigonometry.sine(c),
            distance * centerCosine * Trigonometry.cosine(c)
                - point.north * centerSine * Trigonometry.sine(c))
        return Coordinate(
            wrappingLongitude: center.longitude + longitude * 180 / .pi,
            latitude: EqualAreaPlane.latitude(authalicSine: min(1, max(-1, sine))))
    }
}
