internal import Earth
internal import Gazetteer
internal import Incidents

/// Ties places to events: by the event's own clause, never the place of a speaker, an origin or an effect.
struct EventPlaces {
    let text: AnalyzedText
    let phrases: SentencePhrases
    let mentions: [Mention]
    /// The chunks that tell of events in this sentence: each keeps the places of its own clause.
    let eventChunks: [Int]
    /// The places of the events told so far: what "the city" means before any other city.
    var placed: Set<String> = []

    func link(_ event: inout EventMention) {
        let own = event.clause(in: phrases)
        event.journey = journey()
        var line: Range<Int>?
        for unit in phrases.units.indices {
            let chunk = phrases.chunk(ofUnit: unit)
            if let there = there(unit), own.contains(chunk) {
                event.places.append(
                    EventMention.PlaceLink(mention: there, relation: .at, strength: 5))
            }
            if let stretch = phrases.units[unit].place.flatMap({ lineEnds(from: $0) }),
                own.contains(chunk)
            {
                line = line ?? stretch
            }
            guard let index = mention(at: unit, of: event),
                event.journey?.contains(index) != true
            else { continue }
            guard !isOfNeighbour(chunk, of: event) else { continue }
            guard let role = role(of: unit, in: chunk, for: event),
                !isOfOther(chunk, than: event), !event.isReaction || isOwn(chunk, of: event)
            else { continue }
            var strength = role.strength
            if !own.contains(chunk), phrases.opening.contains(chunk) {
                strength -= 2
            } else if !own.contains(chunk) {
                let isShared =
                    isShared(chunk, with: own, of: event) || isMoment(chunk, of: event)
                    || phrases.isOfPurpose(chunk, of: event.chunk)
                    || isWhere(chunk, own)
                    || phrases.isExplained(chunk, by: event.chunk, eventChunks, in: text)
                guard isShared || !belongsToOther(chunk, than: own) else { continue }
                strength -= isShared ? 2 : 4
            }
            if phrases.units[unit].place == nil { strength -= 2 }
            event.places.append(
                EventMention.PlaceLink(
                    mention: index, relation: role.relation, strength: strength,
                    offset: role.offset, isObject: role.isObject,
                    isSettled: phrases.units[unit].place == nil))
        }
        if event.concernsIt, event.places.isEmpty, let it = lastPoint(before: event) {
            event.places.append(EventMention.PlaceLink(mention: it, relation: .at, strength: 8))
        }
        if !event.isReaction, event.places.allSatisfy(isWide) {
            if let line = line ?? road(in: own) ?? journey(of: event, in: own) {
                event.places = line.map {
                    EventMention.PlaceLink(mention: $0, relation: .between, strength: 6)
                }
            } else if event.places.isEmpty, let end = roadLeaving(in: own) {
                event.places = [
                    EventMention.PlaceLink(
                        mention: end, relation: .near, strength: 4, isSettled: true)
                ]
            } else if let border = border(in: own) {
                event.places = [border]
            }
        }
        event.places.sort { ($1.strength, $0.mention) < ($0.strength, $1.mention) }
    }

    /// A division or a country: a road or a border in it says more.
    private func isWide(_ link: EventMention.PlaceLink) -> Bool {
        link.offset == nil
            && PlaceReckoner.fineness(mentions[link.mention].resolution.place?.kind) < 2
    }

    /// Of an event somebody speaks of only what its own words name: "condemned the attack *in Hit*".
    private func isOwn(_ chunk: Int, of event: EventMention) -> Bool {
        chunk == event.chunk
            || chunk == event.chunk + 2 && phrases.chunks[chunk - 1].kind == .preposition
    }

    private func mention(at unit: Int, of event: EventMention) -> Int? {
        if let index = phrases.units[unit].place {
            return canPlace(mentions[index], at: unit) ? index : nil
        }
        // "since *the town* was retaken": which town, and when, is not said here.
        return event.isBackdrop && event.date == nil ? nil : antecedent(of: unit)
    }

    /// "clashes *in Aleppo* and shelling of a village": each noun that has a place of its own keeps to it.
    private func isOfNeighbour(_ chunk: Int, of event: EventMention) -> Bool {
        let next = event.chunk + 1
        guard event.isNominal, phrases.isNounGroup(next + 1), chunk != next + 1,
            phrases.chunks[next].kind == .preposition,
            Self.relations[phrases.head(next).key] != nil || phrases.head(next).key == Words.of,
            phrases.chunks[next + 1].units.contains(where: {
                text.tokens[phrases.units[$0].tokens.lowerBound].isCapitalized
            })
        else { return false }
        return eventChunks.contains { other in
            phrases.isNounGroup(other)
                && (other < chunk && chunk < event.chunk || event.chunk < other && other < chunk)
        }
    }

    /// "entered a church *in Fort Worth* and killed seven": the place of the deed before it, of the same
    /// people, when that is no event of its own.
    private func isShared(_ chunk: Int, with own: Range<Int>, of event: EventMention) -> Bool {
        guard !event.isNominal, chunk < own.lowerBound,
            phrases.chunks[own.lowerBound].kind == .conjunction
        else { return false }
        let before = phrases.clause(around: own.lowerBound - 1)
        return before.contains(chunk) && !eventChunks.contains { before.contains($0) }
            && !before.contains { phrases.head($0).lexeme?.grammar == .report }
            && phrases.subject(of: event.chunk).map { before.contains($0) } == true
    }

    /// "was shot *as he stood outside his house in Warsaw*": what somebody did when it happened, if that
    /// is no event of its own.
    private func isMoment(_ chunk: Int, of event: EventMention) -> Bool {
        let clause = phrases.clause(around: chunk)
        return clause.lowerBound == phrases.clause(around: event.chunk).upperBound
            && Self.moments.contains(phrases.head(clause.lowerBound).key)
            && phrases.chunks[clause.lowerBound].kind == .subordinator
            && !eventChunks.contains { clause.contains($0) }
    }

    /// "in *Maungdaw, where* shelling killed five".
    private func isWhere(_ chunk: Int, _ own: Range<Int>) -> Bool {
        guard phrases.head(own.lowerBound).key == Self.where else { return false }
        let before = own.lowerBound - 1
        return before >= 0
            && (before == chunk || phrases.chunks[before].kind == .comma && before - 1 == chunk)
    }

    private static let `where` = WordKey("where")

    private func belongsToOther(_ chunk: Int, than own: Range<Int>) -> Bool {
        let clause = phrases.clause(around: chunk)
        return phrases.areApart(chunk, own.lowerBound) || phrases.hasFiniteVerb(clause)
            || eventChunks.contains { clause.contains($0) && !own.contains($0) }
    }

    private struct Role {
        var relation: IncidentPlace.Relation
        var strength: Int
        var offset: Offset?
        var isObject = false
    }

    /// A demonym or a name inside another name says nothing of where.
    private func canPlace(_ mention: Mention, at unit: Int) -> Bool {
        mention.role == .literal && !isPossessorOfPeople(unit) && !isCompound(unit)
            && !isLineEnd(unit)
    }

    /// "US-backed", "Iraq-based": the name qualifies somebody.
    private func isCompound(_ unit: Int) -> Bool {
        let next = phrases.units[unit].tokens.upperBound
        return next < text.tokens.count && text.tokens[next].mark == .hyphen
            && text.tokens[next].flags.contains(.joined)
    }

    /// "Iraq's prime minister", "Mosul's residents": people of a place may be anywhere.
    private func isPossessorOfPeople(_ unit: Int) -> Bool {
        guard unit + 1 < phrases.units.count, phrases.units[unit + 1].tag == .possessive else {
            return false
        }
        return phrases.head(phrases.chunk(ofUnit: unit)).lexeme?.person != nil
    }

    private func role(of unit: Int, in chunk: Int, for event: EventMention) -> Role? {
        if let prepositional = governingPreposition(of: chunk) {
            return role(after: prepositional, noun: chunk, for: event)
        }
        // The object of the event: "attacked Haditha", "seized the town of Hit".
        if !event.isNominal,
            (phrases.object(of: event.chunk) ?? phrases.relativeObject(of: event.chunk)) == chunk
        {
            return Role(relation: .at, strength: 9, isObject: true)
        }
        // "*Kharkiv* was without power after 15 explosions".
        if event.isNominal, isBearer(chunk, unit, of: event) {
            return Role(relation: .at, strength: 6)
        }
        if !event.isNominal, event.isPassive,
            phrases.subject(of: event.chunk) == chunk
        {
            return Role(relation: .at, strength: 9)
        }
        // "the Mosul offensive", "Haditha attack", "the Baghdad bombing".
        if event.isNominal, event.chunk == chunk { return Role(relation: .at, strength: 7) }
        // "an offensive to retake Mosul".
        if event.isNominal, chunk == event.chunk + 2, phrases.chunks[chunk - 1].verb.isInfinitive {
            return Role(relation: .at, strength: 8)
        }
        // Apposition and list: "in Hit, Haditha and Rawa".
        if let previous = joinedBefore(chunk), let preposition = governingPreposition(of: previous)
        {
            return role(after: preposition, noun: chunk, for: event).map {
                Role(relation: $0.relation, strength: $0.strength - 1)
            }
        }
        return nil
    }

    private func role(after preposition: Int, noun chunk: Int, for event: EventMention) -> Role? {
        let word = phrases.head(preposition).key
        if word == Words.of { return roleOfOf(preposition, noun: chunk, for: event) }
        if word == Words.from, Self.leaving.contains(event.concept), chunk > event.chunk {
            return Role(relation: .at, strength: 8)
        }
        let offset = offset(endingAt: preposition)
        // "30 km *from* Tikrit".
        let isAway = word == Words.from && offset?.kilometers != nil
        if !isAway && Self.never.contains(word) || isSpeech(preposition - 1) { return nil }
        if let offset {
            return Role(relation: .offset, strength: 8 - aside(offset), offset: offset)
        }
        guard let relation = Self.relations[word], !isEffect(chunk, of: event) else { return nil }
        let distance = abs(chunk - event.chunk)
        let isBehind = chunk > event.chunk
        let isEdge = Self.edges.contains(phrases.head(chunk).key)
        if word == Words.on && !isEdge || word == Words.against {
            // "on" names a place only as the target of an event noun, or of what is dropped or fired.
            let isSent = event.concept == .drop || event.concept == .launch
            // "strikes *on Monday* on the port".
            let days = phrases.chunks[min(chunk, event.chunk)..<max(chunk, event.chunk)].count {
                $0.kind == .date
            }
            guard event.isNominal || isSent, isBehind, distance - 2 * days <= (isSent ? 3 : 2)
            else { return nil }
        }
        return Role(relation: relation, strength: (isBehind ? 9 : 7) - min(distance / 3, 3))
    }

    /// "The attack resulted in power cuts *in Baghdad*": behind a verb of which the event is the subject
    /// stands what it brought about, unless the verb says that it happened or did harm.
    private func isEffect(_ chunk: Int, of event: EventMention) -> Bool {
        guard event.isNominal, chunk > event.chunk,
            let verb = phrases.verb(withSubject: event.chunk), verb < chunk
        else { return false }
        let lexeme = phrases.head(verb).lexeme
        switch lexeme?.grammar {
        case .happen, .begin, .be, .have: return false
        default: return lexeme?.event == nil && !Self.comingDown.contains(phrases.head(verb).key)
        }
    }

    /// "the city of Ramadi", "35 miles north of Baghdad", "the siege of Haditha".
    private func roleOfOf(_ preposition: Int, noun chunk: Int, for event: EventMention) -> Role? {
        if let offset = offset(endingAt: preposition) {
            return Role(relation: .offset, strength: 8 - aside(offset), offset: offset)
        }
        let before = preposition - 1
        // "took to the streets *of Basra*".
        if before == event.chunk, !event.isNominal, event.concept == .protest {
            return Role(relation: .at, strength: 9)
        }
        guard phrases.isNounGroup(before) else { return nil }
        if event.isNominal, before == event.chunk { return Role(relation: .at, strength: 9) }
        let head = phrases.head(before)
        if Self.leaving.contains(event.concept), !event.isNominal, event.isPassive,
            phrases.subject(of: event.chunk) == before
        {
            // "residents *of Mosul* were evacuated".
            return Role(relation: .at, strength: 7)
        }
        if head.lexeme?.person != nil || head.lexeme?.group != nil { return nil }
        if Self.parts.contains(head.key)
            || head.lexeme?.things.isDisjoint(with: [.settlement, .facility, .camp]) == false
        {
            guard let outer = governingPreposition(of: before) else {
                return !event.isNominal && phrases.object(of: event.chunk) == before
                    ? Role(relation: .at, strength: 9) : nil
            }
            return role(after: outer, noun: before, for: event).map {
                Role(
                    relation: Self.edges.contains(head.key) ? .near : $0.relation,
                    strength: $0.strength, offset: $0.offset)
            }
        }
        return nil
    }

    /// "on the *outskirts* of Tikrit".
    static let edges: WordSet = [
        WordKey("outskirts"), WordKey("vicinity"), WordKey("edge"), WordKey("edges"),
    ]

    private func governingPreposition(of chunk: Int) -> Int? {
        chunk > 0 && phrases.chunks[chunk - 1].kind == .preposition ? chunk - 1 : nil
    }

    private func joinedBefore(_ chunk: Int) -> Int? {
        guard chunk > 1,
            phrases.chunks[chunk - 1].kind == .comma
                || phrases.chunks[chunk - 1].kind == .conjunction
        else { return nil }
        let previous =
            phrases.chunks[chunk - 1].kind == .conjunction
                && phrases.chunks[chunk - 2].kind == .comma ? chunk - 3 : chunk - 2
        guard phrases.isNounGroup(previous) else { return nil }
        return hasPlace(previous) || isNamedNature(previous) ? previous : nil
    }

    /// "in the Catupa *forest*, Macomia district": a name that no gazetteer has.
    private func isNamedNature(_ chunk: Int) -> Bool {
        Self.ground.contains(phrases.head(chunk).key)
            && phrases.chunks[chunk].units.contains {
                text.tokens[phrases.units[$0].tokens.lowerBound].isCapitalized
            }
    }

    func hasPlace(_ chunk: Int) -> Bool {
        phrases.chunks[chunk].units.contains {
            phrases.units[$0].place.map { mentions[$0].role == .literal } ?? false
        }
    }

    /// "a spokesman *in Baghdad* said", "the command *in Baghdad* put the toll at nine": the place of
    /// who acts in another verb is not the event's.
    private func isOfOther(_ chunk: Int, than event: EventMention) -> Bool {
        var next = chunk + 1
        while next < phrases.chunks.count, phrases.chunks[next].kind == .date { next += 1 }
        guard next < phrases.chunks.count, phrases.chunks[next].kind == .verbGroup,
            next != event.chunk, phrases.chunks[next].verb.isFinite,
            let subject = phrases.subject(of: next)
        else { return false }
        return subject < chunk && subject != event.chunk && !phrases.opening.contains(subject)
            || subject < chunk && subject != event.chunk
                && phrases.head(subject).lexeme?.nounEvent == nil
                && phrases.chunks[subject + 1..<chunk].allSatisfy { $0.kind != .verbGroup }
    }

    // MARK: Distances and directions

    /// "35 miles north", "20 kilometres" or "north" before a preposition at `chunk`.
    private func offset(endingAt preposition: Int) -> Offset? {
        guard preposition > 0 else { return nil }
        let last = phrases.chunks[preposition].units.lowerBound
        return OffsetReader(text: text, units: phrases.units).offset(before: last)
    }

    /// Events whose "from" names where they happen.
    private static let leaving: ConceptSet = [
        .withdraw, .retake, .evacuate, .displace, .escape, .prisonBreak, .abduct,
    ]
    static let territorial: ConceptSet = [
        .seize, .capture, .take, .retake, .shell, .bomb, .attack, .siege, .free,
    ]
    private static let moments: WordSet = [WordKey("as"), WordKey("while"), WordKey("when")]
    /// Where it came down is where it happened; and what stops a road stands on it.
    private static let comingDown: WordSet = [
        WordKey("landed"), WordKey("land"), WordKey("fell"), WordKey("swept"), WordKey("rocked"),
        WordKey("shook"), WordKey("slammed"), WordKey("rained"), WordKey("reached"),
        WordKey("going"), WordKey("lasted"), WordKey("blocked"), WordKey("paralysed"),
        WordKey("paralyzed"), WordKey("halted"),
    ]
    private static let relations: WordMap<IncidentPlace.Relation> = [
        WordKey("in"): .at, WordKey("at"): .at, WordKey("inside"): .at, WordKey("within"): .within,
        WordKey("into"): .at, WordKey("near"): .near, WordKey("outside"): .near,
        WordKey("around"): .near, WordKey("across"): .within, WordKey("throughout"): .within,
        WordKey("on"): .at, WordKey("against"): .at, WordKey("between"): .between,
        WordKey("along"): .near, WordKey("toward"): .near, WordKey("towards"): .near,
        WordKey("beside"): .near, WordKey("over"): .at, WordKey("opposite"): .near,
        WordKey("for"): .at,
    ]
    static let never: WordSet = [
        WordKey("from"), WordKey("like"), WordKey("about"), WordKey("with"), WordKey("by"),
        WordKey("despite"), WordKey("via"), WordKey("upon"), WordKey("beyond"), WordKey("to"),
    ]
    private static let ground: WordSet = [
        WordKey("forest"), WordKey("village"), WordKey("camp"), WordKey("hills"), WordKey("hill"),
        WordKey("mountain"), WordKey("mountains"), WordKey("valley"), WordKey("bridge"),
        WordKey("farm"), WordKey("mine"), WordKey("market"), WordKey("neighbourhood"),
        WordKey("neighborhood"), WordKey("quarter"), WordKey("suburb"), WordKey("school"),
    ]
    private static let parts: WordSet = [
        WordKey("north"), WordKey("south"), WordKey("east"), WordKey("west"), WordKey("outskirts"),
        WordKey("center"), WordKey("centre"), WordKey("part"), WordKey("parts"), WordKey("heart"),
        WordKey("capital"), WordKey("side"), WordKey("vicinity"), WordKey("state"),
        WordKey("governorate"), WordKey("municipality"), WordKey("department"), WordKey("port"),
        WordKey("edge"), WordKey("streets"), WordKey("quarter"), WordKey("county"),
        WordKey("jurisdiction"), WordKey("section"), WordKey("sections"), WordKey("swaths"),
        WordKey("forest"), WordKey("forests"), WordKey("jungle"), WordKey("jungles"),
        WordKey("hills"), WordKey("mountains"), WordKey("hinterlands"), WordKey("countryside"),
        WordKey("suburbs"), WordKey("interior"),
        WordKey("areas"), WordKey("locations"), WordKey("community"), WordKey("subdistrict"),
        WordKey("sector"), WordKey("sectors"), WordKey("belt"), WordKey("shores"), WordKey("banks"),
        WordKey("plains"), WordKey("region"), WordKey("coast"), WordKey("locality"),
        WordKey("ward"), WordKey("commune"), WordKey("woreda"), WordKey("boma"),
    ]
}
