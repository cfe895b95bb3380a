internal import Incidents

/// Whether a telling may begin an incident.
extension IncidentGrouping {
    /// Whether a telling may begin an incident: it must say more than that such things happen.
    func canStand(_ telling: Telling) -> Bool {
        let event = telling.event
        let isHere = !telling.places.isEmpty
        // "on Tuesday" is a day, though without one of publication nobody knows which.
        let isDated =
            telling.date.map {
                $0.anchor == .missing ? $0.span != nil : $0.start != nil && $0.anchor != .assumed
            } ?? false
        let hasToll = event.casualties.contains { $0.minimum ?? 0 > 0 }
        let hasSides =
            !event.targets.isEmpty || !event.things.isEmpty
            || event.type == .protest && !event.perpetrators.isEmpty
            || event.type == .clash && event.perpetrators.count > 1
        if Self.harm.contains(event.concept), event.type == .other { return false }
        if event.isMeans { return false }
        // "Police are investigating *the murder of a lawyer in Bogota*": in a brief, that is the news.
        if event.isReaction {
            return !keepsDoubtful && event.sentence == 0 && isHere && hasSides && !event.isPlural
        }
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
        if event.isNominal && event.isPlural {
            return isHere ? isDated || hasToll : isDated && hasToll
        }
        if event.isWeak, event.isNominal, event.concept == .clash {
            return isHere && isDated || hasToll
        }
        if event.isWeak { return (isHere || isDated) && (hasSides || hasToll || isHere && isDated) }
        return isHere || isDated || hasToll || isNewsItself(telling, hasSides)
    }

    /// What the opening sentence tells as done, with somebody who did or suffered it, is the news even
    /// when nothing says where and when.
    func isNewsItself(_ telling: Telling, _ hasSides: Bool) -> Bool {
        let event = telling.event
        let isDone = event.modality == .asserted && !event.isBackdrop && !event.isPlural
        let isPast = event.isNominal || event.tense.tense == .past || event.tense.isPerfect
        return (event.sentence <= 1 || telling.opensEntry) && !telling.isHeadline && isDone
            && isPast && hasSides
            && event.type.specificity > 1
    }
}
