internal import Gazetteer
internal import Incidents

/// What "the town", "there" and "it" mean: places told before.
extension EventPlaces {
    /// What "the town" or "the province" means: the last place of that kind told before.
    func antecedent(of unit: Int) -> Int? {
        let chunk = phrases.chunk(ofUnit: unit)
        guard let kinds = Self.anaphora[phrases.units[unit].key],
            phrases.chunks[chunk].head == unit,
            Self.the.contains(phrases.units[phrases.chunks[chunk].units.lowerBound].key),
            !hasPlace(chunk),
            !(phrases.chunks.indices.contains(chunk + 1) && phrases.head(chunk + 1).key == Words.of)
        else { return nil }
        let start = Int(text.tokens[phrases.units[unit].tokens.lowerBound].start)
        return spokenOf(before: start) { kinds.contains($0.kind) }
    }

    /// Whether a sentence names a place, or may speak of one told before but for "there": most do neither.
    static func mayPlace(_ sentence: Int, _ sentences: SentenceReader) -> Bool {
        sentences.holdsPlace(sentence)
            || sentences.text.tokens[sentences.text.sentences[sentence]]
                .contains { anaphora[$0.key] != nil }
    }

    /// The last place of a sort named before a byte, first among those of the events told so far.
    func spokenOf(before start: Int, _ isOfSort: (Place) -> Bool) -> Int? {
        let end = mentions.partitioningIndex { $0.span.end > start }
        let known = mentions.indices[..<end].suffix(Self.memory).filter {
            mentions[$0].role == .literal && mentions[$0].resolution.place.map(isOfSort) == true
        }
        return known.last { mentions[$0].resolution.place.map { placed.contains($0.id) } == true }
            ?? known.last
    }

    /// "A bomb outside the airport *there* killed ten": the only town or site that this sentence and the
    /// one before it name.
    func there(_ unit: Int) -> Int? {
        let tokens = phrases.units[unit].tokens
        guard phrases.units[unit].key == Self.thereWord, tokens.lowerBound > 0,
            unit + 1 >= phrases.units.count || phrases.units[unit + 1].tag != .be
        else { return nil }
        let sentence = max(phrases.sentence - 1, 0)
        let start = Int(text.tokens[text.sentences[sentence].lowerBound].start)
        let end = Int(text.tokens[tokens.lowerBound].start)
        let first = mentions.partitioningIndex { $0.span.start >= start }
        let last = mentions.partitioningIndex { $0.span.end > end }
        guard first < last else { return nil }
        let named = (first..<last).filter {
            let group = mentions[$0].resolution.place?.kind.group
            return mentions[$0].role == .literal && (group == .populated || group == .site)
                && !isAside(mentions[$0])
        }
        let places = Set(named.compactMap { mentions[$0].resolution.place?.id })
        return places.count == 1 ? named.last : nil
    }

    /// "a valley *near* Hit", "the road *from* Hit": named to say where something else is.
    func isAside(_ mention: Mention) -> Bool {
        let before = text.tokenRange(mention.span).lowerBound - 1
        return before >= 0 && Self.asides.contains(text.tokens[before].key)
    }

    private static let asides: WordSet = [
        WordKey("near"), WordKey("from"), WordKey("to"), WordKey("of"), WordKey("toward"),
    ]
    private static let thereWord = WordKey("there")
    /// How many mentions back "the city" may reach.
    private static let memory = 200

    /// What "it" was that they seized: the town or site spoken of last.
    func lastPoint(before event: EventMention) -> Int? {
        guard Self.territorial.contains(event.concept) else { return nil }
        return spokenOf(before: Int(text.tokens[event.trigger.lowerBound].start)) {
            $0.kind.group == .populated || $0.kind.group == .site
        }
    }

    /// "in *this* capital".
    private static let the: WordSet = [WordKey("the"), WordKey("this")]
    private static let cities: Set<PlaceKind> = [.city, .capital, .town]
    private static let towns: Set<PlaceKind> = [.town, .village, .locality]
    private static let anaphora: WordMap<Set<PlaceKind>> = [
        WordKey("city"): cities, WordKey("town"): towns, WordKey("village"): [.village, .locality],
        WordKey("hamlet"): [.village, .locality], WordKey("province"): [.admin1],
        WordKey("governorate"): [.admin1], WordKey("state"): [.admin1],
        WordKey("department"): [.admin1], WordKey("county"): [.admin1, .admin2],
        WordKey("municipality"): [.admin2, .admin3, .city, .town, .village],
        WordKey("district"): [.admin2, .admin3, .quarter],
        WordKey("neighborhood"): [.quarter], WordKey("neighbourhood"): [.quarter],
        WordKey("dam"): [.dam, .barrage], WordKey("prison"): [.prison], WordKey("base"): [.base],
        WordKey("plant"): [.powerplant, .plant, .refinery], WordKey("refinery"): [.refinery],
        WordKey("bridge"): [.bridge], WordKey("port"): [.port], WordKey("hospital"): [.hospital],
        WordKey("crossing"): [.crossing], WordKey("island"): [.island],
        WordKey("airport"): [.airport], WordKey("capital"): [.capital], WordKey("camp"): [.camp],
    ]
}
