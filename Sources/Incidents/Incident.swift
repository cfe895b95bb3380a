public import Earth

/// Something that happened, as one report tells it: what, where, when, to whom, in which words.
public struct Incident: Hashable, Sendable {
    /// Derived from the report and the words, so a second run gives the same.
    public var id: String
    public var report: String
    public var type: IncidentType
    public var acled: ACLEDType
    public var stage: Stage
    public var status: Status
    public var certainty: Certainty
    public var date: EventDate
    /// Where it happened; empty when the report does not say.
    public var places: [IncidentPlace]
    public var actors: [Actor]
    public var weapons: [String]
    public var casualties: [Casualties]
    /// The sentences it was read from, first the one that told it best.
    public var quotes: [Quote]
    /// The words that tell of it first, in the first quote; `nil` when it was not read from a text.
    public var trigger: TextSpan?
    /// 0…1.
    public var confidence: Double
    public var reasons: [Reason]
    /// What it was put together from, when several reports tell it; `nil` for one report's telling.
    public var merge: Merge?

    public enum Stage: String, Hashable, Sendable, CaseIterable {
        case accomplished, attempted, threatened, planned
    }

    public enum Status: String, Hashable, Sendable, CaseIterable {
        /// What the report is about.
        case current
        /// An earlier event, told for context.
        case background
        /// A state that lasts: an encirclement, an occupation.
        case ongoing
        /// A habit or a kind of event, not one that can be dated.
        case generic
    }

    public enum Certainty: String, Hashable, Sendable, CaseIterable {
        case confirmed, reported, claimed, unconfirmed, denied
    }

    public init(
        id: String, report: String, type: IncidentType, acled: ACLEDType? = nil,
        stage: Stage = .accomplished, status: Status = .current, certainty: Certainty = .reported,
        date: EventDate = .unknown, places: [IncidentPlace] = [], actors: [Actor] = [],
        weapons: [String] = [], casualties: [Casualties] = [], quotes: [Quote] = [],
        trigger: TextSpan? = nil, confidence: Double = 0, reasons: [Reason] = [],
        merge: Merge? = nil
    ) {
        self.id = id
        self.report = report
        self.type = type
        self.acled = acled ?? type.acled
        self.stage = stage
        self.status = status
        self.certainty = certainty
        self.date = date
        self.places = places
        self.actors = actors
        self.weapons = weapons
        self.casualties = casualties
        self.quotes = quotes
        self.trigger = trigger
        self.confidence = confidence
        self.reasons = reasons
        self.merge = merge
    }
}

/// Where an incident happened: a place of the gazetteer, or a point reckoned from one.
public struct IncidentPlace: Hashable, Sendable {
    /// The words that name it.
    public var mention: Mention
    public var relation: Relation
    /// The point that stands for the incident. For `.at` the place's own; for an offset the one
    /// that distance and direction lead to.
    public var coordinate: Coordinate?
    public var radius: Distance
    /// What the text says of distances, for comparison with what is measured.
    public var stated: [StatedDistance]
    /// Those a reckoned point lies in; `nil` = those of the place it is named after.
    public var ownDivisions: Divisions?

    public enum Relation: String, Hashable, Sendable, CaseIterable {
        case at, near, offset, between, within
    }

    public init(
        mention: Mention, relation: Relation, coordinate: Coordinate?, radius: Distance,
        stated: [StatedDistance] = []
    ) {
        self.mention = mention
        self.relation = relation
        self.coordinate = coordinate
        self.radius = radius
        self.stated = stated
    }

    public var place: Place? { mention.resolution.place }

    /// The divisions that the incident lies in.
    public var divisions: Divisions? { ownDivisions ?? place.map { Divisions($0) } }

    /// How far and in which direction a reckoned point lies from the place that is named; `nil` for what
    /// stands at the place itself.
    public var displacement: (distance: Distance, bearing: Bearing)? {
        guard relation == .offset, let coordinate, let place, place.coordinate != coordinate else {
            return nil
        }
        let line = place.coordinate.geodesic(to: coordinate)
        return (line.distance, line.initialBearing)
    }
}

/// A distance that the text states ("about 60 miles away from Mosul") beside the one measured.
public struct StatedDistance: Hashable, Sendable {
    public var span: TextSpan
    public var from: String
    public var stated: Distance
    public var measured: Distance?

    public init(span: TextSpan, from: String, stated: Distance, measured: Distance?) {
        self.span = span
        self.from = from
        self.stated = stated
        self.measured = measured
    }
}

/// A person, group or force that took part.
public struct Actor: Hashable, Sendable {
    public var text: String
    /// One name for all spellings, where known: "Islamic State" for ISIS, ISIL, Daesh.
    public var name: String
    public var role: Role
    public var kind: Kind

    public enum Role: String, Hashable, Sendable, CaseIterable {
        case perpetrator, target, opponent
        /// Says it was their deed; is said by others to have done it.
        case claimant, accused
        /// Tells of it: "police", "a hospital official".
        case source
        case unknown
    }

    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case state, rebel, militia, identity, rioter, protester, civilian, external, unknown
    }

    public init(text: String, name: String, role: Role, kind: Kind) {
        self.text = text
        self.name = name
        self.role = role
        self.kind = kind
    }
}

/// People harmed, on one side, as one source puts it. Rival figures stand side by side.
public struct Casualties: Hashable, Sendable {
    public var effect: Effect
    /// Who was harmed, in the report's words; "unspecified" when it does not say.
    public var side: String
    /// Inclusive bounds; `nil` = not stated. Unknown is not zero.
    public var minimum: Int?
    public var maximum: Int?
    /// The words the figure was read from.
    public var span: TextSpan
    public var text: String
    /// Who says so; empty when the report itself does.
    public var source: String
    /// The report that gives the figure; `nil` = the incident's own.
    public var report: String?

    public enum Effect: String, Hashable, Sendable, CaseIterable {
        case killed, injured, captured, missing, displaced, survived
        /// Killed or injured, not told apart.
        case casualties
    }

    public init(
        effect: Effect, side: String, minimum: Int?, maximum: Int?, span: TextSpan, text: String,
        source: String = "", report: String? = nil
    ) {
        self.effect = effect
        self.side = side
        self.minimum = minimum
        self.maximum = maximum
        self.span = span
        self.text = text
        self.source = source
        self.report = report
    }
}

/// Words of the report that an incident rests on.
public struct Quote: Hashable, Sendable {
    public var span: TextSpan
    public var text: String
    /// The report that holds the words; `nil` = the incident's own.
    public var report: String?

    public init(span: TextSpan, text: String, report: String? = nil) {
        self.span = span
        self.text = text
        self.report = report
    }
}
