public import Incidents

/// What a date expression says, before it is counted from anywhere.
///
/// Parts that the words leave out are `nil` and are filled in by `DateResolver` from the day the
/// expression is read from. Keeping the meaning apart from the days lets one expression be resolved
/// again, once it is known which event "the next day" follows.
public indirect enum DateValue: Hashable, Sendable {
    /// "5 January 2016", "Jan. 5", "the 5th", "Tuesday the 5th".
    case day(year: Int?, month: Int?, day: Int, weekday: Weekday?)
    /// "31 June": the month, which does not have that day.
    case noSuchDay(DateValue)
    /// "Tuesday".
    case weekday(Weekday)
    case month(Int, year: Int?)
    case season(Season, year: Int?)
    case quarter(Int, year: Int?)
    /// First or second half of a year.
    case half(Int, year: Int?)
    case year(Int)
    /// First year of ten: 1990 for "the 1990s".
    case decade(Int)
    /// First year of a hundred: 1900 for "the 20th century", as it is commonly counted.
    case century(Int)
    case holiday(Holiday, year: Int?)
    /// Week of a year as ISO 8601 counts: "week 31".
    case weekNumber(Int, year: Int?)
    /// The whole `unit` that lies `by` units from the one we are in: (day, −1) is yesterday, (week, −1)
    /// Monday to Sunday of last week.
    case relative(DateUnit, by: Int)
    /// "now", "at present": the day of reading, though nothing is dated by it.
    case present
    /// The stretch of `count` units that ends (negative) or begins at the day it is counted from.
    case rolling(DateUnit, count: Int)
    /// "next Friday", "last March", "this Christmas".
    case directed(Direction, DateValue)
    /// The one that falls in a period: "Tuesday of last week", "5 January last year", "the 12th of next month".
    case inside(DateValue, DateValue)
    /// "three weeks before Christmas", "two months ago".
    case offset([DateAmount], DateValue)
    /// "within nine months": from a day to so much later.
    case stretch([DateAmount], DateValue)
    /// "early January", "the end of 2008".
    case edge(Edge, of: DateValue)
    /// The `count` units from the `number`th (negative: from the end) of a period: "the last three weeks of
    /// this year".
    case part(number: Int, count: Int, DateUnit, of: DateValue)
    /// "the last Friday of March".
    case nthWeekday(number: Int, Weekday, of: DateValue)
    /// The same day and month of another year: "on this day in 1993".
    case anniversary(year: Int)
    /// The Monday-to-Sunday week, or the weekend, that a day lies in.
    case enclosing(DateUnit, DateValue)
    case range(DateValue, DateValue)
    /// "since August".
    case since(DateValue)
    /// "after 2014": begins when the period is over.
    case after(DateValue)
    /// "until Friday".
    case until(DateValue)
    /// "before 2010".
    case before(DateValue)
    /// The day of the event told before, from which "the same day" or "a week later" count.
    case event
    /// `value`, counted from the event told before: "the following month".
    case fromEvent(DateValue)
    /// "72 hours", "three-day": how long, not when.
    case duration([DateAmount])
    /// "every Monday", "daily": a habit, not a day.
    case habit
    /// "at 7 p.m.", "in the evening": a time without its day.
    case timeOfDay
}

public enum DateUnit: String, Hashable, Sendable, CaseIterable {
    case second, minute, hour, day, businessDay, weekend, week, fortnight, month, quarter, half,
        year,
        decade
    case century
}

/// "three weeks": a signed number of units. `isVague` when the words only hint at it ("a few days").
public struct DateAmount: Hashable, Sendable {
    public var count: Int
    public var unit: DateUnit
    public var isVague: Bool

    public init(_ count: Int, _ unit: DateUnit, isVague: Bool = false) {
        self.count = count
        self.unit = unit
        self.isVague = isVague
    }

    var negated: DateAmount { DateAmount(-count, unit, isVague: isVague) }
}

public enum Direction: String, Hashable, Sendable, CaseIterable {
    /// The one before the one we are in.
    case last
    /// As `last`; of days the one before the event told of.
    case previous
    /// The latest that is over: "past".
    case past
    /// The one we are in: "this", "current".
    case this
    /// The one after the one we are in: "next".
    case next
    /// The first to come: "coming", "upcoming".
    case coming
    /// The one spoken of: "same", "that".
    case same
    /// The first after the one spoken of: "following".
    case following
    /// The last before the one spoken of: "preceding".
    case preceding
}

public enum Edge: String, Hashable, Sendable, CaseIterable {
    case early, middle, late
    /// "earlier this month": up to the day it is counted from.
    case sofar
    /// "later this month", "the rest of the week": from the day it is counted from.
    case remaining
}

/// Meteorological seasons of the northern hemisphere; winter begins in December.
public enum Season: Int, Hashable, Sendable, CaseIterable {
    case winter, spring, summer, autumn
    var firstMonth: Int { self == .winter ? 12 : rawValue * 3 }
}

/// What a date expression is good for.
public enum DateKind: String, Hashable, Sendable, CaseIterable {
    /// A day or a period with both ends.
    case date
    /// "since 2014", "until Friday": one end only. It bounds an event but does not date it.
    case open
    case duration
    case habit
    case time
}

extension DateValue {
    /// A calendar day with the weekday that the text gives it.
    func on(_ weekday: Weekday) -> DateValue {
        guard case .day(let year, let month?, let day, nil) = self else { return self }
        return .day(year: year, month: month, day: day, weekday: weekday)
    }

    /// The weekday that the text gives to a calendar day.
    var statedWeekday: Weekday? {
        if case .day(_, .some, _, let weekday) = self { weekday } else { nil }
    }

    public var kind: DateKind {
        switch self {
        case .since, .after, .until, .before: .open
        case .duration: .duration
        case .habit: .habit
        case .timeOfDay: .time
        case .noSuchDay(let value), .directed(_, let value), .edge(_, let value),
            .fromEvent(let value), .inside(_, let value), .offset(_, let value),
            .stretch(_, let value),
            .part(_, _, _, let value), .nthWeekday(_, _, let value), .enclosing(_, let value):
            value.kind
        default: .date
        }
    }

    /// What the value is counted from. `.absolute` when the words name their year.
    public var reference: EventDate.Anchor {
        switch self {
        case .event, .fromEvent: .previousEvent
        case .year, .decade, .century: .absolute
        case .day(let year, let month, _, _): year != nil && month != nil ? .absolute : .publication
        case .month(_, let year), .season(_, let year), .quarter(_, let year), .half(_, let year),
            .holiday(_, let year), .weekNumber(_, let year):
            year == nil ? .publication : .absolute
        case .weekday, .relative, .present, .rolling, .anniversary, .duration, .habit, .timeOfDay:
            .publication
        case .noSuchDay(let value), .directed(_, let value), .inside(_, let value),
            .offset(_, let value), .stretch(_, let value), .edge(_, let value),
            .part(_, _, _, let value),
            .nthWeekday(_, _, let value), .enclosing(_, let value), .since(let value),
            .after(let value), .until(let value), .before(let value):
            value.reference
        case .range(let first, let last):
            first.reference == .absolute ? last.reference : first.reference
        }
    }
}
