internal import Gazetteer
internal import Incidents

/// When the name of a weapon or a store of weapons tells of an event, and when of how one was done.
extension EventFinder {
    /// "was killed *by a mine*", "attacked the office *with a grenade*".
    func withMeans(_ events: [EventMention]) -> [EventMention] {
        guard events.contains(where: \.isMeans) else { return events }
        var kept = events.filter { !$0.isMeans }
        for means in events where means.isMeans {
            let clause = phrases.clause(around: means.chunk)
            guard let index = kept.lastIndex(where: { !$0.isNominal && $0.chunk < means.chunk }),
                clause.contains(kept[index].chunk), !isListed(means.chunk)
            else {
                // "was swept away *by a landslide*": nothing else tells of it.
                // But an election is won by one.
                let before = phrases.chunks[..<means.chunk].lastIndex { $0.kind == .verbGroup }
                let isWon = before.map { Self.contests.contains(phrases.head($0).key) } ?? false
                if means.concept == .disaster, !isWon {
                    var disaster = means
                    disaster.isMeans = false
                    kept.append(disaster)
                }
                continue
            }
            kept[index].meansConcept = kept[index].meansConcept ?? means.concept
        }
        return kept
    }

    /// "using *car bombs and mortar fire*": of several means none says what the event was.
    private func isListed(_ chunk: Int) -> Bool {
        [chunk - 1, chunk + 1].contains { index in
            phrases.chunks.indices.contains(index) && phrases.chunks[index].kind == .conjunction
                && phrases.isNounGroup(index + 1) && phrases.isNounGroup(index - 1)
                && !people.thingsIn(index + 1).isDisjoint(with: .weapon)
                && !people.thingsIn(index - 1).isDisjoint(with: .weapon)
        }
    }

    /// "80 homemade bombs in a car": a weapon is an event only when it goes off or does harm.
    func isMereThing(_ chunk: Int, _ sense: EventSense) -> Bool {
        if Self.weapons.contains(sense.concept), isFound(chunk) { return true }
        if sense.isWeak, sense.concept == .cache { return isScenery(chunk) }
        guard sense.isWeak, Self.weapons.contains(sense.concept) else { return false }
        if let verb = phrases.verb(withSubject: chunk) {
            if doesHarm(verb) || comesDown(verb) || upsets(verb) || leavesHarm(verb) {
                return false
            }
            // "a bomb *hidden in a motorbike* wounded five".
            if phrases.chunks[verb].verb.isParticiple || isReducedPassive(verb),
                let next = phrases.verb(withSubject: chunk, after: verb),
                doesHarm(next) || leavesHarm(next)
            {
                return false
            }
        }
        guard chunk > 0, phrases.chunks[chunk - 1].kind == .preposition else { return true }
        let preposition = phrases.head(chunk - 1).key
        if sense.concept == .ied, isSteppedOn(chunk) { return false }
        guard preposition == Words.by || preposition == Words.with || preposition == Words.in else {
            return true
        }
        return !phrases.chunks.indices.contains { $0 < chunk && doesHarm($0) }
    }

    /// "*Two car bombs* were defused", "troops found *a car bomb*".
    private func isFound(_ chunk: Int) -> Bool {
        let passive = phrases.verb(withSubject: chunk).flatMap {
            phrases.chunks[$0].verb.isPassive ? $0 : nil
        }
        guard let verb = passive ?? phrases.governingVerb(of: chunk) else { return false }
        switch phrases.head(verb).lexeme?.event?.concept {
        case .defuse, .find: return true
        default: return false
        }
    }

    /// "an explosion at an *ammunition depot*": nobody found it.
    private func isScenery(_ chunk: Int) -> Bool {
        if let verb = phrases.governingVerb(of: chunk) { return strikes(verb) }
        return phrases.verb(withSubject: chunk) == nil && chunk > 0
            && phrases.chunks[chunk - 1].kind == .preposition
    }

    /// "jets *struck* a weapons depot".
    private func strikes(_ verb: Int) -> Bool {
        switch phrases.head(verb).lexeme?.event?.concept {
        case .attack, .strike, .bomb, .shell, .airstrike, .explode, .blowUp: true
        default: false
        }
    }

    /// "drove *over a mine*", "stepped *on a mine*".
    func isSteppedOn(_ chunk: Int) -> Bool {
        guard chunk > 1, phrases.chunks[chunk - 2].kind == .verbGroup,
            phrases.chunks[chunk - 2].verb.tense == .past
        else { return false }
        return Self.treading.contains(phrases.head(chunk - 2).key)
    }

    /// "mortar rounds *landed* near the airport".
    func comesDown(_ verb: Int) -> Bool {
        phrases.chunks[verb].kind == .verbGroup && Self.comingDown.contains(phrases.head(verb).key)
    }

    func doesHarm(_ verb: Int) -> Bool {
        guard phrases.chunks[verb].kind == .verbGroup else { return false }
        switch phrases.head(verb).lexeme?.event?.concept {
        case .kill, .wound, .die, .explode, .destroy, .attack, .shutDown: return true
        default: return false
        }
    }

    /// "a bomb *ripped* through a market", "*left* two policemen dead", "*caused* only material damage".
    private func leavesHarm(_ verb: Int) -> Bool {
        let key = phrases.head(verb).key
        if Self.tearing.contains(key) { return true }
        guard Self.leaving.contains(key) else { return false }
        for chunk in phrases.chunks[(verb + 1)...] {
            if chunk.kind == .boundary || chunk.kind == .verbGroup { return false }
            let isHarm = chunk.units.contains {
                phrases.units[$0].lexeme?.nounEvent.map { Self.harms.contains($0.concept) } ?? false
            }
            if isHarm { return true }
        }
        return false
    }

    /// "a bomb *placed* at the gate caused damage".
    private func isReducedPassive(_ verb: Int) -> Bool {
        phrases.chunks[verb].units.count == 1 && phrases.object(of: verb) == nil
            && phrases.head(verb).lexeme?.verb == .pastOrParticiple
    }

    private static let harms: ConceptSet = [.die, .wound, .kill, .destroy]
    private static let leaving: WordSet = [
        WordKey("left"), WordKey("leaves"), WordKey("caused"), WordKey("causes"),
        WordKey("resulted"), WordKey("claimed"),
    ]
    private static let tearing: WordSet = [
        WordKey("ripped"), WordKey("rips"), WordKey("tore"), WordKey("tears"), WordKey("rocked"),
        WordKey("rocks"), WordKey("shook"), WordKey("shakes"), WordKey("hit"), WordKey("hits"),
        WordKey("struck"), WordKey("shattered"), WordKey("gutted"), WordKey("wrecked"),
    ]

    /// "a bomb *derailed* a train".
    private func upsets(_ verb: Int) -> Bool {
        phrases.head(verb).lexeme?.event?.concept == .accident && phrases.object(of: verb) != nil
    }

    private static let treading: WordSet = [
        WordKey("drove"), WordKey("driven"), WordKey("stepped"), WordKey("ran"), WordKey("run"),
        WordKey("rolled"), WordKey("passed"), WordKey("trod"), WordKey("walked"),
    ]
    private static let comingDown: WordSet = [
        WordKey("land"), WordKey("landed"), WordKey("lands"), WordKey("fell"), WordKey("fall"),
        WordKey("falls"), WordKey("slammed"), WordKey("rained"),
    ]
}
