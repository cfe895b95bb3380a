internal import Earth
public import Incidents

/// Watches incidents as they come, and says what the rules ask to be told. The same code serves a file
/// and a live feed.
///
/// Its clock is the latest day it has seen. An incident is taken once, by its id. One that comes late
/// takes its place in the days it belongs to, and rules are asked again as of the clock; one later than
/// `lateness` days, or without a day, is left out with a finding. All state is in the value: a copy is a
/// checkpoint.
public struct AlertEngine: Sendable {
    public let rules: [AlertRule]
    public private(set) var findings: [Finding] = []
    /// The latest day seen.
    public private(set) var clock: Day?
    private let sites: SiteIndex
    private let lateness: Int
    private var seen: Set<String> = []
    private var siteWatches: [SiteWatch] = []
    private var clusterWatches: [ClusterWatch] = []

    /// - Parameter lateness: how many days behind the clock an incident may come and still count.
    /// - Throws: ``AnalysisError`` for a rule that cannot be used.
    public init(
        rules: [AlertRule], sites: [Site], lateness: Int = 30
    ) throws(AnalysisError) {
        var ids: Set<String> = []
        for rule in rules {
            try rule.check()
            guard ids.insert(rule.id).inserted else {
                throw .unusableOption(
                    name: "rule", value: rule.id, hint: "two rules have this id; name them apart")
            }
        }
        self.rules = rules
        self.sites = SiteIndex(sites)
        self.lateness = max(0, lateness)
        findings = self.sites.findings
        for rule in rules {
            if let watch = ClusterWatch(rule) {
                clusterWatches.append(watch)
            } else if let watch = SiteWatch(rule) {
                siteWatches.append(watch)
            }
        }
    }

    /// What was left out since the last call, and why.
    public mutating func takeFindings() -> [Finding] {
        defer { findings = [] }
        return findings
    }

    /// Takes one incident and returns what it set off: rules in their order, sites nearest first.
    public mutating func admit(_ occurrence: Occurrence) -> [Alert] {
        guard let day = occurrence.day else {
            return leaveOut(occurrence, "has no date")
        }
        if let clock, day < clock - lateness {
            return leaveOut(occurrence, "of \(day) came more than \(lateness) days late")
        }
        guard seen.insert(occurrence.id).inserted else { return [] }
        var alerts = advance(to: day)
        let now = max(day, clock ?? day)
        for i in siteWatches.indices where siteWatches[i].rule.counts(occurrence) {
            for proximity in sites.sites(
                within: siteWatches[i].reach, of: occurrence.coordinate, radius: occurrence.radius)
            where siteWatches[i].rule.watches(proximity.site) {
                alerts += siteWatches[i].admit(occurrence, day, proximity, now: now)
            }
        }
        for i in clusterWatches.indices where clusterWatches[i].rule.counts(occurrence) {
            alerts += clusterWatches[i].admit(occurrence, day, now: now)
        }
        return inRuleOrder(alerts)
    }

    /// Moves the clock forward without an incident, so that what is over ends; a clock never goes back.
    ///
    /// Every day gone by is closed by itself, so that an end bears the same day however seldom incidents
    /// or calls come. After the longest memory of any rule nothing is left to close.
    public mutating func advance(to day: Day) -> [Alert] {
        let from = clock ?? day
        guard day > from || clock == nil else { return [] }
        clock = day
        var alerts: [Alert] = []
        var closing = from
        while closing < day, closing - from <= longestMemory {
            for i in siteWatches.indices {
                alerts += siteWatches[i].close(closing, lateness: lateness)
            }
            for i in clusterWatches.indices {
                alerts += clusterWatches[i].close(closing, lateness: lateness)
            }
            closing = closing + 1
        }
        return inRuleOrder(alerts)
    }

    /// Days after which no rule remembers an incident.
    private var longestMemory: Int {
        let longest = siteWatches.map(\.horizon) + clusterWatches.map(\.days)
        return (longest.max() ?? 0) + lateness + 1
    }

    private mutating func leaveOut(_ occurrence: Occurrence, _ reason: String) -> [Alert] {
        findings.append(
            Finding(
                .note, origin: "alerts", "incident \(occurrence.id) \(reason) and set off no rule"))
        return []
    }

    /// By day, ends before beginnings, then by rule; within a rule as they came.
    private func inRuleOrder(_ alerts: [Alert]) -> [Alert] {
        let order = Dictionary(
            rules.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { a, _ in a })
        return alerts.enumerated().sorted { a, b in
            let ends = (a.element.change == .ended ? 0 : 1, b.element.change == .ended ? 0 : 1)
            return (a.element.day, ends.0, order[a.element.rule] ?? 0, a.offset)
                < (b.element.day, ends.1, order[b.element.rule] ?? 0, b.offset)
        }.map(\.element)
    }
}

/// Runs rules over a whole list, in the order of days; of one day, in the order given.
///
/// - Parameter inOrderOfDays: `false` takes them all in the order given, as a live feed would; what then
///   comes later than `lateness` is left out.
/// - Returns: The alerts in order, and what was left out.
public func replay(
    _ occurrences: [Occurrence], rules: [AlertRule], sites: [Site], lateness: Int = 30,
    inOrderOfDays: Bool = true
) throws(AnalysisError) -> (alerts: [Alert], findings: [Finding]) {
    var engine = try AlertEngine(rules: rules, sites: sites, lateness: lateness)
    let inOrder = inOrderOfDays ? sortedByDay(occurrences) : occurrences
    var alerts: [Alert] = []
    for occurrence in inOrder { alerts += engine.admit(occurrence) }
    return (alerts, engine.findings)
}

private func sortedByDay(_ occurrences: [Occurrence]) -> [Occurrence] {
    occurrences.enumerated().sorted {
        ($0.element.day?.number ?? .max, $0.offset) < ($1.element.day?.number ?? .max, $1.offset)
    }.map(\.element)
}

extension AlertRule {
    fileprivate func counts(_ occurrence: Occurrence) -> Bool {
        (types.isEmpty || types.contains(occurrence.type))
            && widestRadius.map { occurrence.radius <= $0 } ?? true
    }

    fileprivate func watches(_ site: Site) -> Bool {
        (siteKinds.isEmpty || siteKinds.contains(site.kind))
            && (siteIDs.isEmpty || siteIDs.contains(site.id))
    }
}

/// An id that is the same in every run: 64 bits of FNV-1a in hexadecimal.
func stableID(_ parts: String...) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in parts.joined(separator: "\u{1f}").utf8 {
        hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
}
