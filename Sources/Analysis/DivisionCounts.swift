public import Incidents

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
