/// The closed classes of English that event–place linking goes by.
enum LinkingWords {
    static let prepositions = words(
        """
        in at near on outside inside of from by with against into onto over under between among across around along
        toward towards through throughout during off beyond behind beside besides within without amid amidst
        despite via above below beneath upon about like opposite for to
        """)
    /// Those that say where something is.
    static let locatives = words(
        "in at near on outside inside around into across throughout within over along between")
    static let directions = words(
        """
        north south east west northern southern eastern western northeast northwest southeast southwest
        northeastern northwestern southeastern southwestern central downtown upper lower nearby
        """)
    static let calendar = words(
        """
        january february march april may june july august september october november december jan feb mar apr
        jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed
        thu fri sat sun today yesterday
        """)
    /// Kinds of places.
    static let kinds = words(
        """
        city town village district province area region neighborhood neighbourhood suburb governorate county
        state capital camp base airport street square hospital university mosque church market bridge road
        highway border countryside outskirts center centre airbase checkpoint school prison station
        headquarters house home hotel park mountain mountains valley river island sea coast port dam farm hill
        hills locality municipality quarter township zone front line
        """)
    /// People and bodies that act.
    static let actors = words(
        """
        army police forces force troops soldiers military militants rebels fighters government officials
        official authorities spokesman spokeswoman minister president residents people man men woman gunmen
        protesters activists group militia guard guards navy units unit party leader commander officers officer
        insurgents terrorists groups brigade division battalion regiment council parliament court judge leaders
        chief head ambassador embassy
        """)
    /// Last words of the names of organisations.
    static let organisations = words(
        """
        party front brigade brigades army movement forces force union council ministry agency organization
        organisation university committee association police department corps division battalion regiment group
        league congress court commission observatory times news post press house bank company corporation
        institute federation guard guards command network center centre shield storm
        """)
    static let titles = words(
        """
        president minister mr mrs ms dr gen general lt col colonel maj major capt captain sgt sheikh imam king
        prince judge senator sen rep gov governor mayor sir secretary chairman spokesman commander ambassador
        pope bishop
        """)
    /// Words that have a capital only because they open a sentence.
    static let openers = words(
        """
        the a an in at on of from by with and but or for to after before when while as if it he she they we i
        you there this that these those some many more most all both one two three four five six seven eight
        nine ten least earlier later meanwhile however according also its his her their our my no not since
        during under over near between several other another dozens hundreds thousands about around nearly
        scores police troops soldiers militants rebels gunmen protesters government officials security last
        late early then what who where how why yes so such
        """)
    static let articles = words("al el ul ar as az es ash an ad at")
    /// Small words inside a name.
    static let particles = words("al el ul ar as az es ash an ad at de la del bin da ez")
    static let abbreviations = words("st mt ft")
    static let auxiliaries = words("be is are was were been being am has have had")
    /// Endings of the words for peoples, longest first.
    static let endings = ["ians", "ian", "ese", "ish", "ans", "an", "is", "i"]

    private static func words(_ list: String) -> Set<String> {
        Set(list.split(whereSeparator: \.isWhitespace).map(String.init))
    }
}
