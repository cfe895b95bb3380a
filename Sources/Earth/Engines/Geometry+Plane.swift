internal import CGEOS

extension Geometry {
    /// Everything within `radius` of the geometry.
    ///
    /// Built on a ``LocalPlane`` around the geometry's middle and cut at the antimeridian. A boundary
    /// point is off by at most 0.05 % of the radius (32 segments a quarter circle) and by the plane's own
    /// scale error, 0.1 % at 500 km from the middle. A point's buffer is ``circle(center:radius:)``.
    public func buffered(by radius: Distance) throws(EarthError) -> Geometry {
        if case .point(let center) = self, radius.meters > 0 {
            return try Geometry.circle(center: center, radius: radius)
        }
        return try onPlane { (geos, shape) throws(EarthError) in
            try geos.own(GEOSBuffer_r(geos.handle, shape.handle, radius.meters, 32))
        }
    }

    /// A geodesic circle: `segments` vertices at exactly `radius`, cut at the antimeridian, closed
    /// along a pole it encloses.
    public static func circle(
        center: Coordinate, radius: Distance, segments: Int = 128
    ) throws(EarthError) -> Geometry {
        guard radius.meters > 0, radius.kilometers < 20_000, segments >= 3 else {
            throw .invalidGeometry("a circle of radius \(radius.meters) m")
        }
        // Westward first and then south makes the ring counter-clockwise.
        var ring = (0..<segments).map {
            center.moved(
                by: radius, toward: Bearing(degrees: -360 * Double($0) / Double(segments)))
        }
        ring.append(ring[0])
        return try Geometry.polygon([ring]).conformingToRFC7946()
    }

    /// The smallest convex shape around points: a polygon, or a line or point when they span no area.
    ///
    /// Convex on a ``LocalPlane`` around their middle, so its edges are nearly geodesics.
    public static func convexHull(of points: [Coordinate]) throws(EarthError) -> Geometry {
        try hull(of: points) { (geos, shape) throws(EarthError) in
            try geos.own(GEOSConvexHull_r(geos.handle, shape.handle))
        }
    }

    /// A shape that follows the points more closely than the convex hull.
    ///
    /// - Parameter ratio: 1 gives the convex hull, 0 the tightest single polygon: the longest edge
    ///   kept, as a fraction between the Delaunay triangulation's shortest and longest.
    /// - Source: the algorithm of JTS/GEOS `ConcaveHull`; compare M. Duckham et al., "Efficient
    ///   generation of simple polygons…", Pattern Recognition 41 (2008).
    public static func concaveHull(
        of points: [Coordinate], ratio: Double = 0.3
    ) throws(EarthError) -> Geometry {
        try hull(of: points) { (geos, shape) throws(EarthError) in
            try geos.own(
                GEOSConcaveHull_r(geos.handle, shape.handle, min(1, max(0, ratio)), 0))
        }
    }

    private static func hull(
        of points: [Coordinate],
        _ operation: (borrowing GEOS, borrowing Shape) throws(EarthError) -> Shape
    ) throws(EarthError) -> Geometry {
        guard let first = points.first else { throw .invalidGeometry("a hull of no points") }
        let plane = LocalPlane(center: Coordinate.middle(of: points) ?? first)
        let flat = FlatShape(points: Set(points).sorted().map { XY(plane.project($0)) })
        return try plane.run(flat, operation)
    }

    /// The centre of area (of length for lines, of the vertices for points) on a local plane.
    public func centroid() throws(EarthError) -> Coordinate {
        try planePoint { (geos, shape) throws(EarthError) in
            try geos.own(GEOSGetCentroid_r(geos.handle, shape.handle))
        }
    }

    /// A point inside a polygon, or on a line, well away from the boundary where there is room.
    public func representativePoint() throws(EarthError) -> Coordinate {
        try planePoint { (geos, shape) throws(EarthError) in
            try geos.own(GEOSPointOnSurface_r(geos.handle, shape.handle))
        }
    }

    /// The representative point and the distance from it to the farthest vertex.
    public func enclosingCircle() throws(EarthError) -> (center: Coordinate, radius: Distance) {
        if case .point(let point) = self { return (point, .zero) }
        let center = try representativePoint()
        let radius = vertices.lazy.map { center.distance(to: $0) }.max() ?? .zero
        return (center, radius)
    }

    /// Square metres on the plane around the middle; 0 for points and lines.
    public func area() throws(EarthError) -> Double {
        let (_, flat) = try flattened()
        return try withGEOS { (geos) throws(EarthError) -> Double in
            let shape = try geos.shape(flat)
            var area = 0.0
            guard GEOSArea_r(geos.handle, shape.handle, &area) == 1 else { throw geos.failure() }
            return area
        }
    }

    private func planePoint(
        _ operation: (borrowing GEOS, borrowing Shape) throws(EarthError) -> Shape
    ) throws(EarthError) -> Coordinate {
        guard case .point(let point) = try onPlane(operation) else {
            throw .invalidGeometry("a geometry without extent")
        }
        return point
    }

    private func onPlane(
        _ operation: (borrowing GEOS, borrowing Shape) throws(EarthError) -> Shape
    ) throws(EarthError) -> Geometry {
        let (plane, flat) = try flattened()
        return try plane.run(flat, operation)
    }

    /// On a plane around the middle, edges broken so finely that straight pieces follow them.
    private func flattened() throws(EarthError) -> (LocalPlane, FlatShape) {
        let vertices = vertices
        guard let first = vertices.first else {
            throw .invalidGeometry("a geometry without points")
        }
        let plane = LocalPlane(center: Coordinate.middle(of: vertices) ?? first)
        let flat = FlatShape(self) { path in
            Edge.densified(path).map { XY(plane.project($0)) }
        }
        return (plane, flat)
    }
}

extension LocalPlane {
    fileprivate func run(
        _ flat: FlatShape,
        _ operation: (borrowing GEOS, borrowing Shape) throws(EarthError) -> Shape
    ) throws(EarthError) -> Geometry {
        let made = try withGEOS { (geos) throws(EarthError) -> FlatShape in
            try geos.read(operation(geos, geos.shape(flat)))
        }
        let onEarth = made.geometry { coordinate(PlanePoint(east: $0.x, north: $0.y)) }
        guard let onEarth else { throw .invalidGeometry("nothing is left of it") }
        return try onEarth.conformingToRFC7946()
    }
}

extension XY {
    fileprivate init(_ point: PlanePoint) { self.init(point.east, point.north) }
}

extension Edge {
    /// A path with points added so that no piece turns more than half a degree.
    static func densified(_ path: [Coordinate]) -> [Coordinate] {
        guard let first = path.first else { return [] }
        var dense = [first]
        for (a, b) in zip(path, path.dropFirst()) {
            let edge = Edge(from: a, to: b)
            let pieces = Int((2 * (abs(edge.eastward) + abs(edge.northward))).rounded(.up))
            for i in stride(from: 1, to: pieces, by: 1) {
                dense.append(edge.coordinate(Double(i) / Double(pieces)))
            }
            dense.append(b)
        }
        return dense
    }
}
