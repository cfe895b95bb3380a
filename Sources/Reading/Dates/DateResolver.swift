public import Incidents

/// Finds the days that a date expression means, read on a given day.
///
/// News looks back: of the days that "Tuesday" or "5 January" may mean, the latest that is not after
/// the day it is read from is taken, unless `reading` says otherwise.
public struct DateResolver: Sendable {
    /// The day the report appeared.
    public var published: Day?
    /// The day of the event told before.
    public var event: Day?
    public var reading: Reading

    public enum Reading: String, Hashable, Sendable, CaseIterable {
        /// The latest that has begun.
        case past
        /// The first that is not over.
        case future
    }

    public init(
        published: Day?, event: Day? = nil, reading: Reading = .past
    ) {
        self.published = published
        self.event = event
        self.reading = reading
    }

    /// The days meant, both inclusive; `nil` when there is nothing to count them from.
    func span(_ value: DateValue) -> DaySpan? {
        switch value {
        case .year(let year): Self.year(year)
        case .century(let year): Self.months(1200, from: Day(year: year, month: 1, day: 1), .decade)
        case .decade(let year): Self.months(120, from: Day(year: year, month: 1, day: 1), .decade)
        case .day(let year?, let month?, let day, _):
            Day(year: year, month: month, day: day).map { DaySpan($0) }
        case .day(let year, nil, let day, let weekday): dayOfMonth(day, weekday, year: year)
        case .day, .month, .season, .quarter, .half, .holiday, .weekNumber: recurring(value)
        case .weekday(let weekday): weekdaySpan(weekday)
        case .relative(let unit, let by): relative(unit, by)
        case .present: relative(.day, 0)
        case .rolling(let unit, let count): rolling(unit, count)
        case .directed(let direction, let value): directed(direction, value)
        case .inside(let value, let period): inside(value, period)
        case .offset(let amounts, let base): offset(amounts, from: base)
        case .stretch(let amounts, let base): stretch(amounts, from: base)
        case .edge(let edge, let period): span(period).map { self.edge(edge, $0) }
        case .part(let number, let count, let unit, let period):
            span(period).flatMap { part(number, count, unit, of: $0) }
        case .nthWeekday(let number, let weekday, let period):
            span(period).flatMap { nth(number, weekday, of: $0) }
        case .enclosing(.weekend, let day): span(day)?.start.map(Self.weekend)
        case .enclosing(let unit, let day):
            span(day)?.start.flatMap { counting(from: $0).relative(unit, 0) }
        case .range(let first, let last): range(first, last)
        case .since(let value): span(value).map { DaySpan($0.start, nil, $0.precision) }
        case .after(let value):
            span(value).map { DaySpan($0.end.map { $0 + 1 }, nil, $0.precision) }
        case .until(let value): span(value).map { DaySpan(nil, $0.end, $0.precision) }
        case .before(let value):
            span(value).map { DaySpan(nil, $0.start.map { $0 - 1 }, $0.precision) }
        case .event: event.map { DaySpan($0) }
        case .fromEvent(let value): event.flatMap { counting(from: $0).span(value) }
        case .duration, .habit, .timeOfDay: nil
        }
    }

    /// The same rules, counted from another day.
    private func counting(from day: Day, _ reading: Reading? = nil) -> DateResolver {
        DateResolver(
            published: day, event: event, reading: reading ?? self.reading)
    }

    private static func months(
        _ count: Int, from start: Day?, _ precision: EventDate.Precision
    ) -> DaySpan? {
        guard let start, let next = start.firstOfMonth(adding: count) else { return nil }
        return DaySpan(start, next - 1, precision)
    }

    private static func year(_ year: Int) -> DaySpan? {
        months(12, from: Day(year: year, month: 1, day: 1), .year)
    }
}

// MARK: Dates that come round

extension DateResolver {
    /// The span in one year of a value that comes round every year; `nil` in years that lack it.
    private func spans(_ value: DateValue, in year: Int) -> [DaySpan] {
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

    private func periods(
        _ year: Int, _ month: Int, _ count: Int, _ precision: EventDate.Precision
    ) -> [DaySpan] {
        [Self.months(count, from: Day(year: year, month: month, day: 1), precision)].compactMap {
            $0
        }
    }

    /// ISO 8601: week 1 holds the year's first Thursday.
    private func week(_ number: Int, in year: Int) -> [DaySpan] {
        guard let fourth = Day(year: year, month: 1, day: 4) else { return [] }
        let monday = fourth.monday + 7 * (number - 1)
        return [DaySpan(monday, monday + 6, .week)]
    }

    private func recurring(_ value: DateValue) -> DaySpan? {
        if let year = value.year { return spans(value, in: year).first }
        guard let published else { return nil }
        if case .weekNumber(let number, nil) = value {
            return week(number, in: published.year).first
        }
        return choose(occurrences(value, around: published), from: published)
    }

    /// Every occurrence within eight years, so that a 29 February is always among them.
    private func occurrences(_ value: DateValue, around day: Day) -> [DaySpan] {
        (day.year - 8...day.year + 8).flatMap { spans(value, in: $0) }
    }

    private func choose(_ spans: [DaySpan], from day: Day) -> DaySpan? {
        switch reading {
        case .past: spans.last { $0.start.map { $0 <= day } ?? false } ?? spans.first
        case .future: spans.first { $0.end.map { $0 >= day } ?? false } ?? spans.last
        }
    }

    /// "the 17th", "Monday 31": a day of this month or of the nearest month before (after) it that has it.
    private func dayOfMonth(_ day: Int, _ weekday: Weekday?, year: Int?) -> DaySpan? {
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

    private func weekdaySpan(_ weekday: Weekday) -> DaySpan? {
        guard let published else { return nil }
        switch reading {
        case .past:
            return DaySpan(published - Day.modulo(published.weekday.rawValue - weekday.rawValue, 7))
        case .future:
            return DaySpan(published + Day.modulo(weekday.rawValue - published.weekday.rawValue, 7))
        }
    }

    private func directed(_ direction: Direction, _ value: DateValue) -> DaySpan? {
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

    private func thisMonth(_ day: Int, _ weekday: Weekday?, from published: Day) -> DaySpan? {
        let found = Day(year: published.year, month: published.month, day: day)
        return found.flatMap { weekday == nil || $0.weekday == weekday ? DaySpan($0) : nil }
    }

    private func directed(_ direction: Direction, _ weekday: Weekday, from day: Day) -> DaySpan {
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

// MARK: Counted from the day of reading

extension DateResolver {
    private func relative(_ unit: DateUnit, _ by: Int) -> DaySpan? {
        guard let published, abs(by) < 10_000 else { return nil }
        if let months = unit.months {
            return aligned(months, unit.precision, by, 1, from: published)
        }
        switch unit {
        case .week:
            return DaySpan(published.monday + 7 * by, published.monday + (7 * by + 6), .week)
        case .fortnight:
            return DaySpan(published.monday + 14 * by, published.monday + (14 * by + 13), .week)
        case .weekend:
            let saturday = published.monday + (5 + 7 * by)
            return DaySpan(saturday, saturday + 1, .days)
        default: return published.adding(DateAmount(by, unit)).map { DaySpan($0) }
        }
    }

    /// `count` periods of so many months, the first of them `by` periods from the present one.
    private func aligned(
        _ months: Int, _ precision: EventDate.Precision, _ by: Int, _ count: Int, from day: Day
    ) -> DaySpan? {
        let index = day.year * 12 + day.month - 1
        let start = day.firstOfMonth(adding: months * by - Day.modulo(index, months))
        return Self.months(months * count, from: start, precision)
    }

    private func rolling(_ unit: DateUnit, _ count: Int) -> DaySpan? {
        guard let published else { return nil }
        switch unit {
        case .weekend:
            let isWeekend = published.weekday.rawValue >= Weekday.saturday.rawValue
            if count == -1 { return relative(.weekend, isWeekend ? 0 : -1) }
            if count == 1 { return relative(.weekend, isWeekend ? 1 : 0) }
            return stretchSpan(from: published, DateAmount(count, unit))
        case .quarter, .half,
            .decade where count > 0, .century where count > 0:
            guard let months = unit.months, abs(count) < 1000 else { return nil }
            return aligned(
                months, unit.precision, count < 0 ? count : 1, abs(count), from: published)
        default: return stretchSpan(from: published, DateAmount(count, unit))
        }
    }

    private func stretchSpan(from day: Day, _ amount: DateAmount) -> DaySpan? {
        guard let other = day.adding(amount) else { return nil }
        let precision = amount.unit.precision == .day ? .days : amount.unit.precision
        return amount.count < 0
            ? DaySpan(other, day, precision) : DaySpan(min(day + 1, other), other, precision)
    }

    private func stretch(_ amounts: [DateAmount], from base: DateValue) -> DaySpan? {
        guard let start = span(base)?.start, let unit = amounts.first?.unit,
            let other = amounts.reduce(start, { day, amount in day?.adding(amount) })
        else { return nil }
        let precision = unit.precision == .day ? .days : unit.precision
        return DaySpan(min(start, other), max(start, other), precision)
    }

    private func offset(_ amounts: [DateAmount], from base: DateValue) -> DaySpan? {
        guard let unit = amounts.first?.unit, let start = nearest(base)?.start,
            let day = amounts.reduce(start, { day, amount in day?.adding(amount) })
        else { return nil }
        let precision = amounts.contains(where: \.isVague) && unit == .day ? .days : unit.precision
        return DaySpan(day, day, precision)
    }

    /// "two weeks before Christmas" is said of the Christmas next to hand, be it over or to come.
    private func nearest(_ value: DateValue) -> DaySpan? {
        guard case .holiday(_, nil) = value, let published else { return span(value) }
        func distance(_ span: DaySpan) -> Int { span.start.map { abs($0 - published) } ?? .max }
        return occurrences(value, around: published).min { distance($0) < distance($1) }
    }
}

// MARK: Parts of periods

extension DateResolver {
    private func inside(_ value: DateValue, _ period: DateValue) -> DaySpan? {
        guard let period = span(period), let start = period.start, let end = period.end,
            let found = counting(from: start, .future).span(value), let first = found.start
        else { return nil }
        return first <= end ? found : nil
    }

    /// The weekend that a feast makes long, or the one of its week.
    private static func weekend(around day: Day) -> DaySpan {
        switch day.weekday {
        case .monday: DaySpan(day - 2, day, .days)
        case .thursday, .friday: DaySpan(day, day.monday + 6, .days)
        default: DaySpan(day.monday + 5, day.monday + 6, .days)
        }
    }

    private func edge(_ edge: Edge, _ span: DaySpan) -> DaySpan {
        guard let start = span.start, let end = span.end, start < end else { return span }
        switch edge {
        case .sofar:
            guard let published else { return span }
            return DaySpan(start, max(start, min(end, published - 1)), span.precision)
        case .remaining:
            guard let published else { return span }
            return DaySpan(min(end, max(start, published)), end, span.precision)
        case .early, .middle, .late:
            let (from, to) = Self.bounds(of: edge, start, end, span.precision)
            return DaySpan(from, to, span.precision)
        }
    }

    /// Halves for "early" and "late"; for "mid" what lies around the middle: April to September of a year,
    /// the 10th to the 20th of a month, Tuesday to Friday of a week, a third of anything else.
    private static func bounds(
        of edge: Edge, _ start: Day, _ end: Day, _ precision: EventDate.Precision
    ) -> (Day, Day) {
        let count = end - start + 1
        let months = (end.year - start.year) * 12 + end.month - start.month + 1
        let half =
            precision == .year || precision == .decade
            ? start.firstOfMonth(adding: months / 2) ?? start : start + count / 2
        switch (edge, precision) {
        case (.early, _): return (start, half - 1)
        case (.late, _): return (half, end)
        case (_, .year):
            guard let from = start.firstOfMonth(adding: months / 4),
                let next = start.firstOfMonth(adding: months * 3 / 4)
            else { return (start, end) }
            return (from, next - 1)
        case (_, .month) where count > 20: return (start + 9, start + 19)
        case (_, .week) where count == 7: return (start + 1, start + 4)
        default: return (start + count / 3, start + (count * 2 / 3 - 1))
        }
    }

    private func part(_ number: Int, _ count: Int, _ unit: DateUnit, of period: DaySpan) -> DaySpan?
    {
        guard let start = period.start, let end = period.end, number != 0, abs(number) < 1000,
            (1..<1000).contains(count)
        else { return nil }
        let back = number < 0 ? count + (-number - 1) : 0
        if let months = unit.months {
            let first = number > 0 ? start : (end + 1)
            let steps = number > 0 ? months * (number - 1) : -months * back
            return Self.months(
                months * count, from: first.firstOfMonth(adding: steps), unit.precision)
        }
        let length = unit == .week ? 7 : unit == .fortnight ? 14 : unit == .weekend ? 7 : 1
        guard let origin = Self.origin(unit, start, end, fromEnd: number < 0) else { return nil }
        let first = origin + length * (number > 0 ? number - 1 : -back)
        let last = first + (length * count - 1 - (unit == .weekend ? 5 : 0))
        return DaySpan(
            first, last, first == last ? .day : unit.precision == .day ? .days : unit.precision)
    }

    /// The first day of a period's first unit, or of the unit after its last. A week belongs to the
    /// period that holds its Thursday, as in ISO 8601.
    private static func origin(_ unit: DateUnit, _ start: Day, _ end: Day, fromEnd: Bool) -> Day? {
        switch unit {
        case .week, .fortnight:
            let edge = fromEnd ? end + 1 : start
            return edge.weekday.rawValue <= 3 ? edge.monday : edge.monday + 7
        case .weekend:
            let edge = fromEnd ? end + 1 : start
            return edge + Day.modulo(Weekday.saturday.rawValue - edge.weekday.rawValue, 7)
        case .day, .businessDay: return fromEnd ? end + 1 : start
        default: return nil
        }
    }

    private func nth(_ number: Int, _ weekday: Weekday, of period: DaySpan) -> DaySpan? {
        guard let start = period.start, let end = period.end, number != 0, abs(number) < 60 else {
            return nil
        }
        let first = start + Day.modulo(weekday.rawValue - start.weekday.rawValue, 7)
        let last = end - Day.modulo(end.weekday.rawValue - weekday.rawValue, 7)
        let day = number > 0 ? first + 7 * (number - 1) : last - 7 * (-number - 1)
        return start <= day && day <= end ? DaySpan(day) : nil
    }

    private func range(_ first: DateValue, _ last: DateValue) -> DaySpan? {
        let (from, to) = ends(first, last)
        guard let start = from?.start, let to, let opening = to.start, let closing = to.end else {
            return nil
        }
        guard start <= closing else { return nil }
        let precision = from.map { $0.precision == .day ? .days : $0.precision } ?? .days
        var range = DaySpan(start, closing, precision)
        if start < opening, opening < closing, !last.isEdge { range.lastPeriodStart = opening }
        return range
    }

    /// Each end lends the other the year or week that its own words leave out.
    private func ends(_ first: DateValue, _ last: DateValue) -> (DaySpan?, DaySpan?) {
        if first.isRecurring && !last.isRecurring {
            let end = span(last)
            return (end?.end.flatMap { counting(from: $0, .past).span(first) }, end)
        }
        let start = span(first)
        guard last.isRecurring, let from = start?.start else { return (start, span(last)) }
        return (start, counting(from: from, .future).span(last))
    }
}

extension DateValue {
    fileprivate var year: Int? {
        switch self {
        case .day(let year, _, _, _), .month(_, let year), .season(_, let year),
            .quarter(_, let year), .half(_, let year), .holiday(_, let year),
            .weekNumber(_, let year):
            year
        default: nil
        }
    }

    /// Comes round again and needs a year, a month or a week to be one day.
    var isRecurring: Bool {
        switch self {
        case .weekday: true
        case .day(let year, let month, _, _): year == nil || month == nil
        case .month, .season, .quarter, .half, .holiday, .weekNumber: year == nil
        case .edge(_, let value): value.isRecurring
        default: false
        }
    }

    fileprivate var isEdge: Bool { if case .edge = self { true } else { false } }
}
