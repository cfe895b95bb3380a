import Incidents

/// The day of publication as metadata write it: ISO 8601 with or without a time, `20160105`, and the
/// forms of mail, feeds and newspapers (`Tue, 05 Jan 2016 10:00:00 GMT`, `5 January 2016`, `January 5, 2016`).
///
/// The day is taken as written, in the zone it was written in. All-numeric forms with the year last
/// are refused: `05/01/2016` is May in one country and January in the next.
enum PublishedDay {
    static func read(_ text: String) -> Day? {
        let text = text.trimmed
        guard text.utf8.count <= 64 else { return nil }
        return Day(iso: text) ?? compact(text) ?? written(text)
    }

    private static func compact(_ text: String) -> Day? {
        let digits = text.utf8.prefix { $0.isASCIIDigit }
        guard digits.count == 8 || (digits.count == 14 && text.utf8.count == 14),
            let number = Int(text.prefix(8))
        else { return nil }
        return Day(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    }

    /// A month's name with a day of one or two figures and a year of four, in any order.
    private static func written(_ text: String) -> Day? {
        let words = text.split { $0.isWhitespace || ",.-/".contains($0) }
        var month: Int?
        var day: Int?
        var year: Int?
        for word in words {
            if let number = Int(word) {
                if word.count == 4, year == nil { year = number }
                if word.count <= 2, day == nil { day = number }
            } else if month == nil {
                month = Self.month(word)
            }
            if let year, let month, let day { return Day(year: year, month: month, day: day) }
        }
        return nil
    }

    /// The number of a month's name, in full or its first three or four letters.
    static func month(_ word: Substring) -> Int? {
        let name = word.lowercased()
        let index = months.firstIndex {
            $0 == name || (name.count >= 3 && name.count <= 4 && $0.hasPrefix(name))
        }
        return index.map { $0 + 1 }
    }

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december",
    ]
}
