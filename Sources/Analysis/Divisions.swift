public import Earth
public import Incidents

/// A part of a map that counts are kept by: a province, a district.
public struct Division: Hashable, Sendable {
    public let id: String
    public let name: String
    public let geometry: Geometry

    public init(id: String, name: String, geometry: Geometry) {
        self.id = id
        self.name = name
        self.geometry = geometry
    }
}

/// In which division a point lies, and in which it may lie given how well it is known.
public struct DivisionTag: Hashable, Sendable {
    /// Position in the index's `divisions`; of several that cover the point, the first. `nil` outside
    /// all of them.
    public let division: Int?
    /// All divisions within the point's radius, the one it lies in included, ascending.
    public let possible: [Int]

    /// Whether no other division is possible.
    public var isCertain: Bool { possible.count <= 1 && possible.first == division }
}

/// Divisions ready to tag points. Borders are straight in longitude and latitude (RFC 7946 §3.1.1) and
/// belong to both sides.
public struct DivisionIndex: Sendable {
    public let divisions: [Division]
    public let findings: [Finding]
    private let index: GeometryIndex?
    /// The division behind each geometry of the index.
    private let owners: [Int]

    /// Invalid polygons are repaired, unusable ones left out, each with a finding.
    public init(_ divisions: [Division]) {
        var findings: [Finding] = []
        var geometries: [Geometry] = []
        var owners: [Int] = []
        for (number, division) in divisions.enumerated() {
            guard let geometry = DivisionIndex.usable(division, number + 1, &findings) else {
                continue
            }
            geometries.append(geometry)
            owners.append(number)
        }
        self.divisions = divisions
        do throws(EarthError) {
            index = try GeometryIndex(geometries)
            self.owners = owners
        } catch {
            findings.append(
                Finding(.error, origin: "divisions", "no division can be used: \(error)"))
            index = nil
            self.owners = []
        }
        self.findings = findings
    }

    private static func usable(
        _ division: Division, _ row: Int, _ findings: inout [Finding]
    ) -> Geometry? {
        func note(_ severity: Finding.Severity, _ message: String) {
            findings.append(
                Finding(severity, origin: "divisions", at: .row(row, field: "geometry"), message))
        }
        guard division.geometry.isPolygonal else {
            note(.error, "division \(division.id) is not a polygon and was left out")
            return nil
        }
        guard let defect = division.geometry.defect() else { return division.geometry }
        do throws(EarthError) {
            let repaired = try division.geometry.repaired()
            note(.warning, "division \(division.id) was repaired: \(defect)")
            return repaired
        } catch {
            note(.error, "division \(division.id) was left out: \(error)")
            return nil
        }
    }

    public func tag(_ point: Coordinate, radius: Distance = .zero) -> DivisionTag {
        guard let index else { return DivisionTag(division: nil, possible: []) }
        let covering = index.covering(point).map { owners[$0] }
        guard radius > .zero else {
            return DivisionTag(division: covering.first, possible: covering)
        }
        let near = index.within(radius, of: point).map { owners[$0.index] }
        return DivisionTag(division: covering.first, possible: Set(covering + near).sorted())
    }

    /// One tag per occurrence. Equal coordinates with equal radii are looked up once.
    public func tags(of occurrences: [Occurrence], threads: Int = 1) -> [DivisionTag] {
        var known: [Spot: Int] = [:]
        var spots: [Spot] = []
        let places = occurrences.map { occurrence in
            let spot = Spot(coordinate: occurrence.coordinate, radius: occurrence.radius)
            if let place = known[spot] { return place }
            known[spot] = spots.count
            spots.append(spot)
            return spots.count - 1
        }
        let parts = max(1, threads * 16)
        let pieces = mapInParallel(parts, threads: threads) { [spots] part in
            piece(part, of: parts, in: spots.count).map {
                tag(spots[$0].coordinate, radius: spots[$0].radius)
            }
        }
        let tags = Array(pieces.joined())
        return places.map { tags[$0] }
    }
}

private struct Spot: Hashable, Sendable {
    let coordinate: Coordinate
    let radius: Distance
}

/// How many incidents a division had in a period.
public struct DivisionCount: Hashable, Sendable {
    public let division: Division
    /// First day of the period; `nil` when all time is counted together, or for undated incidents.
    public let period: Day?
    /// By the measured position; those certainly there; all that may have been there.
    public let count: Int
    public let certain: Int
    public let possible: Int
}

/// Counts by division and period: divisions in their order, periods in time, undated last.
public func divisionCounts(
    of occurrences: [Occurrence], tags: [DivisionTag], index: DivisionIndex, period: Period? = nil
) -> [DivisionCount] {
    struct Key: Hashable {
        let division: Int
        let day: Day?
    }
    var tallies: [Key: (count: Int, certain: Int, possible: Int)] = [:]
    for (occurrence, tag) in zip(occurrences, tags) {
        let day = period.flatMap { period in occurrence.day.map(period.start) }
        for division in Set(tag.possible + (tag.division.map { [$0] } ?? [])) {
            var tally = tallies[Key(division: division, day: day)] ?? (0, 0, 0)
            tally.possible += 1
            if division == tag.division { tally.count += 1 }
            if division == tag.division, tag.isCertain { tally.certain += 1 }
            tallies[Key(division: division, day: day)] = tally
        }
    }
    return tallies.sorted {
        ($0.key.division, $0.key.day?.number ?? .max) < (
            $1.key.division, $1.key.day?.number ?? .max
        )
    }.map { key, tally in
        DivisionCount(
            division: index.divisions[key.division], period: key.day, count: tally.count,
            certain: tally.certain, possible: tally.possible)
    }
}
