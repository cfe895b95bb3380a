internal import Earth

/// An edge of a spanning tree between two places, with its squared length.
struct TreeEdge: Sendable {
    let first: Int32
    let second: Int32
    let squaredLength: Double
}

/// Places under the mutual reachability distance max(core(a), core(b), d(a, b)), where core(a) is the
/// distance in which the `samples`-th row lies, a's own rows counted.
///
/// Lengths are squared chords in metres: they order pairs as geodesics do, except where two differ by
/// less than s³/24R² (0.13 mm at 5 km).
struct MutualReachability: Sendable {
    private let index: PointIndex
    /// By place, and again in tree order.
    let squaredCores: [Double]
    private let cores: [Double]
    private let nodes: [Node]
    private let threads: Int

    /// What a node of the tree holds: heap layout, as in ``PointIndex``.
    private struct Node: Sendable {
        var box: (low: ECEF, high: ECEF)
        var smallestCore: Double

        func squaredDistance(to p: ECEF) -> Double {
            let dx = max(0, box.low.x - p.x, p.x - box.high.x)
            let dy = max(0, box.low.y - p.y, p.y - box.high.y)
            let dz = max(0, box.low.z - p.z, p.z - box.high.z)
            return dx * dx + dy * dy + dz * dz
        }
    }

    /// - Parameter floor: lengths below this count as this.
    init(
        _ coordinates: [Coordinate], weights: [Int], samples: Int, floor: Distance, threads: Int
    ) {
        let index = PointIndex(coordinates)
        self.index = index
        self.threads = threads
        let squaredFloor = floor.meters * floor.meters
        let parts = max(1, threads * 16)
        let pieces = mapInParallel(parts, threads: threads) { part in
            piece(part, of: parts, in: coordinates.count).map { place in
                let core = MutualReachability.squaredCore(place, index, weights, samples)
                return max(core, squaredFloor)
            }
        }
        squaredCores = Array(pieces.joined())
        cores = index.order.map { [squaredCores] in squaredCores[Int($0)] }
        nodes = MutualReachability.nodes(index.points, cores)
    }

    private static func squaredCore(
        _ place: Int, _ index: PointIndex, _ weights: [Int], _ samples: Int
    ) -> Double {
        var missing = samples - weights[place]
        guard missing > 0 else { return 0 }
        let center = ECEF(index.coordinates[place])
        var farthest = 0.0
        for near in index.nearestByChord(samples, to: center) where near.index != place {
            farthest = near.squaredChord
            missing -= weights[near.index]
            if missing <= 0 { break }
        }
        return farthest
    }

    private static func nodes(_ points: [ECEF], _ cores: [Double]) -> [Node] {
        var nodes: [Int: Node] = [:]
        var largest = 0
        func build(_ node: Int, _ start: Int, _ end: Int) -> Node {
            largest = max(largest, node)
            let made: Node
            if end - start > PointIndex.leafSize {
                let middle = (start + end) / 2
                made = join(build(2 * node + 1, start, middle), build(2 * node + 2, middle, end))
            } else {
                made = (start + 1..<end).reduce(single(start)) { join($0, single($1)) }
            }
            nodes[node] = made
            return made
        }
        func single(_ i: Int) -> Node { Node(box: (points[i], points[i]), smallestCore: cores[i]) }
        func join(_ a: Node, _ b: Node) -> Node {
            Node(
                box: (
                    ECEF(
                        x: min(a.box.low.x, b.box.low.x), y: min(a.box.low.y, b.box.low.y),
                        z: min(a.box.low.z, b.box.low.z)),
                    ECEF(
                        x: max(a.box.high.x, b.box.high.x), y: max(a.box.high.y, b.box.high.y),
                        z: max(a.box.high.z, b.box.high.z))
                ), smallestCore: min(a.smallestCore, b.smallestCore))
        }
        guard !points.isEmpty else { return [] }
        let root = build(0, 0, points.count)
        return (0...largest).map { nodes[$0] ?? root }
    }

    /// A minimum spanning tree.
    ///
    /// - Complexity: O(log *n*) rounds, each one search a place with pruning by the component's best.
    /// - Source: O. Borůvka 1926; the search by tree after W. March, P. Ram, A. Gray, "Fast Euclidean
    ///   minimum spanning tree", KDD 2010.
    func spanningTree() -> [TreeEdge] {
        let count = index.count
        guard count > 1 else { return [] }
        var groups = DisjointSets(count: count)
        var edges: [TreeEdge] = []
        edges.reserveCapacity(count - 1)
        while edges.count < count - 1 {
            // In tree order: the component of each place, and of each node that lies in one only.
            let components = index.order.map { Int32(groups.root(Int($0))) }
            let uniform = uniformNodes(components)
            let shortest = shortestEdges(components, uniform)
            let before = edges.count
            for edge in shortest where !groups.areJoined(Int(edge.first), Int(edge.second)) {
                groups.join(Int(edge.first), Int(edge.second))
                edges.append(edge)
            }
            // Every component finds an edge, so a round always joins; a safeguard, not a way out.
            guard edges.count > before else { break }
        }
        return edges
    }

    /// Per node the component all its places belong to, or −1.
    private func uniformNodes(_ components: [Int32]) -> [Int32] {
        var uniform = [Int32](repeating: -1, count: nodes.count)
        func visit(_ node: Int, _ start: Int, _ end: Int) -> Int32 {
            let found: Int32
            if end - start > PointIndex.leafSize {
                let middle = (start + end) / 2
                let left = visit(2 * node + 1, start, middle)
                let right = visit(2 * node + 2, middle, end)
                found = left == right ? left : -1
            } else {
                found =
                    components[start..<end].allSatisfy { $0 == components[start] }
                    ? components[start] : -1
            }
            uniform[node] = found
            return found
        }
        _ = visit(0, 0, components.count)
        return uniform
    }

    /// The shortest edge out of every component, in the order of the components.
    private func shortestEdges(_ components: [Int32], _ uniform: [Int32]) -> [TreeEdge] {
        let count = components.count
        let workers = max(1, threads)
        let found = mapInParallel(workers, threads: threads) { part in
            var search = ComponentSearch(count: count)
            for i in piece(part, of: workers, in: count) {
                search.start(i, component: components[i], point: index.points[i], core: cores[i])
                guard cores[i] < search.best(components[i]) else { continue }
                look(0, 0, count, components, uniform, &search)
            }
            return search.edges
        }
        var best: [TreeEdge?] = Array(repeating: nil, count: count)
        for edges in found {
            for (component, edge) in edges.enumerated() {
                guard let edge else { continue }
                if edge.squaredLength < best[component]?.squaredLength ?? .infinity {
                    best[component] = edge
                }
            }
        }
        return best.compactMap { $0 }.map {
            TreeEdge(
                first: index.order[Int($0.first)], second: index.order[Int($0.second)],
                squaredLength: $0.squaredLength)
        }
    }

    private func look(
        _ node: Int, _ start: Int, _ end: Int, _ components: [Int32], _ uniform: [Int32],
        _ search: inout ComponentSearch
    ) {
        guard end - start > PointIndex.leafSize else {
            for i in start..<end where components[i] != search.component {
                search.admit(
                    i, max(search.core, cores[i], index.points[i].squaredChord(to: search.point)))
            }
            return
        }
        let middle = (start + end) / 2
        let left = 2 * node + 1
        let nearLeft = bound(left, uniform, search)
        let nearRight = bound(left + 1, uniform, search)
        if nearLeft <= nearRight {
            if nearLeft < search.limit { look(left, start, middle, components, uniform, &search) }
            if nearRight < search.limit {
                look(left + 1, middle, end, components, uniform, &search)
            }
        } else {
            if nearRight < search.limit {
                look(left + 1, middle, end, components, uniform, &search)
            }
            if nearLeft < search.limit { look(left, start, middle, components, uniform, &search) }
        }
    }

    @inline(__always) private func bound(
        _ node: Int, _ uniform: [Int32], _ search: ComponentSearch
    ) -> Double {
        if uniform[node] == search.component { return .infinity }
        return max(
            search.core, nodes[node].smallestCore, nodes[node].squaredDistance(to: search.point))
    }
}

/// The shortest edge found so far for every component, and the place being asked now.
private struct ComponentSearch {
    private(set) var edges: [TreeEdge?]
    private(set) var component: Int32 = 0
    private(set) var point = ECEF(x: 0, y: 0, z: 0)
    private(set) var core = 0.0
    private(set) var limit = Double.infinity
    private var place = 0

    init(count: Int) { edges = Array(repeating: nil, count: count) }

    func best(_ component: Int32) -> Double {
        edges[Int(component)]?.squaredLength ?? .infinity
    }

    mutating func start(_ place: Int, component: Int32, point: ECEF, core: Double) {
        self.place = place
        self.component = component
        self.point = point
        self.core = core
        limit = best(component)
    }

    @inline(__always) mutating func admit(_ other: Int, _ squaredLength: Double) {
        guard squaredLength < limit else { return }
        limit = squaredLength
        edges[Int(component)] = TreeEdge(
            first: Int32(place), second: Int32(other), squaredLength: squaredLength)
    }
}
