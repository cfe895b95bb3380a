public import Incidents

/// A span of the calendar that counts are kept by.
public enum Period: String, Hashable, Sendable, CaseIterable {
    case day, week, month, quarter, year

    /// The first day of the period a day falls in. Weeks begin on Monday (ISO 8601).
    public func start(of day: Day) -> Day {
        switch self {
        case .day: day
        case .week: day - day.weekday.rawValue
        case .month: first(of: day.month, day)
        case .quarter: first(of: (day.month - 1) / 3 * 3 + 1, day)
        case .year: first(of: 1, day)
        }
    }

    /// The first day of the period after the one a day falls in.
    public func next(after day: Day) -> Day {
        let longest = [Period.day: 1, .week: 7, .month: 31, .quarter: 92, .year: 366][self] ?? 1
        return start(of: start(of: day) + longest)
    }

    private func first(of month: Int, _ day: Day) -> Day {
        let (_, now, date) = day.parts
        // Going back month by month keeps years outside 0…9999 countable.
        var first = day - (date - 1)
        for _ in stride(from: now, to: month, by: -1) {
            first = first - 1
            first = first - (first.parts.day - 1)
        }
        return first
    }
}
