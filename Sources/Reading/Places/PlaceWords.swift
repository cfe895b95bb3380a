internal import Gazetteer

/// What the words around a name say about it: small closed classes of English.
struct WordClass: OptionSet, Hashable, Sendable {
    let rawValue: UInt64
    init(rawValue: UInt64) { self.rawValue = rawValue }

    private static func bit(_ n: UInt64) -> WordClass { WordClass(rawValue: 1 << n) }

    static let inside = bit(0)
    static let atNear = bit(1)
    static let fromTo = bit(2)
    static let of = bit(3)
    static let otherPreposition = bit(4)
    static let article = bit(5)
    static let conjunction = bit(6)
    static let function = bit(7)
    static let direction = bit(8)
    static let title = bit(9)
    static let organisation = bit(10)
    static let newspaper = bit(11)
    static let water = bit(12)
    static let land = bit(13)
    static let facility = bit(14)
    static let site = bit(15)
    static let admin1Word = bit(16)
    static let admin2Word = bit(17)
    static let cityWord = bit(18)
    static let villageWord = bit(19)
    static let said = bit(20)
    static let calendar = bit(21)
    static let connector = bit(22)
    static let government = bit(23)
    static let people = bit(24)
    static let participle = bit(25)
    static let nameParticle = bit(26)
    static let arabicArticle = bit(27)
    static let street = bit(28)
    static let never = bit(29)
    static let personNoun = bit(30)
    static let countyWord = bit(31)
    static let honorific = bit(32)
    static let capitalWord = bit(33)
    static let movement = bit(34)
    static let kinship = bit(35)
    /// Nouns of what governments have with each other, and the words that link them to a name.
    static let relation = bit(36)
    static let relationLink = bit(37)
    static let stateVerb = bit(38)
    static let tribe = bit(39)
    /// Generic words that come first: Fort, Mount, Lake.
    static let leadingGeneric = bit(40)
    /// Three sorts of organisation: annotators and readers treat the places in their names unlike.
    static let school = bit(41)
    static let publicBody = bit(42)
    static let company = bit(43)
    static let auxiliary = bit(44)
    static let naming = bit(45)
    /// Diseases bear the names of the places where they were found.
    static let ailment = bit(46)
    /// Nobody calls a city so.
    static let hamlet = bit(47)

    /// Generic words of Arabic names, which come first and bear a capital: "Nahiyat al-Alam", "Qada Balad".
    static let arabicKind = bit(48)

    /// What streets are called whose names newspapers print: "drive" and "way" are other things as well.
    static let roadWord = bit(49)

    static let generic: WordClass = [
        .water, .land, .facility, .site, .admin1Word, .admin2Word, .cityWord, .villageWord,
    ]
    static let preposition: WordClass = [.inside, .atNear, .fromTo, .otherPreposition]
}

/// Looks up the classes of a word by its key.
struct PlaceWords: Sendable {
    private let words: WordMap<WordClass>

    /// Of the languages that are read.
    static let all = PlaceWords(lists: englishLists + arabic)

    init(lists: [(WordClass, String)]) {
        var classes: [WordKey: WordClass] = [:]
        for (wordClass, words) in lists {
            for word in words.split(whereSeparator: \.isWhitespace) {
                classes[WordKey(folded: word.utf8), default: []].formUnion(wordClass)
            }
        }
        words = WordMap(classes)
    }

    @inline(__always)
    subscript(_ key: WordKey) -> WordClass { words[key] ?? [] }
}
