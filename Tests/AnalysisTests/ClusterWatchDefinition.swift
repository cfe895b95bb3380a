import Earth
import Incidents

@testable import Analysis

/// A ``ClusterWatch`` word for word: every incident compared with every other, everything connected with
/// a new one gone through each time.
struct ClusterWatchDefinition {
    let rule: AlertRule
    private let radius: Distance
    let days: Int
    private let minimumCount: Int
    /// `nil` tells of new clusters only.
    private let growth: Double?
    private var members: [String: Member] = [:]
    private var clusters: [String: Known] = [:]

    private struct Member: Sendable {
        let day: Day
        let coordinate: Coordinate
        var cluster: String?
    }

    private struct Known: Sendable {
        var toldSize: Int
        var lastDay: Day
    }

    /// `nil` for a rule about sites.
    init?(_ rule: AlertRule) {
        switch rule.condition {
        case .newCluster(let radius, let days, let count):
            (self.radius, self.days, minimumCount, growth) = (radius, days, count, nil)
        case .growingCluster(let radius, let days, let count, let growth):
            (self.radius, self.days, minimumCount, self.growth) = (radius, days, count, growth)
        default: return nil
        }
        self.rule = rule
    }

    mutating func admit(_ occurrence: Occurrence, _ day: Day, now: Day) -> [Alert] {
        members[occurrence.id] = Member(day: day, coordinate: occurrence.coordinate)
        let joined = component(around: occurrence.id)
        guard !joined.isEmpty else { return [] }
        // A cluster keeps the name of the first incident it was told with; of several that grow
        // together, the one known longest by name.
        let known = Set(joined.compactMap { members[$0]?.cluster }).sorted()
        let name = known.first ?? occurrence.id
        for id in joined { members[id]?.cluster = name }
        for other in known.dropFirst() { clusters[other] = nil }
        let lastDay = joined.compactMap { members[$0]?.day }.max() ?? day
        guard let before = clusters[name] else {
            clusters[name] = Known(toldSize: joined.count, lastDay: lastDay)
            guard growth == nil else { return [] }
            return [
                alert(
                    .raised, name, joined, last: occurrence.id, now,
                    "a new cluster of \(joined.count) incidents")
            ]
        }
        clusters[name]?.lastDay = max(before.lastDay, lastDay)
        guard let growth, Double(joined.count) >= Double(before.toldSize) * (1 + growth) else {
            return []
        }
        clusters[name]?.toldSize = joined.count
        return [
            alert(
                .updated, name, joined, last: occurrence.id, now,
                "a cluster has grown from \(before.toldSize) to \(joined.count) incidents")
        ]
    }

    /// Lets old incidents go; ends clusters that have had none for the window's days.
    mutating func close(_ now: Day, lateness: Int) -> [Alert] {
        var alerts: [Alert] = []
        for (name, known) in clusters.sorted(by: { $0.key < $1.key })
        where now - known.lastDay > days {
            clusters[name] = nil
            for id in members.keys where members[id]?.cluster == name { members[id]?.cluster = nil }
            if growth == nil {
                alerts.append(
                    alert(
                        .ended, name, [], last: nil, now,
                        "a cluster has had no incident for \(days) days"))
            }
        }
        for (id, member) in members where now - member.day > days + lateness {
            members[id] = nil
        }
        return alerts
    }

    /// Everything density-connected with an incident, itself included, sorted; empty if it neither is
    /// core nor next to one.
    private func component(around id: String) -> [String] {
        var open = neighbors(of: id).filter { neighbors(of: $0).count >= minimumCount }
        var cores = Set(open)
        var all: Set<String> = cores
        while let core = open.popLast() {
            for other in neighbors(of: core) {
                all.insert(other)
                guard !cores.contains(other), neighbors(of: other).count >= minimumCount else {
                    continue
                }
                cores.insert(other)
                open.append(other)
            }
        }
        return all.isEmpty ? [] : all.union([id]).sorted()
    }

    /// Within the radius and the days, itself included.
    private func neighbors(of id: String) -> [String] {
        guard let center = members[id] else { return [] }
        return members.filter {
            abs($0.value.day - center.day) <= days
                && $0.value.coordinate.distance(to: center.coordinate) <= radius
        }.map(\.key)
    }

    private func alert(
        _ change: Alert.Change, _ name: String, _ incidents: [String], last: String?, _ now: Day,
        _ message: String
    ) -> Alert {
        Alert(
            id: stableID(rule.id, name, change.rawValue, last ?? "\(now)"), rule: rule.id,
            change: change, likelihood: .certain, site: nil, day: now,
            incidents: incidents.filter { $0 != last } + (last.map { [$0] } ?? []), message: message
        )
    }
}
