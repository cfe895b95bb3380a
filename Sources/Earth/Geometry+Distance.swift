extension Geometry {
    /// The nearest point of this geometry, by WGS84 geodesic: the point itself, at distance 0, inside a
    /// polygon; `nil` for a geometry without points.
    ///
    /// For many questions build a ``GeometryIndex``, which states the bounds.
    public func nearestPoint(to point: Coordinate) throws(EarthError) -> NearestPoint? {
        try GeometryIndex(self).nearestPoint(to: point)
    }

    /// Whether the point is in the geometry or on its boundary.
    public func covers(_ point: Coordinate) throws(EarthError) -> Bool {
        try Region(self).covers(point)
    }

    /// The nearest points of two geometries: one shared point, at distance 0, when they meet.
    ///
    /// Accurate to 1 mm up to 1 000 km, like ``GeometryIndex``; `nil` if either has no points.
    public func nearestPoints(
        to other: Geometry
    ) throws(EarthError) -> (here: Coordinate, there: Coordinate, distance: Distance)? {
        if case .point(let here) = self, case .point(let there) = other {
            return (here, there, here.distance(to: there))
        }
        let edges = paths.flatMap { Edge.edges(of: $0) }
        let others = other.paths.flatMap { Edge.edges(of: $0) }
        guard !edges.isEmpty, !others.isEmpty else { return nil }
        if let shared = try sharedPoint(with: other) { return (shared, shared, .zero) }
        var best = EdgePair(here: edges[0].coordinate(0), there: others[0].coordinate(0))
        let tree = BoxTree(others.map { $0.box() })
        for edge in edges {
            let box = edge.box()
            tree.visit(
                where: { node in
                    node.squaredDistance(to: box).squareRoot() <= best.distance.meters
                },
                body: { index in
                    edge.improve(&best, with: others[index])
                })
        }
        return (best.here, best.there, best.distance)
    }
}
