internal import Gazetteer
internal import Incidents

/// What of a clause shows that the word of an event is meant so.
extension EventFinder {
    /// "*a battle* over taxes", "*the fight* to keep it open", "*an explosion* of marine life".
    func isFigurative(_ chunk: Int, _ concept: EventConcept) -> Bool {
        if concept == .accident { return isAbstraction(chunk) }
        guard concept == .clash || concept == .explode, chunk + 1 < phrases.chunks.count else {
            return false
        }
        // "efforts in fighting AIDS".
        if concept == .clash, phrases.isNounGroup(chunk + 1) { return isAbstract(chunk + 1) }
        let next = phrases.head(chunk + 1).key
        if concept == .clash, phrases.chunks[chunk + 1].kind == .verbGroup {
            return phrases.chunks[chunk + 1].verb.isInfinitive
        }
        let leads = concept == .clash ? Self.aims : Self.contents
        guard leads.contains(next), phrases.isNounGroup(chunk + 2) else { return false }
        return isAbstract(chunk + 2)
    }

    /// A noun in small letters that the lexicon does not know for people or things, and no place.
    private func isAbstract(_ chunk: Int) -> Bool {
        let head = phrases.head(chunk)
        return head.place == nil && head.date == nil && head.quantity == nil
            && !text.tokens[head.tokens.lowerBound].isCapitalized
            && (head.lexeme.map {
                $0.person == nil && $0.group == nil && $0.things.isSubset(of: .disease)
            } ?? true)
    }

    /// "the *bank* crash", "the *economy* crashed": what cannot break but in words.
    func isAbstraction(_ chunk: Int?) -> Bool {
        guard let chunk, phrases.isNounGroup(chunk) else { return false }
        return phrases.chunks[chunk].units.contains {
            Self.abstractions.contains(phrases.units[$0].key)
        }
    }

    private static let abstractions: WordSet = [
        WordKey("ruling"), WordKey("verdict"), WordKey("decision"), WordKey("law"),
        WordKey("conviction"), WordKey("sentence"), WordKey("ban"), WordKey("result"),
        WordKey("results"), WordKey("judgment"), WordKey("judgement"), WordKey("order"),
        WordKey("vote"), WordKey("veto"), WordKey("convictions"), WordKey("court"),
        WordKey("economy"), WordKey("market"), WordKey("markets"), WordKey("bank"),
        WordKey("banks"), WordKey("talks"), WordKey("negotiations"), WordKey("deal"),
        WordKey("career"), WordKey("plan"), WordKey("plans"), WordKey("bill"), WordKey("system"),
        WordKey("website"), WordKey("computer"), WordKey("server"), WordKey("price"),
        WordKey("prices"), WordKey("stock"), WordKey("stocks"), WordKey("currency"),
        WordKey("campaign"), WordKey("hopes"), WordKey("party"),
    ]

    /// "the *Battle* of Hastings": what has a name is history.
    func isNameOfBattle(_ unit: Int, _ chunk: Int) -> Bool {
        let first = phrases.units[unit].tokens.lowerBound
        let token = text.tokens[first]
        guard token.isCapitalized, !opens(first),
            !token.flags.contains(.allCapitals), !isTitleCase, chunk + 2 < phrases.chunks.count,
            Self.named.contains(phrases.head(chunk + 1).key)
        else { return false }
        return text.tokens[phrases.head(chunk + 2).tokens.lowerBound].isCapitalized
    }

    /// A name that no gazetteer has, joined to a place by "and".
    func isBesidePlace(_ chunk: Int) -> Bool {
        guard phrases.isNounGroup(chunk), phrases.head(chunk).lexeme == nil,
            text.tokens[phrases.head(chunk).tokens.lowerBound].isCapitalized
        else { return false }
        return [1, -1].contains { step in
            let other = chunk + 2 * step
            return phrases.chunks.indices.contains(other)
                && phrases.chunks[chunk + step].kind == .conjunction
                && phrases.isNounGroup(other) && phrases.head(other).place != nil
        }
    }

    /// "*Nobody* has been arrested", "*no soldiers* were killed".
    func isOfNobody(_ verb: Int) -> Bool {
        guard let subject = phrases.subject(of: verb), phrases.isNounGroup(subject) else {
            return false
        }
        let units = phrases.chunks[subject].units
        // "No fewer than 43 traders".
        guard !units.contains(where: { (phrases.units[$0].quantity?.estimate ?? 0) > 1 }) else {
            return false
        }
        let first = phrases.units[units.lowerBound].key
        return Self.nobody.contains(phrases.head(subject).key) || Self.nobody.contains(first)
    }

    private static let nobody: WordSet = [
        WordKey("nobody"), WordKey("none"), WordKey("no"), WordKey("neither"),
    ]

    /// "overpowered guards at the prison and about 4,000 *escaped*".
    func escapesFromPrison(_ verb: Int) -> Bool {
        guard let subject = phrases.subject(of: verb), !isOne(subject) else { return false }
        return text.sentences[phrases.sentence].contains {
            Self.prisons.contains(text.tokens[$0].key)
        }
    }

    private static let prisons: WordSet = [
        WordKey("prison"), WordKey("prisons"), WordKey("jail"), WordKey("penitentiary"),
        WordKey("inmates"), WordKey("prisoners"), WordKey("detainees"),
    ]

    /// "they *hit a mine*", "the car *struck a bomb*".
    func hitsMine(_ event: EventMention, _ object: Int?) -> Bool {
        guard event.concept == .attack, event.isWeak, !event.isPassive, let object else {
            return false
        }
        return Self.mines.contains(phrases.head(object).key)
    }

    private static let mines: WordSet = [
        WordKey("mine"), WordKey("landmine"), WordKey("bomb"), WordKey("ied"), WordKey("device"),
        WordKey("mines"), WordKey("landmines"), WordKey("explosive"), WordKey("explosives"),
    ]

    /// Somebody, or an event told by a noun, stands before the verb in its clause.
    func isOfPeople(_ verb: Int, _ event: EventMention) -> Bool {
        !event.perpetrators.isEmpty
            || phrases.clause(around: verb).contains {
                $0 < verb && phrases.isNounGroup($0) && tellsEvent($0)
            }
    }

    /// "further shelling *is likely*", "attacks *are to be expected*".
    func isForeseen(_ verb: Int) -> Bool {
        let next = phrases.tokens(verb).upperBound
        let near = phrases.tokens(verb).lowerBound..<min(next + 3, text.tokens.count)
        return phrases.chunks[verb].verb.tense == .present
            && near.contains { Self.foreseen.contains(text.tokens[$0].key) }
            && !text.tokens[next..<min(next + 4, text.tokens.count)].contains {
                $0.key == Self.continuing
            }
    }

    /// "in no danger *of collapse*", "fears *of an attack*".
    func isFeared(_ chunk: Int) -> Bool {
        guard chunk > 1 else { return false }
        let lead = phrases.head(chunk - 1).key
        if lead == Words.of { return Self.dangers.contains(phrases.head(chunk - 2).key) }
        // "were close *to a deal*".
        return text.tokens[
            max(0, phrases.tokens(chunk).lowerBound - 3)..<phrases.tokens(chunk).lowerBound
        ]
        .contains { $0.key == Self.close } && lead == Self.to
    }

    private static let close = WordKey("close")
    private static let to = WordKey("to")

    private static let dangers: WordSet = [
        WordKey("danger"), WordKey("dangers"), WordKey("risk"), WordKey("risks"), WordKey("fear"),
        WordKey("fears"), WordKey("possibility"), WordKey("prospect"), WordKey("likelihood"),
        WordKey("chance"), WordKey("chances"),
    ]

    /// "the heatwave is expected to *continue*": it goes on.
    private static let continuing = WordKey("continue")
    private static let foreseen: WordSet = [
        WordKey("likely"), WordKey("unlikely"), WordKey("possible"), WordKey("expected"),
        WordKey("probable"), WordKey("anticipated"), WordKey("feared"),
    ]

    /// "clashed *with insurgents*", "exchanged fire *with a patrol*".
    func opponents(_ verb: Int) -> [EventMention.Participant] {
        let object = phrases.object(of: verb)
        return phrases.phrases(after: object ?? verb)
            .filter { Self.facing.contains(phrases.head($0.preposition).key) }
            .flatMap { people.people($0.noun) }
    }

    /// "Three *protesters* were killed *in clashes* with police": they are a side of the clash.
    func withSides(_ events: [EventMention]) -> [EventMention] {
        events.map { event in
            guard event.concept == .clash, event.isNominal, event.chunk > 1,
                Self.inside.contains(phrases.head(event.chunk - 1).key),
                let harm = events.last(where: {
                    !$0.isNominal && $0.isPassive && $0.chunk < event.chunk
                        && $0.chunk >= event.chunk - 3
                        && IncidentGrouping.harm.contains($0.concept)
                })
            else { return event }
            var event = event
            event.targets += harm.targets
            return event
        }
    }

    private static let inside: WordSet = [WordKey("in"), WordKey("during")]
    private static let captive: WordSet = [
        WordKey("hostage"), WordKey("captive"), WordKey("prisoner"), WordKey("hostages"),
        WordKey("captives"),
    ]
    private static let facing: WordSet = [WordKey("with"), WordKey("against")]

    func isCaptive(_ chunk: Int) -> Bool {
        phrases.chunks[chunk].units.last.map { Self.captive.contains(phrases.units[$0].key) }
            == true
    }

    /// "killing six rebels and capturing *four*", "*four others*".
    func isBareCount(_ chunk: Int) -> Bool {
        let head = phrases.head(chunk)
        return phrases.isNounGroup(chunk)
            && phrases.chunks[chunk].units.contains { phrases.units[$0].quantity != nil }
            && (head.tag == .number || head.key == Self.others)
    }

    private static let others = WordKey("others")

    /// "the suspect", "Bakari", "he": one alone.
    func isOne(_ chunk: Int) -> Bool {
        guard phrases.isNounGroup(chunk) else { return false }
        let head = phrases.head(chunk)
        let units = phrases.chunks[chunk].units
        if units.contains(where: { (phrases.units[$0].quantity?.estimate ?? 0) > 1 }) {
            return false
        }
        if Self.single.contains(head.key) { return true }
        if let lexeme = head.lexeme, lexeme.person != nil { return !lexeme.isPlural }
        return head.tag == .noun && head.lexeme == nil && head.place == nil
            && text.tokens[head.tokens.lowerBound].isCapitalized
    }

    /// "*A fire* destroyed the roof": not the fire of guns, which nobody calls so as a subject.
    func isFire(_ chunk: Int?) -> Bool {
        guard let chunk, phrases.isNounGroup(chunk), Self.fires.contains(phrases.head(chunk).key)
        else { return false }
        // "*Azerbaijani* fire wounded a soldier", "*rebel* fire".
        return phrases.chunks[chunk].units.allSatisfy {
            let unit = phrases.units[$0]
            return unit.place.map { mentions[$0].role != .demonym } ?? true
                && unit.lexeme?.person == nil && unit.lexeme?.group == nil
        }
    }

    /// "*Azerbaijani fire* wounded a soldier": of those whose fire it is.
    func isGunfire(_ chunk: Int) -> Bool {
        phrases.isNounGroup(chunk) && Self.fires.contains(phrases.head(chunk).key) && !isFire(chunk)
    }

    private static let aims: WordSet = [
        WordKey("over"), WordKey("for"), WordKey("with"), WordKey("against"), WordKey("to"),
    ]
    private static let contents: WordSet = [WordKey("of")]
    private static let named: WordSet = [WordKey("of"), WordKey("for")]
    private static let single: WordSet = [
        WordKey("he"), WordKey("she"), WordKey("him"), WordKey("her"), WordKey("i"),
        WordKey("someone"),
    ]
    private static let fires: WordSet = [
        WordKey("fire"), WordKey("fires"), WordKey("blaze"), WordKey("blazes"), WordKey("flames"),
    ]
}
