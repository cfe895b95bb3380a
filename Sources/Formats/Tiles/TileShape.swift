import Earth

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A line or an area on the map of the world in Web Mercator, or the part of one that a tile shows.
struct TileShape {
    var paths: [Path]
    let isArea: Bool

    /// A line, or a ring whose last vertex is its first.
    struct Path {
        var vertices: [Vertex]
        /// Of the last ring before it that is none.
        var isHole = false
    }

    struct Vertex {
        /// From the left and from the top, as parts of the map's width.
        var x: Double
        var y: Double
        /// The square of how far the path moves without this vertex; infinite for those that must stay.
        var weight: Double
    }

    /// - Parameter geometry: Cut at the antimeridian. What lies beyond 85.05° north or south is drawn at the
    ///   edge of the map.
    /// - Returns: `nil` for points, and for shapes without extent.
    init?(_ geometry: Geometry) {
        let polygons: [[[Coordinate]]]
        switch geometry {
        case .point: return nil
        case .line(let line): (polygons, isArea) = ([[line]], false)
        case .lines(let lines): (polygons, isArea) = ([lines], false)
        case .polygon(let rings): (polygons, isArea) = ([rings], true)
        case .polygons(let several): (polygons, isArea) = (several, true)
        }
        let least = isArea ? 4 : 2
        paths = []
        for rings in polygons where rings.first.map({ $0.count >= least }) ?? false || !isArea {
            for (number, ring) in rings.enumerated() where ring.count >= least {
                paths.append(Path(ring, isHole: isArea && number > 0))
            }
        }
        guard !paths.isEmpty else { return nil }
    }

    init(paths: [Path], isArea: Bool) {
        self.paths = paths
        self.isArea = isArea
    }

    /// The mean length of its edges.
    var usualEdge: Double {
        var (length, count) = (0.0, 0)
        for path in paths {
            for (a, b) in zip(path.vertices, path.vertices.dropFirst()) {
                length += hypot(b.x - a.x, b.y - a.y)
                count += 1
            }
        }
        return length / Double(max(1, count))
    }

    /// By which the larger of two is told: half the way round its box.
    var size: Double { (box.east - box.west) + (box.south - box.north) }

    /// The corners of the box around it.
    var box: (west: Double, north: Double, east: Double, south: Double) {
        var box = (west: Double.infinity, north: Double.infinity, east: -1.0, south: -1.0)
        for vertex in paths.lazy.flatMap(\.vertices) {
            box.west = min(box.west, vertex.x)
            box.east = max(box.east, vertex.x)
            box.north = min(box.north, vertex.y)
            box.south = max(box.south, vertex.y)
        }
        return box
    }
}

// MARK: Simplification

extension TileShape.Path {
    fileprivate init(_ coordinates: [Coordinate], isHole: Bool) {
        vertices = coordinates.map { point in
            let latitude = point.latitude * .pi / 180
            let north = asinh(tan(latitude)) / .pi
            return TileShape.Vertex(
                x: (point.longitude + 180) / 360, y: min(1, max(0, (1 - north) / 2)), weight: 0)
        }
        self.isHole = isHole
        weigh()
    }

    /// How much each vertex matters is worked out once and holds at every zoom, so that the parts of neighbouring
    /// tiles meet.
    ///
    /// - Source: Douglas, Peucker, "Algorithms for the reduction of the number of points required to
    ///   represent a digitized line…", Cartographica 10 (1973), with a stack of its own.
    /// - Complexity: O(*n* log *n*): long stretches are halved, only short ones cut at their farthest vertex.
    private mutating func weigh() {
        guard let last = vertices.indices.last, last > 0 else { return }
        vertices[0].weight = .infinity
        vertices[last].weight = .infinity
        var stretches = [(0, last)]
        while let (first, last) = stretches.popLast() {
            guard last - first > 1 else { continue }
            var farthest = (first + last) / 2
            var most = -1.0
            for index in first + 1..<last {
                let square = vertices[index].squareDistance(to: vertices[first], vertices[last])
                if square > most { (farthest, most) = (index, square) }
            }
            if last - first > 256 { farthest = (first + last) / 2 }
            vertices[farthest].weight = most
            stretches.append((first, farthest))
            stretches.append((farthest, last))
        }
    }
}

extension TileShape.Vertex {
    /// Of the distance to the stretch between two others.
    fileprivate func squareDistance(to a: Self, _ b: Self) -> Double {
        let (east, south) = (b.x - a.x, b.y - a.y)
        let length = east * east + south * south
        let along = length > 0 ? ((x - a.x) * east + (y - a.y) * south) / length : 0
        let share = min(1, max(0, along))
        let (dx, dy) = (x - a.x - share * east, y - a.y - share * south)
        return dx * dx + dy * dy
    }
}

// MARK: Clipping

extension TileShape {
    /// What lies in a rectangle; `nil` if nothing does.
    func clipped(
        x: ClosedRange<Double>, y: ClosedRange<Double>
    ) -> TileShape? {
        let box = box
        guard box.west <= x.upperBound, box.east >= x.lowerBound, box.north <= y.upperBound,
            box.south >= y.lowerBound
        else { return nil }
        if box.west >= x.lowerBound, box.east <= x.upperBound, box.north >= y.lowerBound,
            box.south <= y.upperBound
        {
            return self
        }
        let inColumn = clipped(x, \.x, \.y)
        let inside = TileShape(paths: inColumn, isArea: isArea).clipped(y, \.y, \.x)
        return inside.isEmpty ? nil : TileShape(paths: inside, isArea: isArea)
    }

    /// What lies between two lines across an axis. An outer ring that is outside takes its holes with it.
    private func clipped(
        _ range: ClosedRange<Double>, _ axis: WritableKeyPath<Vertex, Double>,
        _ other: WritableKeyPath<Vertex, Double>
    ) -> [Path] {
        var kept: [Path] = []
        var isOuterKept = false
        for path in paths {
            guard isArea else {
                kept += path.stretches(in: range, axis, other).map { Path(vertices: $0) }
                continue
            }
            guard !path.isHole || isOuterKept else { continue }
            let ring = path.ring(in: range, axis, other)
            if !path.isHole { isOuterKept = ring.count >= 4 }
            if ring.count >= 4 { kept.append(Path(vertices: ring, isHole: path.isHole)) }
        }
        return kept
    }
}

extension TileShape.Path {
    /// Where the way from one vertex to another crosses a line across an axis.
    private static func crossing(
        _ a: TileShape.Vertex, _ b: TileShape.Vertex, at value: Double,
        _ axis: WritableKeyPath<TileShape.Vertex, Double>,
        _ other: WritableKeyPath<TileShape.Vertex, Double>
    ) -> TileShape.Vertex {
        var vertex = a
        let share = (value - a[keyPath: axis]) / (b[keyPath: axis] - a[keyPath: axis])
        vertex[keyPath: axis] = value
        vertex[keyPath: other] += share * (b[keyPath: other] - a[keyPath: other])
        vertex.weight = .infinity
        return vertex
    }

    /// - Source: Sutherland, Hodgman, "Reentrant polygon clipping", CACM 17 (1974).
    fileprivate func ring(
        in range: ClosedRange<Double>, _ axis: WritableKeyPath<TileShape.Vertex, Double>,
        _ other: WritableKeyPath<TileShape.Vertex, Double>
    ) -> [TileShape.Vertex] {
        var ring = vertices
        for (limit, sign) in [(range.lowerBound, 1.0), (range.upperBound, -1.0)] {
            var kept: [TileShape.Vertex] = []
            for (a, b) in zip(ring, ring.dropFirst()) {
                let isFromInside = (a[keyPath: axis] - limit) * sign >= 0
                let isToInside = (b[keyPath: axis] - limit) * sign >= 0
                if isFromInside { kept.append(a) }
                if isFromInside != isToInside {
                    kept.append(Self.crossing(a, b, at: limit, axis, other))
                }
            }
            if var first = kept.first {
                first.weight = .infinity
                kept[0] = first
                kept.append(first)
            }
            ring = kept
        }
        return ring
    }

    /// A line may come in and go out several times.
    fileprivate func stretches(
        in range: ClosedRange<Double>, _ axis: WritableKeyPath<TileShape.Vertex, Double>,
        _ other: WritableKeyPath<TileShape.Vertex, Double>
    ) -> [[TileShape.Vertex]] {
        var stretches: [[TileShape.Vertex]] = []
        var current: [TileShape.Vertex] = []
        func close() {
            if current.count > 1 { stretches.append(current) }
            current = []
        }
        for (a, b) in zip(vertices, vertices.dropFirst()) {
            let (from, to) = (a[keyPath: axis], b[keyPath: axis])
            guard max(from, to) >= range.lowerBound, min(from, to) <= range.upperBound else {
                close()
                continue
            }
            func limited(_ vertex: TileShape.Vertex) -> TileShape.Vertex {
                let value = vertex[keyPath: axis]
                let limit = min(range.upperBound, max(range.lowerBound, value))
                return limit == value ? vertex : Self.crossing(a, b, at: limit, axis, other)
            }
            if current.isEmpty { current.append(limited(a)) }
            current.append(limited(b))
            if !range.contains(to) { close() }
        }
        close()
        return stretches
    }
}
