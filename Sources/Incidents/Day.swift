/// A day of the proleptic Gregorian calendar, without a time zone.
///
/// Stored as the number of days since 1 January 1970, so days can be counted and compared cheaply.
public struct Day: Hashable, Comparable, Sendable {
    public let number: Int

    public init(number: Int) { self.number = number }

    /// - Returns: `nil` for a day that does not exist, such as 30 February.
    /// - Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    public init?(year: Int, month: Int, day: Int) {
        guard (1...12).contains(month), day >= 1, day <= Day.daysIn(month: month, year: year),
            abs(year) <= 9999
        else { return nil }
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        number = era * 146_097 + dayOfEra - 719_468
    }

    public var parts: (year: Int, month: Int, day: Int) {
        let z = number + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    public var year: Int { parts.year }
    public var month: Int { parts.month }
    public var weekday: Weekday {
        let fromMonday = (number + 3) % 7
        return Weekday(rawValue: fromMonday < 0 ? fromMonday + 7 : fromMonday) ?? .monday
    }

    public static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    public static func daysIn(month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    public static func < (a: Day, b: Day) -> Bool { a.number < b.number }
    public static func + (day: Day, days: Int) -> Day { Day(number: day.number + days) }
    public static func - (day: Day, days: Int) -> Day { Day(number: day.number - days) }
    public static func - (a: Day, b: Day) -> Int { a.number - b.number }
}

public enum Weekday: Int, Hashable, Sendable, CaseIterable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday
}

extension Day: CustomStringConvertible {
    /// ISO 8601: `2016-01-05`.
    public var description: String {
        let (year, month, day) = parts
        var text = year < 0 ? "-" : ""
        text.append(digits: abs(year), 4)
        for part in [month, day] {
            text.append("-")
            text.append(digits: part, 2)
        }
        return text
    }

    /// Reads ISO 8601, `2016-01-05`; a time after `T` or a space is ignored.
    public init?(iso text: some StringProtocol) {
        let day = text.prefix { $0 != "T" && $0 != " " }
        let fields = day.split(separator: "-", omittingEmptySubsequences: false)
        guard fields.count == 3, fields[0].count == 4, fields[1].count == 2, fields[2].count == 2,
            let year = Int(fields[0]), let month = Int(fields[1]), let date = Int(fields[2])
        else { return nil }
        self.init(year: year, month: month, day: date)
    }
}

extension String {
    /// A number with zeros in front, up to `width` digits.
    fileprivate mutating func append(digits number: Int, _ width: Int) {
        let text = String(number)
        for _ in text.utf8.count..<max(width, text.utf8.count) { append("0") }
        append(text)
    }
}
