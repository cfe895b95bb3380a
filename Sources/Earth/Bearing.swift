/// A direction on the ground, in degrees clockwise from true north, 0 ≤ degrees < 360.
public struct Bearing: Hashable, Sendable {
    public let degrees: Double

    public init(degrees: Double) {
        let turned = degrees.truncatingRemainder(dividingBy: 360)
        self.degrees = turned < 0 ? turned + 360 : turned
    }

    /// The nearest of the eight compass points: `N`, `NE`, … `NW`.
    public var compassPoint: String {
        let names = ["N", "NE", "E", "SE", "S", "SW", "W", "NW"]
        return names[Int((degrees / 45).rounded()) % 8]
    }
}
