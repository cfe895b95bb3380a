/// Tellings gathered into incidents, link by link.
struct MergeGroups {
    /// The group of each telling.
    private var groupOf: [Int]
    private var members: [[Int]]
    private var links: [[MergeLink]]
    private var reports: [Set<String>]

    /// So many members of each group are asked whether the two groups can be one.
    private static let asked = 16

    /// - Parameter reports: The report of each telling.
    init(reports: [String]) {
        groupOf = Array(reports.indices)
        members = reports.indices.map { [$0] }
        links = reports.map { _ in [] }
        self.reports = reports.map { [$0] }
    }

    /// Joins the groups of a link's ends unless a report tells of both, or two members exclude each
    /// other.
    mutating func join(_ link: MergeLink, if areCompatible: (Int, Int) -> Bool) {
        let a = groupOf[link.first]
        let b = groupOf[link.second]
        guard a != b, reports[a].isDisjoint(with: reports[b]) else { return }
        for first in members[a].prefix(Self.asked) {
            for second in members[b].prefix(Self.asked) where !areCompatible(first, second) {
                return
            }
        }
        let (large, small) = members[a].count >= members[b].count ? (a, b) : (b, a)
        for member in members[small] { groupOf[member] = large }
        members[large] += members[small]
        links[large] += links[small] + [link]
        reports[large].formUnion(reports[small])
        members[small] = []
        links[small] = []
        reports[small] = []
    }

    /// In the order of their first members; members and links in their order.
    var groups: [(first: Int, members: [Int], links: [MergeLink])] {
        members.indices.compactMap { number in
            members[number].min().map { first in
                (first, members[number].sorted(), links[number].sorted(by: MergeLink.isStronger))
            }
        }.sorted { $0.first < $1.first }
    }
}
