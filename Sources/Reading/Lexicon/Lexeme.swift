internal import Incidents

/// What the lexicon knows of a word or phrase. One form may be several things: "attacks" is a verb
/// and a noun, "Taliban" a group and people.
struct Lexeme: Sendable {
    /// As a verb, or as a fixed phrase.
    var event: EventSense?
    /// As a noun: "strikes" from the air are another thing than "strikes" the verb.
    var nounEvent: EventSense?
    var person: PersonSense?
    var group: GroupSense?
    var things: ThingClass = []
    var grammar: GrammarClass?
    var verb: VerbForm?
    var isNoun = false
    var isPlural = false

    var tellsEvent: Bool { event != nil || nounEvent != nil }

    /// Both meanings in one; where they rival each other, what was there first stays.
    func merged(with other: Lexeme) -> Lexeme {
        var merged = self
        merged.event = event ?? other.event
        merged.nounEvent = nounEvent ?? other.nounEvent
        merged.person = person ?? other.person
        merged.group = group ?? other.group
        merged.things = things.union(other.things)
        merged.grammar = grammar ?? other.grammar
        merged.verb = verb.map { mine in other.verb.map(mine.or) ?? mine } ?? other.verb
        merged.isNoun = isNoun || other.isNoun
        merged.isPlural = isPlural || other.isPlural
        return merged
    }
}

struct EventSense: Sendable {
    let concept: EventConcept
    /// No event by itself: needs a victim, target, place or day beside it.
    let isWeak: Bool
    /// Cannot stand without an object; without one in the text, its subject is the patient.
    let needsObject: Bool
}

struct PersonSense: Sendable {
    let kind: Actor.Kind
    /// One word for many: "police", "army".
    let isGroup: Bool
}

struct GroupSense: Sendable {
    let name: String
    let kind: Actor.Kind
}

/// What a thing is to an event.
struct ThingClass: OptionSet, Sendable {
    let rawValue: UInt8
    static let weapon = ThingClass(rawValue: 1)
    static let arms = ThingClass(rawValue: 2)
    static let infrastructure = ThingClass(rawValue: 4)
    static let tunnel = ThingClass(rawValue: 8)
    static let camp = ThingClass(rawValue: 16)
    static let facility = ThingClass(rawValue: 32)
    static let settlement = ThingClass(rawValue: 64)
    static let vehicle = ThingClass(rawValue: 128)

    static let named: [String: ThingClass] = [
        "weapon": .weapon, "arms": .arms, "infrastructure": .infrastructure, "tunnel": .tunnel,
        "camp": .camp, "facility": .facility, "settlement": .settlement, "vehicle": .vehicle,
        "object": [],
    ]
}

enum GrammarClass: String, Sendable {
    case determiner, pronoun, relative, that, preposition, subordinator, conjunction, negation, to
    case be, have, `do`, modal, adverb
    /// Verbs by what they do to the event they govern.
    case report, attempt, threaten, begin, cause, happen, verb

    var isVerb: Bool {
        switch self {
        case .report, .attempt, .threaten, .begin, .cause, .happen, .verb: true
        default: false
        }
    }
}

enum VerbForm: Sendable {
    case base, thirdPerson, past, participle, pastOrParticiple, gerund

    func or(_ other: VerbForm) -> VerbForm {
        switch (self, other) {
        case (.past, .participle), (.participle, .past), (.pastOrParticiple, _),
            (_, .pastOrParticiple):
            .pastOrParticiple
        default: self
        }
    }
}
