internal import Gazetteer
internal import Incidents

/// What a word or mark may do in a date expression.
enum DateWord: Hashable {
    /// A word that no date contains.
    case other
    /// The end of a paragraph or of the text.
    case stop
    /// Figures; the token holds their value.
    case number
    case ordinal(Int)
    /// "seven", "twenty".
    case cardinal(Int)
    /// "hundred", "thousand".
    case magnitude(Int)
    /// "million": never part of a date, so figures before it are not one.
    case multitude
    case article
    /// "few", "several", "couple": about so many.
    case vague(Int)
    case half
    case month(Int)
    case shortMonth(Int)
    case weekday(Weekday)
    case shortWeekday(Weekday)
    /// "Mondays".
    case weekdays(Weekday)
    /// "today", "yesterday": days from the day of reading.
    case day(Int)
    case now
    case unit(DateUnit)
    case units(DateUnit)
    /// "business", "working": before "days".
    case business
    case partOfDay
    case partsOfDay
    /// "noon", "dawn": a time without figures.
    case hour
    case meridiem
    case oclock
    case zone
    case direction(Direction)
    /// "early", "late".
    case edge(Edge)
    /// "beginning", "end", with "of".
    case border(Edge)
    case season(Season)
    /// "nineties", "1990s".
    case decade(Int)
    /// The name of a feast, or the word that tells it.
    case feast
    /// Another word of such a name: "good", "new".
    case feastPart
    /// "daily".
    case habitual
    case every
    case beginning
    case ending
    case rest
    case yearWord(DateUnit)
    case the, of, `in`, on, at, by, from, to, until, through, since, before, after, between, and, or
    case `for`, within, during, over, about, ago, hence, later, earlier, than, more, less, not, time
    /// "recent days".
    case recent
    case eve, overnight, onward
    /// Fills out a phrase: "shortly", "present".
    case filler
    /// "present", "moment", "date": with "at" or "this", the day of reading.
    case present
    /// "will", "going": what follows may lie ahead.
    case future
    case comma, period, slash, dash, colon, apostrophe, possessive, open, close, currency, percent
    case mark
}

struct DateToken {
    var start: Int
    var end: Int
    var word: DateWord
    var key: WordKey
    /// Value and count of figures.
    var value = 0
    var digits = 0
    /// No space before it.
    var isJoined: Bool
    var isCapital: Bool
}

extension DateToken {
    /// A token that an expression may turn on. A stretch of text without one is not looked at twice.
    var isCore: Bool {
        switch word {
        case .month, .shortMonth, .weekday, .shortWeekday, .weekdays, .day, .now, .unit, .units,
            .partOfDay,
            .partsOfDay, .hour, .meridiem, .oclock, .season, .decade, .feast, .habitual, .overnight,
            .present:
            true
        case .ordinal: digits > 0
        case .number: digits == 4 || digits == 8 || isJoined
        case .magnitude(1000): true
        case .cardinal(let value): value == 19 || value == 20
        default: false
        }
    }

    /// Whether an expression may begin with it.
    var mayBegin: Bool {
        switch word {
        case .other, .stop, .comma, .period, .slash, .dash, .colon, .possessive, .open, .close,
            .currency,
            .percent, .mark, .of, .and, .or, .to, .ago, .hence, .than, .future, .multitude, .zone,
            .meridiem,
            .time, .business, .oclock, .present:
            false
        default: true
        }
    }
}
