internal import Incidents

/// Dates with two ends.
extension DateResolver {
    func range(_ first: DateValue, _ last: DateValue) -> DaySpan? {
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
    func ends(_ first: DateValue, _ last: DateValue) -> (DaySpan?, DaySpan?) {
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
    var year: Int? {
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

    var isEdge: Bool { if case .edge = self { true } else { false } }
}
