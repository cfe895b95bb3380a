internal import Gazetteer
internal import Incidents

/// Finds the events a sentence tells of, with who did what to whom.
struct EventFinder {
    let text: AnalyzedText
    let phrases: SentencePhrases
    let mentions: [Mention]
    /// Who "they" are: the last to act before this sentence.
    let lastActor: EventMention.Participant?

    /// Who acts first in this sentence, for the pronouns of the next.
    func firstActor() -> EventMention.Participant? {
        for (index, chunk) in phrases.chunks.enumerated() where chunk.kind == .verbGroup {
            if let actor = participants(phrases.subject(of: index)).first { return actor }
        }
        return nil
    }

    /// In the order of the text, but first what points back ("in the attacks"), so that the rest of the
    /// sentence follows it, and last what frames the sentence ("in the deadliest attack for months,
    /// militants ambushed…"). Weapons of another event are none of their own.
    func events() -> [EventMention] {
        let found = eventsInOrder().filter { !$0.isMeans }
        let opening = phrases.opening
        func rank(_ event: EventMention) -> Int {
            if event.isNominal && (opening.contains(event.chunk) || isFrame(event.chunk)) { return 2 }
            return event.isNominal && event.isDefinite ? 0 : 1
        }
        return (0...2).flatMap { wanted in found.filter { rank($0) == wanted } }
    }

    /// "…, *in the second attack* in two days".
    private func isFrame(_ chunk: Int) -> Bool {
        chunk > 0 && phrases.chunks[chunk - 1].kind == .preposition
            && phrases.head(chunk - 1).key == Words.in
            && phrases.chunks[chunk].units.contains { Self.ordinals.contains(phrases.units[$0].key) }
    }

    private func eventsInOrder() -> [EventMention] {
        var found: [EventMention] = []
        for unit in phrases.units.indices {
            if let event = event(at: unit) { found.append(event) }
        }
        return found
    }

    private func event(at unit: Int) -> EventMention? {
        guard let lexeme = phrases.units[unit].lexeme, lexeme.tellsEvent else { return nil }
        let chunk = phrases.chunk(ofUnit: unit)
        let isVerb = phrases.chunks[chunk].kind == .verbGroup && phrases.chunks[chunk].head == unit
        if isVerb { return lexeme.event.flatMap { verbalEvent(unit, chunk, $0) } }
        return lexeme.nounEvent.flatMap { nominalEvent(unit, chunk, $0) }
    }

    private func mention(_ unit: Int, _ chunk: Int, _ sense: EventSense, nominal: Bool) -> EventMention {
        EventMention(
            sentence: phrases.sentence, trigger: phrases.units[unit].tokens, chunk: chunk,
            concept: sense.concept, type: .other, isWeak: sense.isWeak, isNominal: nominal)
    }

    // MARK: Verbs

    private func verbalEvent(_ unit: Int, _ chunk: Int, _ sense: EventSense) -> EventMention? {
        var event = mention(unit, chunk, sense, nominal: false)
        let group = phrases.chunks[chunk].verb
        let object = phrases.object(of: chunk)
        let isPassive = isPassive(chunk, group, sense, object)
        event.tense = group
        event.isPassive = isPassive
        if isPassive {
            event.targets = participants(phrases.subject(of: chunk))
            event.perpetrators = participants(phrases.agent(of: chunk))
            event.things.formUnion(things(phrases.subject(of: chunk)))
        } else {
            event.perpetrators = participants(phrases.subject(of: chunk))
            event.targets = participants(object)
            event.things.formUnion(things(object))
        }
        event.modality = modality(of: chunk)
        event.isBackdrop = isBackdrop(chunk, group)
        if sense.concept == .repel || sense.concept == .foil, object.map(tellsEvent) == true {
            // "repulsed an attack": the attack itself is told by its noun.
            return nil
        }
        gatherMeans(&event)
        return event
    }

    private func tellsEvent(_ chunk: Int) -> Bool {
        phrases.chunks[chunk].units.contains { phrases.units[$0].lexeme?.nounEvent != nil }
    }

    /// Told as what came before the news: past perfect, "once", or behind "after", "since", "when".
    private func isBackdrop(_ chunk: Int, _ group: VerbGroup) -> Bool {
        if group.isPerfect && group.tense == .past && !group.isParticiple { return true }
        let clause = phrases.clause(around: chunk)
        if let opening = phrases.subordinator(of: clause), Self.earlier.contains(opening) {
            return true
        }
        return clause.contains { phrases.chunks[$0].units.contains { Self.formerly.contains(phrases.units[$0].key) } }
    }

    /// Whether what stands as subject suffers the event: "were killed", "soldiers killed in the raid".
    private func isPassive(
        _ chunk: Int, _ group: VerbGroup, _ sense: EventSense, _ object: Int?
    ) -> Bool {
        if group.isPassive || sense.concept == .die { return true }
        if phrases.agent(of: chunk) != nil, object == nil { return true }
        return sense.needsObject && object == nil && !group.isProgressive && !group.isInfinitive
            && group.tense == .past
    }

    // MARK: Nouns

    private func nominalEvent(_ unit: Int, _ chunk: Int, _ sense: EventSense) -> EventMention? {
        guard !isModifier(unit, in: chunk), !isMereThing(chunk, sense), !isSummary(chunk) else {
            return nil
        }
        var event = mention(unit, chunk, sense, nominal: true)
        let group = phrases.chunks[chunk].units
        event.isDefinite = isAnaphoric(group)
        event.isPlural = phrases.units[unit].lexeme?.isPlural == true && !group.contains {
            phrases.units[$0].tag == .number
        }
        event.isMeans = isMeans(chunk)
        event.isBackdrop = followsEarlier(chunk)
        event.perpetrators = group.lowerBound < unit ? groupsIn(group.lowerBound..<unit) : []
        for phrase in phrases.phrases(after: chunk) {
            let preposition = phrases.head(phrase.preposition).key
            if preposition == Words.by {
                event.perpetrators += participants(phrase.noun)
            } else if preposition == Words.on || preposition == Words.against
                || preposition == Words.of && Self.objectOf.contains(sense.concept)
            {
                event.targets += participants(phrase.noun)
                event.things.formUnion(things(phrase.noun))
            }
        }
        govern(&event, chunk)
        if isAttempt(unit, in: chunk) { event.modality = .attempted }
        gatherMeans(&event)
        if sense.concept == .prisonBreak { event.siteWords.insert(WordKey("prison")) }
        return event
    }

    /// "attacked … *using car bombs and mortar fire*".
    private func isMeans(_ chunk: Int) -> Bool {
        var index = chunk - 1
        while index > 0, phrases.chunks[index].kind == .conjunction || phrases.chunks[index].kind == .comma
            || phrases.chunks[index].kind == .nounGroup
        {
            index -= 1
        }
        guard index >= 0 else { return false }
        let key = phrases.head(index).key
        return key == Words.with || key == Words.using
            || key == Words.by && phrases.chunks[index].kind == .preposition
    }

    /// In "bomb squad" or "siege mentality" the event word only qualifies another noun.
    private func isModifier(_ unit: Int, in chunk: Int) -> Bool {
        let group = phrases.chunks[chunk]
        guard group.kind == .nounGroup, unit < group.head else { return false }
        let rest = phrases.units[(unit + 1)..<group.units.upperBound]
        if rest.contains(where: { $0.lexeme?.nounEvent != nil }) {
            // "car bomb attack": the last event noun speaks for the group.
            return true
        }
        guard let next = rest.first, !Self.attempts.contains(next.key) else { return false }
        return next.tag == .noun && next.lexeme?.person == nil && next.place == nil
    }

    /// "the attack" points back; "the second attack in two days" and "the deadliest attack" do not.
    private func isAnaphoric(_ group: Range<Int>) -> Bool {
        group.contains { Self.definite.contains(phrases.units[$0].key) }
            && !group.contains { Self.ordinals.contains(phrases.units[$0].key) || isSuperlative($0) }
    }

    private func isSuperlative(_ unit: Int) -> Bool {
        let token = text.tokens[phrases.units[unit].tokens.lowerBound]
        let ending = text.bytes[Int(token.start)..<Int(token.end)].suffix(4)
        return phrases.units[unit].lexeme == nil && ending.elementsEqual("iest".utf8)
            || ending.suffix(3).elementsEqual("est".utf8) && !token.isCapitalized && ending.count == 4
                && phrases.units[unit].lexeme == nil
    }

    /// "a prison break *attempt*".
    private func isAttempt(_ unit: Int, in chunk: Int) -> Bool {
        phrases.chunks[chunk].units.contains { $0 > unit && Self.attempts.contains(phrases.units[$0].key) }
    }

    /// "80 homemade bombs in a car": a weapon is an event only when it goes off or does harm.
    private func isMereThing(_ chunk: Int, _ sense: EventSense) -> Bool {
        guard sense.isWeak, Self.weapons.contains(sense.concept) else { return false }
        if let verb = phrases.verb(withSubject: chunk), doesHarm(verb) { return false }
        guard chunk > 0, phrases.chunks[chunk - 1].kind == .preposition else { return true }
        let preposition = phrases.head(chunk - 1).key
        guard preposition == Words.by || preposition == Words.with || preposition == Words.in else {
            return true
        }
        return !phrases.chunks.indices.contains { $0 < chunk && doesHarm($0) }
    }

    private func doesHarm(_ verb: Int) -> Bool {
        guard phrases.chunks[verb].kind == .verbGroup else { return false }
        switch phrases.head(verb).lexeme?.event?.concept {
        case .kill, .wound, .die, .explode, .destroy, .attack: return true
        default: return false
        }
    }

    /// "among a spate of attacks", "despite the violence": named only to set the scene.
    private func isSummary(_ chunk: Int) -> Bool {
        var index = chunk - 1
        while index >= 1, phrases.chunks[index].kind == .preposition, phrases.head(index).key == Words.of {
            index -= 2
        }
        return index >= 0 && phrases.chunks[index].kind == .preposition
            && Self.scenery.contains(phrases.head(index).key)
    }

    /// "after months *of street fighting*": what came before.
    private func followsEarlier(_ chunk: Int) -> Bool {
        var index = chunk - 1
        while index >= 1, phrases.chunks[index].kind == .preposition, phrases.head(index).key == Words.of {
            index -= 2
        }
        return index >= 0 && phrases.chunks[index].kind == .subordinator
            && Self.earlier.contains(phrases.head(index).key)
    }

    /// The verb that an event noun is object or subject of: "launched an attack", "the blast killed ten".
    private func govern(_ event: inout EventMention, _ chunk: Int) {
        if let verb = phrases.governingVerb(of: chunk) {
            let role = phrases.head(verb).lexeme
            event.tense = phrases.chunks[verb].verb
            event.modality = modality(of: verb)
            switch role?.event?.concept {
            case .foil: event.modality = .attempted
            case .threaten: event.modality = .threatened
            default: break
            }
            switch role?.grammar {
            case .attempt: event.modality = .planned
            case .threaten: event.modality = .threatened
            default: break
            }
            if event.perpetrators.isEmpty, role?.grammar == .begin || role?.grammar == .verb
                || role?.grammar == .attempt
            {
                let doer = phrases.chunks[verb].verb.isPassive ? phrases.agent(of: verb) : phrases.subject(of: verb)
                event.perpetrators = participants(doer)
            }
        } else if let verb = phrases.verb(withSubject: chunk) {
            event.tense = phrases.chunks[verb].verb
            let said = modality(of: verb)
            if said == .negated || said == .hypothetical { event.modality = said }
        }
    }

    // MARK: Modality

    private func modality(of chunk: Int) -> EventMention.Modality {
        let verb = phrases.chunks[chunk].verb
        if verb.isNegated { return .negated }
        if isConditional(chunk) { return .hypothetical }
        if verb.isModal { return .hypothetical }
        if verb.tense == .future { return .planned }
        if verb.isInfinitive {
            // "an offensive to retake Mosul": what a noun is for has not happened.
            guard let governor = phrases.governor(of: chunk), !phrases.isNounGroup(chunk - 1) || phrases.governingVerb(of: chunk - 1) == governor
            else { return .planned }
            return modality(ofGoverned: governor)
        }
        return .asserted
    }

    private func modality(ofGoverned governor: Int) -> EventMention.Modality {
        switch phrases.head(governor).lexeme?.grammar {
        case .attempt: return .attempted
        case .threaten: return .threatened
        case .begin, .cause, .happen, .be: return modality(of: governor)
        default: break
        }
        if phrases.head(governor).lexeme?.event?.concept == .threaten { return .threatened }
        let own = modality(of: governor)
        // "used weapons to kill": a purpose is not yet a deed.
        return own == .asserted ? .planned : own
    }

    private func isConditional(_ chunk: Int) -> Bool {
        let clause = phrases.clause(around: chunk)
        return phrases.chunks[clause.lowerBound].kind == .subordinator
            && Self.conditional.contains(phrases.head(clause.lowerBound).key)
    }

    // MARK: Participants

    /// The people a noun group names, and those joined to it by "and" or led to by "of".
    private func participants(_ chunk: Int?) -> [EventMention.Participant] {
        guard var chunk, phrases.isNounGroup(chunk) else { return [] }
        if Self.pronouns.contains(phrases.head(chunk).key) {
            return (actor(before: chunk) ?? lastActor).map { [$0] } ?? []
        }
        if isQuantifier(chunk), let inner = ofPhrase(after: chunk) { chunk = inner }
        var people = person(in: chunk).map { [$0] } ?? []
        var next = chunk + 1
        while next + 1 < phrases.chunks.count,
            phrases.chunks[next].kind == .conjunction || phrases.chunks[next].kind == .comma,
            phrases.isNounGroup(next + 1)
        {
            // "…killed soldiers and the militants fled" begins a new clause.
            if next + 2 < phrases.chunks.count, phrases.chunks[next + 2].kind == .verbGroup,
                phrases.chunks[next + 2].verb.isFinite
            {
                break
            }
            if let joined = person(in: next + 1) { people.append(joined) }
            next += 2
        }
        return people
    }

    /// Whom "they" means inside a sentence: the last to act before it.
    private func actor(before chunk: Int) -> EventMention.Participant? {
        for index in phrases.chunks[..<chunk].indices.reversed()
        where phrases.chunks[index].kind == .verbGroup {
            if let subject = phrases.subject(of: index), phrases.head(subject).tag != .pronoun,
                let actor = person(in: subject)
            {
                return actor
            }
        }
        return nil
    }

    private func person(in chunk: Int) -> EventMention.Participant? {
        let units = phrases.chunks[chunk].units
        let group = units.first { phrases.units[$0].lexeme?.group != nil }
            .flatMap { phrases.units[$0].lexeme?.group }
        let person = units.last { phrases.units[$0].lexeme?.person != nil }
            .flatMap { phrases.units[$0].lexeme?.person }
        let tokens = phrases.tokens(chunk)
        let words = text.string(text.span(tokens))
        guard group != nil || person != nil else { return named(chunk, tokens, words) }
        let kind = ActorKind.of(group: group, person: person, phrases: phrases, chunk: chunk)
        return EventMention.Participant(
            tokens: tokens, text: words, name: group?.name ?? words, kind: kind)
    }

    /// A name that the lexicon does not know: a person, or a country that acts.
    private func named(_ chunk: Int, _ tokens: Range<Int>, _ words: String) -> EventMention.Participant? {
        let head = phrases.head(chunk)
        if let place = head.place {
            return mentions[place].resolution.place?.kind == .country
                ? EventMention.Participant(tokens: tokens, text: words, name: words, kind: .external)
                : nil
        }
        let first = text.tokens[head.tokens.lowerBound]
        guard head.tag == .noun, head.lexeme == nil, first.isCapitalized else { return nil }
        return EventMention.Participant(tokens: tokens, text: words, name: words, kind: .unknown)
    }

    private func groupsIn(_ units: Range<Int>) -> [EventMention.Participant] {
        units.compactMap { unit in
            let lexeme = phrases.units[unit].lexeme
            guard lexeme?.group != nil || lexeme?.person != nil else { return nil }
            let words = text.string(text.span(phrases.units[unit].tokens))
            return EventMention.Participant(
                tokens: phrases.units[unit].tokens, text: words,
                name: lexeme?.group?.name ?? words,
                kind: lexeme?.group?.kind ?? lexeme?.person?.kind ?? .unknown)
        }
    }

    private func things(_ chunk: Int?) -> ThingClass {
        guard var chunk, phrases.isNounGroup(chunk) else { return [] }
        var found: ThingClass = []
        if isQuantifier(chunk), let inner = ofPhrase(after: chunk) {
            found.formUnion(thingsIn(chunk))
            chunk = inner
        }
        return found.union(thingsIn(chunk))
    }

    private func thingsIn(_ chunk: Int) -> ThingClass {
        phrases.chunks[chunk].units.reduce(into: []) { found, unit in
            found.formUnion(phrases.units[unit].lexeme?.things ?? [])
            if phrases.units[unit].place != nil { found.insert(.settlement) }
        }
    }

    /// "a group", "dozens", "10 members": who is meant stands behind "of".
    private func isQuantifier(_ chunk: Int) -> Bool {
        let head = phrases.head(chunk)
        return head.tag == .number || Self.quantifiers.contains(head.key)
    }

    private func ofPhrase(after chunk: Int) -> Int? {
        guard chunk + 2 < phrases.chunks.count, phrases.chunks[chunk + 1].kind == .preposition,
            phrases.head(chunk + 1).key == Words.of, phrases.isNounGroup(chunk + 2)
        else { return nil }
        return chunk + 2
    }

    // MARK: Means

    /// Weapons and targets named in the event's own clause.
    private func gatherMeans(_ event: inout EventMention) {
        event.contrasts = phrases.chunks[..<event.chunk].count {
            $0.kind == .subordinator && Self.contrast.contains(phrases.units[$0.head].key)
        }
        for chunk in phrases.clause(around: event.chunk) {
            for unit in phrases.chunks[chunk].units {
                guard let lexeme = phrases.units[unit].lexeme else { continue }
                if !lexeme.things.isDisjoint(with: [.facility, .camp, .infrastructure]) {
                    event.siteWords.insert(phrases.units[unit].key)
                }
                if lexeme.things.contains(.weapon), !isName(unit) {
                    event.weapons.append(text.string(text.span(phrases.units[unit].tokens)))
                }
            }
        }
    }

    /// A capital inside a sentence makes a name of a word: the town of Tank.
    private func isName(_ unit: Int) -> Bool {
        let token = text.tokens[phrases.units[unit].tokens.lowerBound]
        return token.isCapitalized && !token.flags.contains(.sentenceStart)
            && !token.flags.contains(.allCapitals)
    }

    private static let definite: WordSet = [
        WordKey("the"), WordKey("this"), WordKey("that"), WordKey("these"), WordKey("those"),
        WordKey("its"), WordKey("their"),
    ]
    private static let contrast: WordSet = [WordKey("while"), WordKey("whereas")]
    private static let ordinals: WordSet = [
        WordKey("first"), WordKey("second"), WordKey("third"), WordKey("fourth"), WordKey("latest"),
        WordKey("worst"), WordKey("biggest"), WordKey("another"),
    ]
    private static let attempts: WordSet = [
        WordKey("attempt"), WordKey("attempts"), WordKey("bid"), WordKey("plot"),
    ]
    private static let weapons: Set<EventConcept> = [
        .bomb, .ied, .grenade, .shell, .airstrike, .chemical, .suicide, .carBomb,
    ]
    private static let scenery: WordSet = [
        WordKey("among"), WordKey("amid"), WordKey("amidst"), WordKey("despite"), WordKey("like"),
        WordKey("under"), WordKey("against"), WordKey("without"), WordKey("for"),
    ]
    private static let earlier: WordSet = [
        WordKey("after"), WordKey("since"), WordKey("when"), WordKey("once"), WordKey("until"),
    ]
    private static let formerly: WordSet = [
        WordKey("once"), WordKey("previously"), WordKey("formerly"), WordKey("earlier"),
    ]
    private static let conditional: WordSet = [
        WordKey("if"), WordKey("unless"), WordKey("whether"),
    ]
    private static let pronouns: WordSet = [WordKey("they"), WordKey("it"), WordKey("them")]
    private static let quantifiers: WordSet = [
        WordKey("group"), WordKey("groups"), WordKey("member"), WordKey("members"),
        WordKey("number"), WordKey("dozens"), WordKey("scores"), WordKey("hundreds"),
        WordKey("thousands"), WordKey("wave"), WordKey("series"), WordKey("spate"),
        WordKey("string"), WordKey("gang"), WordKey("gangs"), WordKey("convoy"), WordKey("stash"),
        WordKey("cache"), WordKey("crowd"), WordKey("tens"), WordKey("several"), WordKey("some"),
        WordKey("one"), WordKey("two"), WordKey("three"), WordKey("most"), WordKey("many"),
    ]
    private static let objectOf: Set<EventConcept> = [
        .kill, .massacre, .assassinate, .execute, .abduct, .arrest, .shell, .bomb, .siege,
        .capture, .seize, .retake, .destroy, .rape, .shoot, .arson, .loot, .rob, .find,
    ]
}

/// Which side people are on, as their words tell it.
enum ActorKind {
    /// A named force decides; else the noun, which a qualifier may turn: "tribal fighters" are militia,
    /// "Iraqi fighters" of the state's side.
    static func of(
        group: GroupSense?, person: PersonSense?, phrases: SentencePhrases, chunk: Int
    ) -> Actor.Kind {
        if let group { return group.kind }
        guard let person else { return .unknown }
        guard person.kind == .rebel else { return person.kind }
        let units = phrases.chunks[chunk].units
        if units.contains(where: { loyal.contains(phrases.units[$0].key) }) { return .militia }
        let isFighter = fighters.contains(phrases.head(chunk).key)
        return isFighter && units.contains { phrases.units[$0].place != nil } ? .militia : .rebel
    }

    private static let loyal: WordSet = [
        WordKey("tribal"), WordKey("government"), WordKey("allied"), WordKey("pro"),
        WordKey("loyalist"), WordKey("kurdish"),
    ]
    private static let fighters: WordSet = [WordKey("fighter"), WordKey("fighters")]
}
