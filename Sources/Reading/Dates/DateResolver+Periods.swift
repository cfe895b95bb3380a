internal import Incidents

/// Parts of periods.
extension DateResolver {
    func inside(_ value: DateValue, _ period: DateValue) -> DaySpan? {
        guard let period = span(period), let start = period.start, let end = period.end,
            let found = counting(from: start, .future).span(value), let first = found.start
        else { return nil }
        return first <= end ? found : nil
    }

    /// The weekend that a feast makes long, or the one of its week.
    static func weekend(around day: Day) -> DaySpan {
        switch day.weekday {
        case .monday: DaySpan(day - 2, day, .days)
        case .thursday, .friday: DaySpan(day, day.monday + 6, .days)
        default: DaySpan(day.monday + 5, day.monday + 6, .days)
        }
    }

    func edge(_ edge: Edge, _ span: DaySpan) -> DaySpan {
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

    /// Halves for "early" and "late"; for "mid" what lies around the middle: the 10th to the 20th of a
    /// month, Tuesday to Friday of a week, the middle third of anything else.
    static func bounds(
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
            guard let from = start.firstOfMonth(adding: months / 3),
                let next = start.firstOfMonth(adding: months * 2 / 3)
            else { return (start, end) }
            return (from, next - 1)
        case (_, .month) where count > 20: return (start + 9, start + 19)
        case (_, .week) where count == 7: return (start + 1, start + 4)
        default: return (start + count / 3, start + (count * 2 / 3 - 1))
        }
    }

    func part(_ number: Int, _ count: Int, _ unit: DateUnit, of period: DaySpan) -> DaySpan? {
        guard let start = period.start, let end = period.end, number != 0, abs(number) < 1000,
            (1..<1000).contains(count)
        else { return nil }
        if unit == .half { return Self.half(number, start, end) }
        if unit == .businessDay { return Self.businessDay(number, start, end) }
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

    /// The first or second half of a period: of whole months where they can be halved.
    static func half(_ number: Int, _ start: Day, _ end: Day) -> DaySpan? {
        guard number == 1 || number == 2 || number == -1 else { return nil }
        let months = (end.year - start.year) * 12 + end.month - start.month + 1
        let middle =
            months > 1 ? start.firstOfMonth(adding: months / 2) : start + (end - start + 1) / 2
        guard let middle else { return nil }
        let precision: EventDate.Precision = months > 24 ? .decade : months > 1 ? .season : .week
        return number == 1
            ? DaySpan(start, middle - 1, precision) : DaySpan(middle, end, precision)
    }

    /// "the last working day of March".
    static func businessDay(_ number: Int, _ start: Day, _ end: Day) -> DaySpan? {
        let day =
            number > 0
            ? (start - 1).adding(businessDays: number) : (end + 1).adding(businessDays: number)
        return start <= day && day <= end ? DaySpan(day) : nil
    }

    /// The first day of a period's first unit, or of the unit after its last. A week belongs to the
    /// period that holds its Thursday, as in ISO 8601.
    static func origin(_ unit: DateUnit, _ start: Day, _ end: Day, fromEnd: Bool) -> Day? {
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

    func nth(_ number: Int, _ weekday: Weekday, of period: DaySpan) -> DaySpan? {
        guard let start = period.start, let end = period.end, number != 0, abs(number) < 60 else {
            return nil
        }
        let first = start + Day.modulo(weekday.rawValue - start.weekday.rawValue, 7)
        let last = end - Day.modulo(end.weekday.rawValue - weekday.rawValue, 7)
        let day = number > 0 ? first + 7 * (number - 1) : last - 7 * (-number - 1)
        return start <= day && day <= end ? DaySpan(day) : nil
    }
}
