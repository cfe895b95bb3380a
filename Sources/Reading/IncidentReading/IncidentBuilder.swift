internal import Earth
internal import Gazetteer
internal import Incidents

/// Makes the incident that readers see from its gathered tellings.
struct IncidentBuilder {
    let text: AnalyzedText
    let report: Report
    let published: Day?
    /// Of the days it names, where it has none of publication.
    let newest: Day?
    let mentions: [Mention]
    let stated: [StatedDistances.Statement]
    let gazetteer: CompiledGazetteer?

    func incident(from draft: DraftIncident) -> Incident? {
        let type = withoutForeignRegain(draft.ruling?.plain(draft.type) ?? draft.type, draft)
        guard
            type != .other || draft.ruling != nil
                || draft.events.contains(where: { $0.concept != .die && $0.concept != .wound })
        else { return nil }
        let tolls = OvertakenTolls(text: text).parted(casualties(of: draft))
        let reasons =
            reasons(of: draft)
            + tolls.overtaken.map { Reason("“\($0.text)” is an earlier toll, and no longer holds") }
        return Incident(
            id: id(of: draft), report: report.id, type: type,
            acled: acled(of: draft, type), stage: stage(of: draft),
            status: IncidentStatus(published: published, newest: newest).status(of: draft),
            certainty: certainty(of: draft), date: draft.date ?? assumedDate(),
            places: ([draft.place].compactMap { $0 } + draft.otherPlaces).map {
                withDivisions(withStatements($0), of: draft)
            },
            actors: actors(of: draft),
            weapons: weapons(of: draft), casualties: tolls.holding,
            quotes: quotes(of: draft), trigger: draft.events.first.map { text.span($0.trigger) },
            confidence: confidence(reasons), reasons: reasons)
    }

    /// What a foreign army takes it does not regain (ACLED codebook: "non-state actor overtakes territory" is of
    /// foreign forces, too), unless the words say that it was lost before.
    private func withoutForeignRegain(_ type: IncidentType, _ draft: DraftIncident) -> IncidentType
    {
        guard type == .recapture, let country = draft.place?.place?.countryName, !country.isEmpty,
            let taker = draft.perpetrators.first?.name,
            let home = NationalService.country(ofForces: taker), home != country,
            !draft.events.contains(where: { $0.concept == .retake || $0.concept == .free })
        else { return type }
        return .capture
    }

    // MARK: Fields

    /// From the report and the words that tell it first, so a second run names it alike.
    private func id(of draft: DraftIncident) -> String {
        let trigger = draft.events.first.map { text.span($0.trigger) } ?? TextSpan(0, 0)
        let key = WordKey(
            folded: Array("\(report.id)|\(trigger.start)|\(text.string(trigger))".utf8))
        let digits = String(key.hash, radix: 36)
        return "inc-" + digits
    }

    private func acled(of draft: DraftIncident, _ type: IncidentType) -> ACLEDType {
        if let ruled = draft.ruling?.type.acled { return ruled }
        return EventTyper.acled(
            type: type, actor: (draft.perpetrators.first ?? draft.blamed.first)?.kind,
            targets: draft.targets,
            things: draft.events.reduce(into: []) { $0.formUnion($1.things) },
            concepts: draft.events.map(\.concept))
            ?? type.acled
    }

    private func stage(of draft: DraftIncident) -> Incident.Stage {
        let modalities = draft.events.map(\.modality)
        if modalities.contains(.asserted) { return .accomplished }
        if modalities.contains(.attempted) { return .attempted }
        return modalities.contains(.threatened) ? .threatened : .planned
    }

    /// What any telling confirms or doubts counts over what is merely reported.
    private func certainty(of draft: DraftIncident) -> Incident.Certainty {
        let said = Set(draft.events.map(\.certainty))
        for level in [Incident.Certainty.denied, .unconfirmed, .confirmed]
        where said.contains(level) {
            return level
        }
        return said == [.claimed] ? .claimed : .reported
    }

    /// What the text says of this place's distance to others, wherever it says so.
    private func withStatements(_ place: IncidentPlace) -> IncidentPlace {
        guard place.relation == .at || place.relation == .near, let id = place.place?.id,
            place.place?.isUnlisted == false
        else { return place }
        var place = place
        for statement in stated
        where mentions[statement.about].resolution.place?.id == id
            && !place.stated.contains(where: { $0.span == statement.distance.span })
        {
            place.stated.append(statement.distance)
        }
        return place
    }

    private func withDivisions(_ place: IncidentPlace, of draft: DraftIncident) -> IncidentPlace {
        guard let gazetteer, place.relation == .offset || place.relation == .between else {
            return place
        }
        let sentences = draft.events.map { text.span(text.sentences[$0.sentence]) }
        let named = mentions.filter { mention in
            mention.resolution.place?.kind == .admin1
                && sentences.contains { $0.overlaps(mention.span) }
        }.compactMap(\.resolution.place)
        var place = place
        place.ownDivisions = PointDivisions(gazetteer: gazetteer, named: named)
            .divisions(of: place)
        return place
    }

    private func assumedDate() -> EventDate {
        guard let published else { return .unknown }
        return EventDate(
            start: nil, end: published, precision: .unknown, span: nil,
            expression: "not stated; on or before publication", anchor: .assumed)
    }

    private func actors(of draft: DraftIncident) -> [Actor] {
        var seen: Set<String> = []
        var actors: [Actor] = []
        func add(_ people: [EventMention.Participant], _ role: Actor.Role) {
            for person in people
            where seen.insert(role.rawValue + person.name.lowercased()).inserted {
                actors.append(
                    Actor(text: person.text, name: person.name, role: role, kind: person.kind))
            }
        }
        let isMutual = draft.type == .clash
        // Nobody did an accident, least of all those who came to harm.
        let isMishap = draft.type == .accident || draft.type == .naturalDisaster
        // "Three children were killed when a shell *they* were playing with exploded".
        func isVictim(_ doer: EventMention.Participant) -> Bool {
            doer.kind == .civilian && !isMutual
                && draft.targets.contains { $0.tokens == doer.tokens }
        }
        add(
            draft.perpetrators.filter {
                (!isMishap || $0.kind != .civilian) && !isVictim($0)
            },
            isMutual ? .opponent : .perpetrator)
        let fighters = draft.targets.filter { isMutual && $0.kind != .civilian }
        add(fighters, .opponent)
        let targets = draft.chosenTargets ?? draft.targets
        add(targets.filter { !isMutual || $0.kind == .civilian }, .target)
        for claim in draft.claims { add([claim.participant], claim.role) }
        add(
            draft.blamed.filter { group in
                !draft.claims.contains { $0.participant.name == group.name }
                    && !draft.perpetrators.contains {
                        $0.name == group.name && $0.kind != .state
                    }
            }, .accused)
        for name in speakers(of: draft) where seen.insert("source" + name.lowercased()).inserted {
            actors.append(Actor(text: name, name: name, role: .source, kind: .unknown))
        }
        return actors
    }

    /// Who tells of it: those the figures are from, and those who say its sentences.
    private func speakers(of draft: DraftIncident) -> [String] {
        draft.events.map(\.speaker).filter { !$0.isEmpty }
    }

    /// As ``TollChooser`` counts the dead, or else as grammar does.
    private func casualties(of draft: DraftIncident) -> [Casualties] {
        let told = TollTally(text: text).casualties(of: draft)
        return draft.chosenDead.map { dead in
            told.filter { $0.effect != .killed || TollChooser.isOfRebels($0, text) } + dead
        } ?? told
    }

    private func quotes(of draft: DraftIncident) -> [Quote] {
        var seen: Set<Int> = []
        return draft.events.map(\.sentence).filter { seen.insert($0).inserted }.map {
            let span = text.span(text.sentences[$0])
            return Quote(span: span, text: text.string(span))
        }
    }

    private func confidence(_ reasons: [Reason]) -> Double {
        reasons.map(\.weight).reduce(0.35, +).clamped(to: 0.05...0.98)
    }

    private func reasons(of draft: DraftIncident) -> [Reason] {
        var reasons: [Reason] = []
        if let ruling = draft.ruling { reasons.append(ruling.reason) }
        if let trigger = draft.events.first, !draft.isUnrecognised {
            reasons.append(
                Reason(
                    "“\(text.string(text.span(trigger.trigger)))” tells of \(trigger.concept.rawValue)",
                    weight: trigger.isWeak ? 0.05 : 0.2))
        }
        if let place = draft.place {
            let sure = place.mention.resolution.confidence
            reasons.append(
                Reason(
                    "“\(place.mention.text)” is tied to it (\(place.relation.rawValue))",
                    weight: 0.2 * sure))
        }
        if let date = draft.date, date.start != nil {
            reasons.append(Reason("“\(date.expression)” dates it", weight: 0.1))
        }
        if draft.events.contains(where: { !$0.casualties.isEmpty }) {
            reasons.append(Reason("a toll is given", weight: 0.1))
        }
        if draft.events.count > 1 {
            reasons.append(Reason("told \(draft.events.count) times", weight: 0.05))
        }
        return reasons + draft.reasons + draft.events.flatMap(\.reasons)
    }

    /// Each kind once: "a bomb" and "the bombs" are one.
    private func weapons(of draft: DraftIncident) -> [String] {
        if draft.type == .accident || draft.type == .naturalDisaster { return [] }
        var seen: Set<String> = []
        return (draft.chosenWeapons ?? draft.events.flatMap(\.weapons)).compactMap { tokens in
            let name = text.string(text.span(tokens))
            return seen.insert(WeaponReader.kind(name)).inserted ? name : nil
        }
    }
}

extension Double {
    fileprivate func clamped(to range: ClosedRange<Double>) -> Double {
        min(max(self, range.lowerBound), range.upperBound)
    }
}
