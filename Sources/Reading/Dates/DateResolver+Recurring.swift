internal import Incidents

/// Dates that come round: days of months, months, seasons, feasts, weekdays.
extension DateResolver {
    /// The span in one year of a value that comes round every year; `nil` in years that lack it.
    func spans(_ value: DateValue, in year: Int) -> [DaySpan] {
        switch value {
        case .day(_, let month?, let day, _):
            [Day(year: year, month: month, day: day).map { DaySpan($0) }].compactMap { $0 }
        case .month(let month, _): periods(year, month, 1, .month)
        case .season(let season, _): periods(year, season.firstMonth, 3, .season)
        case .quarter(let number, _): periods(year, 3 * number - 2, 3, .season)
        case .half(let number, _): periods(year, 6 * number - 5, 6, .season)
        case .holiday(.ramadan, _):
            // Of thirty days in the arithmetical calendar.
            Holiday.ramadan.days(in: year).map { DaySpan($0, $0 + 29, .month) }
        case .holiday(let holiday, _): holiday.days(in: year).map { DaySpan($0) }
        case .weekNumber(let number, _): week(number, in: year)
        case .edge(let edge, let value): spans(value, in: year).map { self.edge(edge, $0) }
        default: []
        }
    }

    /// The day of reading in another year; of a 29 February, the last day of that month.
    func anniversary(_ year: Int) -> DaySpan? {
        published.flatMap { $0.adding(months: 12 * (year - $0.year)) }.map { DaySpan($0) }
    }

    func periods(
        _ year: Int, _ month: Int, _ count: Int, _ precision: EventDate.Precision
    ) -> [DaySpan] {
        [Self.months(count, from: Day(year: year, month: month, day: 1), precision)].compactMap {
            $0
        }
    }

    /// ISO 8601: week 1 holds the year's first Thursday.
    func week(_ number: Int, in year: Int) -> [DaySpan] {
        guard let fourth = Day(year: year, month: 1, day: 4) else { return [] }
        let monday = fourth.monday + 7 * (number - 1)
        return [DaySpan(monday, monday + 6, .week)]
    }

    func recurring(_ value: DateValue) -> DaySpan? {
        if let year = value.year { return spans(value, in: year).first }
        guard let published else { return nil }
        if case .weekNumber(let number, nil) = value {
            return week(number, in: published.year).first
        }
        return choose(occurrences(value, around: published), from: published)
    }

    /// Every occurrence within eight years, so that a 29 February is always among them.
    func occurrences(_ value: DateValue, around day: Day) -> [DaySpan] {
        (day.year - 8...day.year + 8).flatMap { spans(value, in: $0) }
    }

    func choose(_ spans: [DaySpan], from day: Day) -> DaySpan? {
        switch reading {
        case .past: spans.last { $0.start.map { $0 <= day } ?? false } ?? spans.first
        case .future: spans.first { $0.end.map { $0 >= day } ?? false } ?? spans.last
        }
    }

    /// "the 17th", "Monday 31": a day of this month or of the nearest month before (after) it that has it.
    func dayOfMonth(_ day: Int, _ weekday: Weekday?, year: Int?) -> DaySpan? {
        guard let published else { return nil }
        let months = reading == .past ? Array(-60...0) : Array(0...60).reversed()
        let candidates = months.compactMap { offset -> DaySpan? in
            guard let first = published.firstOfMonth(adding: offset),
                year ?? first.year == first.year,
                let found = Day(year: first.year, month: first.month, day: day),
                weekday == nil || found.weekday == weekday,
                reading == .past ? found <= published : found >= published
            else { return nil }
            return DaySpan(found)
        }
        return candidates.last
    }

    func weekdaySpan(_ weekday: Weekday) -> DaySpan? {
        guard let published else { return nil }
        switch reading {
        case .past:
            return DaySpan(published - Day.modulo(published.weekday.rawValue - weekday.rawValue, 7))
        case .future:
            return DaySpan(published + Day.modulo(weekday.rawValue - published.weekday.rawValue, 7))
        }
    }

    func directed(_ direction: Direction, _ value: DateValue) -> DaySpan? {
        guard let published else { return nil }
        if case .weekday(let weekday) = value {
            return directed(direction, weekday, from: published)
        }
        if case .day(nil, nil, let day, let weekday) = value {
            return thisMonth(day, weekday, from: published) ?? span(value)
        }
        let all = occurrences(value, around: published)
        switch direction {
        case .last, .previous, .past, .preceding:
            return all.last { $0.end.map { $0 < published } ?? false }
        case .next, .coming, .following:
            return all.first { $0.start.map { $0 > published } ?? false }
        case .this: return all.first { $0.start?.year == published.year }
        case .same: return choose(all, from: published)
        }
    }

    func thisMonth(_ day: Int, _ weekday: Weekday?, from published: Day) -> DaySpan? {
        let found = Day(year: published.year, month: published.month, day: day)
        return found.flatMap { weekday == nil || $0.weekday == weekday ? DaySpan($0) : nil }
    }

    func directed(_ direction: Direction, _ weekday: Weekday, from day: Day) -> DaySpan {
        let inWeek = day.monday + weekday.rawValue
        switch direction {
        case .last, .previous: return DaySpan(inWeek - 7)
        case .next: return DaySpan(inWeek + 7)
        case .this: return DaySpan(inWeek)
        case .past, .preceding: return DaySpan(inWeek < day ? inWeek : inWeek - 7)
        case .coming, .following: return DaySpan(inWeek > day ? inWeek : inWeek + 7)
        case .same: return DaySpan(inWeek <= day ? inWeek : inWeek - 7)
        }
    }
}
