import Incidents

extension EventDate {
    /// - Parameter days: First and last, as far as the row says.
    init(_ cells: ListCells, _ days: (start: Day?, end: Day?), _ dialect: ListDialect) {
        guard let day = days.start else {
            self = .unknown
            return
        }
        var (start, end) = (day, days.end ?? day)
        if dialect == .acled, start == end, let code = cells[.datePrecision].flatMap(Int.init) {
            (start, end) = ACLEDTime.days(around: day, code)
        }
        let named = cells[.datePrecision].flatMap(Precision.init)
        self.init(
            start: start, end: end, precision: named ?? Precision(spanning: end - start), span: nil,
            expression: cells[.date] ?? "", anchor: .absolute)
    }

    /// The number, from 1, of the first span that holds the date's days; the last for longer ones.
    private func code(of spans: [Int]) -> Int? {
        guard let start else { return nil }
        let days = (end ?? start) - start + 1
        return (spans.firstIndex { days <= $0 } ?? spans.count - 1) + 1
    }

    /// `date_prec`: a day, 2–6 days, a week, a month, a year.
    ///
    /// - Source: UCDP GED codebook 25.1.
    var ucdpCode: Int? { code(of: [1, 6, 7, 31, 366]) }

    /// `time_precision`: a day, a week, a month.
    ///
    /// - Source: ACLED codebook, "Time precision".
    var acledCode: Int? { code(of: [1, 7, 31]) }

    /// The one day that ACLED has: the one that was read, if it was one of theirs; else the middle.
    var acledDay: Day? {
        guard let start, let end, start < end else { return start }
        if let written = PublishedDay.read(expression), start <= written, written <= end {
            return written
        }
        return start + (end - start) / 2
    }
}

/// What ACLED's time precision says of the one day it gives.
///
/// - Source: ACLED codebook, "Time precision": 2 is a week or the like, told by a day in its middle; 3 is
///   a month, told by its middle, its beginning or its end.
private enum ACLEDTime {
    static func days(around day: Day, _ code: Int) -> (Day, Day) {
        switch code {
        case 2: return (day - 3, day + 3)
        case 3:
            let (year, month, _) = day.parts
            guard let first = Day(year: year, month: month, day: 1) else { return (day, day) }
            return (first, first + (Day.daysIn(month: month, year: year) - 1))
        default: return (day, day)
        }
    }
}
