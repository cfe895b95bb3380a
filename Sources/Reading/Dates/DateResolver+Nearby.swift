internal import Incidents

/// Days and periods counted from the day of reading.
extension DateResolver {
    func relative(_ unit: DateUnit, _ by: Int) -> DaySpan? {
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
    func aligned(
        _ months: Int, _ precision: EventDate.Precision, _ by: Int, _ count: Int, from day: Day
    ) -> DaySpan? {
        let index = day.year * 12 + day.month - 1
        let start = day.firstOfMonth(adding: months * by - Day.modulo(index, months))
        return Self.months(months * count, from: start, precision)
    }

    func rolling(_ unit: DateUnit, _ count: Int) -> DaySpan? {
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

    func stretchSpan(from day: Day, _ amount: DateAmount) -> DaySpan? {
        guard let other = day.adding(amount) else { return nil }
        let precision = amount.unit.precision == .day ? .days : amount.unit.precision
        return amount.count < 0
            ? DaySpan(other, day, precision) : DaySpan(min(day + 1, other), other, precision)
    }

    func stretch(_ amounts: [DateAmount], from base: DateValue) -> DaySpan? {
        guard let start = span(base)?.start, let unit = amounts.first?.unit,
            let other = amounts.reduce(start, { day, amount in day?.adding(amount) })
        else { return nil }
        let precision = unit.precision == .day ? .days : unit.precision
        return DaySpan(min(start, other), max(start, other), precision)
    }

    func offset(_ amounts: [DateAmount], from base: DateValue) -> DaySpan? {
        guard let unit = amounts.first?.unit, let start = nearest(base)?.start,
            let day = amounts.reduce(start, { day, amount in day?.adding(amount) })
        else { return nil }
        guard let vague = amounts.first(where: \.isVague) else {
            return DaySpan(day, day, unit.precision)
        }
        // "hours after": of that day or the next.
        if vague.unit == .hour {
            return vague.count < 0 ? DaySpan(day - 1, day, .days) : DaySpan(day, day + 1, .days)
        }
        return DaySpan(day, day, unit == .day ? .days : unit.precision)
    }

    /// "two weeks before Christmas" is said of the Christmas next to hand, be it over or to come.
    func nearest(_ value: DateValue) -> DaySpan? {
        guard case .holiday(_, nil) = value, let published else { return span(value) }
        func distance(_ span: DaySpan) -> Int { span.start.map { abs($0 - published) } ?? .max }
        return occurrences(value, around: published).min { distance($0) < distance($1) }
    }
}
