#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The numbers of WGS84.
package enum Ellipsoid {
    package static let equatorialRadius = 6_378_137.0
    package static let flattening = 1 / 298.257_223_563
    package static let eccentricitySquared = flattening * (2 - flattening)
    /// a(1−e²): the meridian's at the equator. No normal section of the ellipsoid curves more.
    package static let smallestCurvatureRadius = equatorialRadius * (1 - eccentricitySquared)
    /// a/√(1−e²): at the poles. No normal section curves less.
    package static let largestCurvatureRadius =
        equatorialRadius / (1 - eccentricitySquared).squareRoot()
}

package func sinDegrees(_ degrees: Double) -> Double { sin(degrees * .pi / 180) }
package func cosDegrees(_ degrees: Double) -> Double { cos(degrees * .pi / 180) }
package func asinDegrees(_ sine: Double) -> Double { asin(sine) * 180 / .pi }

/// The C library's functions, so that no other file needs to name the platform's module.
package enum Trigonometry {
    package static func sine(_ radians: Double) -> Double { sin(radians) }
    package static func cosine(_ radians: Double) -> Double { cos(radians) }
    package static func arcsine(_ value: Double) -> Double { asin(min(1, max(-1, value))) }
    package static func arctangent(_ y: Double, _ x: Double) -> Double { atan2(y, x) }
    package static func exponential(_ x: Double) -> Double { exp(x) }
    package static func logarithm(_ x: Double) -> Double { log(x) }
    package static func errorFunctionComplement(_ x: Double) -> Double { erfc(x) }
}
