internal import Incidents

/// When a telling puts its incident: what it says, or what its publication allows.
struct MergeDays: Hashable, Sendable {
    let first: Day
    let last: Day
    let isStated: Bool

    /// News without a day is of the last days.
    static let usualLag = 3
    /// An interval no longer than this is compared with others by overlap, a longer one only with
    /// its equal: many things happen in a month.
    static let longest = 8

    /// - Returns: `nil` when nothing is known.
    init?(_ date: EventDate, published: Day?) {
        if date.anchor != .assumed, let start = date.start, let end = date.end ?? published,
            start <= end
        {
            first = start
            last = end
            isStated = true
        } else if let end = date.end ?? published {
            first = end - Self.usualLag
            last = end
            isStated = false
        } else {
            return nil
        }
    }

    /// Days, both ends included.
    var count: Int { last - first + 1 }
    var isShort: Bool { count <= Self.longest }

    /// - Returns: `nil` when the incidents cannot have been at one time.
    func evidence(with other: MergeDays) -> MergeEvidence? {
        let gap = max(first, other.first) - min(last, other.last)
        guard isStated, other.isStated else {
            guard gap <= 0, isShort, other.isShort else { return nil }
            return isStated || other.isStated ? .unstatedDay : .unstatedDays
        }
        let longer = max(count, other.count)
        if gap == 1, longer <= Self.fewDays { return .adjacentDays }
        guard gap <= 0 else { return nil }
        if longer == 1 { return .sameDay }
        if longer <= Self.fewDays { return .overlappingDays }
        if longer <= Self.longest { return .overlappingWeeks }
        return self == other ? .samePeriod : nil
    }

    private static let fewDays = 4
}
