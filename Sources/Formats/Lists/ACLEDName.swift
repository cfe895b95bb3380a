import Incidents

/// What ACLED calls an event, in its files of today and in those from before 2019, which have one type
/// and no sub-event type.
///
/// - Source: ACLED, "New event types" (2019): how the nine types of before became six with sub-event types.
///   "Riots/Protests" became one or the other by who took part, which the type does not tell.
struct ACLEDName {
    /// In the words of today where there are any.
    let pair: ACLEDType

    init(_ event: String, _ subEvent: String?) {
        guard subEvent == nil, let today = Self.before2019[event.lowercased()] else {
            pair = ACLEDType(event, subEvent ?? "")
            return
        }
        pair = today
    }

    /// The first of our types that stands for the sub-event type, else one that stands for the type.
    var type: IncidentType {
        ListTypes.acled[pair.subEvent] ?? Self.ofEvents[pair.event] ?? .other
    }

    private static let before2019: [String: ACLEDType] = [
        "battle-no change of territory": ACLEDType("Battles", "Armed clash"),
        "battle-government regains territory": ACLEDType("Battles", "Government regains territory"),
        "battle-non-state actor overtakes territory": ACLEDType(
            "Battles", "Non-state actor overtakes territory"),
        "headquarters or base established": ACLEDType(
            "Strategic developments", "Headquarters or base established"),
        "non-violent transfer of territory": ACLEDType(
            "Strategic developments", "Non-violent transfer of territory"),
        "strategic development": ACLEDType("Strategic developments", ""),
        "remote violence": ACLEDType("Explosions/Remote violence", ""),
    ]

    private static let ofEvents: [String: IncidentType] = [
        "Battles": .clash, "Explosions/Remote violence": .bombing,
        "Violence against civilians": .attack, "Protests": .protest, "Riots": .riot,
        "Riots/Protests": .protest,
    ]
}
