internal import Gazetteer
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
    /// Where its name stands in the embedded table: lexemes are copied all the time, and a number
    /// costs nothing to copy.
    let nameBytes: Range<Int32>
    let kind: Actor.Kind

    /// The packed codes of the few countries where it is at home, which end its line of the table.
    var homes: [UInt16] {
        let line = PackageResources.groups_tsv[Int(nameBytes.lowerBound)...].prefix {
            $0 != UInt8(ascii: "\n")
        }
        let fields = line.split(separator: UInt8(ascii: "\t"))
        guard fields.count > 3 else { return [] }
        return fields[3].split(separator: UInt8(ascii: " ")).map {
            CountryCode.pack(String(decoding: $0, as: UTF8.self))
        }
    }

    var name: String {
        let bytes = PackageResources.groups_tsv[
            Int(nameBytes.lowerBound)..<Int(nameBytes.upperBound)]
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// What a thing is to an event.
struct ThingClass: OptionSet, Sendable {
    let rawValue: UInt32
    static let weapon = ThingClass(rawValue: 1)
    static let arms = ThingClass(rawValue: 1 << 1)
    static let infrastructure = ThingClass(rawValue: 1 << 2)
    static let tunnel = ThingClass(rawValue: 1 << 3)
    static let camp = ThingClass(rawValue: 1 << 4)
    static let facility = ThingClass(rawValue: 1 << 5)
    static let settlement = ThingClass(rawValue: 1 << 6)
    static let vehicle = ThingClass(rawValue: 1 << 7)
    // Means: what an event is done with says which it is.
    /// Shells, rockets, missiles and what fires them.
    static let ordnance = ThingClass(rawValue: 1 << 8)
    static let grenade = ThingClass(rawValue: 1 << 9)
    static let aircraft = ThingClass(rawValue: 1 << 10)
    static let gas = ThingClass(rawValue: 1 << 11)
    /// What police use against crowds: tear gas, water cannon.
    static let crowdControl = ThingClass(rawValue: 1 << 12)
    /// Live rounds, bullets.
    static let bullets = ThingClass(rawValue: 1 << 13)
    /// What crowds throw: stones, petrol bombs.
    static let stones = ThingClass(rawValue: 1 << 14)
    /// What explodes where it lies.
    static let explosive = ThingClass(rawValue: 1 << 15)
    static let suicide = ThingClass(rawValue: 1 << 16)
    // What suffers
    static let property = ThingClass(rawValue: 1 << 17)
    /// Chemical plants, boilers, gas pipes: what goes up by accident.
    static let hazard = ThingClass(rawValue: 1 << 18)
    static let animal = ThingClass(rawValue: 1 << 19)
    /// Forces of nature: an earthquake that killed is no attack.
    static let nature = ThingClass(rawValue: 1 << 20)
    /// Illness kills too, and is none of our incidents.
    static let disease = ThingClass(rawValue: 1 << 21)

    static let means: ThingClass = [
        .ordnance, .grenade, .aircraft, .gas, .crowdControl, .bullets, .stones, .explosive,
        .suicide,
    ]

    static let named: [String: ThingClass] = [
        "weapon": .weapon, "arms": .arms, "infrastructure": .infrastructure, "tunnel": .tunnel,
        "camp": .camp, "facility": .facility, "settlement": .settlement, "vehicle": .vehicle,
        "ordnance": .ordnance, "grenade": .grenade, "aircraft": .aircraft, "gas": .gas,
        "crowd": .crowdControl, "bullets": .bullets, "stones": .stones, "explosive": .explosive,
        "suicide": .suicide, "property": .property, "hazard": .hazard, "animal": .animal,
        "nature": .nature, "disease": .disease, "object": [],
    ]

    /// The classes a table names, separated by spaces; `nil` when one is not known.
    init?(names: Substring) {
        var classes: ThingClass = []
        for name in names.parts(at: " ") {
            guard let known = Self.named[String(name)] else { return nil }
            classes.formUnion(known)
        }
        self = classes
    }

    init(rawValue: UInt32) { self.rawValue = rawValue }
}

enum GrammarClass: String, Sendable {
    case determiner, pronoun, relative, that, preposition, subordinator, conjunction, negation, to
    case be, have, `do`, modal, adverb
    /// Verbs by what they do to the event they govern.
    case report, react, attempt, threaten, begin, cause, happen, verb
    /// Verbs whose forms are told from nouns and adjectives by what stands around them: "plunged", "stationed".
    case past

    var isVerb: Bool {
        switch self {
        case .report, .react, .attempt, .threaten, .begin, .cause, .happen, .verb, .past: true
        default: false
        }
    }
}

enum VerbForm: Sendable {
    case base, thirdPerson, past, participle, pastOrParticiple, gerund

    var isPast: Bool { self == .past || self == .participle || self == .pastOrParticiple }

    func or(_ other: VerbForm) -> VerbForm {
        switch (self, other) {
        case (.past, .participle), (.participle, .past), (.pastOrParticiple, _),
            (_, .pastOrParticiple):
            .pastOrParticiple
        default: self
        }
    }
}
