/// How close the mentions of two names of a report come to each other: every round of the resolver asks
/// it of the same pairs.
struct Closeness {
    private let groups: [NameGroup]
    /// Of each pair of names, once it is asked for; below 0 = not yet. Empty for reports of very many.
    private var known: [Float]

    private static let mostGroups = 128

    init(_ groups: NameGroups) {
        self.groups = groups.groups
        let count = groups.groups.count
        known =
            count <= Self.mostGroups ? Array(repeating: -1, count: count * count) : []
    }

    /// 20 / (20 + words between the nearest two mentions).
    mutating func between(_ a: Int, _ b: Int) -> Float {
        guard !known.isEmpty else { return measured(a, b) }
        let pair = a * groups.count + b
        if known[pair] < 0 { known[pair] = measured(a, b) }
        return known[pair]
    }

    private func measured(_ one: Int, _ other: Int) -> Float {
        let (a, b) = (groups[one].positions, groups[other].positions)
        var (i, j) = (a.startIndex, b.startIndex)
        var least = Int32.max
        while i < a.endIndex, j < b.endIndex {
            least = min(least, abs(a[i] - b[j]))
            if a[i] < b[j] { i += 1 } else { j += 1 }
        }
        return 20 / (20 + Float(least))
    }
}
