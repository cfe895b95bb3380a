internal import Gazetteer
internal import Incidents

/// An incident while its tellings are gathered.
struct DraftIncident {
    var events: [EventMention]
    var date: EventDate?
    /// Tied to an event by its own clause; `nil` while nothing says where.
    var place: IncidentPlace?
    var otherPlaces: [IncidentPlace] = []
    /// Where it was last spoken of.
    var lastSentence: Int
    var lastParagraph: Int
    /// The section of the report it was first told in.
    var section = 0
    /// The first that the body of the report tells.
    var isFirst = false

    /// The type of the first telling; a general one ("killed", "attack") gives way to the most
    /// telling type of the same sentence ("in a suicide bombing").
    var type: IncidentType {
        guard let first = events.first(where: { $0.type != .other }) else { return .other }
        guard first.type.specificity <= 2 || first.type == .bombing else { return first.type }
        let beside = events.filter { $0.sentence == first.sentence && !$0.isMeans }.map(\.type)
        return beside.reduce(first.type) { $1.specificity > $0.specificity ? $1 : $0 }
    }

    /// Told in the opening of the report.
    var isLead: Bool { (events.first?.sentence ?? .max) <= 2 }
    var family: EventFamily { EventFamily.of(type) }
    var perpetrators: [EventMention.Participant] { events.flatMap(\.perpetrators) }
    var things: ThingClass { events.reduce(into: []) { $0.formUnion($1.things) } }
    var siteWords: Set<WordKey> { events.reduce(into: []) { $0.formUnion($1.siteWords) } }
    var targets: [EventMention.Participant] { events.flatMap(\.targets) }
}
