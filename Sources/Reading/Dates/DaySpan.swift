internal import Incidents

/// A stretch of days, both ends inclusive; `nil` = open on that side.
struct DaySpan: Hashable {
    var start: Day?
    var end: Day?
    /// Of a range between two periods, where the last one begins.
    var lastPeriodStart: Day?
    var precision: EventDate.Precision

    init(_ start: Day?, _ end: Day?, _ precision: EventDate.Precision) {
        self.start = start
        self.end = end
        self.precision = precision
    }

    init(_ day: Day) { self.init(day, day, .day) }
}

extension Day {
    /// The first day of the month that lies `months` after this day's.
    func firstOfMonth(adding months: Int = 0) -> Day? {
        let (year, month, _) = parts
        let index = year * 12 + month - 1 + months
        return Day(year: Day.floor(index, 12), month: Day.modulo(index, 12) + 1, day: 1)
    }

    /// The same day so many months on, or the month's last day where that is shorter.
    func adding(months: Int) -> Day? {
        guard let first = firstOfMonth(adding: months) else { return nil }
        let (year, month, _) = first.parts
        return Day(
            year: year, month: month, day: min(parts.day, Day.daysIn(month: month, year: year)))
    }

    /// Monday of this day's week.
    var monday: Day { self - weekday.rawValue }

    func adding(businessDays count: Int) -> Day {
        var day = self
        var left = abs(count)
        while left > 0 {
            day = day + (count < 0 ? -1 : 1)
            if day.weekday != .saturday && day.weekday != .sunday { left -= 1 }
        }
        return day
    }

    /// - Returns: `nil` when the year leaves the calendar's range.
    func adding(_ amount: DateAmount) -> Day? {
        guard abs(amount.count) < 100_000 else { return nil }
        let day: Day? =
            switch amount.unit {
            case .second: self + amount.count / 86_400
            case .minute: self + amount.count / 1440
            case .hour: self + amount.count / 24
            case .day: self + amount.count
            case .businessDay: adding(businessDays: amount.count)
            case .week, .weekend: self + 7 * amount.count
            case .fortnight: self + 14 * amount.count
            case .month: adding(months: amount.count)
            case .quarter: adding(months: 3 * amount.count)
            case .half: adding(months: 6 * amount.count)
            case .year: adding(months: 12 * amount.count)
            case .decade: adding(months: 120 * amount.count)
            case .century: adding(months: 1200 * amount.count)
            }
        return day.flatMap { (1...9999).contains($0.year) ? $0 : nil }
    }

    static func floor(_ a: Int, _ b: Int) -> Int { a >= 0 ? a / b : -((b - 1 - a) / b) }
    static func modulo(_ a: Int, _ b: Int) -> Int { a - floor(a, b) * b }
}

extension DateUnit {
    /// How precisely a date counted in this unit is known.
    var precision: EventDate.Precision {
        switch self {
        case .second, .minute, .hour, .day, .businessDay: .day
        case .weekend: .days
        case .week, .fortnight: .week
        case .month: .month
        case .quarter, .half: .season
        case .year: .year
        case .decade, .century: .decade
        }
    }

    /// Months in one unit, for the units made of months.
    var months: Int? {
        switch self {
        case .month: 1
        case .quarter: 3
        case .half: 6
        case .year: 12
        case .decade: 120
        case .century: 1200
        default: nil
        }
    }
}
