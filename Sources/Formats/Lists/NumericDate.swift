import Incidents

/// Dates of three numbers with the year last, such as `05/01/2016`, which mean May or January by the
/// habit of whoever wrote them.
struct NumericDate {
    var first: Int
    var second: Int
    var year: Int

    /// Reads `d/m/y`, with slashes, dots, hyphens or spaces; a time after it is ignored. Years of two
    /// figures are 1950…2049.
    init?(_ text: some StringProtocol) {
        let day = text.prefix { $0 != "T" && $0 != "t" }.split(separator: " ").first ?? ""
        let parts = day.split { "/.-".contains($0) }
        guard parts.count == 3, let first = Int(parts[0]), let second = Int(parts[1]),
            let year = Int(parts[2]), parts[0].count <= 2, parts[1].count <= 2,
            parts[2].count == 4 || parts[2].count == 2, first > 0, second > 0
        else { return nil }
        self.first = first
        self.second = second
        self.year = parts[2].count == 4 ? year : year < 50 ? 2000 + year : 1900 + year
    }

    func day(_ order: DateOrder) -> Day? {
        switch order {
        case .dayFirst: Day(year: year, month: second, day: first)
        case .monthFirst: Day(year: year, month: first, day: second)
        }
    }

    /// The one order in which this is a day; `nil` when both or neither is.
    var order: DateOrder? {
        switch (first > 12, second > 12) {
        case (true, false): .dayFirst
        case (false, true): .monthFirst
        default: nil
        }
    }
}
