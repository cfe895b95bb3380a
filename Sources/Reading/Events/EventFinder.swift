internal import Gazetteer
internal import Incidents

/// Finds the events a sentence tells of, with who did what to whom.
struct EventFinder {
    let text: AnalyzedText
    let phrases: SentencePhrases
    let mentions: [Mention]
    /// Who "they" are: the last to act before this sentence.
    let lastActor: EventMention.Participant?

    var people: ParticipantReader {
        ParticipantReader(text: text, phrases: phrases, mentions: mentions, lastActor: lastActor)
    }

    /// Who acts first in this sentence, for the pronouns of the next.
    func firstActor() -> EventMention.Participant? {
        for (index, chunk) in phrases.chunks.enumerated() where chunk.kind == .verbGroup {
            if let actor = people.people(phrases.subject(of: index)).first { return actor }
        }
        return nil
    }

    /// Who acts in this sentence, be it as subject or behind "by".
    func actors() -> [EventMention.Participant] {
        phrases.chunks.indices.filter { phrases.chunks[$0].kind == .verbGroup }.flatMap { verb in
            people.people(
                phrases.chunks[verb].verb.isPassive
                    ? phrases.agent(of: verb) : phrases.subject(of: verb))
        }
    }

    /// In the order of the text, but first what points back ("in the attacks"), so that the rest of the
    /// sentence follows it, and last what frames the sentence ("in the deadliest attack for months,
    /// militants ambushed…"). Weapons of another event are none of their own, but say how it was done.
    func events() -> [EventMention] {
        let found = withSides(withMeans(eventsInOrder()))
        guard found.count > 1 else { return found }
        let opening = phrases.opening
        func rank(_ event: EventMention) -> Int {
            // Of people harmed it is only told after what harmed them.
            if event.isNominal, Self.harmAlone.contains(event.concept),
                found.contains(where: {
                    $0.isNominal && !IncidentGrouping.harm.contains($0.concept)
                })
            {
                return 3
            }
            if event.isNominal && (opening.contains(event.chunk) || isFrame(event.chunk)) {
                return 2
            }
            return event.isNominal && event.isDefinite ? 0 : 1
        }
        return (0...3).flatMap { wanted in found.filter { rank($0) == wanted } }
    }

    /// Those that the lexicon knows, whether or not they say enough to stand for an incident.
    func knownEvents() -> [EventMention] { eventsInOrder() }

    /// What the first verb tells that is none of saying, being or having.
    func mainEvent() -> EventMention? {
        let verbs = phrases.chunks.indices.filter { phrases.chunks[$0].kind == .verbGroup }
        let plain = verbs.first { index in
            switch phrases.head(index).lexeme?.grammar {
            case .report, .be, .have, .modal: false
            default: phrases.chunks[index].verb.isFinite
            }
        }
        return (plain ?? verbs.first).flatMap(deed)
    }

    /// An event told at given words, of whatever kind.
    func event(toldAt tokens: Range<Int>) -> EventMention? {
        if let known = eventsInOrder().first(where: { $0.trigger.overlaps(tokens) }) {
            return known
        }
        guard let unit = phrases.units.firstIndex(where: { $0.tokens.overlaps(tokens) }) else {
            return nil
        }
        let chunk = phrases.chunk(ofUnit: unit)
        if phrases.chunks[chunk].kind == .verbGroup, let deed = deed(chunk) { return deed }
        let sense = EventSense(concept: .operation, isWeak: true, needsObject: false)
        return mention(unit, chunk, sense, nominal: true)
    }

    private func deed(_ chunk: Int) -> EventMention? {
        let sense = EventSense(concept: .operation, isWeak: true, needsObject: false)
        return verbalEvent(phrases.chunks[chunk].head, chunk, sense)
    }

    /// "…, *in the second attack* in two days".
    func isFrame(_ chunk: Int) -> Bool {
        chunk > 0 && phrases.chunks[chunk - 1].kind == .preposition
            && phrases.head(chunk - 1).key == Words.in
            && phrases.chunks[chunk].units.contains {
                Self.ordinals.contains(phrases.units[$0].key) || isSuperlative($0)
            }
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
        if isVerb, isCapitalizedInside(unit) { return nil }
        if isVerb {
            return lexeme.event.flatMap { verbalEvent(unit, chunk, deadly($0, unit, chunk)) }
        }
        return lexeme.nounEvent.flatMap { nominalEvent(unit, chunk, $0) }
    }

    /// "burned *to death a man*": who burns to death dies, unless he burns somebody.
    private func deadly(_ sense: EventSense, _ unit: Int, _ chunk: Int) -> EventSense {
        guard sense.concept == .die, phrases.units[unit].tokens.count > 2,
            phrases.object(of: chunk) != nil
        else { return sense }
        return EventSense(concept: .kill, isWeak: false, needsObject: true)
    }

    /// A capital inside a sentence of small letters makes no verb: the town of Hit.
    private func isCapitalizedInside(_ unit: Int) -> Bool {
        let token = text.tokens[phrases.units[unit].tokens.lowerBound]
        return token.isCapitalized && !opens(phrases.units[unit].tokens.lowerBound)
            && !token.flags.contains(.allCapitals) && !isTitleCase
            && phrases.units[unit].tokens.lowerBound > text.sentences[phrases.sentence].lowerBound
    }

    /// It begins a sentence, or what a dateline or "4 May:" leads to.
    func opens(_ token: Int) -> Bool {
        let before = token > 0 ? text.tokens[token - 1].mark : nil
        return text.tokens[token].flags.contains(.sentenceStart) || before == .colon
            || before == .dash || before == .hyphen && !text.tokens[token].flags.contains(.joined)
    }

    func mention(_ unit: Int, _ chunk: Int, _ sense: EventSense, nominal: Bool)
        -> EventMention
    {
        EventMention(
            sentence: phrases.sentence, trigger: phrases.units[unit].tokens, chunk: chunk,
            concept: sense.concept, type: .other, isWeak: sense.isWeak, isNominal: nominal)
    }

    // MARK: Verbs

    func verbalEvent(_ unit: Int, _ chunk: Int, _ sense: EventSense) -> EventMention? {
        var event = mention(unit, chunk, sense, nominal: false)
        let group = phrases.chunks[chunk].verb
        let object = phrases.object(of: chunk)
        let relative = object == nil ? phrases.relativeObject(of: chunk) : nil
        event.tense = group
        if isHeadlineStyle, group.tense == .present, !group.isProgressive {
            event.tense.tense = .past
        }
        event.isPassive = isPassive(chunk, group, sense, object ?? relative)
        let patient = event.isPassive ? phrases.subject(of: chunk) : object ?? relative
        let agent = event.isPassive ? phrases.agent(of: chunk) : phrases.subject(of: chunk)
        event.perpetrators = people.people(agent)
        if let agent, event.perpetrators.isEmpty, isGunfire(agent) {
            event.perpetrators = people.groups(in: phrases.chunks[agent].units, orNations: true)
        }
        // "the army drove them out": not the army itself.
        event.targets = people.people(patient).filter { target in
            !event.perpetrators.contains { $0.tokens == target.tokens }
        }
        // "took 57 guards *hostage*".
        if sense.concept == .take, let object, isCaptive(object) { event.concept = .hostage }
        // "*neutralised* 50 militants": people are not defused.
        if sense.concept == .defuse, !event.targets.isEmpty { event.concept = .kill }
        if sense.concept == .clash, event.targets.isEmpty { event.targets = opponents(chunk) }
        if sense.concept == .escape, object == nil, escapesFromPrison(chunk) {
            event.concept = .prisonBreak
        }
        event.things.formUnion(people.things(patient))
        if Self.blasts.contains(sense.concept), !event.isPassive {
            for phrase in phrases.phrases(after: object ?? chunk)
            where Self.beneath.contains(phrases.head(phrase.preposition).key) {
                event.things.formUnion(
                    people.things(phrase.noun).intersection(.infrastructure))
                if Self.lines.contains(phrases.head(phrase.noun).key) {
                    event.things.insert(.infrastructure)
                }
            }
        }
        event.patient = people.headThing(patient)
        // "captured *Hamouriyeh and Saqba*": beside a place stands a place.
        if patient.map(isBesidePlace) == true { event.patient.insert(.settlement) }
        event.hasPatient = patient != nil
        event.isOfPronoun =
            patient.map {
                Self.persons.contains(phrases.head($0).key)
                    || sense.concept == .seize && isBareCount($0)
            } ?? false
        event.isOfStranger = patient.map { isStrange(phrases.head($0)) } ?? false
        event.isOfName =
            event.isOfStranger
            && patient.map { text.tokens[phrases.head($0).tokens.lowerBound].isCapitalized } == true
        event.isOfOne = patient.map(isOne) ?? false
        event.isFigurative =
            sense.concept == .accident && (isAbstraction(patient) || isAbstraction(agent))
        event.isOfBodies =
            sense.concept == .find
            && patient.map { Self.bodies.contains(phrases.head($0).key) } ?? false
        // Who finds the dead has not killed them.
        if event.isOfBodies { event.perpetrators = [] }
        if hitsMine(event, object) {
            // "when they *hit a mine*": who hits it suffers.
            (event.targets, event.perpetrators) = (event.perpetrators, [])
            event.meansConcept = .ied
        }
        event.agent = people.things(agent)
        // "A fire destroyed", "a home hit *by fire*"; who is hit by fire is shot at.
        if isFire(agent), !event.isPassive || event.targets.isEmpty {
            event.agent.insert(.hazard)
        }
        if phrases.isNaturalDeath(chunk) { event.agent.insert(.disease) }
        event.modality = modality(of: chunk)
        if isOfNobody(chunk) {
            // "nobody was killed" counts the dead of another event.
            if sense.concept == .kill {
                event.concept = .die
            } else if !Self.harmAlone.contains(sense.concept) {
                event.modality = .negated
            }
        }
        event.isCumulative = phrases.isCumulative(chunk, in: text)
        event.isBackdrop = isBackdrop(chunk, group)
        event.isAccusation = isAccusation(chunk)
        event.concernsIt =
            !event.isPassive && patient.map { phrases.head($0).key == Self.it } == true
        if event.concernsIt { event.patient.insert(.settlement) }
        if sense.concept == .repel || sense.concept == .foil, object.map(tellsEvent) == true {
            // "repulsed an attack": the attack itself is told by its noun.
            return nil
        }
        // "a bomb attack *spilled* crude": what a deed brought about is no mishap of its own.
        if sense.concept == .accident, agent.map(tellsEvent) == true { return nil }
        // "Fighting between the army and rebels *erupted*", "protesters *erupted*": no volcano.
        if sense.concept == .disaster, isOfPeople(chunk, event) { return nil }
        if sense.concept == .expel, !isDrivenOut(chunk, patient) { return nil }
        // "a boat *carrying migrants* capsized": nobody did it.
        if sense.concept == .accident || sense.concept == .disaster { event.perpetrators = [] }
        gatherMeans(&event)
        return event
    }

    private func isStrange(_ unit: Unit) -> Bool {
        unit.tag == .noun && unit.lexeme == nil && unit.place == nil && unit.date == nil
    }

    /// "Army retakes village": words without articles are a headline, and its present tells what happened.
    var isHeadlineStyle: Bool {
        let sentence = text.sentences[phrases.sentence]
        return sentence.count <= Self.longestHeadline
            && !sentence.contains { Self.articles.contains(text.tokens[$0].key) }
    }

    /// "drove the militants *out*", "were pushed *back*".
    private func isDrivenOut(_ chunk: Int, _ patient: Int?) -> Bool {
        let start = max(chunk, patient.flatMap { $0 > chunk ? $0 : nil } ?? chunk) + 1
        return phrases.chunks.indices.contains(start)
            && phrases.chunks[start..<min(start + 2, phrases.chunks.count)].contains {
                $0.units.contains { Self.outward.contains(phrases.units[$0].key) }
            }
    }

    /// "charged with *robbing* a bank", "suspected of *planting* bombs": a deed of another day.
    func isAccusation(_ chunk: Int) -> Bool {
        var index = chunk - 1
        guard index > 0, phrases.chunks[index].kind == .preposition else { return false }
        index -= 1
        return Self.accusations.contains(phrases.head(index).key)
    }

    func tellsEvent(_ chunk: Int) -> Bool {
        phrases.chunks[chunk].units.contains { phrases.units[$0].lexeme?.nounEvent != nil }
    }

    /// Told as what came before the news: past perfect, "once", or behind "after", "since", "when".
    private func isBackdrop(_ chunk: Int, _ group: VerbGroup) -> Bool {
        if group.isPerfect, group.tense == .past, !group.isParticiple, !isReported(chunk) {
            return true
        }
        let clause = phrases.clause(around: chunk)
        if let opening = phrases.subordinator(of: clause), Self.earlier.contains(opening),
            !(opening == Self.when && isNarrated(clause)),
            !(opening == Self.after && isLead(clause, group))
        {
            return true
        }
        return clause.contains {
            phrases.chunks[$0].units.contains { Self.formerly.contains(phrases.units[$0].key) }
        }
    }

    /// "police said that troops *had killed* four": the tense is that of what was said.
    private func isReported(_ chunk: Int) -> Bool {
        let before = phrases.chunks[..<chunk].lastIndex { $0.kind == .verbGroup }
        return before.map {
            phrases.head($0).lexeme?.grammar == .report
                && phrases.chunks[$0].verb.tense == .past && !phrases.areApart($0, chunk)
        } ?? false
    }

    /// "Thousands lost power *after two substations were hit*": an opening sentence that tells the outcome
    /// first. What follows a deed of its own is older.
    func isLead(_ clause: Range<Int>, _ group: VerbGroup) -> Bool {
        guard phrases.sentence <= Self.lead, !group.isPerfect,
            let main = phrases.chunks[..<clause.lowerBound].lastIndex(where: {
                $0.kind == .verbGroup && $0.verb.isFinite
            }), phrases.chunks[main].verb.tense == .past
        else { return false }
        let lexeme = phrases.head(main).lexeme
        return (lexeme?.event == nil || lexeme?.event?.concept == .knockOut)
            && lexeme?.grammar != .report && lexeme?.grammar != .react
    }

    /// The last of the sentences that may be a headline or the one below it.
    private static let lead = 2
    static let after = WordKey("after")

    /// "fighting went on until noon, *when* helicopters came": a story told on; but "the plant has been idle
    /// since June, *when* militants came".
    private func isNarrated(_ clause: Range<Int>) -> Bool {
        guard
            let main = phrases.chunks[..<clause.lowerBound].lastIndex(where: {
                $0.kind == .verbGroup && $0.verb.isFinite
            })
        else { return false }
        let verb = phrases.chunks[main].verb
        return verb.tense == .past && !verb.isPerfect && phrases.head(main).tag != .be
            && phrases.chunks[main].units.allSatisfy { phrases.units[$0].tag != .be }
    }

    /// Whether what stands as subject suffers the event: "were killed", "soldiers killed in the raid".
    private func isPassive(
        _ chunk: Int, _ group: VerbGroup, _ sense: EventSense, _ object: Int?
    ) -> Bool {
        if group.isPassive || sense.concept == .die { return true }
        // "850 families fled": who flees suffers it.
        if sense.concept == .displace, !sense.needsObject { return true }
        if phrases.agent(of: chunk) != nil, object == nil { return true }
        return sense.needsObject && object == nil && !group.isProgressive && !group.isInfinitive
            && group.tense == .past
    }

    private static let harmAlone: ConceptSet = [.die, .wound, .missing]
    /// "set off charges *under a pipeline*".
    private static let blasts: ConceptSet = [.explode, .bomb, .blowUp]
    private static let beneath: WordSet = [
        WordKey("under"), WordKey("beneath"), WordKey("on"), WordKey("along"), WordKey("against"),
        WordKey("beside"),
    ]
    static let bodies: WordSet = [
        WordKey("body"), WordKey("bodies"), WordKey("corpse"), WordKey("corpses"),
    ]
    private static let lines: WordSet = [
        WordKey("line"), WordKey("lines"), WordKey("pipe"), WordKey("pipes"), WordKey("track"),
        WordKey("tracks"), WordKey("rails"),
    ]
    private static let longestHeadline = 40
    private static let articles: WordSet = [WordKey("the"), WordKey("a"), WordKey("an")]
    private static let persons: WordSet = [
        WordKey("he"), WordKey("she"), WordKey("him"), WordKey("her"), WordKey("them"),
        WordKey("they"), WordKey("who"), WordKey("whom"),
    ]
    static let it = WordKey("it")
    private static let outward: WordSet = [
        WordKey("out"), WordKey("back"), WordKey("from"), WordKey("away"),
    ]
    private static let accusations: WordSet = [
        WordKey("charged"), WordKey("accused"), WordKey("suspected"), WordKey("convicted"),
        WordKey("indicted"), WordKey("acquitted"), WordKey("guilty"), WordKey("charge"),
        WordKey("charges"), WordKey("count"), WordKey("counts"), WordKey("suspicion"),
        WordKey("accusation"), WordKey("accusations"), WordKey("allegation"),
        WordKey("allegations"), WordKey("conviction"), WordKey("convictions"), WordKey("victim"),
        WordKey("victims"), WordKey("anniversary"),
    ]
    static let ordinals: WordSet = [
        WordKey("first"), WordKey("second"), WordKey("third"), WordKey("fourth"), WordKey("latest"),
        WordKey("worst"), WordKey("biggest"), WordKey("another"),
    ]
    private static let when = WordKey("when")
    static let earlier: WordSet = [
        WordKey("after"), WordKey("since"), WordKey("when"), WordKey("once"), WordKey("until"),
    ]
    private static let formerly: WordSet = [
        WordKey("once"), WordKey("previously"), WordKey("formerly"), WordKey("earlier"),
    ]
}
