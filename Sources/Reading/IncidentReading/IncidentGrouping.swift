internal import Earth
internal import Incidents

/// Gathers the tellings of one incident within a report.
///
/// Tellings are taken in the order of the text. Each joins the earlier incident it fits best, or
/// begins a new one. Places or days that differ keep incidents apart; what is left unsaid keeps
/// nothing apart.
struct IncidentGrouping {
    init(published: Day?) { self.published = published }

    struct Telling {
        var event: EventMention
        var places: [IncidentPlace]
        var date: EventDate?
        let paragraph: Int
        /// Entries of a list and what stands under a heading are told apart.
        var section = 0
        /// Told in the headline: the body tells the same.
        var isHeadline = false
        /// The first sentence of an entry.
        var opensEntry = false
        var entry = Entry()

        /// The same deed again, without place or day: "fighters who were arrested".
        func isAfterthought(of draft: DraftIncident) -> Bool {
            places.isEmpty && date?.start == nil && event.type == draft.type
                && event.type.specificity >= 5
        }

        /// "1,208 people have died since 14 June".
        var isRunningToll: Bool {
            harmsSomebody && places.isEmpty && event.tense.isPerfect
                && IncidentGrouping.harm.contains(event.concept)
        }

        var harmsSomebody: Bool { event.casualties.contains { $0.minimum ?? 0 > 0 } }

        /// "31 attackers were killed": people harmed, and nothing of where or when.
        var isBareToll: Bool {
            event.casualties.contains { $0.minimum != 0 || $0.maximum != 0 } && places.isEmpty
                && date?.start == nil
                && IncidentGrouping.harm.contains(event.concept)
        }
    }

    /// What the head of an entry says for all that is told below it: "12 May, Mellit: …".
    struct Entry {
        var places: [IncidentPlace] = []
        var date: EventDate?
    }

    let published: Day?
    var drafts: [DraftIncident] = []
    /// Where the last located event was told: what follows close by, without a place, is there too.
    private var settings: [(place: IncidentPlace, telling: Telling)] = []

    /// The harmed whom nothing told so far accounts for: a headline may.
    private var unaccounted: [Telling] = []

    /// What says too little to begin an incident, kept for the model that selects.
    private var doubtful: [Telling] = []
    var keepsDoubtful = false

    mutating func add(_ telling: Telling) {
        guard happens(telling.event) || isAnnounced(telling), !isGeneric(telling) else {
            return doubt(telling)
        }
        defer { remember(telling) }
        let telling =
            telling.isBareToll ? telling : placedBefore(settled(telling, within: 1))
        let headed = headed(telling)
        if let index = bestFit(telling) ?? bestFit(headed) {
            join(telling, to: index)
        } else if canStand(headed) {
            drafts.append(
                DraftIncident(settled(headed, within: 2), isFirst: drafts.isEmpty))
            takeUpHarm(of: telling.event.sentence)
        } else {
            if Self.harm.contains(headed.event.concept) { unaccounted.append(headed) }
            doubt(headed)
        }
        dateBefore(telling)
    }

    /// "Three soldiers died *in a bombing*": what killed them is told behind them, and has just begun.
    private mutating func takeUpHarm(of sentence: Int) {
        let index = drafts.count - 1
        // They stand last: a long list is not gone through again for each of its deeds.
        while let telling = unaccounted.last, telling.event.sentence == sentence,
            telling.harmsSomebody, !telling.event.isBackdrop,
            let score = fit(telling, drafts[index]), score >= 0
        {
            unaccounted.removeLast()
            if doubtful.last?.event.trigger == telling.event.trigger { doubtful.removeLast() }
            join(telling, to: index)
        }
    }

    /// "Train derails, 30 dead" above "30 people died near Nawabshah": the headline says of what.
    ///
    /// - Parameter first: The first of the incidents that headlines alone tell.
    mutating func account(from first: Int) {
        let open = unaccounted
        unaccounted = []
        guard first < drafts.count else { return }
        for telling in open where !telling.event.isBackdrop && telling.harmsSomebody {
            if let index = bestFit(telling, least: 0), index >= first { join(telling, to: index) }
        }
    }

    private mutating func doubt(_ telling: Telling) {
        guard keepsDoubtful, !telling.isHeadline, SelectionModel.judges(telling.event.type) else {
            return
        }
        doubtful.append(settled(telling, within: 1))
    }

    /// What says too little to begin an incident, gathered among itself: it never draws to it what
    /// belongs to an incident that stands.
    func doubtfulDrafts() -> [DraftIncident] {
        var grouping = IncidentGrouping(published: published)
        for telling in doubtful { grouping.gather(telling) }
        return grouping.drafts.map {
            var draft = $0
            draft.isDoubtful = true
            return draft
        }
    }

    /// Joins it to what it fits, or lets it begin a draft, whatever it says.
    mutating func gather(_ telling: Telling) {
        if let index = bestFit(telling) {
            join(telling, to: index)
        } else {
            drafts.append(DraftIncident(telling, isFirst: false))
        }
    }

    /// "Gunmen killed ten villagers. *The attackers* came on Saturday": the day of the deed told just before.
    private mutating func dateBefore(_ telling: Telling) {
        guard let date = telling.date, date.start != nil, date.anchor != .assumed,
            telling.event.perpetrators.contains(where: { Self.attackers.contains($0.text) })
        else { return }
        for index in drafts.indices.suffix(4) where drafts[index].date == nil {
            let draft = drafts[index]
            if draft.section == telling.section, !draft.isBackdrop, draft.family == .violence,
                (0...1).contains(telling.event.sentence - draft.lastSentence)
            {
                drafts[index].date = date
            }
        }
    }

    /// "…killed 55 in Djaiba. *The attackers* burned several houses": where and when the deed told just before
    /// was.
    private func placedBefore(_ telling: Telling) -> Telling {
        guard telling.places.isEmpty, !telling.event.isBackdrop, !telling.event.isReaction,
            telling.event.perpetrators.contains(where: { Self.attackers.contains($0.text) }),
            let deed = drafts.suffix(4).last(where: {
                $0.family == .violence && $0.section == telling.section && !$0.isBackdrop
                    && $0.place != nil
                    && (0...3).contains(telling.event.sentence - $0.lastSentence)
            }), let place = deed.place
        else { return telling }
        var telling = telling
        telling.places = [place]
        telling.date = telling.date ?? deed.date
        return telling
    }

    private static let attackers: Set<String> = [
        "The attackers", "the attackers", "The assailants", "the assailants", "The gunmen",
        "the gunmen", "The militants", "the militants", "The bandits", "the bandits", "The raiders",
        "the raiders", "The insurgents", "the insurgents", "The men", "the men", "The rebels",
        "the rebels",
    ]

    /// With place and day of its entry, where it has none of its own.
    private func headed(_ telling: Telling) -> Telling {
        var headed = telling
        if headed.places.isEmpty { headed.places = telling.entry.places }
        if headed.date?.start == nil { headed.date = telling.entry.date ?? headed.date }
        return headed
    }

    private func happens(_ event: EventMention) -> Bool {
        event.modality == .asserted || event.modality == .attempted
    }

    /// "An assault on the town is being prepared": an event to come, with a place of its own.
    private func isAnnounced(_ telling: Telling) -> Bool {
        let event = telling.event
        let isMeant =
            event.isAnnounced && (event.modality == .planned || event.modality == .threatened)
        let isHere =
            telling.places.first.map { PlaceReckoner.fineness($0.place?.kind) > 0 } ?? false
        let isThreat =
            event.modality == .threatened && !event.isNominal && isHere && !event.isBackdrop
            && event.perpetrators.contains { $0.kind != .civilian }
            && EventFamily.of(event.type) != .politics
        if isThreat { return true }
        return isMeant && event.isNominal && isHere && !event.isBackdrop && !telling.isHeadline
            && event.type != .withdrawal && event.type != .agreement && event.type != .protest
    }

    private mutating func remember(_ telling: Telling) {
        guard let place = telling.places.first, !telling.event.isBackdrop, !telling.isHeadline
        else { return }
        settings.append((place, telling))
    }

    /// What is told in the next sentence of the same paragraph, or a little further when nothing else
    /// places it, happened at the setting.
    private func settled(_ telling: Telling, within reach: Int) -> Telling {
        guard telling.places.isEmpty, !telling.event.isBackdrop,
            !telling.event.isReaction, let setting = settings.last,
            // Of its own sentence the ranker has looked at every name.
            !telling.event.isJudged || setting.telling.event.sentence < telling.event.sentence,
            PlaceReckoner.fineness(setting.place.place?.kind) > 0,
            telling.section == setting.telling.section,
            telling.event.sentence - setting.telling.event.sentence <= reach,
            telling.paragraph - setting.telling.paragraph <= reach - 1
        else { return telling }
        var settled = telling
        settled.places = [setting.place]
        return settled
    }

    /// "the plain that surrounds it", "suicide bombings that were once frequent": a bare plural without day, place or toll.
    private func isGeneric(_ telling: Telling) -> Bool {
        let event = telling.event
        let isHabit =
            !event.isNominal && event.modality == .asserted && event.tense.tense == .present
            && !event.tense.isPerfect
            && !event.tense.isParticiple && event.sentence > 2 && telling.date?.start == nil
        return isHabit
            || event.isNominal && event.isPlural && !event.isDefinite && event.type != .other
                && telling.places.isEmpty && telling.date?.start == nil && event.casualties.isEmpty
                && (event.perpetrators.isEmpty || event.order != nil)
    }

    // MARK: Joining

    private mutating func join(_ telling: Telling, to index: Int) {
        let surest = drafts[index].placeLikelihood
        let isSurer = surest > 0 && telling.event.placeLikelihood > surest
        var telling = telling
        if telling.isHeadline {
            // What it counts in short the body has counted.
            let counted = drafts[index].effects
            telling.event.casualties.removeAll { counted.contains($0.effect) }
        }
        drafts[index].add(telling)
        if let date = telling.date { refine(&drafts[index].date, with: date) }
        guard let place = telling.places.first else { return }
        guard let known = drafts[index].place else {
            drafts[index].place = place
            return
        }
        if isSurer, !isFiner(known, than: place) {
            drafts[index].place = place
            drafts[index].otherPlaces = Array(telling.places.dropFirst())
            return
        }
        if isFiner(place, than: known) {
            drafts[index].place = place
        }
    }

    /// A town is finer than its province; so is a stretch of so many kilometres from a town.
    private func isFiner(_ place: IncidentPlace, than known: IncidentPlace) -> Bool {
        guard known.relation != .offset else { return false }
        // What stands beside its neighbours is no finer than they are.
        if place.place?.isUnlisted == true, place.radius >= known.radius { return false }
        let fineness = PlaceReckoner.fineness(known.place?.kind)
        if place.relation == .offset {
            return fineness < 2 && !place.stated.isEmpty && place.radius < known.radius
        }
        return PlaceReckoner.fineness(place.place?.kind) > fineness
    }

    private func refine(_ known: inout EventDate?, with date: EventDate) {
        guard let old = known, old.anchor != .assumed, let start = old.start, let end = old.end
        else {
            known = date
            return
        }
        guard date.anchor != .assumed, let newStart = date.start, let newEnd = date.end else {
            return
        }
        if newStart < start, newEnd >= end, date.precision == .unknown || date.precision == .days {
            // "killed since Sunday", "in three days": the interval grows.
            known = date
            return
        }
        // A narrower interval inside a vague one is better news of the day.
        if old.precision != .day, old.precision != .days, newEnd - newStart < end - start {
            known = date
        }
    }
}
