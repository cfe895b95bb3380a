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
        case .noSuchDay(let month): span(month)
        case .directed(let direction, let value): directed(direction, value)
        case .inside(let value, let period): inside(value, period)
        case .offset(let amounts, let base): offset(amounts, from: base)
        case .stretch(let amounts, let base): stretch(amounts, from: base)
        case .edge(let edge, let period): span(period).map { self.edge(edge, $0) }
        case .part(let number, let count, let unit, let period):
            span(period).flatMap { part(number, count, unit, of: $0) }
        case .nthWeekday(let number, let weekday, let period):
            span(period).flatMap { nth(number, weekday, of: $0) }
        case .anniversary(let year): anniversary(year)
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
    func counting(from day: Day, _ reading: Reading? = nil) -> DateResolver {
        DateResolver(
            published: day, event: event, reading: reading ?? self.reading)
    }

    static func months(
        _ count: Int, from start: Day?, _ precision: EventDate.Precision
    ) -> DaySpan? {
        guard let start, let next = start.firstOfMonth(adding: count) else { return nil }
        return DaySpan(start, next - 1, precision)
    }

    static func year(_ year: Int) -> DaySpan? {
        months(12, from: Day(year: year, month: 1, day: 1), .year)
    }
}
