internal import Earth
internal import Incidents

/// One rule about clusters: the incidents of late, and the clusters they form.
///
/// Two incidents are neighbours as in ``clusters(of:times:options:)``. Each knows how many neighbours it
/// has. One that joins a single known cluster is looked at with its neighbours alone, through a hash of
/// cells; all that is connected with it is gone through only where clusters begin, grow together or are
/// measured.
struct ClusterWatch: Sendable {
    let rule: AlertRule
    private let radius: Distance
    let days: Int
    private let minimumCount: Int
    /// `nil` tells of new clusters only.
    private let growth: Double?
    private let chord: Chord
    /// By slot; those in `free` are not in use.
    private var members: [Member] = []
    private var free: [Int] = []
    private var cells: [Cell: [Int]] = [:]
    private var clusters: [String: Known] = [:]

    private struct Member: Sendable {
        let id: String
        let day: Day
        let coordinate: Coordinate
        let point: ECEF
        var cluster: String?
        /// Itself included.
        var neighborCount = 0
        var isPresent = true
    }

    /// A cube of space as wide as the radius.
    private struct Cell: Hashable, Sendable {
        let x, y, z: Int

        // The earth has fewer than 2²¹ cells a side down to a width of 7 m: one number to mix, not three.
        func hash(into hasher: inout Hasher) { hasher.combine(x << 42 ^ y << 21 ^ z) }
    }

    private struct Known: Sendable {
        var toldSize: Int
        var lastDay: Day

        mutating func add(_ day: Day) { lastDay = max(lastDay, day) }
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

    /// - Precondition: no incident is admitted twice.
    mutating func admit(_ occurrence: Occurrence, _ day: Day, now: Day) -> [Alert] {
        let (slot, newCores) = add(occurrence, day)
        if growth == nil, let name = onlyCluster(around: slot, newCores) {
            join(name, slot, newCores)
            return []
        }
        let joined = component(around: slot)
        guard !joined.isEmpty else { return [] }
        // A cluster keeps the name of the first incident it was told with; of several that grow
        // together, the one known longest by name.
        let known = Set(joined.compactMap { members[$0].cluster }).sorted()
        let name = known.first ?? occurrence.id
        for slot in joined { members[slot].cluster = name }
        for other in known.dropFirst() { clusters[other] = nil }
        let lastDay = joined.map { members[$0].day }.max() ?? day
        guard let before = clusters[name] else {
            clusters[name] = Known(toldSize: joined.count, lastDay: lastDay)
            guard growth == nil else { return [] }
            return [
                alert(
                    .raised, name, joined, last: occurrence.id, now,
                    "a new cluster of \(joined.count) incidents")
            ]
        }
        clusters[name]?.add(lastDay)
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
            for slot in members.indices where members[slot].cluster == name {
                members[slot].cluster = nil
            }
            if growth == nil {
                alerts.append(
                    alert(
                        .ended, name, [], last: nil, now,
                        "a cluster has had no incident for \(days) days"))
            }
        }
        for slot in members.indices
        where members[slot].isPresent && now - members[slot].day > days + lateness {
            remove(slot)
        }
        return alerts
    }

    /// Puts an incident in; returns where, and which incidents it made cores, itself perhaps among them.
    private mutating func add(_ occurrence: Occurrence, _ day: Day) -> (slot: Int, newCores: [Int])
    {
        let member = Member(
            id: occurrence.id, day: day, coordinate: occurrence.coordinate,
            point: ECEF(occurrence.coordinate))
        let slot = free.popLast() ?? members.count
        if slot == members.count { members.append(member) } else { members[slot] = member }
        cells[cell(member.point), default: []].append(slot)
        let near = neighbors(of: slot)
        for other in near { members[other].neighborCount += 1 }
        members[slot].neighborCount = near.count
        let newCores = near.filter {
            $0 == slot ? isCore($0) : members[$0].neighborCount == minimumCount
        }
        return (slot, newCores)
    }

    private mutating func remove(_ slot: Int) {
        for other in neighbors(of: slot) { members[other].neighborCount -= 1 }
        let home = cell(members[slot].point)
        cells[home]?.removeAll { $0 == slot }
        if cells[home]?.isEmpty == true { cells[home] = nil }
        members[slot].isPresent = false
        members[slot].cluster = nil
        free.append(slot)
    }

    private func isCore(_ slot: Int) -> Bool { members[slot].neighborCount >= minimumCount }

    /// The one known cluster that a new incident comes to: `nil` when there is none, or more than one, or
    /// cores that belong to none.
    private func onlyCluster(around slot: Int, _ newCores: [Int]) -> String? {
        let touched = newCores.flatMap { neighbors(of: $0) } + neighbors(of: slot).filter(isCore)
        var name: String?
        for other in touched where other != slot {
            guard let own = members[other].cluster else {
                guard isCore(other), !newCores.contains(other) else { continue }
                return nil
            }
            guard name == nil || name == own else { return nil }
            name = own
        }
        return name.flatMap { clusters[$0] == nil ? nil : $0 }
    }

    private mutating func join(_ name: String, _ slot: Int, _ newCores: [Int]) {
        for joined in newCores.flatMap({ neighbors(of: $0) }) + [slot] {
            members[joined].cluster = name
            clusters[name]?.add(members[joined].day)
        }
    }

    private func cell(_ point: ECEF) -> Cell {
        let size = max(1, chord.possibleSquared.squareRoot())
        return Cell(
            x: Int((point.x / size).rounded(.down)), y: Int((point.y / size).rounded(.down)),
            z: Int((point.z / size).rounded(.down)))
    }

    /// Everything density-connected with an incident, itself included, by id; empty if it neither is core
    /// nor next to one.
    private func component(around slot: Int) -> [Int] {
        var open = neighbors(of: slot).filter(isCore)
        var all = Set(open)
        guard !all.isEmpty else { return [] }
        while let core = open.popLast() {
            for other in neighbors(of: core) where all.insert(other).inserted && isCore(other) {
                open.append(other)
            }
        }
        all.insert(slot)
        return all.sorted { members[$0].id < members[$1].id }
    }

    /// Within the radius and the days, itself included.
    private func neighbors(of slot: Int) -> [Int] {
        let (center, day) = (members[slot].point, members[slot].day)
        let home = cell(center)
        var found: [Int] = []
        for x in home.x - 1...home.x + 1 {
            for y in home.y - 1...home.y + 1 {
                for z in home.z - 1...home.z + 1 {
                    for other in cells[Cell(x: x, y: y, z: z)] ?? [] {
                        guard abs(members[other].day - day) <= days else { continue }
                        let isNear = chord.holds(
                            squaredChord: center.squaredChord(to: members[other].point)
                        ) { members[slot].coordinate.distance(to: members[other].coordinate) }
                        if isNear { found.append(other) }
                    }
                }
            }
        }
        return found
    }

    private func alert(
        _ change: Alert.Change, _ name: String, _ slots: [Int], last: String?, _ now: Day,
        _ message: String
    ) -> Alert {
        Alert(
            id: stableID(rule.id, name, change.rawValue, last ?? "\(now)"), rule: rule.id,
            change: change, likelihood: .certain, site: nil, day: now,
            incidents: slots.map { members[$0].id }.filter { $0 != last }
                + (last.map { [$0] } ?? []),
            message: message
        )
    }
}
