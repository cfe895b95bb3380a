/// Geometries of every kind, ready to be asked how far they are from each other: 0 where they meet, else
/// the geodesic between their nearest points.
///
/// They stand in groups, and a tree of boxes in space tells which groups may come within a radius of
/// one. Memory is linear in the vertices; no pair is kept.
package struct ExtentIndex: Sendable {
    /// A point of each; `nil` for a geometry without points, which is near to nothing.
    private let points: [Coordinate?]
    /// All that are not a point.
    private let shapes: [GeometryIndex?]
    private let boxes: [SpaceBox?]
    private let groupBoxes: [SpaceBox?]
    private let tree: BoxTree
    /// The group behind each box of the tree.
    private let owners: [Int32]

    /// - Throws: ``EarthError/invalidGeometry(_:)`` for a ring that is not closed.
    package init(_ geometries: [Geometry], groups: [Range<Int>]) throws(EarthError) {
        var shapes: [GeometryIndex?] = []
        for geometry in geometries {
            if case .point = geometry {
                shapes.append(nil)
            } else {
                shapes.append(try GeometryIndex(geometry))
            }
        }
        self.shapes = shapes
        points = geometries.map(\.firstVertex)
        let boxes = geometries.map { $0.spaceBox() }
        let groupBoxes = groups.map { group in
            boxes[group].compactMap { $0 }.reduce(nil as SpaceBox?) { $0?.union($1) ?? $1 }
        }
        self.boxes = boxes
        self.groupBoxes = groupBoxes
        owners = groupBoxes.indices.filter { groupBoxes[$0] != nil }.map { Int32($0) }
        tree = BoxTree(groupBoxes.compactMap { $0 })
    }

    /// The corners of a box around a geometry; `nil` for one without points.
    package func corners(of geometry: Int) -> (low: ECEF, high: ECEF)? {
        boxes[geometry].map { ($0.low, $0.high) }
    }

    /// Groups that may come within the radius of one, itself included, until `body` says false.
    package func visitGroups(
        within radius: Distance, of group: Int, _ body: (_ group: Int) -> Bool
    ) {
        guard let box = groupBoxes[group] else {
            _ = body(group)
            return
        }
        let reach = Chord(radius: radius).possibleSquared
        var goesOn = true
        tree.visit(
            where: { goesOn && $0.squaredDistance(to: box) <= reach },
            body: { if goesOn { goesOn = body(Int(owners[$0])) } })
    }

    package func isWithin(_ radius: Distance, _ a: Int, _ b: Int) -> Bool {
        guard let point = points[a], let other = points[b] else { return a == b }
        switch (shapes[a], shapes[b]) {
        case (nil, nil): return point.distance(to: other) <= radius
        case (let shape?, nil): return shape.reaches(other, within: radius)
        case (nil, let shape?): return shape.reaches(point, within: radius)
        case (let shape?, let otherShape?): return shape.reaches(otherShape, within: radius)
        }
    }

    /// Infinite where one has no points.
    package func distance(_ a: Int, _ b: Int) -> Distance {
        guard let point = points[a], let other = points[b] else { return .meters(.infinity) }
        switch (shapes[a], shapes[b]) {
        case (nil, nil): return point.distance(to: other)
        case (let shape?, nil): return shape.distance(to: other)
        case (nil, let shape?): return shape.distance(to: point)
        case (let shape?, let otherShape?): return shape.distance(to: otherShape)
        }
    }
}

extension GeometryIndex {
    fileprivate func distance(to point: Coordinate) -> Distance {
        nearestPoint(to: point)?.distance ?? .meters(.infinity)
    }
}

extension Geometry {
    package var firstVertex: Coordinate? { paths.first { !$0.isEmpty }?.first }

    /// A box in space around everything the geometry covers; `nil` without points.
    ///
    /// The surface inside a ring bulges out of the box of its edges by at most h = d²/2R for a ring
    /// that reaches d from one of its points; a ring round more than a hemisphere gets the whole globe.
    func spaceBox() -> SpaceBox? {
        let edges = paths.flatMap { Edge.edges(of: $0) }
        guard let first = edges.first else { return nil }
        let box = edges.dropFirst().reduce(first.box()) { $0.union($1.box()) }
        guard isPolygonal else { return box }
        let extent = box.high - box.low
        let diagonal = extent.dot(extent).squareRoot()
        let radius = Ellipsoid.smallestCurvatureRadius
        if diagonal > radius || enclosesPole {
            let all = ECEF(x: 6_400_000, y: 6_400_000, z: 6_400_000)
            return SpaceBox(all * -1, all)
        }
        return box.grown(by: diagonal * diagonal / (2 * radius))
    }

    private var enclosesPole: Bool {
        guard let box = boundingBox else { return false }
        return box.width >= 360
    }
}
