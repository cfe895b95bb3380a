extension Geometry {
    /// Every path of the geometry: a point as a path of one, lines, rings.
    public var paths: [[Coordinate]] {
        switch self {
        case .point(let point): [[point]]
        case .line(let line): [line]
        case .lines(let lines): lines
        case .polygon(let rings): rings
        case .polygons(let polygons): polygons.flatMap { $0 }
        }
    }

    /// All vertices; a ring's closing point is listed twice, as it is stored.
    public var vertices: [Coordinate] { paths.flatMap { $0 } }

    public var isPolygonal: Bool {
        switch self {
        case .polygon, .polygons: true
        case .point, .line, .lines: false
        }
    }

    /// The box of all vertices, crossing the antimeridian where the geometry does; `nil` when empty.
    ///
    /// A ring around a pole gives a box with every longitude up to that pole.
    public var boundingBox: Box? {
        let flat = FlatShape(unrolling: self)
        guard let span = flat.span else { return nil }
        let latitudes = flat.allPoints.map(\.y)
        guard let south = latitudes.min(), let north = latitudes.max() else { return nil }
        // Parts on both sides of 180°, as RFC 7946 has them cut, meet in one narrow box.
        if case .polygons = self { return Box(around: flat, south: south, north: north) }
        if case .lines = self { return Box(around: flat, south: south, north: north) }
        guard span.upperBound - span.lowerBound < 360 else {
            return Box(validWest: -180, south: south, east: 180, north: north)
        }
        return Box(
            validWest: Box.wrapped(span.lowerBound), south: south,
            east: Box.wrapped(span.upperBound), north: north)
    }
}

extension Box {
    static func wrapped(_ longitude: Double) -> Double {
        abs(longitude) <= 180 ? longitude : longitude.remainder(dividingBy: 360)
    }

    /// Around the longitude intervals of the parts, leaving out the widest gap between them.
    fileprivate init(around flat: FlatShape, south: Double, north: Double) {
        let paths = flat.lines + flat.polygons.compactMap(\.first)
        var intervals: [(west: Double, east: Double)] = paths.compactMap { path in
            guard let low = path.map(\.x).min(), let high = path.map(\.x).max() else { return nil }
            let west = low.remainder(dividingBy: 360)
            return (west, west + (high - low))
        }
        intervals.sort { ($0.west, $0.east) < ($1.west, $1.east) }
        var widest = 0.0
        var edges = (west: -180.0, east: 180.0)
        var reached = (intervals.map(\.east).max() ?? 180) - 360
        for interval in intervals {
            if interval.west - reached > widest {
                widest = interval.west - reached
                edges = (interval.west, Box.wrapped(reached))
            }
            reached = max(reached, interval.east)
        }
        self.init(validWest: edges.west, south: south, east: edges.east, north: north)
    }
}
