/// A partition of 0..<count that grows coarser. The root of a set is its smallest member.
///
/// - Source: R. E. Tarjan, J. van Leeuwen, "Worst-case analysis of set union algorithms", JACM 31
///   (1984); path halving.
struct DisjointSets: Sendable {
    private var parents: [Int32]

    init(count: Int) { parents = (0..<Int32(count)).map { $0 } }

    mutating func root(_ member: Int) -> Int {
        var i = member
        while parents[i] != i {
            parents[i] = parents[Int(parents[i])]
            i = Int(parents[i])
        }
        return i
    }

    mutating func areJoined(_ a: Int, _ b: Int) -> Bool { root(a) == root(b) }

    mutating func join(_ a: Int, _ b: Int) {
        let (a, b) = (root(a), root(b))
        if a != b { parents[max(a, b)] = Int32(min(a, b)) }
    }

    /// Joins whatever `other` has joined.
    mutating func join(_ other: DisjointSets) {
        for i in parents.indices where other.parents[i] != i { join(i, Int(other.parents[i])) }
    }
}
