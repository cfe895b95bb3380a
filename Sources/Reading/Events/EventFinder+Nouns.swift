internal import Gazetteer
internal import Incidents

/// Events told by nouns: "an attack by militants on a post", "the blast".
extension EventFinder {
    func nominalEvent(_ unit: Int, _ chunk: Int, _ sense: EventSense) -> EventMention? {
        guard !isModifier(unit, in: chunk), !isMereThing(chunk, sense), !isSummary(chunk),
            !isAccusation(chunk), !isFreed(chunk, sense), !isPartOfName(unit, in: chunk),
            !isNameOfBattle(unit, chunk), !isOfTruce(unit, chunk, sense)
        else { return nil }
        var event = mention(unit, chunk, sense, nominal: true)
        let group = phrases.chunks[chunk].units
        event.isDefinite = isAnaphoric(group)
        event.isPlural =
            phrases.units[unit].lexeme?.isPlural == true
            && !group.contains {
                phrases.units[$0].tag == .number
            }
        // "mortar rounds landed near the airport" is no kind of event, but one.
        if Self.weapons.contains(sense.concept),
            phrases.verb(withSubject: chunk).map({ comesDown($0) || doesHarm($0) }) == true
                || isSteppedOn(chunk)
        {
            event.isPlural = false
            event.isWeak = false
        }
        // "a *bee* attack".
        if group.contains(where: { phrases.units[$0].lexeme?.things.contains(.animal) == true }) {
            event.patient.insert(.animal)
        }
        // "ended *with ten dead*": the dead are no means.
        let answer = answering(chunk)
        event.isMeans =
            isMeans(chunk) && !Self.suffered.contains(sense.concept) && answer == nil
        event.isFigurative = isFigurative(chunk, sense.concept)
        event.isBackdrop = followsEarlier(chunk)
        event.isFrame = isFrame(chunk)
        event.order = event.isFrame ? nil : order(of: chunk, isPlural: event.isPlural)
        // "left *17 civilians* dead": those who died did nothing.
        event.perpetrators =
            group.lowerBound < unit && !Self.suffered.contains(sense.concept)
            ? people.groups(
                in: group.lowerBound..<unit, orNations: Self.ofNations.contains(sense.concept))
            : []
        gatherSides(&event, chunk)
        govern(&event, chunk)
        if let answer {
            event.isPlural = false
            if event.perpetrators.isEmpty {
                event.perpetrators = people.people(phrases.subject(of: answer))
            }
        }
        if sense.concept == .arson, let verb = setting(chunk) {
            event.perpetrators = people.people(
                phrases.chunks[verb].verb.isPassive
                    ? phrases.agent(of: verb) : phrases.subject(of: verb))
        }
        if isAttempt(unit, in: chunk) { event.modality = .attempted }
        if isFeared(chunk) { event.modality = .hypothetical }
        gatherMeans(&event)
        if sense.concept == .prisonBreak { event.siteWords.insert(WordKey("prison")) }
        return event
    }

    /// "104 *hostages* were freed": when they were taken is not said. "took *12 hostages*": the verb tells it.
    private func isFreed(_ chunk: Int, _ sense: EventSense) -> Bool {
        guard sense.concept == .hostage,
            let verb = phrases.verb(withSubject: chunk) ?? phrases.governingVerb(of: chunk)
        else { return false }
        return Self.freeing.contains(phrases.head(verb).key)
            || phrases.head(verb).lexeme?.event?.concept == .take
    }

    private static let freeing: WordSet = [
        WordKey("freed"), WordKey("released"), WordKey("rescued"), WordKey("free"),
        WordKey("release"), WordKey("rescue"), WordKey("freeing"), WordKey("rescuing"),
    ]

    /// The verb of "*set* it on fire", "*set* three lorries ablaze".
    private func setting(_ chunk: Int) -> Int? {
        phrases.chunks[max(0, chunk - 4)..<chunk].indices.last {
            phrases.chunks[$0].kind == .verbGroup && Self.settingOff.contains(phrases.head($0).key)
        }
    }

    private static let settingOff: WordSet = [
        WordKey("set"), WordKey("sets"), WordKey("setting"),
    ]

    /// "an attack *by militants on a post*", "clashes *between the army and rebels*".
    private func gatherSides(_ event: inout EventMention, _ chunk: Int) {
        for phrase in phrases.phrases(after: chunk) {
            let preposition = phrases.head(phrase.preposition).key
            if preposition == Words.by || preposition == Words.between && event.concept == .clash
                || preposition == Words.with && event.concept == .clash
            {
                event.perpetrators += people.people(phrase.noun)
            } else if preposition == Words.on && isBlamed(chunk) {
                continue
            } else if preposition == Words.on || preposition == Words.against
                || preposition == Words.of && Self.objectOf.contains(event.concept)
            {
                event.targets += people.people(phrase.noun)
                event.things.formUnion(people.things(phrase.noun))
                event.patient.formUnion(people.headThing(phrase.noun))
                event.hasPatient = true
            }
        }
    }

    /// "blamed *the attack* on militants": they are no target.
    private func isBlamed(_ chunk: Int) -> Bool {
        phrases.governingVerb(of: chunk).map {
            ClaimReader.blaming.contains(phrases.head($0).key)
        } ?? false
    }

    /// "the Great *March* of Return", "Army of National *Liberation*": a capital inside a sentence of
    /// small letters, beside another, makes a name.
    private func isPartOfName(_ unit: Int, in chunk: Int) -> Bool {
        let first = phrases.units[unit].tokens.lowerBound
        let token = text.tokens[first]
        guard token.isCapitalized, !opens(first),
            !token.flags.contains(.allCapitals), !isTitleCase
        else { return false }
        // "*Flood* said he agreed": a name of one word.
        if phrases.chunks[chunk].units.count == 1 { return true }
        return phrases.chunks[chunk].units.contains { other in
            let start = phrases.units[other].tokens.lowerBound
            return other != unit && phrases.units[other].place == nil
                && text.tokens[start].isCapitalized && !opens(start)
        }
    }

    /// Headlines write most words with a capital, and mean nothing by it.
    var isTitleCase: Bool {
        let words = text.sentences[phrases.sentence].filter {
            text.tokens[$0].isWord && text.tokens[$0].end - text.tokens[$0].start > 3
        }
        return words.count { text.tokens[$0].isCapitalized } * 3 > words.count * 2
    }

    /// "*ceasefire* monitors", "breaking *a ceasefire*": nobody agrees on anything.
    private func isOfTruce(_ unit: Int, _ chunk: Int, _ sense: EventSense) -> Bool {
        guard sense.concept == .agree else { return false }
        if unit < phrases.chunks[chunk].head, phrases.head(chunk).lexeme?.person != nil {
            return true
        }
        return phrases.governingVerb(of: chunk).map {
            Self.breaking.contains(phrases.head($0).key)
        } ?? false
    }

    private static let breaking: WordSet = [
        WordKey("breaking"), WordKey("broke"), WordKey("broken"), WordKey("violating"),
        WordKey("violated"), WordKey("breached"), WordKey("breaching"),
    ]

    /// The verb of "*responded* with air strikes", "*hit back* with": a deed, and not what one was done with.
    private func answering(_ chunk: Int) -> Int? {
        guard chunk > 1, phrases.head(chunk - 1).key == Words.with else { return nil }
        let isBack = phrases.head(chunk - 2).key == Self.back
        let verb = isBack ? chunk - 3 : chunk - 2
        guard verb >= 0, phrases.chunks[verb].kind == .verbGroup,
            !phrases.chunks[verb].verb.isPassive,
            isBack || Self.answers.contains(phrases.head(verb).key)
        else { return nil }
        return verb
    }

    private static let back = WordKey("back")

    private static let answers: WordSet = [
        WordKey("responded"), WordKey("responds"), WordKey("responding"), WordKey("retaliated"),
        WordKey("retaliates"), WordKey("retaliating"), WordKey("replied"), WordKey("answered"),
        WordKey("reacted"), WordKey("countered"),
    ]

    /// "attacked … *using car bombs and mortar fire*".
    private func isMeans(_ chunk: Int) -> Bool {
        var index = chunk - 1
        while index > 0,
            phrases.chunks[index].kind == .conjunction || phrases.chunks[index].kind == .comma
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
        // "an ambush *north* of Tikrit", "an attack *halfway* between two towns".
        guard let next = rest.first, !Self.attempts.contains(next.key),
            OffsetReader.directions[next.key] == nil, !Self.halves.contains(next.key)
        else { return false }
        return next.tag == .noun && next.lexeme?.person == nil && next.place == nil
    }

    /// "*A third* explosion", "*similar* attacks"; but "it was the *third* explosion this year" counts what was
    /// told.
    private func order(of chunk: Int, isPlural: Bool) -> WordKey? {
        let isPredicate = chunk > 0 && phrases.head(chunk - 1).tag == .be
        guard !isPredicate else { return nil }
        return phrases.chunks[chunk].units.lazy.map { phrases.units[$0].key }.first {
            isPlural ? Self.furtherDeeds.contains($0) : Self.orders.contains($0)
        }
    }

    /// Deeds beside the one that is told.
    static let furtherDeeds: WordSet = [
        WordKey("similar"), WordKey("other"), WordKey("previous"), WordKey("earlier"),
        WordKey("past"),
    ]

    private static let orders: WordSet = [
        WordKey("first"), WordKey("second"), WordKey("third"), WordKey("fourth"), WordKey("fifth"),
        WordKey("sixth"), WordKey("seventh"), WordKey("eighth"), WordKey("ninth"),
        WordKey("tenth"), WordKey("another"), WordKey("separate"), WordKey("similar"),
    ]

    /// "the attack" points back; "the second attack in two days" and "the deadliest attack" do not.
    private func isAnaphoric(_ group: Range<Int>) -> Bool {
        group.contains { Self.definite.contains(phrases.units[$0].key) }
            && !group.contains {
                Self.ordinals.contains(phrases.units[$0].key) || isSuperlative($0)
            }
    }

    func isSuperlative(_ unit: Int) -> Bool {
        let token = text.tokens[phrases.units[unit].tokens.lowerBound]
        let ending = text.bytes[Int(token.start)..<Int(token.end)].suffix(4)
        return phrases.units[unit].lexeme == nil && ending.elementsEqual("iest".utf8)
            || ending.suffix(3).elementsEqual("est".utf8) && !token.isCapitalized
                && ending.count == 4
                && phrases.units[unit].lexeme == nil
    }

    /// "a prison break *attempt*".
    private func isAttempt(_ unit: Int, in chunk: Int) -> Bool {
        phrases.chunks[chunk].units.contains {
            $0 > unit && Self.attempts.contains(phrases.units[$0].key)
                || $0 < unit && Self.thwarted.contains(phrases.units[$0].key)
        }
    }

    /// The verb that an event noun is object or subject of: "launched an attack", "the blast killed ten".
    private func govern(_ event: inout EventMention, _ chunk: Int) {
        let own = phrases.verb(withSubject: chunk)
        // "say *an assault* is being prepared": what is said has a verb of its own.
        let isSaid =
            phrases.governingVerb(of: chunk).map {
                phrases.head($0).lexeme?.grammar == .report && own != nil
            } ?? false
        if !isSaid, let verb = phrases.governingVerb(of: chunk) {
            governed(&event, by: verb)
        } else if let verb = phrases.verb(withSubject: chunk) {
            event.tense = phrases.chunks[verb].verb
            let said = modality(of: verb)
            if said == .negated || said == .hypothetical { event.modality = said }
            if isForeseen(verb) { event.modality = .hypothetical }
            // "an attack was foiled".
            if phrases.chunks[verb].verb.isPassive,
                phrases.head(verb).lexeme?.event?.concept == .foil
            {
                event.modality = .attempted
            }
            if let hit = phrases.object(of: verb), doesHarm(verb) {
                event.things.formUnion(people.things(hit).intersection(.infrastructure))
            }
            let grammar = phrases.head(verb).lexeme?.grammar
            // "clashes broke out *between the army and rebels*".
            if event.concept == .clash, event.perpetrators.isEmpty {
                for phrase in phrases.phrases(after: verb)
                where phrases.head(phrase.preposition).key == Words.between
                    || phrases.head(phrase.preposition).key == Words.with
                {
                    event.perpetrators += people.people(phrase.noun)
                }
            }
            // "clashes have been going on", "fighting erupted": no kind of event, but one.
            if grammar == .happen || grammar == .begin || phrases.head(verb).key == Self.going,
                event.tense.tense == .past || event.tense.isPerfect || event.tense.isProgressive
            {
                event.isPlural = false
            }
            // "an assault is being prepared".
            if phrases.chunks[verb].verb.isPassive, grammar == .attempt {
                event.modality = .planned
                event.isAnnounced = true
            }
            event.isContinuing = grammar == .begin && phrases.chunks[verb].verb.tense == .present
            event.isOver = Self.ending.contains(phrases.head(verb).key)
            // "the killings prompted a protest in the capital": what follows is of the protest; but the attack
            // that "left ten dead" is news itself.
            event.isReaction =
                grammar == .cause
                && phrases.object(of: verb).map { tellsEvent($0) && !tellsHarm($0) } == true
                && phrases.chunks[chunk].units.contains {
                    Self.definite.contains(phrases.units[$0].key)
                }
        }
    }

    private static let ending: WordSet = [
        WordKey("ended"), WordKey("ends"), WordKey("lifted"), WordKey("broken"),
    ]
    static let contests: WordSet = [
        WordKey("won"), WordKey("wins"), WordKey("win"), WordKey("lost"), WordKey("loses"),
        WordKey("lose"), WordKey("winning"), WordKey("losing"),
    ]
    private static let blaming: WordSet = [
        WordKey("blamed"), WordKey("blames"), WordKey("blame"), WordKey("blaming"),
    ]

    private func tellsHarm(_ chunk: Int) -> Bool {
        phrases.chunks[chunk].units.contains {
            let concept = phrases.units[$0].lexeme?.nounEvent?.concept
            return concept.map(IncidentGrouping.harm.contains) ?? false
        }
    }

    private func isMishap(_ chunk: Int) -> Bool {
        phrases.chunks[chunk].units.contains {
            let concept = phrases.units[$0].lexeme?.nounEvent?.concept
            return concept == .accident || concept == .disaster
        }
    }

    private func governed(_ event: inout EventMention, by verb: Int) {
        let role = phrases.head(verb).lexeme
        event.tense = phrases.chunks[verb].verb
        event.modality = modality(of: verb)
        // "won its *battle* against Pinecrest"
        if event.concept == .clash, Self.contests.contains(phrases.head(verb).key) {
            event.isFigurative = true
        }
        switch role?.event?.concept {
        case .foil: event.modality = .attempted
        // "repelled *attacks* near the town": these took place.
        case .repel: event.isPlural = false
        case .threaten: event.modality = .threatened
        default: break
        }
        switch role?.grammar {
        case .attempt:
            event.modality = .planned
            event.isAnnounced = !phrases.chunks[verb].verb.isInfinitive
        case .threaten:
            event.modality = .threatened
            event.isAnnounced = true
        case .react where TollReader.surviving.contains(phrases.head(verb).key): break
        // "blamed shelling": what somebody says brought it about is no event of its own.
        case .react where Self.blaming.contains(phrases.head(verb).key): event.isReaction = true
        case .react, .report: event.isReaction = event.isDefinite
        default: break
        }
        // "a gas leak caused an explosion".
        if role?.grammar == .cause, let cause = phrases.subject(of: verb), isMishap(cause) {
            event.agent.insert(.hazard)
        }
        guard event.perpetrators.isEmpty,
            role?.grammar == .begin || role?.grammar == .verb || role?.grammar == .attempt,
            !IncidentGrouping.harm.contains(event.concept)
        else { return }
        let subject =
            phrases.chunks[verb].verb.isPassive
            ? phrases.agent(of: verb) : phrases.subject(of: verb)
        event.perpetrators = people.people(subject)
        // "two *suicide bombers* drove a truck bomb into a checkpoint".
        event.agent.formUnion(people.things(subject).intersection(.suicide))
    }

    private static let suffered: ConceptSet = [.die, .wound, .missing]
    private static let going = WordKey("going")
    /// "a Turkish strike" is Turkey's; "the Syrian conflict" is not Syria's.
    private static let ofNations: ConceptSet = [.strike, .airstrike, .shell]
    private static let definite: WordSet = [
        WordKey("the"), WordKey("this"), WordKey("that"), WordKey("these"), WordKey("those"),
        WordKey("its"), WordKey("their"),
    ]
    private static let attempts: WordSet = [
        WordKey("attempt"), WordKey("attempts"), WordKey("bid"), WordKey("plot"),
    ]
    private static let halves: WordSet = [WordKey("halfway"), WordKey("midway")]
    /// "an *attempted* bombing".
    private static let thwarted: WordSet = [
        WordKey("attempted"), WordKey("foiled"), WordKey("failed"), WordKey("thwarted"),
        WordKey("abortive"), WordKey("botched"),
    ]
    static let weapons: ConceptSet = [
        .bomb, .ied, .grenade, .shell, .airstrike, .chemical, .suicide, .carBomb,
    ]
    private static let objectOf: ConceptSet = [
        .kill, .massacre, .assassinate, .execute, .abduct, .arrest, .shell, .bomb, .siege,
        .capture, .seize, .retake, .destroy, .rape, .shoot, .arson, .loot, .rob, .find, .breach,
    ]
}
