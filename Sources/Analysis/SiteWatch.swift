internal import Earth
internal import Incidents

/// One rule about sites, with what it remembers of each.
struct SiteWatch: Sendable {
    let rule: AlertRule
    let reach: Distance
    /// By site id.
    private var sites: [String: SiteMemory] = [:]

    /// `nil` for a rule about clusters.
    init?(_ rule: AlertRule) {
        self.rule = rule
        switch rule.condition {
        case .enters(let distance), .count(_, let distance, _, _), .rate(_, _, let distance, _, _),
            .dwell(_, let distance, _):
            reach = distance
        case .newCluster, .growingCluster: return nil
        }
    }

    mutating func admit(
        _ occurrence: Occurrence, _ day: Day, _ proximity: Proximity, now: Day
    ) -> [Alert] {
        let likelihood = proximity.isWithin(reach)
        guard likelihood == .certain || rule.likelihood == .possible else { return [] }
        let visit = Visit(day: day, id: occurrence.id, isCertain: likelihood == .certain)
        var memory = sites[proximity.site.id] ?? SiteMemory(name: proximity.site.name)
        memory.add(visit)
        defer { sites[proximity.site.id] = memory }
        if case .enters = rule.condition {
            guard memory.mayRaise(day, rule.coolDown) else { return [] }
            memory.raisedOn = max(day, memory.raisedOn ?? day)
            let message =
                "incident \(visit.id) \(likelihood == .certain ? "is" : "may be") within "
                + "\(reach.kilometers) km of \(memory.name)"
            return [
                alert(.raised, proximity.site.id, [visit], now, message, episode: visit.id)
            ]
        }
        return judge(&memory, proximity.site.id, now: now)
    }

    /// At the end of a day: ends what is over and lets old visits go.
    mutating func close(_ now: Day, lateness: Int) -> [Alert] {
        var alerts: [Alert] = []
        for id in sites.keys.sorted() {
            guard var memory = sites[id] else { continue }
            if memory.episode != nil { alerts += judge(&memory, id, now: now) }
            memory.forget(before: now - (horizon + lateness))
            let isSilent = memory.raisedOn.map { now - $0 >= rule.coolDown } ?? true
            sites[id] = memory.visits.isEmpty && isSilent && memory.episode == nil ? nil : memory
        }
        return alerts
    }

    /// Days a visit can matter for.
    var horizon: Int {
        switch rule.condition {
        case .count(_, _, let days, _): days
        case .rate(_, _, _, let days, let baseline): days * (baseline + 1)
        case .dwell(let days, _, let gap): days + gap
        case .enters, .newCluster, .growingCluster: 0
        }
    }

    /// Compares what holds now with what was told, and tells the difference.
    private func judge(_ memory: inout SiteMemory, _ site: String, now: Day) -> [Alert] {
        let verdict = verdict(memory, now: now)
        guard let episode = memory.episode else {
            guard let likelihood = verdict.holds, memory.mayRaise(now, rule.coolDown),
                let last = verdict.visits.last
            else { return [] }
            memory.episode = Episode(id: last.id, likelihood: likelihood)
            memory.raisedOn = now
            return [
                alert(
                    .raised, site, verdict.visits, now, verdict.text(memory.name), episode: last.id,
                    likelihood)
            ]
        }
        if verdict.isOver {
            memory.episode = nil
            return [
                alert(
                    .ended, site, verdict.visits, now, "over: " + verdict.text(memory.name),
                    episode: episode.id, episode.likelihood)
            ]
        }
        if episode.likelihood == .possible, verdict.holds == .certain {
            memory.episode = Episode(id: episode.id, likelihood: .certain)
            return [
                alert(
                    .updated, site, verdict.visits, now,
                    "now certain: " + verdict.text(memory.name),
                    episode: episode.id, .certain)
            ]
        }
        return []
    }

    /// What the rule's condition says of the visits.
    private func verdict(_ memory: SiteMemory, now: Day) -> Verdict {
        switch rule.condition {
        case .count(let atLeast, _, let days, let endsBelow):
            let recent = memory.visits(from: now - (days - 1), to: now)
            return Verdict(
                visits: recent, holds: recent.likelihood(of: atLeast),
                isOver: recent.count < endsBelow ?? atLeast,
                text: { "\(recent.count) incidents near \($0) in \(days) days" })
        case .rate(let factor, let atLeast, _, let days, let baseline):
            let recent = memory.visits(from: now - (days - 1), to: now)
            let before = memory.visits(from: now - (days * (baseline + 1) - 1), to: now - days)
            let needed = factor * Double(before.count) / Double(baseline)
            let threshold = max(Double(atLeast), needed)
            // Beyond any count of incidents the comparison is already decided.
            let count = threshold < 1e9 ? Int(threshold.rounded(.up)) : 1_000_000_000
            return Verdict(
                visits: recent, holds: recent.likelihood(of: count), isOver: recent.count < count,
                text: {
                    "\(recent.count) incidents near \($0) in \(days) days, \(before.count) in the "
                        + "\(days * baseline) days before"
                })
        case .dwell(let days, _, let gap):
            let run = memory.lastRun(gap: gap, until: now)
            return Verdict(
                visits: run, holds: run.likelihood(spanning: days, gap: gap), isOver: run.isEmpty,
                text: { "incidents near \($0) over \(run.span) days" })
        case .enters, .newCluster, .growingCluster:
            return Verdict(visits: [], holds: nil, isOver: true, text: { $0 })
        }
    }

    private func alert(
        _ change: Alert.Change, _ site: String, _ visits: [Visit], _ now: Day, _ message: String,
        episode: String, _ likelihood: Likelihood? = nil
    ) -> Alert {
        Alert(
            id: stableID(rule.id, site, episode, change.rawValue), rule: rule.id, change: change,
            likelihood: likelihood ?? (visits.last?.isCertain == true ? .certain : .possible),
            site: site, day: now, incidents: visits.map(\.id), message: message)
    }
}

/// An incident near a site.
struct Visit: Sendable, Comparable {
    let day: Day
    let id: String
    let isCertain: Bool

    static func < (a: Visit, b: Visit) -> Bool { (a.day, a.id) < (b.day, b.id) }
}

private struct Verdict {
    let visits: [Visit]
    /// `nil` when the condition does not hold.
    let holds: Likelihood?
    let isOver: Bool
    let text: (_ site: String) -> String
}

private struct Episode: Sendable {
    /// The incident that set it off.
    let id: String
    let likelihood: Likelihood
}

/// What a rule remembers of a site.
private struct SiteMemory: Sendable {
    let name: String
    /// By day.
    private(set) var visits: [Visit] = []
    var episode: Episode?
    var raisedOn: Day?

    init(name: String) { self.name = name }

    mutating func add(_ visit: Visit) {
        var place = visits.count
        while place > 0, visit < visits[place - 1] { place -= 1 }
        visits.insert(visit, at: place)
    }

    mutating func forget(before day: Day) {
        visits.removeFirst(visits.prefix { $0.day < day }.count)
    }

    func mayRaise(_ day: Day, _ coolDown: Int) -> Bool {
        raisedOn.map { abs(day - $0) >= coolDown } ?? true
    }

    func visits(from first: Day, to last: Day) -> [Visit] {
        visits.filter { first <= $0.day && $0.day <= last }
    }

    /// The latest visits that follow each other within `gap` days; none when the last is longer ago.
    func lastRun(gap: Int, until now: Day) -> [Visit] {
        guard let last = visits.last, now - last.day <= gap else { return [] }
        var start = visits.count - 1
        while start > 0, visits[start].day - visits[start - 1].day <= gap { start -= 1 }
        return Array(visits[start...])
    }
}

extension [Visit] {
    fileprivate func likelihood(of count: Int) -> Likelihood? {
        self.count { $0.isCertain } >= count ? .certain : self.count >= count ? .possible : nil
    }

    fileprivate func likelihood(spanning days: Int, gap: Int) -> Likelihood? {
        guard span >= days else { return nil }
        let certain = filter(\.isCertain)
        let isUnbroken = zip(certain, certain.dropFirst()).allSatisfy { $1.day - $0.day <= gap }
        return isUnbroken && certain.span >= days ? .certain : .possible
    }

    /// Days from the first to the last, both counted.
    fileprivate var span: Int {
        guard let first, let last else { return 0 }
        return last.day - first.day + 1
    }
}
