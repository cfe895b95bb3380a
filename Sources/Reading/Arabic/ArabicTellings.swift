internal import Gazetteer
internal import Incidents

/// Reads what an Arabic sentence tells of events, without a grammar: event words, the people counted
/// behind them, the day and the place nearest to them.
///
/// Verbs come first in Arabic news and their subjects follow, so a figure belongs to the event word
/// before it. Negated events and places behind "from" are left out.
struct ArabicTellings {
    let text: AnalyzedText
    let mentions: [Mention]
    let published: Day?
    let lexicon: ArabicLexicon

    /// Whether a sentence is Arabic: its first words are.
    func isArabic(_ sentence: Int) -> Bool {
        var words = 0
        var arabic = 0
        for index in text.sentences[sentence] where text.tokens[index].isWord {
            words += 1
            if (0xd8...0xdb).contains(text.bytes[Int(text.tokens[index].start)]) { arabic += 1 }
            if words == 4 { break }
        }
        return arabic * 2 > words
    }

    /// - Parameter before: The day of the last event told, for "the same day".
    func tellings(
        ofSentence sentence: Int, before: EventDate?, _ reckoner: PlaceReckoner, isHeadline: Bool
    ) -> [IncidentGrouping.Telling] {
        let clause = ArabicClause(
            text: text, mentions: mentions, published: published, lexicon: lexicon,
            sentence: sentence)
        let paragraph = text.paragraphIndex(ofToken: text.sentences[sentence].lowerBound)
        return clause.words.indices.compactMap { index in
            guard var event = clause.event(at: index) else { return nil }
            guard let type = EventTyper.type(of: event) ?? harmOnly(event) else { return nil }
            event.type = type
            let day = clause.date(of: index)
            if event.isBackdrop, day == nil { return nil }
            return IncidentGrouping.Telling(
                event: event, places: reckoner.places(of: event),
                date: day.flatMap { $0.isSame ? before : $0.date }, paragraph: paragraph,
                isHeadline: isHeadline)
        }
    }

    private func harmOnly(_ event: EventMention) -> IncidentType? {
        IncidentGrouping.harm.contains(event.concept) && !event.casualties.isEmpty ? .other : nil
    }
}

/// The words of one Arabic sentence.
struct ArabicClause {
    let text: AnalyzedText
    let mentions: [Mention]
    let sentence: Int
    let words: [ArabicWord]
    private let dates: [ArabicDates.Dated]

    init(
        text: AnalyzedText, mentions: [Mention], published: Day?, lexicon: ArabicLexicon,
        sentence: Int
    ) {
        self.text = text
        self.mentions = mentions
        self.sentence = sentence
        let stemmer = ArabicStemmer(text: text, lexicon: lexicon)
        words = Self.body(of: text.sentences[sentence], text)
            .filter { text.tokens[$0].kind != .mark }.map(stemmer.word(at:))
        dates = ArabicDates(text: text, words: words, published: published).dates()
    }

    /// Without the dateline: "الحديدة، اليمن — …".
    private static func body(of sentence: Range<Int>, _ text: AnalyzedText) -> Range<Int> {
        let dash = sentence.prefix(9).first {
            text.tokens[$0].mark == .dash || text.tokens[$0].mark == .hyphen
        }
        return dash.map { $0 + 1..<sentence.upperBound } ?? sentence
    }

    func event(at index: Int) -> EventMention? {
        let word = words[index]
        guard let known = word.event, tells(known, at: index), !isPartOfDay(index),
            !isNegated(index)
        else { return nil }
        let concept = isMarch(index) ? .protest : known
        var event = EventMention(
            sentence: sentence, trigger: word.token..<word.token + 1, chunk: index,
            concept: concept, type: .other, isWeak: Self.weak.contains(concept),
            isNominal: true)
        event.casualties = casualties(at: index, concept)
        event.targets = IncidentGrouping.harm.contains(concept) ? people(after: index) : []
        event.perpetrators = IncidentGrouping.harm.contains(concept) ? [] : actors(after: index)
        event.places = places(of: index)
        event.isBackdrop = (words[max(0, index - 2)..<index] + words.prefix(1)).contains {
            Self.past.contains($0.key)
        }
        if concept == .find { event.things = isOfArms(index) ? .arms : [] }
        return event
    }

    /// "had been": what came before the news.
    private static let past: WordSet = [
        ArabicLexicon.key("كان"), ArabicLexicon.key("كانت"), ArabicLexicon.key("وكان"),
        ArabicLexicon.key("وكانت"),
    ]
    private static let weak: ConceptSet = [
        .shoot, .find, .explode, .disperse, .attack, .shell,
    ]

    /// "dawn on Sunday": the word for dawn is also "blew up".
    private func isPartOfDay(_ index: Int) -> Bool {
        words[index].senses.contains(.partOfDay) && index + 1 < words.count
            && (words[index + 1].weekday != nil || words[index + 1].senses.contains(.partOfDay))
    }

    private func isNegated(_ index: Int) -> Bool {
        index > 0 && words[index - 1].senses.contains(.negation)
    }

    private func isOfArms(_ index: Int) -> Bool {
        words[index...].prefix(4).contains { $0.senses.contains(.thing) }
    }

    // MARK: People

    private func casualties(at index: Int, _ concept: EventConcept) -> [Casualties] {
        guard IncidentGrouping.harm.contains(concept) || concept == .arrest || concept == .abduct
        else { return [] }
        let effect: Casualties.Effect =
            concept == .wound
            ? .injured : concept == .arrest || concept == .abduct ? .captured : .killed
        if IncidentGrouping.harm.contains(concept), isWithout(index) {
            let span = text.span(words[index].token..<words[index].token + 1)
            return [
                Casualties(
                    effect: effect, side: Casualties.unspecifiedSide, minimum: 0, maximum: 0,
                    span: span, text: text.string(span))
            ]
        }
        guard let counted = counted(after: index) ?? counted(before: index) else { return [] }
        let tokens =
            words[counted.words.lowerBound].token..<words[counted.words.upperBound - 1].token + 1
        let span = text.span(tokens)
        return [
            Casualties(
                effect: effect, side: counted.side, minimum: counted.minimum,
                maximum: counted.maximum, span: span, text: text.string(span))
        ]
    }

    /// "*لم* يسفر الانفجار عن قتلى", "*دون* سقوط ضحايا": none, and not unknown. Only of those who are spoken
    /// of as victims: who "لم يكشف عن اسمه" may well tell of the dead.
    private func isWithout(_ index: Int) -> Bool {
        guard Self.victims.contains(words[index].key) else { return false }
        let before = words[max(0, index - 5)..<index]
        let none = before.lastIndex {
            $0.senses.contains(.negation) || Self.without.contains($0.key)
        }
        guard let none else { return false }
        return !before[none...].contains { $0.number != nil || $0.event != nil }
    }

    static let victims = keys("قتلى", "قتيل", "قتيلا", "ضحايا", "جرحى", "إصابات")
    private static let without = keys("دون", "بدون")

    private static let byHand: ConceptSet = [.execute, .assassinate]

    private struct Counted {
        var minimum: Int?
        var maximum: Int?
        var side: String
        var words: Range<Int>
    }

    /// "قُتل تسعة مدنيين", "مقتل السائق", "إصابة راكبين".
    private func counted(after index: Int) -> Counted? {
        let numbers = ArabicNumbers(words: words)
        for next in (index + 1)..<max(index + 1, min(index + 7, words.count)) {
            if words[next].event != nil { return nil }
            if words[next].weekday != nil || words[next].month != nil { continue }
            if let count = numbers.count(at: next) {
                let person = (count.end..<max(count.end, min(count.end + 3, words.count))).first {
                    words[$0].person != nil
                }
                return Counted(
                    minimum: count.minimum, maximum: count.maximum, side: side(person),
                    words: next..<(person ?? count.end - 1) + 1)
            }
            // "أعدم *عناصر* من داعش أحد عشر مدنيا": who kills stands first.
            if Self.byHand.contains(words[index].event ?? .die), words[next].person == .rebel {
                continue
            }
            if words[next].person != nil { return uncounted(next) }
        }
        return nil
    }

    /// One, two, or more, as the form of the noun says.
    private func uncounted(_ index: Int) -> Counted {
        let word = words[index]
        let isPlural =
            Self.plurals.contains(word.key) || text.string(text.tokens[word.token]).hasSuffix("ون")
        let bounds: (Int?, Int?) = word.isDual ? (2, 2) : isPlural ? (2, nil) : (1, 1)
        return Counted(
            minimum: bounds.0, maximum: bounds.1, side: side(index), words: index..<index + 1)
    }

    /// "عشرة من المهاجمين قُتلوا": the verb stands behind.
    private func counted(before index: Int) -> Counted? {
        guard index > 0 else { return nil }
        let numbers = ArabicNumbers(words: words)
        for start in (max(0, index - 4)..<index).reversed() {
            if words[start].event != nil { return nil }
            if let count = numbers.count(at: start), start == 0 || words[start - 1].number == nil {
                let person = (count.end..<index).first { words[$0].person != nil }
                // "ثلاثة عشر *متدربا* مصرعهم": whoever they are.
                let isTheirs = index - count.end == 1 && Self.theirs.contains(words[index].key)
                guard person != nil || count.end == index || isTheirs else { return nil }
                return Counted(
                    minimum: count.minimum, maximum: count.maximum, side: side(person),
                    words: start..<(person ?? count.end - 1) + 1)
            }
        }
        // "إن *مدنيا* قتل".
        return words[index - 1].person == .civilian ? uncounted(index - 1) : nil
    }

    private static let theirs = keys("مصرعهم", "حتفهم")

    private func side(_ person: Int?) -> String {
        person.map { text.string(text.tokens[words[$0].token]) } ?? Casualties.unspecifiedSide
    }

    private func people(after index: Int) -> [EventMention.Participant] {
        participants(words[(index + 1)...].prefix(6).prefix { $0.event == nil })
    }

    /// Who follows the verb: "استهدفت القوات الحكومية".
    private func actors(after index: Int) -> [EventMention.Participant] {
        participants(words[(index + 1)...].prefix(3).prefix { $0.event == nil }).filter {
            $0.kind == .state || $0.kind == .rebel || $0.kind == .militia || $0.kind == .protester
        }
    }

    private func participants(_ words: ArraySlice<ArabicWord>.SubSequence) -> [EventMention
        .Participant]
    {
        guard let word = words.first(where: { $0.person != nil }), let kind = word.person else {
            return []
        }
        let words = text.string(text.tokens[word.token])
        var name = words
        for sense in word.senses { if case .group(_, let known) = sense { name = known } }
        return [
            EventMention.Participant(
                tokens: word.token..<word.token + 1, text: words, name: name, kind: kind)
        ]
    }

    // MARK: Where and when

    /// The date nearest to a word, before or behind it.
    func date(of index: Int) -> ArabicDates.Dated? {
        dates.min { abs($0.word - index) < abs($1.word - index) }
    }

    private func places(of index: Int) -> [EventMention.PlaceLink] {
        let sentence = text.span(text.sentences[sentence])
        let first = mentions.partitioningIndex { $0.span.start >= sentence.start }
        return mentions.indices[first...].prefix { sentence.contains(mentions[$0].span) }.compactMap
        {
            mention in
            guard mentions[mention].role == .literal,
                let position = words.firstIndex(where: {
                    Int(text.tokens[$0.token].start) >= mentions[mention].span.start
                }), !isCommonNoun(position), let relation = relation(at: position)
            else { return nil }
            // What stands behind an event word is nearer to it than what stands before.
            let distance = position > index ? position - index : (index - position) * 2
            return EventMention.PlaceLink(
                mention: mention, relation: relation.relation,
                strength: max(1, relation.strength - distance / 4))
        }
    }

    /// "the city", which is also the name of Medina.
    private func isCommonNoun(_ position: Int) -> Bool { Self.kinds.contains(words[position].key) }

    /// How a place is tied to what stands before it; `nil` for an origin.
    private func relation(at position: Int) -> (relation: IncidentPlace.Relation, strength: Int)? {
        var index = position - 1
        while index >= 0, Self.kinds.contains(words[index].key) { index -= 1 }
        guard index >= 0 else { return (.at, 6) }
        if words[index].senses.contains(.origin) || Self.toward.contains(words[index].key) {
            return nil
        }
        if isDistance(index) { return nil }
        if let relation = words[index].relation { return (relation, relation == .at ? 10 : 9) }
        return (.at, 6)
    }

    /// "about 170 kilometres *east of* Sanaa": an aside on where the place just named lies.
    private func isDistance(_ index: Int) -> Bool {
        words[max(0, index - 5)..<index].contains { $0.key == Self.distance }
    }

    private static let distance = ArabicLexicon.key("بعد")
    static let kinds: Set<WordKey> = Set(
        [
            "مدينة", "محافظة", "بلدة", "قرية", "منطقة", "حي", "قضاء", "ريف", "مديرية", "ولاية",
            "مخيم",
            "مركز", "ناحية", "مطار", "ميناء", "المدينة", "المحافظة", "البلدة", "القرية", "المنطقة",
            "المديرية",
        ].map { ArabicLexicon.key($0) })
    private static let toward: WordSet = [
        ArabicLexicon.key("إلى"), ArabicLexicon.key("نحو"), ArabicLexicon.key("باتجاه"),
    ]
    private static let plurals: Set<WordKey> = Set(
        [
            "أطفال", "نساء", "جنود", "عمال", "ركاب", "عناصر", "ضباط", "أشخاص", "رجال", "طلاب",
            "الأطفال",
            "الجنود", "المدنيين", "مدنيين", "المسلحين", "مسلحين", "آخرين", "المهاجمين",
        ].map { ArabicLexicon.key($0) })
}
