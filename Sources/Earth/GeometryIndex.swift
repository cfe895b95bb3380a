/// One geometry or many, prepared for questions of distance: the nearest point, and what lies within
/// a radius.
///
/// A tree of boxes in ECEF metres over the edges, which come in drawing order and so are already
/// neighbours in the tree. Distances are WGS84 geodesics to edges that are straight in longitude and
/// latitude (RFC 7946 §3.1.1); a point inside a polygon has distance 0.
///
/// The distance found is never below the true one and above it by less than 1 mm up to 1 000 km
/// (checked against dense sampling); beyond, by less than 10⁻⁶ of it.
///
/// - Complexity: O(*n*) to build for *n* vertices; O(log *n*) box tests and a few geodesics a question.
public final class GeometryIndex: Sendable {
    let edges: [Edge]
    /// Index of the geometry each edge belongs to.
    private let owners: [Int32]
    let tree: BoxTree
    /// Prepared polygons, with the index of their geometry, and their boxes.
    private let regions: [(owner: Int, box: Box, region: Region)]
    private let regionTree: BoxTree
    public let count: Int

    /// - Throws: ``EarthError/invalidGeometry(_:)`` for a ring that is not closed. Repair it first
    ///   (``Geometry/repaired()``).
    public init(_ geometries: [Geometry]) throws(EarthError) {
        var edges: [Edge] = []
        var owners: [Int32] = []
        var regions: [(owner: Int, box: Box, region: Region)] = []
        for (owner, geometry) in geometries.enumerated() {
            for path in geometry.paths {
                let made = Edge.edges(of: path)
                edges += made
                owners += Array(repeating: Int32(owner), count: made.count)
            }
            if geometry.isPolygonal, let box = geometry.boundingBox {
                regions.append((owner, box, try Region(geometry)))
            }
        }
        self.edges = edges
        self.owners = owners
        self.regions = regions
        count = geometries.count
        tree = BoxTree(edges.map { $0.box() })
        regionTree = BoxTree(regions.map { SpaceBox(planar: $0.box) })
    }

    public convenience init(_ geometry: Geometry) throws(EarthError) { try self.init([geometry]) }

    /// The nearest point of all geometries; `nil` when there is none.
    public func nearestPoint(to point: Coordinate) -> NearestPoint? {
        nearest(1, to: point).first?.point
    }

    /// The nearest geometries, nearest first; of equally near ones the smaller index.
    public func nearest(_ wanted: Int, to point: Coordinate) -> [NearGeometry] {
        guard wanted > 0 else { return [] }
        var found = NearestGeometries(capacity: wanted)
        for owner in covering(point) {
            found.admit(owner, NearestPoint(coordinate: point, distance: .zero))
        }
        let center = ECEF(point)
        tree.visitNearest(center) { lower in
            lower <= found.limit
        } body: { edge in
            let owner = Int(owners[edge])
            var best = NearestPoint(coordinate: point, distance: .meters(found.bound(for: owner)))
            let before = best.distance
            edges[edge].improve(&best, to: point, center)
            if best.distance < before { found.admit(owner, best) }
        }
        return found.sorted
    }

    /// Every geometry within `radius`, nearest first.
    public func within(_ radius: Distance, of point: Coordinate) -> [NearGeometry] {
        guard radius.meters >= 0 else { return [] }
        var found: [Int: NearestPoint] = [:]
        for owner in covering(point) {
            found[owner] = NearestPoint(coordinate: point, distance: .zero)
        }
        let center = ECEF(point)
        let outside = Distance.meters(radius.meters.nextUp)
        tree.visitNearest(center) { lower in
            lower <= radius.meters + 1e-6
        } body: { edge in
            let owner = Int(owners[edge])
            var best = found[owner] ?? NearestPoint(coordinate: point, distance: outside)
            let before = best.distance
            edges[edge].improve(&best, to: point, center)
            if best.distance < before { found[owner] = best }
        }
        return found.map { NearGeometry(index: $0.key, point: $0.value) }.sorted()
    }

    var isWithoutAreas: Bool { regions.isEmpty }

    /// The polygons that cover a point, boundary included, in input order.
    public func covering(_ point: Coordinate) -> [Int] {
        guard !regions.isEmpty else { return [] }
        var owners: [Int] = []
        regionTree.visitOverlapping(SpaceBox(planar: point)) { i in
            if regions[i].region.covers(point) { owners.append(regions[i].owner) }
        }
        return owners.sorted()
    }
}

/// A geometry of an index and its nearest point.
public struct NearGeometry: Hashable, Comparable, Sendable {
    public let index: Int
    public let point: NearestPoint

    public init(index: Int, point: NearestPoint) {
        self.index = index
        self.point = point
    }

    public var distance: Distance { point.distance }

    public static func < (a: NearGeometry, b: NearGeometry) -> Bool {
        (a.distance.meters, a.index) < (b.distance.meters, b.index)
    }
}

/// The nearest few geometries so far, one entry each.
private struct NearestGeometries {
    private var found: [NearGeometry] = []
    private let capacity: Int

    init(capacity: Int) { self.capacity = capacity }

    var sorted: [NearGeometry] { found }

    /// A candidate must be at most this far. Equals are let in, for the smaller index wins.
    var limit: Double {
        found.count < capacity ? .infinity : (found.last?.distance.meters ?? .infinity)
    }

    func bound(for owner: Int) -> Double {
        let own = found.first { $0.index == owner }?.distance.meters ?? .infinity
        return min(own, limit.nextUp)
    }

    mutating func admit(_ owner: Int, _ point: NearestPoint) {
        found.removeAll { $0.index == owner }
        let entry = NearGeometry(index: owner, point: point)
        found.insert(entry, at: found.firstIndex { entry < $0 } ?? found.count)
        if found.count > capacity { found.removeLast() }
    }
}

extension Edge {
    /// The edges of a path; a path of one point is an edge without length.
    static func edges(of path: [Coordinate]) -> [Edge] {
        if path.count == 1 { return [Edge(from: path[0], to: path[0])] }
        return zip(path, path.dropFirst()).map { Edge(from: $0, to: $1) }
    }

    func box() -> SpaceBox { SpaceBox(point(0), point(1)).grown(by: sag(0, 1)) }
}
