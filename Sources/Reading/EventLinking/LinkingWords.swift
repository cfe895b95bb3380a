internal import Gazetteer

/// The closed classes of English that event–place linking goes by.
struct LinkingWords: OptionSet {
    let rawValue: UInt32

    static let preposition = LinkingWords(rawValue: 1 << 0)
    /// Those that say where something is.
    static let locative = LinkingWords(rawValue: 1 << 1)
    static let direction = LinkingWords(rawValue: 1 << 2)
    static let calendar = LinkingWords(rawValue: 1 << 3)
    /// Kinds of places.
    static let kind = LinkingWords(rawValue: 1 << 4)
    /// People and bodies that act.
    static let actor = LinkingWords(rawValue: 1 << 5)
    /// Last words of the names of organisations.
    static let organisation = LinkingWords(rawValue: 1 << 6)
    static let title = LinkingWords(rawValue: 1 << 7)
    /// Words that have a capital only because they open a sentence.
    static let opener = LinkingWords(rawValue: 1 << 8)
    static let article = LinkingWords(rawValue: 1 << 9)
    /// Small words inside a name.
    static let particle = LinkingWords(rawValue: 1 << 10)
    static let abbreviation = LinkingWords(rawValue: 1 << 11)
    static let auxiliary = LinkingWords(rawValue: 1 << 12)
    /// Prepositions that put an event near a place, or all over it.
    static let vicinity = LinkingWords(rawValue: 1 << 13)
    static let extent = LinkingWords(rawValue: 1 << 14)

    /// The classes of each word.
    static let table: WordMap<LinkingWords> = {
        var classes: [WordKey: LinkingWords] = [:]
        for (class_, words) in lists {
            for word in words.split(whereSeparator: \.isWhitespace) {
                classes[WordKey(folded: word.utf8), default: []].insert(class_)
            }
        }
        return WordMap(classes)
    }()

    private static let lists: [(LinkingWords, String)] = [
        (
            .preposition,
            """
            in at near on outside inside of from by with against into onto over under between among across around along
            toward towards through throughout during off beyond behind beside besides within without amid amidst
            despite via above below beneath upon about like opposite for to
            """
        ),
        (
            .locative,
            "in at near on outside inside around into across throughout within over along between"
        ),
        (
            .direction,
            """
            north south east west northern southern eastern western northeast northwest southeast southwest
            northeastern northwestern southeastern southwestern central downtown upper lower nearby
            """
        ),
        (
            .calendar,
            """
            january february march april may june july august september october november december jan feb mar apr
            jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed
            thu fri sat sun today yesterday
            """
        ),
        (
            .kind,
            """
            city town village district province area region neighborhood neighbourhood suburb governorate county
            state capital camp base airport street square hospital university mosque church market bridge road
            highway border countryside outskirts center centre airbase checkpoint school prison station
            headquarters house home hotel park mountain mountains valley river island sea coast port dam farm hill
            hills locality municipality quarter township zone front line
            """
        ),
        (
            .actor,
            """
            army police forces force troops soldiers military militants rebels fighters government officials
            official authorities spokesman spokeswoman minister president residents people man men woman gunmen
            protesters activists group militia guard guards navy units unit party leader commander officers officer
            insurgents terrorists groups brigade division battalion regiment council parliament court judge leaders
            chief head ambassador embassy
            """
        ),
        (
            .organisation,
            """
            party front brigade brigades army movement forces force union council ministry agency organization
            organisation university committee association police department corps division battalion regiment group
            league congress court commission observatory times news post press house bank company corporation
            institute federation guard guards command network center centre shield storm
            """
        ),
        (
            .title,
            """
            president minister mr mrs ms dr gen general lt col colonel maj major capt captain sgt sheikh imam king
            prince judge senator sen rep gov governor mayor sir secretary chairman spokesman commander ambassador
            pope bishop
            """
        ),
        (
            .opener,
            """
            the a an in at on of from by with and but or for to after before when while as if it he she they we i
            you there this that these those some many more most all both one two three four five six seven eight
            nine ten least earlier later meanwhile however according also its his her their our my no not since
            during under over near between several other another dozens hundreds thousands about around nearly
            scores police troops soldiers militants rebels gunmen protesters government officials security last
            late early then what who where how why yes so such
            """
        ),
        (.article, "al el ul ar as az es ash an ad at"),
        (
            .particle,
            "al el ul ar as az es ash an ad at de la del bin da ez"
        ),
        (.abbreviation, "st mt ft"),
        (.auxiliary, "be is are was were been being am has have had"),
        (.vicinity, "near outside around along"),
        (.extent, "across throughout within"),
    ]
}
