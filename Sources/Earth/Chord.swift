/// What the straight chord between two points of the ellipsoid says about their geodesic.
///
/// A chord c and its geodesic s obey c ≤ s ≤ 2R·asin(c/2R) with R = a(1−e²), the smallest radius of
/// curvature (Schur's comparison theorem). The gap is about s³/24R²: 0.13 mm at 5 km, 1.6 cm at
/// 25 km, 1 m at 100 km. So one squared distance decides nearly every "within radius" exactly, and
/// only pairs inside the shell between ``certain`` and ``possible`` need a geodesic.
package struct Chord: Sendable {
    package let radius: Distance
    /// Squared chord up to which the geodesic is certainly within `radius`; negative when no chord is.
    package let certainSquared: Double
    /// Squared chord beyond which the geodesic is certainly outside `radius`.
    package let possibleSquared: Double

    /// Three orders above the rounding of ``ECEF``.
    private static let slack = 1e-6

    package init(radius: Distance) {
        self.radius = radius
        let meters = max(0, radius.meters)
        let certain = Chord.certain(meters) - Chord.slack
        certainSquared = certain < 0 ? -1 : certain * certain
        let possible = meters + Chord.slack
        possibleSquared = possible * possible
    }

    /// The longest chord whose geodesic cannot exceed `meters`.
    private static func certain(_ meters: Double) -> Double {
        let diameter = 2 * Ellipsoid.smallestCurvatureRadius
        guard meters / diameter < .pi / 2 else { return diameter }
        return diameter * Trigonometry.sine(meters / diameter)
    }

    /// The longest geodesic a chord can belong to. Beyond 2R nothing is known but half the
    /// ellipsoid's meridian, 20 003 931.5 m.
    package static func longestGeodesic(ofChord chord: Double) -> Double {
        let diameter = 2 * Ellipsoid.smallestCurvatureRadius
        guard chord < diameter else { return 20_003_932 }
        return min(20_003_932, diameter * Trigonometry.arcsine(chord / diameter))
    }

    /// Whether two points are within the radius, exactly.
    ///
    /// - Complexity: a few comparisons; a geodesic only inside the shell.
    @inlinable @inline(__always) package func holds(
        squaredChord: Double, geodesic: () -> Distance
    ) -> Bool {
        if squaredChord <= certainSquared { return true }
        if squaredChord > possibleSquared { return false }
        return geodesic() <= radius
    }
}
