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
    private(set) var drafts: [DraftIncident] = []
    /// Where the last located event was told: what follows close by, without a place, is there too.
    private var settings: [(place: IncidentPlace, telling: Telling)] = []

    mutating func add(_ telling: Telling) {
        guard happens(telling.event) || isAnnounced(telling), !isGeneric(telling) else { return }
        defer { remember(telling) }
        let telling = telling.isBareToll ? telling : settled(telling, within: 1)
        let headed = headed(telling)
        if let index = bestFit(telling) ?? bestFit(headed) {
            join(telling, to: index)
        } else if canStand(headed) {
            drafts.append(
                DraftIncident(settled(headed, within: 2), isFirst: drafts.isEmpty))
        }
        dateBefore(telling)
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

    private static let attackers: Set<String> = [
        "The attackers", "the attackers", "The assailants", "the assailants", "The gunmen",
        "the gunmen", "The militants", "the militants", "The bandits", "the bandits", "The raiders",
        "the raiders", "The insurgents", "the insurgents", "The men", "the men", "The rebels",
        "the rebels",
    ]

    /// A claim is of the deed its own sentence points to, else of the last one told before.
    mutating func add(_ claim: ClaimReader.Claim, inSection section: Int) {
        let likely = drafts.indices.suffix(Self.reach).filter {
            Self.claimable.contains(drafts[$0].family) && drafts[$0].section == section
                && drafts[$0].events.contains { $0.sentence <= claim.sentence }
                && isRecent(drafts[$0])
        }
        let pointed = likely.first { index in
            drafts[index].events.contains { $0.sentence == claim.sentence }
        }
        // Of a killing and the fires that went with it, the killing.
        func lastTold(_ index: Int) -> Int {
            let last = drafts[index].events.map(\.sentence).filter { $0 <= claim.sentence }.max()
            return (last ?? 0) - (drafts[index].family == .things ? 3 : 0)
        }
        guard let index = pointed ?? likely.max(by: { lastTold($0) < lastTold($1) }) else { return }
        drafts[index].add(claim)
    }

    private static let claimable: Set<EventFamily> = [.violence, .siege, .taking, .things]

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
                && event.perpetrators.isEmpty
    }

    // MARK: Fit

    private func bestFit(_ telling: Telling) -> Int? {
        var best: (index: Int, score: Int)?
        for index in withinReach {
            let draft = drafts[index]
            guard !isElsewhere(telling, draft), !telling.isHeadline || isRecent(draft),
                let score = fit(telling, draft)
            else { continue }
            // A toll without place or day of its own belongs to what was told before, on either side.
            let isAttached =
                telling.isBareToll && Self.harmed.contains(draft.family)
                && !isContrast(telling, draft) && isRecent(draft)
            let enough =
                isAttached || telling.isHeadline
                ? 1 : telling.isAfterthought(of: draft) ? 2 : Self.threshold
            if score >= enough, score >= best?.score ?? .min { best = (index, score) }
        }
        return best?.index
    }

    static let threshold = 3

    /// A text of thousands of incidents is a list: what it tells next joins one of the last, or one it
    /// opened with. So the work grows with the text and not with its square.
    private var withinReach: some Sequence<Int> {
        let recent = max(Self.openers, drafts.count - Self.reach)
        return [0..<min(Self.openers, drafts.count), recent..<max(recent, drafts.count)].joined()
    }

    private static let harmed = deadly.union([.violence, .siege])
    private static let openers = 8
    private static let reach = 120

    /// What has no place and day of its own belongs to the entry it stands in.
    private func isElsewhere(_ telling: Telling, _ draft: DraftIncident) -> Bool {
        let isLocated = !telling.places.isEmpty && telling.date?.start != nil
        return telling.section != draft.lastSection && !isLocated && !telling.event.isDefinite
    }

    /// How well a telling fits an incident; `nil` when something it says cannot be of that incident.
    private func fit(_ telling: Telling, _ draft: DraftIncident) -> Int? {
        guard !isReversed(telling.event, draft), let kinship = kinship(telling.event, draft),
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
        if telling.isHeadline, draft.isFirst { score += 3 }
        if telling.paragraph == draft.lastParagraph { score += 1 }
        if draft.lastParagraph == 0, draft.place == nil { score += 1 }
        if !telling.event.things.isDisjoint(with: draft.things) { score += 1 }
        if telling.event.isDefinite && telling.event.isNominal && !isSeries {
            if distance <= 4 { score += 3 } else if draft.isLead && who > 0 { score += 3 }
        }
        return score
    }

    private func isRecent(_ draft: DraftIncident) -> Bool {
        IncidentStatus(published: published).status(of: draft) != .background
    }

    /// "…killed eleven *while* dozens died elsewhere": one sentence, two incidents.
    private func isContrast(_ telling: Telling, _ draft: DraftIncident) -> Bool {
        telling.event.sentence == draft.lastSentence
            && draft.events.last?.contrasts != telling.event.contrasts
    }

    private func kinship(_ event: EventMention, _ draft: DraftIncident) -> Int? {
        if event.type == draft.type { return 2 }
        let family = EventFamily.of(event.type)
        // Deaths belong to whatever killed.
        if Self.harm.contains(event.concept) {
            if draft.family == .violence || draft.family == .siege { return 1 }
            if Self.deadly.contains(draft.family) { return -1 }
        }
        // "The attack" may be any deed told just before.
        if event.concept == .attack, event.isNominal, event.isDefinite, draft.family == .things {
            return 0
        }
        guard family == draft.family else { return nil }
        let bothSpecific = event.type.specificity >= 5 && draft.type.specificity >= 5
        return bothSpecific ? nil : 0
    }

    static let harm: Set<EventConcept> = [.die, .wound, .kill, .missing]
    /// Besides violence, what people die of: a burst dam, an earthquake, a riot.
    private static let deadly: Set<EventFamily> = [.things, .disaster, .street, .territory]

    private func placeFit(_ telling: Telling, _ draft: DraftIncident) -> Int? {
        guard let mine = telling.places.first, let its = draft.place else { return 0 }
        if mine.mention.resolution.place?.id == its.mention.resolution.place?.id,
            mine.relation == its.relation
        {
            return 3
        }
        if mine.place?.id == its.place?.id, mine.place != nil, mine.relation != .offset,
            its.relation != .offset
        {
            return 2
        }
        guard contains(its, mine) || contains(mine, its) || telling.isHeadline && touches(mine, its)
        else { return nil }
        // That people died at a place of a country does not make it the country's only incident.
        // An offensive covers ground; people killed at one of its villages are an incident of their own.
        if draft.type == .offensive, Self.harm.contains(telling.event.concept),
            PlaceReckoner.fineness(mine.place?.kind) > PlaceReckoner.fineness(its.place?.kind)
        {
            return nil
        }
        let isVague = PlaceReckoner.fineness(its.place?.kind) < 1
        guard isVague else { return 1 }
        // Nor is what happened at one of its villages, told much later, the country's whole offensive.
        let first = draft.events.first?.sentence ?? 0
        let isLater = telling.event.sentence - first > 2 && !telling.event.isDefinite
        if isLater, PlaceReckoner.fineness(mine.place?.kind) > 1 { return nil }
        return Self.harm.contains(telling.event.concept) ? 0 : 1
    }

    /// A headline names the place roughly: its circle has only to touch the incident's.
    private func touches(_ mine: IncidentPlace, _ its: IncidentPlace) -> Bool {
        guard let point = mine.coordinate, let other = its.coordinate else { return false }
        return point.distance(to: other) <= mine.radius + its.radius
    }

    /// A division or area holds what lies inside it: Anbar and Rutba, Haditha district and Barwana.
    private func contains(_ wide: IncidentPlace, _ fine: IncidentPlace) -> Bool {
        guard let a = wide.mention.resolution.place, let b = fine.mention.resolution.place,
            let center = wide.coordinate, let point = fine.coordinate
        else { return false }
        if a.kind == .country { return a.country == b.country && b.kind != .country }
        if a.kind == .admin1, PlaceReckoner.fineness(b.kind) > 0, b.kind != .admin1 {
            return a.country == b.country && (a.name == b.admin1 || b.admin1.isEmpty)
        }
        guard PlaceReckoner.fineness(a.kind) < PlaceReckoner.fineness(b.kind) else { return false }
        return center.distance(to: point) <= wide.radius + Self.slack
    }

    static let slack = Distance.kilometers(2)

    private func dateFit(_ telling: Telling, _ draft: DraftIncident) -> Int? {
        guard let mine = telling.date, let its = draft.date, mine.anchor != .assumed,
            its.anchor != .assumed, let start = mine.start, let end = mine.end,
            let otherStart = its.start, let otherEnd = its.end
        else { return 0 }
        guard start <= otherEnd && otherStart <= end else { return nil }
        let areDays = end - start <= 3 && otherEnd - otherStart <= 3
        return areDays ? 2 : 1
    }

    private func actorFit(_ event: EventMention, _ draft: DraftIncident) -> Int? {
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
    private func isReversed(_ event: EventMention, _ draft: DraftIncident) -> Bool {
        guard !Self.twoSided.contains(draft.type), draft.perpetrators.isEmpty,
            let side = event.perpetrators.first.map({ isRebel($0.kind) }), !draft.targets.isEmpty,
            !event.targets.isEmpty
        else { return false }
        return draft.targets.contains { $0.kind != .civilian && isRebel($0.kind) == side }
            && event.targets.allSatisfy { isRebel($0.kind) != side }
    }

    private func isRebel(_ kind: Actor.Kind) -> Bool { kind == .rebel }
    private static let twoSided: Set<IncidentType> = [.clash, .siege]

    // MARK: Joining

    private mutating func join(_ telling: Telling, to index: Int) {
        drafts[index].add(telling)
        if let date = telling.date { refine(&drafts[index].date, with: date) }
        guard let place = telling.places.first else { return }
        guard let known = drafts[index].place else {
            drafts[index].place = place
            return
        }
        if isFiner(place, than: known) {
            drafts[index].place = place
        }
    }

    /// A town is finer than its province; so is a stretch of so many kilometres from a town.
    private func isFiner(_ place: IncidentPlace, than known: IncidentPlace) -> Bool {
        guard known.relation != .offset else { return false }
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

    // MARK: Standing alone

    /// Whether a telling may begin an incident: it must say more than that such things happen.
    private func canStand(_ telling: Telling) -> Bool {
        let event = telling.event
        let isHere = !telling.places.isEmpty
        let isDated = telling.date.map { $0.start != nil && $0.anchor != .assumed } ?? false
        let hasToll = event.casualties.contains { $0.minimum ?? 0 > 0 }
        let hasSides =
            !event.targets.isEmpty || !event.things.isEmpty
            || event.type == .protest && !event.perpetrators.isEmpty
        if Self.harm.contains(event.concept), event.type == .other { return false }
        if event.isMeans || event.isReaction { return false }
        if event.isFrame, event.isNominal, !isDated { return false }
        if event.type == .protest, event.isNominal, !event.perpetrators.isEmpty, !event.isBackdrop,
            isHere
        {
            return true
        }
        if event.type == .threat {
            return event.perpetrators.contains { $0.kind != .civilian } && isHere
        }
        if event.tense.isProgressive, event.tense.isPerfect || event.tense.tense == .present,
            !event.tense.isParticiple, !event.isNominal
        {
            return isDated || hasToll
        }
        if event.isNominal && event.isPlural { return isHere && (isDated || hasToll) }
        if event.isWeak, event.isNominal, event.concept == .clash {
            return isHere && isDated || hasToll
        }
        if event.isWeak { return (isHere || isDated) && (hasSides || hasToll || isHere && isDated) }
        return isHere || isDated || hasToll || isNewsItself(telling, hasSides)
    }

    /// What the opening sentence tells as done, with somebody who did or suffered it, is the news even
    /// when nothing says where and when.
    private func isNewsItself(_ telling: Telling, _ hasSides: Bool) -> Bool {
        let event = telling.event
        let isDone = event.modality == .asserted && !event.isBackdrop && !event.isPlural
        let isPast = event.isNominal || event.tense.tense == .past || event.tense.isPerfect
        return (event.sentence <= 1 || telling.opensEntry) && !telling.isHeadline && isDone
            && isPast && hasSides
            && event.type.specificity > 1
    }
}
