internal import Gazetteer
internal import Incidents

/// How well a telling fits an incident told before.
extension IncidentGrouping {
    /// - Parameter least: The score that is enough, instead of what such a telling needs.
    func bestFit(_ telling: Telling, least: Int? = nil) -> Int? {
        var best: (index: Int, score: Int)?
        for index in withinReach {
            let draft = drafts[index]
            guard !isElsewhere(telling, draft), !telling.isHeadline || isRecent(draft),
                let score = fit(telling, draft)
            else { continue }
            // A toll without place or day of its own belongs to what was told before, on either side.
            let isAttached =
                (telling.isBareToll || telling.isRunningToll && draft.date?.start == nil)
                && Self.harmed.contains(draft.family)
                && !isContrast(telling, draft) && isRecent(draft)
            let isBeside = isAttached && telling.paragraph == draft.lastParagraph
            let enough =
                least
                ?? (isBeside
                    ? -1
                    : isAttached || telling.isHeadline
                        ? 1 : telling.isAfterthought(of: draft) ? 2 : Self.threshold)
            if score >= enough, score >= best?.score ?? .min { best = (index, score) }
        }
        return best?.index
    }

    static let threshold = 3

    /// A text of thousands of incidents is a list: what it tells next joins one of the last, or one it
    /// opened with. So the work grows with the text and not with its square.
    var withinReach: some Sequence<Int> {
        let recent = max(Self.openers, drafts.count - Self.reach)
        return [0..<min(Self.openers, drafts.count), recent..<max(recent, drafts.count)].joined()
    }

    static let harmed = deadly.union([.violence, .siege])
    static let openers = 8
    static let reach = 120

    /// What has no place and day of its own belongs to the entry it stands in.
    func isElsewhere(_ telling: Telling, _ draft: DraftIncident) -> Bool {
        let isLocated = !telling.places.isEmpty && telling.date?.start != nil
        return telling.section != draft.lastSection && !isLocated && !telling.event.isDefinite
    }

    /// How well a telling fits an incident; `nil` when something it says cannot be of that incident.
    func fit(_ telling: Telling, _ draft: DraftIncident) -> Int? {
        guard !isAnother(telling, draft), !isReversed(telling.event, draft),
            !isPart(telling, draft), !isCountedApart(telling, draft), !isLongBefore(telling, draft),
            let kinship = kinship(telling.event, draft),
            let where_ = placeFit(telling, draft), let when = dateFit(telling, draft),
            let who = telling.isBareToll
                ? max(0, actorFit(telling.event, draft) ?? 0) : actorFit(telling.event, draft)
        else { return nil }
        var score = kinship + where_ + when + who
        let distance = telling.event.sentence - draft.lastSentence
        let isContrast = isContrast(telling, draft)
        // "The attacks" of several days are what the report is about, not the last of them.
        let isSeries = telling.event.isDefinite && telling.event.isPlural && distance > 0
        if isSeries {
            score += draft.isLead ? 5 : 0
        } else if isContrast {
            score -= 1
        } else if distance == 0 {
            score += 3
        } else if distance == 1 {
            score += 2
        }
        if !draft.siteWords.isDisjoint(with: telling.event.siteWords) { score += 2 }
        // A further toll is of what a toll was given for.
        if telling.isBareToll, let effect = telling.event.casualties.first?.effect,
            draft.effects.contains(effect)
        {
            score += 1
        }
        if telling.isBareToll, let side = telling.event.targets.first?.kind,
            side != .unknown, !draft.targets.isEmpty,
            !draft.targets.contains(where: { $0.kind == side })
        {
            score -= 1
        }
        if telling.isHeadline, draft.isFirst { score += 3 }
        if telling.paragraph == draft.lastParagraph { score += 1 }
        if draft.lastParagraph == 0, draft.place == nil { score += 1 }
        if !telling.event.things.isDisjoint(with: draft.things) { score += 1 }
        if telling.event.isDefinite && telling.event.isNominal && !isSeries {
            if distance <= 4 { score += 3 } else if draft.isLead && who > 0 { score += 3 }
        }
        return score
    }

    /// "A second blast" is neither the one before nor the series of which the report told first.
    func isAnother(_ telling: Telling, _ draft: DraftIncident) -> Bool {
        guard let order = telling.event.order, !telling.isHeadline,
            EventFinder.furtherDeeds.contains(order)
                || !draft.events.contains(where: { $0.sentence == telling.event.sentence })
        else { return false }
        let isSeries = draft.events.contains { $0.isNominal && $0.isPlural && $0.order == nil }
        if isSeries { return !telling.places.isEmpty }
        return order != Self.first && !draft.events.contains { $0.order == order }
    }

    /// "…killing at least six across the country. *In Dnipro three died*": a part of what has no place of
    /// its own, or of what was done all over a province, is an incident by itself.
    private func isPart(_ telling: Telling, _ draft: DraftIncident) -> Bool {
        guard let place = telling.places.first?.place, PlaceReckoner.fineness(place.kind) > 1,
            isWide(draft, around: place), !telling.isHeadline,
            !telling.event.isDefinite, telling.event.sentence > draft.lastSentence
        else { return false }
        if isAllOver(draft) { return true }
        return telling.event.casualties.contains { part in
            draft.events.contains { event in
                event.casualties.contains {
                    $0.effect == part.effect && ($0.minimum ?? 0) > part.maximum ?? .max
                }
            }
        }
    }

    /// "across the country", "throughout the *Gaza Strip*".
    private func isWide(_ draft: DraftIncident, around place: Place) -> Bool {
        guard let wide = draft.place?.place else { return true }
        let fineness = PlaceReckoner.fineness(wide.kind)
        return fineness < 1 || isAllOver(draft) && place.admin1 == wide.name
    }

    private func isAllOver(_ draft: DraftIncident) -> Bool {
        draft.place?.relation == .within && draft.place?.place?.isUnlisted == false
            && (0...1).contains(PlaceReckoner.fineness(draft.place?.place?.kind))
    }

    /// "A car bomb killed 20 people. *On Saturday a car bomb in the city killed four*": with a day and another
    /// toll, where the one before has no day.
    private func isCountedApart(_ telling: Telling, _ draft: DraftIncident) -> Bool {
        guard !telling.event.isDefinite, !telling.isHeadline, !telling.isBareToll,
            telling.event.sentence > draft.lastSentence,
            draft.date?.start == nil || draft.date?.anchor == .assumed,
            let date = telling.date, date.start != nil, date.anchor != .assumed
        else { return false }
        return telling.event.casualties.contains { count in
            draft.bounds.contains { $0.contradicts(count) }
        }
    }

    /// "beheaded a maid … accused of killing the baby *two years earlier*": before what was told.
    private func isLongBefore(_ telling: Telling, _ draft: DraftIncident) -> Bool {
        guard let words = telling.date?.expression.lowercased(), !telling.event.isDefinite,
            words.hasSuffix(" earlier") || words.hasSuffix(" before"),
            ["year", "month", "week"].contains(where: words.contains)
        else { return false }
        return draft.date?.expression.lowercased() != words
    }

    private static let first = WordKey("first")

    func isRecent(_ draft: DraftIncident) -> Bool {
        IncidentStatus(published: published).status(of: draft) != .background
    }

    /// "…killed eleven *while* dozens died elsewhere": one sentence, two incidents.
    func isContrast(_ telling: Telling, _ draft: DraftIncident) -> Bool {
        telling.event.sentence == draft.lastSentence
            && draft.events.last?.contrasts != telling.event.contrasts
    }

    func kinship(_ event: EventMention, _ draft: DraftIncident) -> Int? {
        if event.type == draft.type { return 2 }
        let family = EventFamily.of(event.type)
        // Deaths belong to whatever killed.
        if Self.harm.contains(event.concept) {
            if draft.family == .violence || draft.family == .siege { return 1 }
            if Self.deadly.contains(draft.family) { return draft.family == .things ? -2 : -1 }
        }
        // Who combs hills does not do so in the bombing that it follows.
        if event.concept == .operation, !Self.operations.contains(draft.type) { return nil }
        // "The attack" may be any deed told just before.
        if Self.blows.contains(event.concept), event.isNominal, event.isDefinite,
            draft.family == .things
        {
            return 0
        }
        guard family == draft.family else { return nil }
        let bothSpecific = event.type.specificity >= 5 && draft.type.specificity >= 5
        return bothSpecific ? nil : 0
    }

    /// "blew up a pipeline … *the explosion*".
    private static let blows: ConceptSet = [.attack, .explode, .bomb]
    static let harm: ConceptSet = [.die, .wound, .kill, .missing]
    static let operations: Set<IncidentType> = [
        .raid, .clash, .offensive, .recapture, .arrest, .siege,
    ]
    /// Besides violence, what people die of: a burst dam, an earthquake, a riot.
    static let deadly: Set<EventFamily> = [.things, .disaster, .street, .territory]

    func dateFit(_ telling: Telling, _ draft: DraftIncident) -> Int? {
        guard let mine = telling.date, let its = draft.date, mine.anchor != .assumed,
            its.anchor != .assumed, let start = mine.start, let end = mine.end,
            let otherStart = its.start, let otherEnd = its.end
        else { return 0 }
        guard start <= otherEnd && otherStart <= end else { return nil }
        // One ambush on Friday is not all that was done since Wednesday.
        if its.expression.hasPrefix("since "), !Self.harm.contains(telling.event.concept),
            mine.precision == .day
        {
            return nil
        }
        // Nor have factions that "have been fighting since September" done what was found on Monday.
        if mine.expression.hasPrefix("since "), !Self.harm.contains(telling.event.concept),
            end - start > Self.month, its.precision == .day
        {
            return nil
        }
        let areDays = end - start <= 3 && otherEnd - otherStart <= 3
        return areDays ? 2 : 1
    }

    private static let month = 30

    func actorFit(_ event: EventMention, _ draft: DraftIncident) -> Int? {
        if event.perpetrators.contains(where: { draft.perpetratorNames.contains($0.name) }) {
            return 1
        }
        guard let side = event.perpetrators.first?.kind, let other = draft.perpetrators.first?.kind
        else {
            return 0
        }
        let opposed = isRebel(side) != isRebel(other)
        return opposed && !Self.twoSided.contains(event.type) && !Self.twoSided.contains(draft.type)
            ? nil : opposed ? -1 : 0
    }

    /// "Troops killed four militants in a search that followed": those who suffered before act now, and
    /// against others.
    func isReversed(_ event: EventMention, _ draft: DraftIncident) -> Bool {
        guard !Self.twoSided.contains(draft.type), draft.perpetrators.isEmpty,
            let side = event.perpetrators.first.map({ isRebel($0.kind) }), !draft.targets.isEmpty,
            !event.targets.isEmpty || event.concept == .operation
        else { return false }
        return draft.targets.contains { $0.kind != .civilian && isRebel($0.kind) == side }
            && event.targets.allSatisfy { isRebel($0.kind) != side }
    }

    func isRebel(_ kind: Actor.Kind) -> Bool { kind == .rebel }
    static let twoSided: Set<IncidentType> = [.clash, .siege]
}

extension Casualties {
    /// Whether both cannot be counts of the same people.
    fileprivate func contradicts(_ other: Casualties) -> Bool {
        guard effect == other.effect, isOfAnyone || other.isOfAnyone || side == other.side else {
            return false
        }
        return (minimum ?? 0) > other.maximum ?? .max || (other.minimum ?? 0) > maximum ?? .max
    }

    private var isOfAnyone: Bool { side == Casualties.unspecifiedSide || side == "people" }
}
