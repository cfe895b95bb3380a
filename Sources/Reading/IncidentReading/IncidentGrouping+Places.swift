internal import Earth
internal import Incidents

/// Whether two tellings may be of one place.
extension IncidentGrouping {
    func placeFit(_ telling: Telling, _ draft: DraftIncident) -> Int? {
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
        if isOfOneBreath(telling, draft) { return 2 }
        if areTwo(mine, its), telling.event.sentence == draft.lastSentence { return nil }
        guard
            contains(its, mine) || contains(mine, its)
                || telling.isHeadline && (touches(mine, its) || isRoughly(telling, draft))
                || telling.event.isNominal && telling.event.isDefinite && isUncharted(mine, its)
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

    /// "Three died near *Rafah*, and a fisherman was shot off *Deir al-Balah*": two towns of one sentence, however
    /// near to each other.
    private func areTwo(_ a: IncidentPlace, _ b: IncidentPlace) -> Bool {
        guard let one = a.place, let other = b.place, one.id != other.id else { return false }
        return PlaceReckoner.fineness(one.kind) == 3 && PlaceReckoner.fineness(other.kind) == 3
            && !one.isUnlisted && !other.isUnlisted && a.relation != .offset
            && b.relation != .offset
    }

    /// "Bombs went off in Yala, Pattani and Narathiwat, wounding seven": one of the places of the same
    /// sentence.
    private func isOfOneBreath(_ telling: Telling, _ draft: DraftIncident) -> Bool {
        guard Self.harm.contains(telling.event.concept),
            telling.event.sentence == draft.lastSentence
        else { return false }
        let told = Set(
            ([draft.place].compactMap { $0 } + draft.otherPlaces).compactMap { $0.place?.id })
        return telling.places.contains { $0.place.map { told.contains($0.id) } == true }
    }

    /// The headline of a report names the division, or its capital, of what the body tells first.
    func isRoughly(_ telling: Telling, _ draft: DraftIncident) -> Bool {
        guard let mine = telling.places.first?.place, let its = draft.place?.place,
            draft.isFirst, telling.event.type == draft.type
        else { return false }
        return mine.country == its.country && !mine.admin1.isEmpty && mine.admin1 == its.admin1
    }

    /// "…at Gagangir. He condemned *the attack in the Sonamarg area*": of two names beside each other, one of
    /// which no gazetteer has.
    private func isUncharted(_ mine: IncidentPlace, _ its: IncidentPlace) -> Bool {
        let isUnknown = mine.place?.isUnlisted ?? false || its.place?.isUnlisted ?? false
        return isUnknown && touches(mine, its)
    }

    /// A headline names the place roughly: its circle has only to touch the incident's.
    func touches(_ mine: IncidentPlace, _ its: IncidentPlace) -> Bool {
        guard let point = mine.coordinate, let other = its.coordinate else { return false }
        return point.distance(to: other) <= mine.radius + its.radius
    }

    /// A division or area holds what lies inside it: Anbar and Rutba, Haditha district and Barwana.
    func contains(_ wide: IncidentPlace, _ fine: IncidentPlace) -> Bool {
        guard let a = wide.mention.resolution.place, let b = fine.mention.resolution.place,
            let center = wide.coordinate, let point = fine.coordinate
        else { return false }
        if a.kind == .country, b.country.isEmpty {
            // Rivers and seas have no country; countries are no circles.
            return b.kind.group == .nature
                && center.distance(to: point) <= wide.radius * 2 + fine.radius
        }
        if a.kind == .country { return a.country == b.country && b.kind != .country }
        if a.kind == .admin1, PlaceReckoner.fineness(b.kind) > 0, b.kind != .admin1 {
            return a.country == b.country && (a.name == b.admin1 || b.admin1.isEmpty)
        }
        guard PlaceReckoner.fineness(a.kind) < PlaceReckoner.fineness(b.kind) else { return false }
        if a.kind == .admin2, a.country == b.country, !a.name.isEmpty, a.name == b.admin2 {
            return true
        }
        return center.distance(to: point) <= wide.radius + Self.slack
    }

    static let slack = Distance.kilometers(2)
}
