internal import Earth
internal import Incidents

/// One rule about clusters: the incidents of late, and the clusters they form.
///
/// Two incidents are neighbours as in ``clusters(of:times:options:)``. After each new one only what is
/// connected with it is looked at, through a hash of cells, so a day's cost does not grow with the
/// number of quiet places.
struct ClusterWatch: Sendable {
    let rule: AlertRule
    private let radius: Distance
    let days: Int
    private let minimumCount: Int
    /// `nil` tells of new clusters only.
    private let growth: Double?
    private let chord: Chord
    private var members: [String: Member] = [:]
    private var cells: [Cell: [String]] = [:]
    private var clusters: [String: Known] = [:]

    private struct Member: Sendable {
        let day: Day
        let coordinate: Coordinate
        let point: ECEF
        var cluster: String?
    }

    /// A cube of space as wide as the radius.
    private struct Cell: Hashable, Sendable {
        let x, y, z: Int
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
        chord = Chord(radius: radius)
    }

    mutating func admit(_ occurrence: Occurrence, _ day: Day, now: Day) -> [Alert] {
        let member = Member(
            day: day, coordinate: occurrence.coordinate, point: ECEF(occurrence.coordinate))
        members[occurrence.id] = member
        cells[cell(member.point), default: []].append(occurrence.id)
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
            cells[cell(member.point)]?.removeAll { $0 == id }
            if cells[cell(member.point)]?.isEmpty == true { cells[cell(member.point)] = nil }
        }
        return alerts
    }

    private func cell(_ point: ECEF) -> Cell {
        let size = max(1, chord.possibleSquared.squareRoot())
        return Cell(
            x: Int((point.x / size).rounded(.down)), y: Int((point.y / size).rounded(.down)),
            z: Int((point.z / size).rounded(.down)))
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
        let home = cell(center.point)
        var found: [String] = []
        for x in home.x - 1...home.x + 1 {
            for y in home.y - 1...home.y + 1 {
                for z in home.z - 1...home.z + 1 {
                    for other in cells[Cell(x: x, y: y, z: z)] ?? [] {
                        guard let member = members[other], abs(member.day - center.day) <= days
                        else {
                            continue
                        }
                        let isNear = chord.holds(
                            squaredChord: center.point.squaredChord(to: member.point)
                        ) { center.coordinate.distance(to: member.coordinate) }
                        if isNear { found.append(other) }
                    }
                }
            }
        }
        return found
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
