internal import Gazetteer
internal import Incidents

/// Whom others blame for a deed.
extension ClaimReader {
    /// "Police blamed the insurgents", "blamed the attack on …", "… was blamed on …".
    func accused(by verb: Int) -> Int? {
        let word = phrases.head(verb).key
        if Self.attributing.contains(word) { return attributed(by: verb) }
        guard Self.blaming.contains(word) else { return nil }
        let on = phrases.phrases(after: verb).first { phrases.head($0.preposition).key == Words.on }
        if phrases.chunks[verb].verb.isPassive {
            return on?.noun ?? phrases.subject(of: verb).flatMap { tellsEvent($0) ? nil : $0 }
        }
        guard let object = phrases.object(of: verb) else { return nil }
        guard tellsEvent(object) else { return object }
        return phrases.phrases(after: object).first {
            phrases.head($0.preposition).key == Words.on
        }?.noun
    }

    /// "Police attributed the attack *to the ELN*", "was linked *to*".
    private func attributed(by verb: Int) -> Int? {
        let deed =
            phrases.chunks[verb].verb.isPassive
            ? phrases.subject(of: verb) : phrases.object(of: verb)
        guard let deed, tellsEvent(deed) else { return nil }
        return phrases.phrases(after: max(verb, deed)).first {
            phrases.head($0.preposition).key == Self.to
        }?.noun
    }

    // MARK: Armed groups and forces

    /// Whom other words blame. They are said of gas leaks as well, so only of forces and armed groups.
    func armedGroup(blamedBy verb: Int) -> EventMention.Participant? {
        guard let chunk = held(by: verb) ?? guilty(by: verb) ?? pointedAt(by: verb) else {
            return nil
        }
        let units = phrases.chunks[chunk].units.filter {
            !Self.responsible.contains(phrases.units[$0].key)
        }
        guard let first = units.first, let last = units.last,
            let tokens = people.words(first..<last + 1, of: chunk),
            let group = people.participant(tokens, of: chunk),
            group.kind != .civilian, group.kind != .unknown
        else { return nil }
        return group
    }

    /// "hold *the army* responsible", "*the army* was held responsible".
    private func held(by verb: Int) -> Int? {
        guard Self.holding.contains(phrases.head(verb).key), verb + 1 < phrases.chunks.count,
            phrases.chunks[(verb + 1)...].prefix(2).contains(where: {
                $0.units.last.map { Self.responsible.contains(phrases.units[$0].key) } ?? false
            })
        else { return nil }
        return phrases.chunks[verb].verb.isPassive
            ? phrases.subject(of: verb) : phrases.object(of: verb)
    }

    /// "said *the army* was behind the attack", "was the work *of the army*".
    private func guilty(by verb: Int) -> Int? {
        if isOfGuilt(verb) { return phrases.subject(of: verb) }
        guard phrases.head(verb).tag == .be, verb + 1 < phrases.chunks.count,
            phrases.head(verb + 1).key == Self.work
        else { return nil }
        return phrase(Words.of, after: verb + 1)
    }

    /// "was behind the attack", "was responsible for it", "was to blame for the deaths".
    func isOfGuilt(_ verb: Int) -> Bool {
        guard phrases.head(verb).tag == .be, verb + 2 < phrases.chunks.count else { return false }
        let key = phrases.head(verb + 1).key
        if key == Self.behind { return tellsEvent(verb + 2) }
        guard Self.responsible.contains(key) || key == Self.blame,
            phrases.chunks[verb + 2].kind == .preposition, verb + 3 < phrases.chunks.count
        else { return false }
        return tellsEvent(verb + 3)
    }

    /// "pointed the finger *at*", "put the blame *on*", "suspicion fell *on*", "bore the hallmarks *of*".
    private func pointedAt(by verb: Int) -> Int? {
        let word = phrases.head(verb).key
        let object = phrases.object(of: verb)
        if let object, let preposition = Self.idioms[phrases.head(object).key] {
            return phrase(preposition, after: object)
        }
        guard Self.falling.contains(word), let subject = phrases.subject(of: verb),
            phrases.head(subject).key == Self.suspicion
        else { return nil }
        return phrase(Words.on, after: verb)
    }

    private func phrase(_ preposition: WordKey, after chunk: Int) -> Int? {
        phrases.phrases(after: chunk).first { phrases.head($0.preposition).key == preposition }?
            .noun
    }

    // MARK: Words

    /// A sentence without any of these blames nobody.
    static let accusing = WordSet(
        blaming.union(attributing).union(responsible).union(idioms.keys).union([suspicion, work]))
    private static let to = WordKey("to")
    private static let work = WordKey("work")
    private static let blame = WordKey("blame")
    private static let suspicion = WordKey("suspicion")
    static let blaming: Set<WordKey> = [
        WordKey("blamed"), WordKey("blames"), WordKey("blame"), WordKey("accused"),
        WordKey("accuses"), WordKey("blaming"), WordKey("accusing"),
    ]
    private static let attributing: Set<WordKey> = [
        WordKey("attributed"), WordKey("attributes"), WordKey("attributing"), WordKey("linked"),
        WordKey("traced"), WordKey("ascribed"),
    ]
    private static let holding: WordSet = [
        WordKey("hold"), WordKey("holds"), WordKey("held"), WordKey("holding"),
    ]
    private static let responsible: Set<WordKey> = [WordKey("responsible"), WordKey("accountable")]
    private static let falling: WordSet = [WordKey("fell"), WordKey("fallen"), WordKey("falls")]
    /// What is pointed, put or borne, with the word before whoever is blamed.
    private static let idioms: [WordKey: WordKey] = [
        WordKey("finger"): WordKey("at"), WordKey("fingers"): WordKey("at"),
        WordKey("blame"): Words.on, WordKey("hallmarks"): Words.of, WordKey("hallmark"): Words.of,
    ]
}
