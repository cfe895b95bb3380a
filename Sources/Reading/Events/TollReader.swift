internal import Gazetteer
internal import Incidents

/// Reads how many people an event harmed, on which side, in which words.
///
/// A figure belongs to people, not to cars or miles: it counts only in a noun group whose head is a
/// word for people, or that stands alone ("ten were killed").
struct TollReader {
    let text: AnalyzedText
    let phrases: SentencePhrases
    let mentions: [Mention]

    func casualties(of event: EventMention) -> [Casualties] {
        if let survivors = survivors(of: event) { return survivors }
        guard let effect = effect(of: event) else { return [] }
        let found =
            event.isNominal
            ? countedBy(event, effect) + killed(by: event, effect)
            : people(in: harmed(by: event), effect)
        let source = speaker(of: event.chunk)
        let isAlternative = isAlternative(event)
        return found.map {
            var figure = $0
            figure.source = source
            if isAlternative { figure.minimum = nil }
            return figure
        }
    }

    /// "12 people, seven women and five men": the parts of a total are not added to it.
    func withoutParts(_ figures: [Casualties]) -> [Casualties] {
        guard let total = figures.first?.minimum, figures.count > 2 else { return figures }
        let parts = figures.dropFirst().compactMap(\.minimum)
        return parts.count == figures.count - 1 && parts.reduce(0, +) == total
            ? [figures[0]] : figures
    }

    /// "driven out *or* killed": so many at most.
    private func isAlternative(_ event: EventMention) -> Bool {
        let before = event.chunk - 1
        guard !event.isNominal, before >= 1, phrases.chunks[before].kind == .conjunction,
            phrases.head(before).key == Words.or
        else { return false }
        let other = phrases.chunks[..<before].lastIndex { $0.kind == .verbGroup }
        return other.map { $0 >= before - 2 && !isHarm(phrases.head($0)) } ?? false
    }

    /// "Only one soldier *survived the ambush*".
    private func survivors(of event: EventMention) -> [Casualties]? {
        guard event.isNominal, let verb = phrases.governingVerb(of: event.chunk),
            Self.surviving.contains(phrases.head(verb).key), !phrases.chunks[verb].verb.isNegated,
            let subject = phrases.subject(of: verb)
        else { return nil }
        return people(in: subject, .survived)
    }

    // MARK: Effects

    private func effect(of event: EventMention) -> Casualties.Effect? {
        switch event.concept {
        case .kill, .die, .execute, .assassinate, .massacre, .mob:
            return isJoint(event) ? .casualties : .killed
        case .shoot where !event.isNominal && phrases.isInLimb(event.chunk): return .injured
        case .shoot, .beat:
            return Self.dead.contains(lastKey(event)) || isDead(event) ? .killed : nil
        case .wound: return isJoint(event) ? .casualties : .injured
        case .find where event.isOfBodies: return .killed
        case .abduct, .arrest, .hostage, .seize: return .captured
        case .displace, .evacuate: return .displaced
        case .missing: return .missing
        default: return nil
        }
    }

    /// "shot one driver *dead*", "beat a thief *to death*".
    private func isDead(_ event: EventMention) -> Bool {
        guard !event.isPassive, let object = phrases.object(of: event.chunk) else { return false }
        let last = phrases.chunks[object].units.upperBound - 1
        return phrases.units[last].key == Self.deadWord
            || phrases.chunks[(object + 1)...].prefix(2).contains { chunk in
                let key = phrases.units[chunk.head].key
                return key == Self.deadWord || key == Self.death
            }
    }

    private func lastKey(_ event: EventMention) -> WordKey {
        text.tokens[event.trigger.upperBound - 1].key
    }

    /// "killed or injured", "killed and wounded 20": one figure for both.
    private func isJoint(_ event: EventMention) -> Bool {
        let next = event.chunk + 1
        guard !event.isNominal, next + 1 < phrases.chunks.count,
            phrases.chunks[next].kind == .conjunction, phrases.chunks[next + 1].kind == .verbGroup
        else { return joinedBefore(event) }
        return isHarm(phrases.head(next + 1))
    }

    private func joinedBefore(_ event: EventMention) -> Bool {
        let before = event.chunk - 1
        guard !event.isNominal, before >= 1, phrases.chunks[before].kind == .conjunction,
            phrases.chunks[before - 1].kind == .verbGroup
        else { return false }
        return isHarm(phrases.head(before - 1))
    }

    private func isHarm(_ unit: Unit) -> Bool {
        switch unit.lexeme?.event?.concept {
        case .kill, .wound, .die: true
        default: false
        }
    }

    // MARK: Noun groups

    /// - Parameter isListed: Beside others: "*Judge Diaz* and two policemen", "a soldier and *a neighbour*".
    func people(
        in chunk: Int, _ effect: Casualties.Effect, isListed: Bool = false
    ) -> [Casualties] {
        let isOne = isListed && (isNamed(chunk) || isUnknownPerson(chunk))
        let units = phrases.chunks[chunk].units
        let isPeople =
            units.contains { isPerson(phrases.units[$0]) } || areOthers(chunk)
            || areStrangers(chunk, effect) || isOne
        var side = side(of: chunk)
        var tokens = phrases.tokens(chunk)
        if let inner = membersOf(chunk) {
            side = self.side(of: inner)
            tokens = tokens.lowerBound..<phrases.tokens(inner).upperBound
        } else if !isPeople && !standsAlone(chunk) && !areBodies(chunk) || isAge(chunk) {
            return []
        }
        // "the bodies *of eight men*".
        let inner = EventFinder.bodies.contains(phrases.head(chunk).key) ? membersOf(chunk) : nil
        guard
            let bounds = numbered(chunk) ?? inner.flatMap({ count(in: $0) }) ?? size(of: chunk)
                ?? count(in: chunk) ?? (isOne ? (1, 1) : nil)
        else { return [] }
        let span = text.span(tokens)
        return [
            Casualties(
                effect: effect, side: side, minimum: bounds.minimum, maximum: bounds.maximum,
                span: span, text: text.string(span))
        ]
    }

    /// "seven *of their own fighters*", "10 members *of the security forces*".
    func membersOf(_ chunk: Int) -> Int? {
        guard phrases.isNounGroup(chunk + 2), phrases.chunks[chunk + 1].kind == .preposition,
            phrases.head(chunk + 1).key == Words.of
        else { return nil }
        // "three of the women" counts women; "the death of two soldiers" is read elsewhere.
        return phrases.chunks[chunk + 2].units.contains { isPerson(phrases.units[$0]) }
            ? chunk + 2 : nil
    }

    /// "killed five *Gumuz*", "wounded three *actuaries*": whom one counts among dead and wounded.
    private func areStrangers(_ chunk: Int, _ effect: Casualties.Effect) -> Bool {
        let head = phrases.head(chunk)
        guard effect == .killed || effect == .injured, isCounted(chunk), head.tag == .noun,
            head.lexeme == nil, head.place == nil, head.date == nil, head.quantity == nil,
            !Self.measures.contains(head.key)
        else { return false }
        let token = text.tokens[head.tokens.lowerBound]
        return token.isCapitalized || text.bytes[Int(token.end) - 1] == UInt8(ascii: "s")
    }

    private static let measures: WordSet = [
        WordKey("percent"), WordKey("jobs"), WordKey("acres"), WordKey("hectares"),
        WordKey("trees"), WordKey("crops"), WordKey("times"), WordKey("hours"),
    ]

    /// "ten bodies".
    private func areBodies(_ chunk: Int) -> Bool {
        EventFinder.bodies.contains(phrases.head(chunk).key) && isCounted(chunk)
    }

    /// "wounding five *others*".
    private func areOthers(_ chunk: Int) -> Bool {
        phrases.head(chunk).key == Self.others && isCounted(chunk)
    }

    /// A word for people, or their nation: "170 Afghans".
    private func isPerson(_ unit: Unit) -> Bool {
        unit.lexeme?.person != nil || unit.lexeme?.group != nil
            || unit.place.map { mentions[$0].role == .demonym } == true
    }

    /// "Ali Salem, 23, was arrested".
    func isAge(_ chunk: Int) -> Bool {
        let kinds = [chunk - 2, chunk - 1, chunk + 1].map {
            phrases.chunks.indices.contains($0) ? phrases.chunks[$0].kind : .other
        }
        return standsAlone(chunk) && kinds == [.nounGroup, .comma, .comma]
    }

    /// A figure without a noun counts people when a verb of harm governs it.
    private func standsAlone(_ chunk: Int) -> Bool {
        let group = phrases.chunks[chunk]
        return phrases.units[group.head].tag == .number && isCounted(chunk)
            && !(phrases.chunks.indices.contains(chunk + 1)
                && phrases.chunks[chunk + 1].kind == .preposition
                && phrases.head(chunk + 1).key == Words.of)
    }

    private func count(in chunk: Int) -> (minimum: Int?, maximum: Int?)? {
        let units = phrases.chunks[chunk].units
        // "no one", but "no fewer than 40".
        if units.contains(where: {
            Self.none.contains(phrases.units[$0].key) && phrases.units[$0].quantity == nil
        }) {
            return (0, 0)
        }
        if let quantity = units.lazy.compactMap({ phrases.units[$0].quantity }).first {
            return (quantity.wholeMinimum, quantity.wholeMaximum)
        }
        let head = phrases.head(chunk)
        if head.tag == .pronoun { return nil }
        let isPlural = head.lexeme?.isPlural == true
        let isGroup = head.lexeme?.person?.isGroup == true || head.lexeme?.group != nil
        if isPlural || isGroup {
            // Bare plurals say "more than one" and nothing else.
            return units.contains { Self.definite.contains(phrases.units[$0].key) } ? nil : (2, nil)
        }
        return head.lexeme?.person != nil || isNational(chunk) ? (1, 1) : nil
    }

    /// "*a Syrian*", "*a 16-year-old Palestinian*".
    func isNational(_ chunk: Int) -> Bool {
        let head = phrases.head(chunk)
        let opening = phrases.units[phrases.chunks[chunk].units.lowerBound].key
        guard opening == Self.a || opening == Self.an else { return false }
        return head.place.map { mentions[$0].role == .demonym } == true
    }

    private static let a = WordKey("a")
    private static let an = WordKey("an")

    /// "a family *of five*", "a crew *of about twelve*".
    private func size(of chunk: Int) -> (minimum: Int?, maximum: Int?)? {
        guard phrases.head(chunk).lexeme?.person?.isGroup == true, !isCounted(chunk),
            phrases.isNounGroup(chunk + 2), phrases.head(chunk + 1).key == Words.of,
            phrases.head(chunk + 2).tag == .number, isCounted(chunk + 2)
        else { return nil }
        return count(in: chunk + 2)
    }

    private func side(of chunk: Int) -> String {
        let words = phrases.chunks[chunk].units.filter {
            phrases.units[$0].quantity == nil && phrases.units[$0].tag != .determiner
                && phrases.units[$0].tag != .number && phrases.units[$0].tag != .pronoun
                && !Self.none.contains(phrases.units[$0].key)
                && !Self.qualifiers.contains(phrases.units[$0].key)
        }
        guard let first = words.first, let last = words.last else { return "unspecified" }
        let tokens =
            phrases.units[first].tokens.lowerBound..<phrases.units[last].tokens.upperBound
        return text.string(text.span(tokens))
    }

    private static let definite: WordSet = [
        WordKey("the"), WordKey("their"), WordKey("its"), WordKey("his"), WordKey("those"),
    ]
    private static let qualifiers: WordSet = [
        WordKey("dead"), WordKey("old"), WordKey("more"), WordKey("other"), WordKey("fewer"),
    ]
    static let none: WordSet = [
        WordKey("no"), WordKey("none"), WordKey("nobody"),
    ]
    private static let others = WordKey("others")
    static let surviving: WordSet = [WordKey("survived"), WordKey("survive"), WordKey("survives")]
    private static let deadWord = WordKey("dead")
    private static let death = WordKey("death")
    private static let dead: WordSet = [WordKey("dead"), WordKey("down")]
}
