internal import Earth

/// A hexagon by its axial coordinates.
struct Hexagon: Hashable, Comparable, Sendable {
    let q: Int
    let r: Int

    init(q: Int, r: Int) {
        self.q = q
        self.r = r
    }

    static func < (a: Hexagon, b: Hexagon) -> Bool { (a.r, a.q) < (b.r, b.q) }

    /// All at most `steps` away, itself included.
    func disk(_ steps: Int) -> [Hexagon] {
        (-steps...steps).flatMap { dq in
            (max(-steps, -dq - steps)...min(steps, -dq + steps)).map {
                Hexagon(q: q + dq, r: r + $0)
            }
        }
    }
}

/// Regular hexagons of equal area, laid on an equal-area plane.
///
/// - Source: the coordinates are those of A. Patel, "Hexagonal Grids" (redblobgames.com), pointy top.
struct HexagonGrid: Sendable {
    let plane: EqualAreaPlane
    /// From the centre to a corner, in metres.
    private let size: Double

    /// - Parameter width: between opposite sides, which is also the distance between neighbours' centres.
    init(center: Coordinate, width: Distance) {
        plane = EqualAreaPlane(center: center)
        size = width.meters / 3.0.squareRoot()
    }

    var area: Double { 1.5 * 3.0.squareRoot() * size * size }

    func hexagon(at point: Coordinate) -> Hexagon { hexagon(at: plane.project(point)) }

    func hexagon(at point: PlanePoint) -> Hexagon {
        let q = (3.0.squareRoot() / 3 * point.east - point.north / 3) / size
        let r = 2.0 / 3 * point.north / size
        // Cube rounding: the coordinate rounded worst follows from the other two.
        var (x, y, z) = (q.rounded(), (-q - r).rounded(), r.rounded())
        let (dx, dy, dz) = (abs(x - q), abs(y + q + r), abs(z - r))
        if dx > dy, dx > dz { x = -y - z } else if dy > dz { y = -x - z } else { z = -x - y }
        return Hexagon(q: Int(x), r: Int(z))
    }

    func center(of hexagon: Hexagon) -> PlanePoint {
        let (q, r) = (Double(hexagon.q), Double(hexagon.r))
        return PlanePoint(east: size * 3.0.squareRoot() * (q + r / 2), north: size * 1.5 * r)
    }

    /// The hexagon on the map, cut at the antimeridian where it crosses.
    func geometry(of hexagon: Hexagon) -> Geometry {
        let center = center(of: hexagon)
        var ring = (0..<6).map { corner in
            let angle = Double(60 * corner - 30)
            return plane.coordinate(
                PlanePoint(
                    east: center.east + size * cosDegrees(angle),
                    north: center.north + size * sinDegrees(angle)))
        }
        ring.append(ring[0])
        let polygon = Geometry.polygon([ring])
        return (try? polygon.conformingToRFC7946()) ?? polygon
    }

    /// Every hexagon whose centre lies in the convex hull of some points, and those that hold one.
    func hexagons(
        covering points: [PlanePoint], limit: Int
    ) throws(AnalysisError) -> [Hexagon] {
        let hull = convexHull(points)
        let occupied = Set(points.map { hexagon(at: $0) })
        let expected = hullArea(hull) / area + Double(occupied.count)
        guard expected <= Double(limit) else {
            throw .tooManyCells(count: expected.rounded(), limit: limit)
        }
        var all = occupied
        for hexagon in candidates(hull) where contains(hull, center(of: hexagon)) {
            all.insert(hexagon)
        }
        return all.sorted()
    }

    /// Row by row what lies between the hull's west and east sides.
    private func candidates(_ hull: [PlanePoint]) -> [Hexagon] {
        guard let low = hull.map(\.north).min(), let high = hull.map(\.north).max() else {
            return []
        }
        let first = Int((low / (1.5 * size)).rounded(.down))
        let last = Int((high / (1.5 * size)).rounded(.up))
        return (first...last).flatMap { r -> [Hexagon] in
            guard let (west, east) = span(hull, north: Double(r) * 1.5 * size) else { return [] }
            let width = size * 3.0.squareRoot()
            let start = Int((west / width - Double(r) / 2).rounded(.down))
            let end = Int((east / width - Double(r) / 2).rounded(.up))
            return (start...end).map { Hexagon(q: $0, r: r) }
        }
    }

    private func span(_ hull: [PlanePoint], north: Double) -> (Double, Double)? {
        var span: (Double, Double)?
        for (a, b) in zip(hull, hull.dropFirst() + hull.prefix(1)) {
            guard min(a.north, b.north) <= north, north <= max(a.north, b.north) else { continue }
            let t = a.north == b.north ? 0 : (north - a.north) / (b.north - a.north)
            let east = a.east + t * (b.east - a.east)
            span = (min(span?.0 ?? east, east), max(span?.1 ?? east, east))
        }
        return span
    }

    private func contains(_ hull: [PlanePoint], _ point: PlanePoint) -> Bool {
        zip(hull, hull.dropFirst() + hull.prefix(1)).allSatisfy { turn($0, $1, point) >= 0 }
    }
}

private func turn(_ a: PlanePoint, _ b: PlanePoint, _ c: PlanePoint) -> Double {
    (b.east - a.east) * (c.north - a.north) - (b.north - a.north) * (c.east - a.east)
}

/// Counter-clockwise, without the closing point.
///
/// - Source: A. M. Andrew, "Another efficient algorithm for convex hulls in two dimensions", IPL 9 (1979).
private func convexHull(_ points: [PlanePoint]) -> [PlanePoint] {
    let sorted = Set(points).sorted { ($0.east, $0.north) < ($1.east, $1.north) }
    guard sorted.count > 2 else { return sorted }
    func chain(_ points: [PlanePoint]) -> [PlanePoint] {
        var chain: [PlanePoint] = []
        for point in points {
            while chain.count >= 2, turn(chain[chain.count - 2], chain[chain.count - 1], point) <= 0
            {
                chain.removeLast()
            }
            chain.append(point)
        }
        return chain.dropLast()
    }
    return chain(sorted) + chain(sorted.reversed())
}

private func hullArea(_ hull: [PlanePoint]) -> Double {
    guard let origin = hull.first else { return 0 }
    return zip(hull, hull.dropFirst()).reduce(0) { $0 + turn(origin, $1.0, $1.1) } / 2
}
