/// One edge of a geometry: straight in longitude and latitude, the short way round the globe.
///
/// Its points are (start + t·step), 0 ≤ t ≤ 1. In space it is a curve that leaves its chord by at most
/// ``sag``.
struct Edge: Sendable {
    let longitude: Double
    let latitude: Double
    let eastward: Double
    let northward: Double

    init(from a: Coordinate, to b: Coordinate) {
        longitude = a.longitude
        latitude = a.latitude
        eastward = Edge.step(from: a, to: b)
        northward = b.latitude - a.latitude
    }

    /// Degrees from one longitude to the next vertex's. A jump of more than 180° crosses the
    /// antimeridian, as drawn by tools that do not cut there; one of 360° runs along a whole parallel,
    /// and one from pole to the same pole has no length and is drawn as it stands.
    static func step(from a: Coordinate, to b: Coordinate) -> Double {
        let step = b.longitude - a.longitude
        let isDrawn = abs(step) <= 180 || abs(step) >= 360
        let isPole = abs(a.latitude) == 90 && a.latitude == b.latitude
        return isDrawn || isPole ? step : step.remainder(dividingBy: 360)
    }

    func coordinate(_ t: Double) -> Coordinate {
        Coordinate(
            wrappingLongitude: longitude + t * eastward, latitude: latitude + t * northward)
    }

    func point(_ t: Double) -> ECEF {
        ECEF(longitude: longitude + t * eastward, latitude: latitude + t * northward)
    }

    /// How far the part between `t` and `u` can lie from the chord of its ends, in metres.
    ///
    /// A curve with second derivative ≤ m leaves its chord by ≤ m/8; here m ≤ 6 500 km ·
    /// (|Δλ|+|Δφ|)², the largest radius of curvature with room for its own change.
    func sag(_ t: Double, _ u: Double) -> Double {
        let turn = (abs(eastward) + abs(northward)) * (u - t) * .pi / 180
        return 6_500_000 * turn * turn / 8
    }
}

/// A nearest point on a geometry.
public struct NearestPoint: Hashable, Sendable {
    public let coordinate: Coordinate
    public let distance: Distance

    public init(coordinate: Coordinate, distance: Distance) {
        self.coordinate = coordinate
        self.distance = distance
    }
}

extension Edge {
    /// Looks for a point of this edge nearer than `best`, by halving until the curve is nearly its
    /// chord and skipping halves that cannot win.
    func improve(_ best: inout NearestPoint, to target: Coordinate, _ center: ECEF) {
        search(&best, target, center, 0, 1, point(0), point(1))
    }

    private func search(
        _ best: inout NearestPoint, _ target: Coordinate, _ center: ECEF, _ t: Double, _ u: Double,
        _ a: ECEF, _ b: ECEF
    ) {
        let (fraction, squared) = center.nearestOnSegment(a, b)
        let sag = sag(t, u)
        guard squared.squareRoot() - sag <= best.distance.meters else { return }
        guard sag > Edge.straight else {
            return refine(&best, target, t, u, start: t + fraction * (u - t))
        }
        let middle = (t + u) / 2
        let m = point(middle)
        let halves = [(t, middle, a, m), (middle, u, m, b)]
        for half in fraction <= 0.5 ? halves : halves.reversed() {
            search(&best, target, center, half.0, half.1, half.2, half.3)
        }
    }

    /// Below this much sag a piece has one nearest point, near that of its chord.
    static let straight = 20.0

    /// Walks to where the geodesic meets the edge at a right angle, or to an end. Each step moves by
    /// the along-edge part of the geodesic, which on a sphere and a straight edge would land there at
    /// once; where the edge bends so much that steps do not shrink, the bracket is halved.
    func refine(
        _ best: inout NearestPoint, _ target: Coordinate, _ t: Double, _ u: Double, start: Double
    ) {
        let meters = coordinate(t).distance(to: coordinate(u)).meters
        var bracket = (low: t, high: u)
        var fraction = start
        var previous = Double.infinity
        for _ in 0..<64 {
            let point = coordinate(fraction)
            let line = point.geodesic(to: target)
            if line.distance < best.distance {
                best = NearestPoint(coordinate: point, distance: line.distance)
            }
            let along = alongPart(of: line, at: fraction)
            if along > 0 { bracket.low = fraction } else { bracket.high = fraction }
            guard abs(along) > 1e-4, (bracket.high - bracket.low) * meters > 1e-4 * (u - t) else {
                return
            }
            let next = min(u, max(t, fraction + along / meters * (u - t)))
            let shrinks = abs(along) < previous / 2
            let isInside = bracket.low...bracket.high ~= next
            guard next != fraction else { return }
            fraction = shrinks && isInside ? next : (bracket.low + bracket.high) / 2
            previous = abs(along)
        }
    }

    /// How far along the edge, in metres, the foot of a geodesic from it lies: the leg of a spherical
    /// right triangle.
    private func alongPart(of line: Geodesic, at t: Double) -> Double {
        let radius = 6_371_000.0
        let angle = line.initialBearing.degrees - direction(at: t)
        let arc = min(line.distance.meters / radius, 1.5)
        return radius
            * Trigonometry.arctangent(
                Trigonometry.sine(arc) * cosDegrees(angle), Trigonometry.cosine(arc))
    }

    /// The edge's own bearing at a point of it.
    private func direction(at t: Double) -> Double {
        let phi = latitude + t * northward
        let sine = sinDegrees(phi)
        let w = 1 - Ellipsoid.eccentricitySquared * sine * sine
        // Metres per degree: N·cos φ eastward, M northward; the common factor a/√w cancels.
        let east = eastward * cosDegrees(phi)
        let north = northward * (1 - Ellipsoid.eccentricitySquared) / w
        return Trigonometry.arctangent(east, north) * 180 / .pi
    }
}

extension ECEF {
    /// Where on the segment a–b (0…1) the nearest point to this one lies, and its squared distance.
    func nearestOnSegment(_ a: ECEF, _ b: ECEF) -> (fraction: Double, squared: Double) {
        let along = b - a
        let length = along.dot(along)
        let fraction = length > 0 ? min(1, max(0, (self - a).dot(along) / length)) : 0
        return (fraction, squaredChord(to: a + along * fraction))
    }
}
