/// What a word tells, before its neighbours say which type of incident that makes.
enum EventConcept: String, CaseIterable, Sendable {
    // Violence with a perpetrator and a target
    case attack, offensive, ambush, raid, operation, clash, violence, repel, foil
    case kill, shoot, shootAt, execute, assassinate, massacre, mob, rape
    // Harm alone
    case die, wound, missing
    // Means
    case bomb, explode, blowUp, suicide, carBomb, ied, grenade, shell, airstrike, strike, chemical
    /// "fired rockets", "threw stones", "used tear gas": what was sent says what it was.
    case launch, use, drop
    case shootDown, shutDown
    // Territory
    case seize, capture, take, occupation, retake, expel, free, siege, withdraw, establish
    // People taken
    case abduct, hostage, arrest, prisonBreak, escape, surrender
    // Streets
    case protest, riot, disperse, beat
    // Things
    case sabotage, knockOut, destroy, breach, dismantle, arson, loot, rob, find, defuse, cache
    // People moved
    case evacuate, displace
    // Words and politics
    case agree, threaten, groupChange, formForce, coup, labourStrike
    // Not political violence
    case disaster, accident
}

/// Some of the concepts. A `Set` would hash their names.
struct ConceptSet: Sendable, ExpressibleByArrayLiteral {
    private let members: [Bool]

    init(arrayLiteral concepts: EventConcept...) {
        var members = [Bool](repeating: false, count: 256)
        for concept in concepts { members[Int(concept.ordinal)] = true }
        self.members = members
    }

    func contains(_ concept: EventConcept) -> Bool { members[Int(concept.ordinal)] }
}

extension EventConcept {
    /// The byte that tells it from the others.
    fileprivate var ordinal: UInt8 { withUnsafeBytes(of: self) { $0[0] } }
}
