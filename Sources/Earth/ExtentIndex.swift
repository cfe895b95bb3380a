/// Geometries of every kind, ready to be asked which lie within a radius of each other.
public struct ExtentIndex: Sendable {
    public let geometries: [Geometry]
    private let boxes: [SpaceBox?]
    private let tree: BoxTree
    /// The geometry behind each box of the tree.
    private let owners: [Int]

    public init(_ geometries: [Geometry]) {
        self.geometries = geometries
        let boxes = geometries.map { $0.spaceBox() }
        self.boxes = boxes
        owners = boxes.indices.filter { boxes[$0] != nil }
        tree = BoxTree(boxes.compactMap { $0 })
    }

    /// Every pair (first < second) whose geodesic distance is at most `radius`, in order.
    ///
    /// - Complexity: one distance per pair whose boxes in space come within `radius`.
    public func pairs(
        within radius: Distance
    ) throws(EarthError) -> [(first: Int, second: Int, distance: Distance)] {
        var found: [(first: Int, second: Int, distance: Distance)] = []
        for first in owners {
            guard let box = boxes[first] else { continue }
            var candidates: [Int] = []
            tree.visit(
                where: { $0.squaredDistance(to: box).squareRoot() <= radius.meters + 1e-6 },
                body: { if owners[$0] > first { candidates.append(owners[$0]) } })
            for second in candidates.sorted() {
                let near = try geometries[first].nearestPoints(to: geometries[second])
                if let distance = near?.distance, distance <= radius {
                    found.append((first, second, distance))
                }
            }
        }
        return found
    }
}

extension Geometry {
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
