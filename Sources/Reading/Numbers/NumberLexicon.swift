internal import Gazetteer

/// What a word adds to a number.
enum NumberWord: Hashable {
    /// "seven", "twenty".
    case value(Double)
    /// "hundred", "thousand", "dozen".
    case multiplier(Double)
    /// "dozens", "hundreds": at least two of them, if no number stands before.
    case plural(Double)
    /// "several", "handful".
    case vague(Double, Double)
    /// "couple", "pair": two or so.
    case couple
    case article, half, and, or, of, to, from, between, more, so, plus, odd
}

extension NumberWord {
    fileprivate var opensQuantity: Bool {
        switch self {
        case .value, .plural, .vague, .couple, .article, .half, .between, .from: true
        default: false
        }
    }
}

/// What words before a number make of it.
enum NumberLimit: Hashable {
    case exactly, atLeast, atMost, about, nearly
}

enum NumberLexicon {
    static let words: WordMap<NumberWord> = {
        var table: [WordKey: NumberWord] = [:]
        for (words, word) in entries {
            for name in words.split(separator: " ") { table[WordKey(folded: name.utf8)] = word }
        }
        for (index, name) in ones.split(separator: " ").enumerated() {
            table[WordKey(folded: name.utf8)] = .value(Double(index))
        }
        for (index, name) in tens.split(separator: " ").enumerated() {
            table[WordKey(folded: name.utf8)] = .value(Double(20 + 10 * index))
        }
        return WordMap(table)
    }()

    /// Words before a number that bound it, by the chained key of the phrase.
    static let limits: WordMap<NumberLimit> = {
        var table: [WordKey: NumberLimit] = [:]
        for (phrases, limit) in limitPhrases {
            for phrase in phrases { table[key(of: phrase)] = limit }
        }
        return WordMap(table)
    }()

    /// The words that a quantity may begin with.
    static let openers: WordSet = {
        let numbers = entries.filter { $0.1.opensQuantity }.map(\.0) + [ones, tens]
        let limits = limitPhrases.flatMap(\.0).compactMap { $0.split(separator: " ").first }
        let words = numbers.flatMap { $0.split(separator: " ") } + limits
        return WordSet(words.map { WordKey(folded: $0.utf8) })
    }()

    /// Words in the longest phrase of ``limits``.
    static let longestLimit = 3

    static let ordinalEndings: WordSet = [
        WordKey("st"), WordKey("nd"), WordKey("rd"), WordKey("th"),
    ]

    private static let ones = """
        zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen \
        sixteen seventeen eighteen nineteen
        """
    private static let tens = "twenty thirty forty fifty sixty seventy eighty ninety"

    private static let entries: [(String, NumberWord)] = [
        ("none", .value(0)),
        ("hundred", .multiplier(100)), ("thousand", .multiplier(1_000)),
        ("million", .multiplier(1_000_000)),
        ("billion", .multiplier(1_000_000_000)), ("dozen", .multiplier(12)),
        ("score", .multiplier(20)),
        ("dozens", .plural(12)), ("scores", .plural(20)), ("tens", .plural(10)),
        ("hundreds", .plural(100)), ("thousands", .plural(1_000)), ("millions", .plural(1_000_000)),
        ("several", .vague(3, 10)), ("handful", .vague(3, 10)), ("number", .vague(3, 10)),
        ("few", .vague(3, 10)), ("couple pair", .couple),
        ("a an", .article), ("half", .half), ("and", .and), ("or", .or), ("of", .of), ("to", .to),
        ("from", .from), ("between", .between), ("more", .more), ("so", .so), ("plus", .plus),
        ("odd", .odd),
    ]

    private static let limitPhrases: [([String], NumberLimit)] = [
        (["only", "just", "exactly", "another", "a total of"], .exactly),
        (
            [
                "at least", "more than", "over", "no fewer than", "no less than", "not less than",
                "not fewer than",
                "a minimum of", "minimum of", "upwards of", "upward of", "above", "in excess of",
                "well over",
            ], .atLeast
        ),
        (
            [
                "up to", "as many as", "at most", "no more than", "not more than", "fewer than",
                "less than",
                "under", "a maximum of", "maximum of", "below",
            ], .atMost
        ),
        (
            [
                "about", "around", "some", "roughly", "approximately", "an estimated", "estimated",
                "circa", "perhaps",
            ],
            .about
        ),
        (["nearly", "almost", "close to", "just under"], .nearly),
    ]

    private static func key(of phrase: String) -> WordKey {
        let keys = phrase.split(separator: " ").map { WordKey(folded: $0.utf8) }
        return keys.dropFirst().reduce(keys.first ?? WordKey(hash: 0)) { $0.followed(by: $1) }
    }
}
