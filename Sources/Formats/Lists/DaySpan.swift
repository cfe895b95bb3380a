import Incidents

/// The days that a date of a list covers: one, or those of a month or a year where it names no day.
///
/// Known besides what ``PublishedDay`` reads: `2016/01/05`, `5-Jan-16`, `2016-01`, `January 2016`, `2016`.
struct DaySpan: Equatable {
    let first: Day
    let last: Day

    init(_ day: Day) { (first, last) = (day, day) }

    init?(_ text: String) {
        let text = text.trimmed
        guard text.utf8.count <= 64 else { return nil }
        if let day = PublishedDay.read(text) {
            self.init(day)
            return
        }
        let parts = text.split { "/.- ".contains($0) }
        let years = parts.map { $0.utf8.count == 4 ? Int($0) ?? 0 : 0 }
        switch parts.count {
        case 1: self.init(months: 1...12, of: years[0])
        case 2:
            let isFirst = years[0] > 0
            guard let month = Self.month(parts[isFirst ? 1 : 0]) else { return nil }
            self.init(months: month...month, of: years[isFirst ? 0 : 1])
        case 3:
            guard let day = Self.yearFirst(parts, years[0]) ?? Self.shortYear(parts) else {
                return nil
            }
            self.init(day)
        default: return nil
        }
    }

    private init?(months: ClosedRange<Int>, of year: Int) {
        guard year >= 1000, let first = Day(year: year, month: months.lowerBound, day: 1) else {
            return nil
        }
        self.first = first
        let length = Day.daysIn(month: months.upperBound, year: year)
        last = Day(year: year, month: months.upperBound, day: length) ?? first
    }

    /// `2016/1/5`.
    private static func yearFirst(_ parts: [Substring], _ year: Int) -> Day? {
        guard year > 0, let month = Int(parts[1]), let day = Int(parts[2]) else { return nil }
        return Day(year: year, month: month, day: day)
    }

    /// `5-Jan-16`, as spreadsheets write it.
    private static func shortYear(_ parts: [Substring]) -> Day? {
        guard let month = PublishedDay.month(parts[1]) else { return nil }
        return NumericDate("\(parts[0])-\(month)-\(parts[2])")?.day(.dayFirst)
    }

    private static func month(_ word: Substring) -> Int? {
        if let month = PublishedDay.month(word) { return month }
        return word.utf8.count <= 2 ? Int(word).flatMap { (1...12).contains($0) ? $0 : nil } : nil
    }
}
