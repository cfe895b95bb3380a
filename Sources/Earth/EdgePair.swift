/// The nearest points of two geometries found so far.
struct EdgePair {
    var here: Coordinate
    var there: Coordinate
    var distance: Distance

    init(here: Coordinate, there: Coordinate) {
        self.here = here
        self.there = there
        distance = here.distance(to: there)
    }

    /// With a distance that is to be undercut.
    init(here: Coordinate, there: Coordinate, distance: Distance) {
        self.here = here
        self.there = there
        self.distance = distance
    }
}

/// A piece of an edge with its ends in space.
private struct Piece {
    let edge: Edge
    let t: Double
    let u: Double
    let a: ECEF
    let b: ECEF

    init(_ edge: Edge, _ t: Double = 0, _ u: Double = 1) {
        self.edge = edge
        self.t = t
        self.u = u
        a = edge.point(t)
        b = edge.point(u)
    }

    var sag: Double { edge.sag(t, u) }
    var halves: [Piece] { [Piece(edge, t, (t + u) / 2), Piece(edge, (t + u) / 2, u)] }
}

extension Edge {
    /// Looks for points of this edge and another that are nearer than `best`.
    func improve(_ best: inout EdgePair, with other: Edge) {
        search(&best, Piece(self), Piece(other))
    }

    private func search(_ best: inout EdgePair, _ p: Piece, _ q: Piece) {
        let near = ECEF.nearest(p.a, p.b, q.a, q.b)
        guard near.squared.squareRoot() - p.sag - q.sag <= best.distance.meters else { return }
        if max(p.sag, q.sag) > Edge.straight {
            if p.sag >= q.sag {
                for half in p.halves { search(&best, half, q) }
            } else {
                for half in q.halves { search(&best, p, half) }
            }
            return
        }
        refine(&best, p, q, near.s, near.t)
    }

    /// From the chords' nearest points, goes to and fro between the edges, each time to the foot of the
    /// other's point, until that gains less than 0.1 mm.
    private func refine(_ best: inout EdgePair, _ p: Piece, _ q: Piece, _ s: Double, _ t: Double) {
        var here = p.edge.coordinate(p.t + s * (p.u - p.t))
        var there = q.edge.coordinate(q.t + t * (q.u - q.t))
        var before = Double.infinity
        for _ in 0..<32 {
            let pair = EdgePair(here: here, there: there)
            if pair.distance < best.distance { best = pair }
            guard before - pair.distance.meters > 1e-4 else { return }
            before = pair.distance.meters
            here = p.edge.foot(of: there, p.t, p.u)
            there = q.edge.foot(of: here, q.t, q.u)
        }
    }

    private func foot(of target: Coordinate, _ t: Double, _ u: Double) -> Coordinate {
        let (fraction, _) = ECEF(target).nearestOnSegment(point(t), point(u))
        let start = coordinate(t + fraction * (u - t))
        var best = NearestPoint(coordinate: start, distance: .meters(.infinity))
        refine(&best, target, t, u, start: t + fraction * (u - t))
        return best.coordinate
    }
}

extension ECEF {
    /// The nearest points of segments a–b and c–d as fractions of each.
    ///
    /// - Source: C. Ericson, "Real-Time Collision Detection" (2005), §5.1.9.
    fileprivate static func nearest(
        _ a: ECEF, _ b: ECEF, _ c: ECEF, _ d: ECEF
    ) -> (s: Double, t: Double, squared: Double) {
        let d1 = b - a
        let d2 = d - c
        let r = a - c
        let e = d2.dot(d2)
        let f = d2.dot(r)
        let g = d1.dot(d1)
        func clamp(_ x: Double) -> Double { min(1, max(0, x)) }
        var s = 0.0
        var t = 0.0
        if g > 0, e > 0 {
            let h = d1.dot(r)
            let k = d1.dot(d2)
            let denominator = g * e - k * k
            s = denominator > 0 ? clamp((k * f - h * e) / denominator) : 0
            t = (k * s + f) / e
            if t < 0 || t > 1 {
                t = clamp(t)
                s = clamp((k * t - h) / g)
            }
        } else if g > 0 {
            s = clamp(-d1.dot(r) / g)
        } else if e > 0 {
            t = clamp(f / e)
        }
        return (s, t, (a + d1 * s).squaredChord(to: c + d2 * t))
    }
}
