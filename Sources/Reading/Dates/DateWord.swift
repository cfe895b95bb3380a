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
    /// Hedges a time: "shortly after midnight".
    case filler
    /// "present", "moment", "date": with "at" or "this", the day of reading.
    case present
    /// "will", "going": what follows may lie ahead.
    case future
    case comma, period, slash, dash, colon, apostrophe, possessive, open, close, currency, percent
    case mark
}

/// The words and marks that rules ask for several at a time.
struct SmallWords: OptionSet {
    let rawValue: UInt32

    static let of = SmallWords(rawValue: 1 << 0)
    static let `in` = SmallWords(rawValue: 1 << 1)
    static let on = SmallWords(rawValue: 1 << 2)
    static let at = SmallWords(rawValue: 1 << 3)
    static let by = SmallWords(rawValue: 1 << 4)
    static let from = SmallWords(rawValue: 1 << 5)
    static let to = SmallWords(rawValue: 1 << 6)
    static let until = SmallWords(rawValue: 1 << 7)
    static let through = SmallWords(rawValue: 1 << 8)
    static let since = SmallWords(rawValue: 1 << 9)
    static let before = SmallWords(rawValue: 1 << 10)
    static let after = SmallWords(rawValue: 1 << 11)
    static let between = SmallWords(rawValue: 1 << 12)
    static let and = SmallWords(rawValue: 1 << 13)
    static let `for` = SmallWords(rawValue: 1 << 14)
    static let within = SmallWords(rawValue: 1 << 15)
    static let during = SmallWords(rawValue: 1 << 16)
    static let over = SmallWords(rawValue: 1 << 17)
    static let about = SmallWords(rawValue: 1 << 18)
    static let beginning = SmallWords(rawValue: 1 << 19)
    static let ending = SmallWords(rawValue: 1 << 20)
    static let comma = SmallWords(rawValue: 1 << 21)
    static let period = SmallWords(rawValue: 1 << 22)
    static let slash = SmallWords(rawValue: 1 << 23)
    static let dash = SmallWords(rawValue: 1 << 24)
    static let open = SmallWords(rawValue: 1 << 25)
}

extension SmallWords {
    /// The set of this word alone; empty for all that are no small words.
    init(_ word: DateWord) {
        switch word {
        case .of: self = .of
        case .in: self = .in
        case .on: self = .on
        case .at: self = .at
        case .by: self = .by
        case .from: self = .from
        case .to: self = .to
        case .until: self = .until
        case .through: self = .through
        case .since: self = .since
        case .before: self = .before
        case .after: self = .after
        case .between: self = .between
        case .and: self = .and
        case .for: self = .for
        case .within: self = .within
        case .during: self = .during
        case .over: self = .over
        case .about: self = .about
        case .beginning: self = .beginning
        case .ending: self = .ending
        case .comma: self = .comma
        case .period: self = .period
        case .slash: self = .slash
        case .dash: self = .dash
        case .open: self = .open
        default: self = []
        }
    }
}

struct DateToken {
    var start: Int
    var end: Int
    var word: DateWord { didSet { small = SmallWords(word) } }
    private(set) var small: SmallWords
    var key: WordKey
    /// Value and count of figures.
    var value = 0
    var digits = 0
    /// No space before it.
    var isJoined: Bool
    var isCapital: Bool
    /// Ends in "s", as plurals do.
    var endsInS = false

    init(start: Int, end: Int, word: DateWord, key: WordKey, isJoined: Bool, isCapital: Bool) {
        self.start = start
        self.end = end
        self.word = word
        small = SmallWords(word)
        self.key = key
        self.isJoined = isJoined
        self.isCapital = isCapital
    }
}

extension DateWord {
    /// A word that an expression may turn on. A stretch of text without one is not looked at twice.
    func isCore(digits: Int, isJoined: Bool) -> Bool {
        switch self {
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
}

extension DateToken {
    var isCore: Bool { word.isCore(digits: digits, isJoined: isJoined) }

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
