public import Earth
internal import Incidents

public struct HDBSCANOptions: Sendable {
    /// Fewer rows than this are no cluster. At least 2.
    public var minimumClusterSize: Int
    /// Rows, itself included, that a row's own density is measured by; `nil` = `minimumClusterSize`.
    public var minimumSamples: Int?
    /// Shorter distances count as this: coordinates are not known better, and towns of equal
    /// coordinates would have infinite density.
    public var resolution: Distance
    public var threads: Int

    public init(
        minimumClusterSize: Int, minimumSamples: Int? = nil, resolution: Distance = .meters(1),
        threads: Int = 1
    ) {
        self.minimumClusterSize = minimumClusterSize
        self.minimumSamples = minimumSamples
        self.resolution = resolution
        self.threads = threads
    }
}

/// A cluster that exists over a range of distances.
public struct ClusterTreeNode: Hashable, Sendable {
    /// Position of the parent in the tree; `nil` for the root, which holds all rows.
    public let parent: Int?
    /// The distance at which it splits from its parent (infinite for the root), and the one at which it
    /// splits itself or has lost all rows.
    public let birth: Distance
    public let death: Distance
    /// Rows at birth.
    public let size: Int
    /// Σ over its rows of 1/(distance it leaves at) − 1/birth, per metre.
    public let stability: Double
    /// The number of the flat cluster it became.
    public let number: Int?
}

/// Flat clusters, how strongly each row belongs, and the tree they were cut from.
public struct HierarchicalClustering: Hashable, Sendable {
    /// Clusters are numbered by their first row; HDBSCAN* knows no border, so members are core.
    public let clustering: Clustering
    /// 0…1 per row; 0 for noise.
    public let strengths: [Double]
    /// The root first; a child after its parent.
    public let tree: [ClusterTreeNode]
}

/// Groups points by density without a radius to choose: clusters are those that persist over the
/// longest range of densities.
///
/// Row weights are honoured: many rows at one coordinate give what as many single rows there would.
/// Distances are geodesics to within 10⁻⁵ (chords on the mean sphere's scale). Joins of equal length
/// are one join, so results do not depend on the order of ties. The root is never a cluster.
///
/// - Complexity: O(*d* log² *d*) in practice for *d* distinct coordinates; about 200 bytes each.
/// - Source: R. Campello, D. Moulavi, J. Sander, "Density-based clustering based on hierarchical density
///   estimates", PAKDD 2013; stability and strengths as in L. McInnes, J. Healy, "Accelerated
///   hierarchical density based clustering", ICDMW 2017.
public func hierarchicalClusters(
    of coordinates: [Coordinate], options: HDBSCANOptions
) -> HierarchicalClustering {
    guard !coordinates.isEmpty else {
        return HierarchicalClustering(
            clustering: Clustering(numbers: [], roles: [], count: 0), strengths: [], tree: [])
    }
    let distinct = DistinctCoordinates(coordinates)
    let size = max(2, options.minimumClusterSize)
    let reachability = MutualReachability(
        distinct.coordinates, weights: distinct.weights,
        samples: max(1, options.minimumSamples ?? size),
        floor: max(.meters(1e-6), options.resolution), threads: max(1, options.threads))
    let dendrogram = Dendrogram(
        reachability.spanningTree(), weights: distinct.weights, firstRows: distinct.firstRows)
    var tree = CondensedTree(dendrogram, squaredCores: reachability.squaredCores, minimumSize: size)
    tree.select()
    return tree.result(distinct)
}

/// The dendrogram without the splits that only shed fewer rows than a cluster needs.
private struct CondensedTree {
    private struct Node {
        let parent: Int?
        /// In 1/metres.
        let birth: Double
        var death = 0.0
        let size: Int
        var stability = 0.0
        var isSelected = false
        var children: [Int] = []
    }

    private let dendrogram: Dendrogram
    private let squaredCores: [Double]
    private let minimumSize: Int
    private var nodes: [Node] = []
    /// Per place: the node its rows leave, and the density at which they do.
    private var exits: [(node: Int, density: Double)]

    init(_ dendrogram: Dendrogram, squaredCores: [Double], minimumSize: Int) {
        self.dendrogram = dendrogram
        self.squaredCores = squaredCores
        self.minimumSize = minimumSize
        exits = Array(repeating: (0, 0), count: dendrogram.leafCount)
        nodes.append(Node(parent: nil, birth: 0, size: dendrogram.sizes[dendrogram.root]))
        var open = [(branch: dendrogram.root, node: 0)]
        while let (branch, node) = open.popLast() { open += descend(branch, node) }
        measureStability()
    }

    /// 1/geodesic for a squared chord, on the mean sphere.
    private static func density(_ squaredChord: Double) -> Double {
        let diameter = 2 * 6_371_008.771_415
        return 1 / (diameter * Trigonometry.arcsine(squaredChord.squareRoot() / diameter))
    }

    /// Goes down one branch of a node; returns what is left to follow.
    private mutating func descend(_ branch: Int, _ node: Int) -> [(branch: Int, node: Int)] {
        guard !dendrogram.isLeaf(branch) else {
            leave(branch, node, CondensedTree.density(squaredCores[branch]))
            return []
        }
        let height = dendrogram.heights[branch]
        let density = CondensedTree.density(height)
        let children = dendrogram.children(branch)
        // A place whose own rows part at this very length is no branch of its own.
        let large = children.filter {
            dendrogram.sizes[$0] >= minimumSize
                && !(dendrogram.isLeaf($0) && squaredCores[$0] >= height)
        }
        for child in children where !large.contains(child) {
            dendrogram.forEachLeaf(below: child) { leave($0, node, density) }
        }
        guard large.count > 1 else {
            if large.isEmpty { nodes[node].death = density }
            return large.map { ($0, node) }
        }
        nodes[node].death = density
        // Last first: the stack then follows the branches in order.
        return large.map { child in
            nodes.append(Node(parent: node, birth: density, size: dendrogram.sizes[child]))
            nodes[node].children.append(nodes.count - 1)
            return (child, nodes.count - 1)
        }.reversed()
    }

    private mutating func leave(_ place: Int, _ node: Int, _ density: Double) {
        exits[place] = (node, density)
        nodes[node].death = max(nodes[node].death, density)
    }

    private mutating func measureStability() {
        for (place, exit) in exits.enumerated() {
            nodes[exit.node].stability +=
                Double(dendrogram.sizes[place]) * (exit.density - nodes[exit.node].birth)
        }
        for node in nodes.indices {
            guard let parent = nodes[node].parent else { continue }
            nodes[parent].stability +=
                Double(nodes[node].size) * (nodes[node].birth - nodes[parent].birth)
        }
    }

    /// Excess of mass: from the leaves up, a node is taken unless its descendants are worth more.
    mutating func select() {
        var worth = nodes.map(\.stability)
        for node in nodes.indices.dropFirst().reversed() {
            let below = nodes[node].children.reduce(0) { $0 + worth[$1] }
            if below > worth[node] { worth[node] = below } else { nodes[node].isSelected = true }
        }
        // A taken node covers all below it; parents stand before their children.
        var isCovered = nodes.map { _ in false }
        for node in nodes.indices.dropFirst() {
            guard let parent = nodes[node].parent else { continue }
            isCovered[node] = isCovered[parent] || nodes[parent].isSelected
            if isCovered[node] { nodes[node].isSelected = false }
        }
    }

    func result(_ distinct: DistinctCoordinates) -> HierarchicalClustering {
        // Per node the selected one it belongs to.
        var owner = [Int?](repeating: nil, count: nodes.count)
        for node in nodes.indices {
            owner[node] = nodes[node].isSelected ? node : nodes[node].parent.flatMap { owner[$0] }
        }
        var numbers: [Int: Int32] = [:]
        for exit in exits {
            if let node = owner[exit.node], numbers[node] == nil {
                numbers[node] = Int32(numbers.count)
            }
        }
        let labels = exits.map { exit in owner[exit.node].flatMap { numbers[$0] } ?? -1 }
        let strengths = exits.map { exit in
            guard let node = owner[exit.node] else { return 0.0 }
            return min(exit.density, nodes[node].death) / nodes[node].death
        }
        return HierarchicalClustering(
            clustering: Clustering(
                numbers: distinct.places.map { labels[$0] },
                roles: distinct.places.map { labels[$0] < 0 ? .noise : .core },
                count: numbers.count),
            strengths: distinct.places.map { strengths[$0] },
            tree: nodes.enumerated().map { index, node in
                ClusterTreeNode(
                    parent: node.parent, birth: .meters(1 / node.birth),
                    death: .meters(1 / node.death), size: node.size, stability: node.stability,
                    number: numbers[index].map { Int($0) })
            })
    }
}
