#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The transverse Mercator projection of WGS84 in its UTM zones, from the plane to the globe.
///
/// Good to a nanometre within a zone.
/// - Source: C. F. F. Karney, "Transverse Mercator with an accuracy of a few nanometers", J. Geodesy 85,
///   2011: equations (15)–(26), the series of Krüger to the sixth order.
enum TransverseMercator {
    private static let scale = 0.9996
    private static let flattening = 1 / 298.257223563
    private static let eccentricity = (flattening * (2 - flattening)).squareRoot()
    private static let n = flattening / (2 - flattening)

    /// The radius of the sphere with meridians as long.
    private static let rectifyingRadius: Double = {
        let n2 = n * n
        return 6_378_137 / (1 + n) * (1 + n2 / 4 * (1 + n2 / 16 * (1 + n2 / 4)))
    }()

    private static let beta: [Double] = [
        n
            * (1 / 2 + n
                * (-2 / 3 + n * (37 / 96 + n * (-1 / 360 + n * (-81 / 512 + n * 96199 / 604800))))),
        n * n
            * (1 / 48 + n
                * (1 / 15 + n * (-437 / 1440 + n * (46 / 105 - n * 1_118_711 / 3_870_720)))),
        n * n * n * (17 / 480 + n * (-37 / 840 + n * (-209 / 4480 + n * 5569 / 90720))),
        n * n * n * n * (4397 / 161280 + n * (-11 / 504 - n * 830251 / 7_257_600)),
        n * n * n * n * n * (4583 / 161280 - n * 108847 / 3_991_680),
        n * n * n * n * n * n * 20_648_693 / 638_668_800,
    ]

    /// - Parameters:
    ///   - east: Metres, with the false easting of 500 km.
    ///   - north: Metres from the equator, negative south of it.
    static func coordinate(zone: Int, east: Double, north: Double) -> Coordinate {
        let xi = north / (scale * rectifyingRadius)
        let eta = (east - 500_000) / (scale * rectifyingRadius)
        var x = xi
        var y = eta
        for (index, beta) in beta.enumerated() {
            let order = 2 * Double(index + 1)
            x -= beta * sin(order * xi) * cosh(order * eta)
            y -= beta * cos(order * xi) * sinh(order * eta)
        }
        let conformal = sin(x) / (sinh(y) * sinh(y) + cos(x) * cos(x)).squareRoot()
        let longitude = atan2(sinh(y), cos(x)) * 180 / .pi
        return Coordinate(
            wrappingLongitude: Double(zone * 6 - 183) + longitude,
            latitude: atan(geographicTangent(conformal)) * 180 / .pi)
    }

    /// The tangent of the geographic latitude whose conformal latitude has this one: Newton's method,
    /// which needs two or three rounds.
    private static func geographicTangent(_ conformal: Double) -> Double {
        let e2 = eccentricity * eccentricity
        var tau = conformal
        for _ in 0..<6 {
            let secant = (1 + tau * tau).squareRoot()
            let sigma = sinh(eccentricity * atanh(eccentricity * tau / secant))
            let guess = tau * (1 + sigma * sigma).squareRoot() - sigma * secant
            let change =
                (conformal - guess) / (1 + guess * guess).squareRoot()
                * (1 + (1 - e2) * tau * tau) / ((1 - e2) * secant)
            tau += change
            if abs(change) < 1e-15 * max(1, abs(tau)) { break }
        }
        return tau
    }
}
