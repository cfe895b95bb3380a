/// Which places join at which length, from single places to all. Joins of equal length are one node
/// with many children, so the tree does not depend on which of several spanning trees was found.
struct Dendrogram: Sendable {
    /// Leaves are 0..<leafCount; further nodes follow.
    let leafCount: Int
    private(set) var root: Int
    /// Squared length at which a node's children join; unused for leaves.
    private(set) var heights: [Double]
    /// Rows below, and the first of them.
    private(set) var sizes: [Int]
    private(set) var firstRows: [Int]
    private var firstChild: [Int32]
    private var lastChild: [Int32]
    private var sibling: [Int32]

    init(_ edges: [TreeEdge], weights: [Int], firstRows: [Int]) {
        leafCount = weights.count
        root = 0
        heights = Array(repeating: -1, count: weights.count)
        sizes = weights
        self.firstRows = firstRows
        firstChild = Array(repeating: -1, count: weights.count)
        lastChild = firstChild
        sibling = firstChild
        var groups = DisjointSets(count: weights.count)
        var top = (0..<weights.count).map { $0 }
        for edge in edges.sorted(by: { $0.squaredLength < $1.squaredLength }) {
            let (a, b) = (groups.root(Int(edge.first)), groups.root(Int(edge.second)))
            let joined = join(top[a], top[b], at: edge.squaredLength)
            groups.join(a, b)
            top[groups.root(a)] = joined
            root = joined
        }
    }

    func isLeaf(_ node: Int) -> Bool { node < leafCount }

    func children(_ node: Int) -> [Int] {
        var children: [Int] = []
        var child = firstChild[node]
        while child >= 0 {
            children.append(Int(child))
            child = sibling[Int(child)]
        }
        return children.sorted { firstRows[$0] < firstRows[$1] }
    }

    /// All leaves below a node.
    func forEachLeaf(below node: Int, _ body: (Int) -> Void) {
        var open = [node]
        while let next = open.popLast() {
            if isLeaf(next) { body(next) } else { open += children(next) }
        }
    }

    private mutating func join(_ x: Int, _ y: Int, at height: Double) -> Int {
        let xIsOpen = heights[x] == height
        let yIsOpen = heights[y] == height
        if xIsOpen && yIsOpen {
            sibling[Int(lastChild[x])] = firstChild[y]
            lastChild[x] = lastChild[y]
            return grow(x, by: y)
        }
        if xIsOpen {
            adopt(y, into: x)
            return grow(x, by: y)
        }
        if yIsOpen {
            adopt(x, into: y)
            return grow(y, by: x)
        }
        let node = heights.count
        heights.append(height)
        sizes.append(sizes[x] + sizes[y])
        firstRows.append(min(firstRows[x], firstRows[y]))
        firstChild.append(Int32(x))
        lastChild.append(Int32(y))
        sibling.append(-1)
        sibling[x] = Int32(y)
        sibling[y] = -1
        return node
    }

    private mutating func adopt(_ child: Int, into node: Int) {
        sibling[Int(lastChild[node])] = Int32(child)
        sibling[child] = -1
        lastChild[node] = Int32(child)
    }

    private mutating func grow(_ node: Int, by other: Int) -> Int {
        sizes[node] += sizes[other]
        firstRows[node] = min(firstRows[node], firstRows[other])
        return node
    }
}
