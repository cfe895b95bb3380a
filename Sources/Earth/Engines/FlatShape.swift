/// A point of the flat world GEOS lives in: degrees of longitude and latitude, or metres east and
/// north. Which of the two is known only to the function that flattens and unflattens.
typealias XY = SIMD2<Double>

/// What GEOS takes and gives: points, lines and polygons (exterior ring first) of one plane.
struct FlatShape {
    var points: [XY] = []
    var lines: [[XY]] = []
    var polygons: [[[XY]]] = []

    var isEmpty: Bool { points.isEmpty && lines.isEmpty && polygons.isEmpty }
}

extension FlatShape {
    init(_ geometry: Geometry, path: ([Coordinate]) -> [XY]) {
        switch geometry {
        case .point(let point): points = path([point])
        case .line(let line): lines = [path(line)]
        case .lines(let many): lines = many.map(path)
        case .polygon(let rings): polygons = [rings.map(path)]
        case .polygons(let many): polygons = many.map { $0.map(path) }
        }
    }

    /// Polygons where there are any, else lines, else a point: results of overlays keep the
    /// dimension that was asked about.
    func geometry(_ coordinate: (XY) -> Coordinate) -> Geometry? {
        if !polygons.isEmpty {
            let many = polygons.map { $0.map { $0.map(coordinate) } }
            return many.count == 1 ? .polygon(many[0]) : .polygons(many)
        }
        if !lines.isEmpty {
            let many = lines.map { $0.map(coordinate) }
            return many.count == 1 ? .line(many[0]) : .lines(many)
        }
        return points.first.map { .point(coordinate($0)) }
    }
}

extension FlatShape {
    /// In degrees, without jumps at the antimeridian: longitudes run on past ±180 where a path crosses
    /// it, and a ring around a pole is closed along that pole. Holes are moved to the turn of the globe
    /// where their exterior lies, and with `gathering` all parts to that of the first.
    init(unrolling geometry: Geometry, gathering: Bool = true) {
        self.init(geometry, path: FlatShape.unrolled)
        guard let reference = (polygons.first?.first ?? lines.first)?.first?.x ?? points.first?.x
        else { return }
        for i in polygons.indices {
            for j in polygons[i].indices {
                polygons[i][j] = FlatShape.closedAlongPole(polygons[i][j])
                let anchor = j == 0 ? reference : FlatShape.middle(polygons[i][0])
                guard gathering || j > 0 else { continue }
                FlatShape.turn(&polygons[i][j], near: anchor)
            }
        }
        guard gathering else { return }
        for i in lines.indices { FlatShape.turn(&lines[i], near: reference) }
    }

    private static func unrolled(_ path: [Coordinate]) -> [XY] {
        var unrolled: [XY] = []
        unrolled.reserveCapacity(path.count)
        var previous: Coordinate?
        for point in path {
            // Longitudes as given wherever nothing was crossed, so no rounding moves a vertex.
            let turns = previous.map { previous in
                let step = Edge.step(from: previous, to: point)
                return ((unrolled[unrolled.count - 1].x + step - point.longitude) / 360).rounded()
            }
            unrolled.append(XY(point.longitude + 360 * (turns ?? 0), point.latitude))
            previous = point
        }
        return unrolled
    }

    /// A ring that comes back a full turn away goes round a pole: the one on its side of the equator.
    private static func closedAlongPole(_ ring: [XY]) -> [XY] {
        guard let first = ring.first, let last = ring.last, abs(last.x - first.x) > 180 else {
            return ring
        }
        let mean = ring.reduce(0) { $0 + $1.y } / Double(ring.count)
        let pole = mean < 0 ? -90.0 : 90.0
        return ring + [XY(last.x, pole), XY(first.x, pole), first]
    }

    private static func middle(_ path: [XY]) -> Double {
        let low = path.reduce(Double.infinity) { min($0, $1.x) }
        let high = path.reduce(-Double.infinity) { max($0, $1.x) }
        return (low + high) / 2
    }

    private static func turn(_ path: inout [XY], near anchor: Double) {
        guard !path.isEmpty else { return }
        let turns = ((anchor - middle(path)) / 360).rounded() * 360
        guard turns != 0, turns.isFinite else { return }
        for i in path.indices { path[i].x += turns }
    }

    /// West and east ends.
    var span: ClosedRange<Double>? {
        var low = Double.infinity
        var high = -Double.infinity
        for x in allPoints.lazy.map(\.x) {
            low = min(low, x)
            high = max(high, x)
        }
        return low <= high ? low...high : nil
    }

    var allPoints: [XY] { points + lines.joined() + polygons.joined().joined() }

    var vertexCount: Int {
        let inLines = lines.reduce(0) { $0 + $1.count }
        return polygons.joined().reduce(points.count + inLines) { $0 + $1.count }
    }

    static func requireClosed(_ ring: [XY]) throws(EarthError) {
        guard ring.count >= 4, ring.first == ring.last else {
            throw .invalidGeometry("a ring needs four points or more, the last equal to the first")
        }
    }

    func shifted(by degrees: Double) -> FlatShape {
        var shifted = self
        let step = XY(degrees, 0)
        shifted.points = points.map { $0 + step }
        shifted.lines = lines.map { $0.map { $0 + step } }
        shifted.polygons = polygons.map { $0.map { $0.map { $0 + step } } }
        return shifted
    }
}
