public import Incidents

/// Joins what several reports tell of one incident.
///
/// Two tellings are of one incident when what they share outweighs what they do not: type, place and
/// how well it is known, day, toll, actors, site, wording, each with its weight (``MergeEvidence``). The
/// strongest pairs are joined first. A report that tells of two incidents has told them apart, so
/// an incident has one telling of each report; and all its tellings must be possible together.
///
/// The result does not depend on the order of the input: it comes in the order of the days of
/// publication, of one day in that of the reports' ids. What was merged before is taken apart first,
/// so merging twice is merging once. Nothing is lost: ``Merge/members`` are the tellings as they were.
///
/// - Complexity: O(*n* log *n*) in the number of tellings; each meets a bounded number of others.
public struct IncidentMerger: Sendable {
    private let lexicon = Lexicon.standard

    public init() {}

    public func merge(_ told: [ReportedIncident]) -> [ReportedIncident] {
        let tellings = Self.ordered(told.flatMap(\.members))
        let facts = tellings.map { MergeFacts($0, lexicon: lexicon) }
        var groups = MergeGroups(reports: tellings.map(\.incident.report))
        for link in links(of: facts, tellings) {
            groups.join(link) { Self.evidence(facts[$0], facts[$1]) != nil }
        }
        return groups.groups.map { group in
            MergedIncident(
                first: tellings[group.first], members: group.members.map { tellings[$0] },
                links: group.links.map { link in
                    MergeWording(tellings[link.first], tellings[link.second])
                        .link(link, Self.evidence(facts[link.first], facts[link.second]) ?? [])
                }
            ).told
        }
    }

    /// By the report's day and id; the incidents of a report in the order of its text.
    public static func ordered(_ told: [ReportedIncident]) -> [ReportedIncident] {
        told.map { (key: OrderKey($0), told: $0) }.sorted { $0.key < $1.key }.map(\.told)
    }

    private struct OrderKey: Comparable {
        let published: Int
        let report: String
        let start: Int
        let id: String

        init(_ told: ReportedIncident) {
            // Reports without a day come last.
            published = told.reports.first?.published?.number ?? .max
            report = told.reports.first?.id ?? ""
            start = told.incident.quotes.first?.span.start ?? .max
            id = told.incident.id
        }

        static func < (a: OrderKey, b: OrderKey) -> Bool {
            (a.published, a.report, a.start, a.id) < (b.published, b.report, b.start, b.id)
        }
    }

    private static func evidence(_ a: MergeFacts?, _ b: MergeFacts?) -> [MergeEvidence]? {
        guard let a, let b else { return nil }
        return MergeComparison(a: a, b: b).evidence()
    }

    /// The strongest first; of equally strong ones in the order of the tellings.
    private func links(of facts: [MergeFacts?], _ tellings: [ReportedIncident]) -> [MergeLink] {
        var links: [[MergeLink]] = tellings.map { _ in [] }
        MergeCandidates(facts: facts) { first, second in
            guard tellings[first].incident.report != tellings[second].incident.report,
                let evidence = Self.evidence(facts[first], facts[second])
            else { return }
            let link = MergeLink(
                first: first, second: second, score: evidence.reduce(0) { $0 + $1.weight })
            if link.score >= MergeEvidence.threshold { links[second].keep(link) }
        }.forEach()
        return links.flatMap { $0 }.sorted(by: MergeLink.isStronger)
    }
}

/// Two tellings, by their numbers, that are of one incident.
struct MergeLink: Hashable {
    let first: Int
    let second: Int
    let score: Double

    /// Of equally strong ones the one of earlier tellings comes first.
    static func isStronger(_ a: MergeLink, _ b: MergeLink) -> Bool {
        a.score == b.score ? (a.first, a.second) < (b.first, b.second) : a.score > b.score
    }
}

extension [MergeLink] {
    /// Keeps the strongest few: a telling with thousands of copies needs no link to each.
    fileprivate mutating func keep(_ link: MergeLink) {
        guard !contains(link) else { return }
        append(link)
        guard count > 8, let weakest = self.max(by: MergeLink.isStronger) else { return }
        removeAll { $0 == weakest }
    }
}
