internal import Gazetteer
internal import Incidents

/// People that a sentence counts or names, and what it says was done to them.
struct TollFigure {
    let sentence: Int
    /// The noun group; the phrase that opens the list it stands in.
    let tokens: Range<Int>
    let list: Int
    var minimum: Int?
    var maximum: Int?
    /// Who they are: the noun in the singular, or the last word of a name.
    let noun: String
    let kind: NounKind
    var role: Role
    /// The verb or noun that says so, as the lexicon has it.
    var concept: String
    /// How many sentences behind the nearest that tells the deed.
    let away: Int
    let isNamed: Bool
    let isCounted: Bool
    /// Grammar ties it to the deed's own words.
    var isTied = false

    enum Role: String {
        case killed, shot, wounded, taken, both, unreal, other
    }

    var isOfDead: Bool { role == .killed || role == .both }
    /// Whom it counts may be counted elsewhere by what they are.
    var isTotal: Bool { Self.all.contains(noun) }

    private static let all: Set<String> = [
        "people", "person", "victim", "individual", "unspecified", "dead", "death",
    ]
}

/// Gathers the figures that may count the dead of a deed from the sentences around its tellings.
struct TollFigures {
    let text: AnalyzedText
    let sentence: (Int) -> TargetSentence?

    /// Of a deed told many times over, the first tellings; how far around them a figure may stand.
    private static let mostEvents = 8
    private static let reach = -2...3

    func figures(of draft: DraftIncident) -> [TollFigure] {
        let near = draft.surroundings(
            Self.reach, tellings: Self.mostEvents, in: text.sentences.indices)
        var figures = near.flatMap { index, away in
            sentence(index).map { self.figures(in: $0, index, away) } ?? []
        }
        let away = Dictionary(uniqueKeysWithValues: near.map { ($0.sentence, $0.away) })
        for told in TollTally(text: text).told(draft) { tie(told, away, &figures) }
        for victim in draft.victims { tie(victim, &figures) }
        return figures
    }

    // MARK: What the deed's own words count

    private func tie(_ told: Casualties, _ away: [Int: Int], _ figures: inout [TollFigure]) {
        guard let role = Self.role(told.effect) else { return }
        let tokens = text.tokenRange(told.span)
        if let index = figures.firstIndex(where: { $0.tokens.overlaps(tokens) }) {
            figures[index].role = role
            figures[index].isTied = true
            (figures[index].minimum, figures[index].maximum) = (told.minimum, told.maximum)
        } else if !tokens.isEmpty, !TollChooser.isOfRebels(told, text) {
            let sentence = text.sentenceIndex(ofToken: tokens.lowerBound)
            figures.append(
                TollFigure(
                    sentence: sentence, tokens: tokens, list: tokens.lowerBound,
                    minimum: told.minimum, maximum: told.maximum,
                    noun: Self.noun(told.side), kind: .number, role: role, concept: "-",
                    away: away[sentence] ?? 0, isNamed: false, isCounted: true, isTied: true))
        }
    }

    private func tie(_ victim: TargetReader.Victim, _ figures: inout [TollFigure]) {
        guard
            let index = figures.firstIndex(where: {
                $0.tokens.overlaps(victim.target.tokens)
            })
        else { return }
        if figures[index].role != .both { figures[index].role = .killed }
        figures[index].isTied = true
    }

    private static func role(_ effect: Casualties.Effect) -> TollFigure.Role? {
        switch effect {
        case .killed: .killed
        case .injured: .wounded
        case .captured, .missing: .taken
        case .casualties: .both
        default: nil
        }
    }

    // MARK: Sentences

    private func figures(in sentence: TargetSentence, _ index: Int, _ away: Int) -> [TollFigure] {
        let phrases = sentence.phrases
        return phrases.chunks.indices.compactMap { chunk in
            guard let kind = sentence.kinds[chunk] else { return nil }
            if kind == .event { return dead(chunk, sentence, away) ?? owner(chunk, sentence, away) }
            guard Self.people.contains(kind),
                phrases.verb(withSubject: chunk).map(phrases.isNaturalDeath) != true,
                !sentence.isSpeaker(chunk)
            else { return nil }
            let units = phrases.chunks[chunk].units
            let (role, concept) = role(chunk, sentence)
            // A figure without a noun counts people only where something is done to them.
            guard role != .other || away == 0 && kind != .number && quantity(units, phrases) != nil
            else { return nil }
            return figure(units, chunk, sentence, kind, role, concept, away)
        }
    }

    private static let people: Set<NounKind> = [
        .civilian, .force, .rebel, .name, .number, .unknown,
    ]

    /// "14 *dead*", "three deaths".
    private func dead(_ chunk: Int, _ sentence: TargetSentence, _ away: Int) -> TollFigure? {
        let phrases = sentence.phrases
        let units = phrases.chunks[chunk].units
        guard phrases.head(chunk).lexeme?.nounEvent?.concept == .die,
            quantity(units, phrases) != nil
        else { return nil }
        return figure(units, chunk, sentence, .number, .killed, "die", away)
    }

    /// "*Salazar's* murder".
    private func owner(_ chunk: Int, _ sentence: TargetSentence, _ away: Int) -> TollFigure? {
        let phrases = sentence.phrases
        let units = phrases.chunks[chunk].units
        guard let concept = phrases.head(chunk).lexeme?.nounEvent?.concept,
            Self.killing.contains(concept.rawValue),
            let mark = units.last(where: { phrases.units[$0].tag == .possessive }),
            mark > units.lowerBound
        else { return nil }
        return figure(
            units.lowerBound..<mark, chunk, sentence, .name, .killed, concept.rawValue, away)
    }

    private func figure(
        _ units: Range<Int>, _ chunk: Int, _ sentence: TargetSentence, _ kind: NounKind,
        _ role: TollFigure.Role, _ concept: String, _ away: Int
    ) -> TollFigure? {
        let phrases = sentence.phrases
        guard let first = units.first, let last = units.last else { return nil }
        let name = TargetCandidates.lastName(units, phrases, text)
        let counted = quantity(units, phrases)
        // "*the* Jaffar Express" is nobody.
        let isThing =
            name != nil && counted == nil && phrases.units[first].tag == .determiner
            && phrases.units[last].lexeme?.person == nil
        guard !isThing,
            let count = counted.map({ ($0.wholeMinimum, $0.wholeMaximum) })
                ?? count(phrases.units[last], isNamed: name != nil)
        else { return nil }
        let tokens =
            phrases.units[first].tokens.lowerBound..<phrases.units[last].tokens.upperBound
        let isNamed = name != nil && counted == nil
        let noun = text.string(text.span(phrases.units[last].tokens))
        return TollFigure(
            sentence: phrases.sentence, tokens: tokens,
            list: phrases.tokens(sentence.listStart(chunk)).lowerBound,
            minimum: count.0, maximum: count.1,
            noun: isNamed ? noun.lowercased() : isOthers(tokens) ? "other" : Self.noun(noun),
            kind: kind, role: role,
            concept: concept, away: away, isNamed: isNamed, isCounted: counted != nil)
    }

    private func quantity(_ units: Range<Int>, _ phrases: SentencePhrases) -> Quantity? {
        units.lazy.compactMap { phrases.units[$0].quantity }.first
    }

    /// A name or a word for one is one; a plural without a figure is more than one.
    private func count(_ head: Unit, isNamed: Bool) -> (Int?, Int?)? {
        let isPlural = head.lexeme?.isPlural == true
        if isPlural || head.lexeme?.person?.isGroup == true { return (2, nil) }
        return isNamed || head.lexeme?.person != nil ? (1, 1) : nil
    }

    /// "two *other* persons" are not among those counted before.
    private func isOthers(_ tokens: Range<Int>) -> Bool {
        text.tokens[tokens].contains { Self.others.contains($0.key) }
    }

    private static let others: WordSet = [WordKey("other"), WordKey("others"), WordKey("another")]

    static func noun(_ side: String) -> String {
        let noun = side.lowercased().split(separator: " ").last.map(String.init) ?? side
        if noun.hasSuffix("men") { return noun.dropLast(2) + "an" }
        return noun.count > 3 && noun.hasSuffix("s") ? String(noun.dropLast()) : noun
    }

    // MARK: What was done to them

    private static let killing: Set<String> = ["kill", "die", "execute", "assassinate", "massacre"]

    private func role(_ chunk: Int, _ sentence: TargetSentence) -> (TollFigure.Role, String) {
        let first = sentence.listStart(chunk)
        for frame in sentence.frames {
            let suffers =
                frame.subjectRole == "psubj" || frame.sense == "die" ? frame.subject : frame.object
            guard let suffers, suffers == chunk || suffers == first,
                let role = Self.role(frame.sense)
            else { continue }
            if role == .shot, sentence.phrases.isInLimb(frame.verb) { return (.wounded, "limb") }
            let verb = sentence.phrases.chunks[frame.verb].verb
            let isUnreal =
                verb.isNegated || verb.isModal || isHabit(frame.verb, sentence.phrases)
                || sentence.phrases.isCumulative(frame.verb, in: text)
            return (isUnreal ? .unreal : role, frame.sense)
        }
        return nominal(chunk, sentence) ?? nominal(first, sentence) ?? (.other, "-")
    }

    /// "Unexploded ordnance *kills* dozens of people *every month*".
    private func isHabit(_ verb: Int, _ phrases: SentencePhrases) -> Bool {
        let group = phrases.chunks[verb].verb
        return group.tense == .present && !group.isPerfect
            && phrases.chunks[verb...].contains {
                $0.kind == .date
                    && Self.each.contains(
                        text.tokens[phrases.units[$0.head].tokens.lowerBound].key)
            }
    }

    private static let each: WordSet = [WordKey("every"), WordKey("each")]

    /// "the murder *of two nurses*", "the bodies *of*".
    private func nominal(
        _ chunk: Int, _ sentence: TargetSentence
    ) -> (TollFigure.Role, String)? {
        let phrases = sentence.phrases
        guard chunk >= 2, sentence.isPreposition(chunk - 1),
            phrases.head(chunk - 1).key == Words.of
        else { return nil }
        let head = phrases.head(chunk - 2)
        if EventFinder.bodies.contains(head.key) { return (.killed, "bodies") }
        guard let concept = head.lexeme?.nounEvent?.concept.rawValue else { return nil }
        return Self.role(concept).map { ($0, "of " + concept) }
    }

    private static func role(_ sense: String) -> TollFigure.Role? {
        if killing.contains(sense) { return .killed }
        switch sense {
        case "shoot", "shootAt": return .shot
        case "wound": return .wounded
        case "abduct", "hostage", "arrest", "seize": return .taken
        default: return nil
        }
    }
}
