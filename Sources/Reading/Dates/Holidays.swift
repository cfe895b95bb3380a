internal import Incidents

/// Feasts and days of note that news names instead of a date.
public enum Holiday: String, Hashable, Sendable, CaseIterable {
    case newYear, valentine, womensDay, nowruz, goodFriday, easter, easterMonday, earthDay, mayDay,
        memorialDay
    case juneteenth, laborDay, columbusDay, halloween, veteransDay, thanksgiving, blackFriday
    case christmasEve, christmas, boxingDay, newYearsEve, presidentsDay, kingDay, mothersDay,
        fathersDay
    case cyberMonday, groundhogDay, bastilleDay, allSaints, allSouls, guyFawkes, flagDay,
        orthodoxChristmas
    case orthodoxEaster, ramadan, eidAlFitr, eidAlAdha, ashura, islamicNewYear, mawlid, epiphany,
        aprilFools,
        stPatrick
    case shroveTuesday, ashWednesday, palmSunday, holyThursday, holySaturday, ascension, pentecost
    case whitMonday, trinitySunday, corpusChristi, electionDay, inaugurationDay, anzacDay, canadaDay
    case arbaeen, cincoDeMayo, stGeorge, pearlHarborDay

    /// The days it falls on in a Gregorian year: none, one, or (Islamic feasts) two.
    func days(in year: Int) -> [Day] {
        if let (month, day) = islamicDate {
            return IslamicCalendar.days(month: month, day: day, inGregorianYear: year)
        }
        return [dayOfCivilYear(year)].compactMap { $0 }
    }

    private func dayOfCivilYear(_ year: Int) -> Day? {
        if let (month, day) = fixedDate { return Day(year: year, month: month, day: day) }
        if let days = daysFromEaster { return Holiday.easter(year).map { $0 + days } }
        switch self {
        case .kingDay: return Holiday.nth(3, .monday, month: 1, year)
        case .presidentsDay: return Holiday.nth(3, .monday, month: 2, year)
        case .mothersDay: return Holiday.nth(2, .sunday, month: 5, year)
        case .memorialDay: return Holiday.nth(-1, .monday, month: 5, year)
        case .fathersDay: return Holiday.nth(3, .sunday, month: 6, year)
        case .laborDay: return Holiday.nth(1, .monday, month: 9, year)
        case .columbusDay: return Holiday.nth(2, .monday, month: 10, year)
        case .thanksgiving: return Holiday.nth(4, .thursday, month: 11, year)
        case .blackFriday: return Holiday.nth(4, .thursday, month: 11, year).map { $0 + 1 }
        case .cyberMonday: return Holiday.nth(4, .thursday, month: 11, year).map { $0 + 4 }
        case .orthodoxEaster: return Holiday.orthodoxEaster(year)
        case .electionDay: return Holiday.nth(1, .monday, month: 11, year).map { $0 + 1 }
        default: return nil
        }
    }

    private var fixedDate: (month: Int, day: Int)? {
        switch self {
        case .newYear: (1, 1)
        case .epiphany: (1, 6)
        case .orthodoxChristmas: (1, 7)
        case .groundhogDay: (2, 2)
        case .valentine: (2, 14)
        case .womensDay: (3, 8)
        case .stPatrick: (3, 17)
        case .nowruz: (3, 21)
        case .aprilFools: (4, 1)
        case .earthDay: (4, 22)
        case .mayDay: (5, 1)
        case .flagDay: (6, 14)
        case .juneteenth: (6, 19)
        case .bastilleDay: (7, 14)
        case .halloween: (10, 31)
        case .allSaints: (11, 1)
        case .allSouls: (11, 2)
        case .guyFawkes: (11, 5)
        case .veteransDay: (11, 11)
        case .christmasEve: (12, 24)
        case .christmas: (12, 25)
        case .boxingDay: (12, 26)
        case .newYearsEve: (12, 31)
        case .inaugurationDay: (1, 20)
        case .anzacDay: (4, 25)
        case .canadaDay: (7, 1)
        case .stGeorge: (4, 23)
        case .cincoDeMayo: (5, 5)
        case .pearlHarborDay: (12, 7)
        default: nil
        }
    }

    private var daysFromEaster: Int? {
        switch self {
        case .shroveTuesday: -47
        case .ashWednesday: -46
        case .palmSunday: -7
        case .holyThursday: -3
        case .goodFriday: -2
        case .holySaturday: -1
        case .easter: 0
        case .easterMonday: 1
        case .ascension: 39
        case .pentecost: 49
        case .whitMonday: 50
        case .trinitySunday: 56
        case .corpusChristi: 60
        default: nil
        }
    }

    private var islamicDate: (month: Int, day: Int)? {
        switch self {
        case .islamicNewYear: (1, 1)
        case .ashura: (1, 10)
        case .arbaeen: (2, 20)
        case .mawlid: (3, 12)
        case .ramadan: (9, 1)
        case .eidAlFitr: (10, 1)
        case .eidAlAdha: (12, 10)
        default: nil
        }
    }

    /// Western Easter Sunday.
    /// - Source: the anonymous Gregorian algorithm, Meeus, "Astronomical Algorithms", ch. 8.
    static func easter(_ year: Int) -> Day? {
        let a = year % 19
        let (b, c) = (year / 100, year % 100)
        let (d, e) = (b / 4, b % 4)
        let g = (b - (b + 8) / 25 + 1) / 3
        let h = (19 * a + b - d - g + 15) % 30
        let (i, k) = (c / 4, c % 4)
        let l = (32 + 2 * e + 2 * i - h - k) % 7
        let m = (a + 11 * h + 22 * l) / 451
        let n = h + l - 7 * m + 114
        return Day(year: year, month: n / 31, day: n % 31 + 1)
    }

    /// Eastern Easter Sunday, as a Gregorian day of 1900 to 2099.
    /// - Source: Meeus, "Astronomical Algorithms", ch. 8, the Julian algorithm.
    static func orthodoxEaster(_ year: Int) -> Day? {
        let d = (19 * (year % 19) + 15) % 30
        let e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
        let sum = d + e + 114
        return Day(year: year, month: sum / 31, day: sum % 31 + 1).map { $0 + 13 }
    }

    /// The `number`th such weekday of a month; negative counts from its end.
    static func nth(_ number: Int, _ weekday: Weekday, month: Int, _ year: Int) -> Day? {
        guard let first = Day(year: year, month: month, day: 1),
            let last = Day(year: year, month: month, day: Day.daysIn(month: month, year: year))
        else { return nil }
        if number > 0 {
            let offset = Day.modulo(weekday.rawValue - first.weekday.rawValue, 7)
            return first + (offset + 7 * (number - 1))
        }
        let offset = Day.modulo(last.weekday.rawValue - weekday.rawValue, 7)
        return last - (offset + 7 * (-number - 1))
    }
}

/// The arithmetical Islamic calendar. A feast proclaimed by sighting the moon can lie a day off.
///
/// - Source: Reingold & Dershowitz, "Calendrical Calculations", the arithmetical (civil) Islamic calendar.
enum IslamicCalendar {
    /// 15 July 622 of the Julian calendar: of the two epochs in use the one that agrees better with the
    /// feasts proclaimed in Mecca (nine of those of 2014–2025 to the day, three a day early).
    private static let epoch = -492_149

    static func day(year: Int, month: Int, day: Int) -> Day {
        let leapDays = Day.floor(3 + 11 * year, 30)
        return Day(
            number: epoch - 1 + (year - 1) * 354 + leapDays + 29 * (month - 1) + month / 2 + day)
    }

    static func days(month: Int, day: Int, inGregorianYear year: Int) -> [Day] {
        let near = (year - 622) * 33 / 32
        return (near - 1...near + 2)
            .map { IslamicCalendar.day(year: $0, month: month, day: day) }
            .filter { $0.year == year }
    }
}
