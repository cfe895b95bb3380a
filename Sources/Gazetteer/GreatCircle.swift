#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Points as unit vectors, for evidence that needs no more than a rough distance: the sphere differs
/// from the ellipsoid by at most 0.6 %. Results shown to users are geodesics.
package struct GreatCircle: Sendable {
    package let x: Float
    package let y: Float
    package let z: Float

    package init(longitudeMicrodegrees longitude: Int32, latitudeMicrodegrees latitude: Int32) {
        let lambda = Double(longitude) * (.pi / 180e6)
        let phi = Double(latitude) * (.pi / 180e6)
        let parallel = cos(phi)
        x = Float(parallel * cos(lambda))
        y = Float(parallel * sin(lambda))
        z = Float(sin(phi))
    }

    /// The squared chord of a distance in kilometres on a sphere of radius 6371.0088 km.
    package static func squaredChord(kilometers: Double) -> Float {
        let half = sin(min(kilometers / 6371.0088, .pi) / 2)
        return Float(4 * half * half)
    }

    package static func kilometers(squaredChord: Float) -> Float {
        6371.0088 * 2 * asinf(min(1, squaredChord.squareRoot() / 2))
    }

    static func cosine(degrees: Double) -> Double { cos(degrees * .pi / 180) }
}
