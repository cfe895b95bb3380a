package import Incidents

/// The kinds of violent deed that the words of longer reports tell apart.
package enum DeedKind: Int, CaseIterable, Sendable {
    case attack, bombing, abduction, arson, robbery

    /// `nil` for other kinds of incident: these stand and fall with what grammar finds.
    package init?(_ type: IncidentType) {
        switch type {
        case .attack, .killing, .massacre, .assassination, .execution, .shooting, .ambush, .raid,
            .destruction:
            self = .attack
        case .bombing, .carBomb, .roadsideBomb, .grenade, .sabotage: self = .bombing
        case .abduction, .hostageTaking: self = .abduction
        case .arson: self = .arson
        case .robbery, .looting: self = .robbery
        default: return nil
        }
    }

    /// What a deed of the kind is called when nothing more is known of it.
    package var type: IncidentType {
        switch self {
        case .attack: .attack
        case .bombing: .bombing
        case .abduction: .abduction
        case .arson: .arson
        case .robbery: .robbery
        }
    }

    /// Whether a word of the lexicon may tell of it.
    func isTold(by concept: EventConcept) -> Bool {
        switch self {
        case .attack: Self.attacks.contains(concept)
        case .bombing: Self.bombings.contains(concept)
        case .abduction: Self.abductions.contains(concept)
        case .arson: concept == .arson || concept == .destroy
        case .robbery: concept == .rob || concept == .loot || concept == .raid
        }
    }

    /// Tells of a deed only where other words do.
    static func isSoft(_ concept: EventConcept) -> Bool { soft.contains(concept) }

    /// Weapons, rebels, and what is done with or by them.
    static func isViolent(_ lexeme: Lexeme) -> Bool {
        if !lexeme.things.isDisjoint(with: [.weapon, .arms, .explosive, .ordnance]) { return true }
        if lexeme.person?.kind == .rebel || lexeme.group?.kind == .rebel { return true }
        return (lexeme.event ?? lexeme.nounEvent).map { violent.contains($0.concept) } ?? false
    }

    private static let soft: ConceptSet = [
        .die, .missing, .launch, .use, .drop, .wound, .threaten, .protest, .find, .take, .agree,
    ]
    private static let violent: ConceptSet = [
        .attack, .offensive, .ambush, .raid, .kill, .shoot, .shootAt, .execute, .assassinate,
        .massacre, .bomb, .explode, .blowUp, .abduct, .hostage, .carBomb, .grenade, .clash,
        .violence,
    ]
    private static let attacks: ConceptSet = [
        .attack, .offensive, .ambush, .raid, .violence, .kill, .shoot, .shootAt, .execute,
        .assassinate, .massacre, .die, .wound, .launch, .destroy, .sabotage, .strike, .shell, .beat,
    ]
    private static let bombings: ConceptSet = [
        .bomb, .explode, .blowUp, .suicide, .carBomb, .ied, .grenade, .launch, .sabotage, .attack,
        .knockOut, .destroy, .use,
    ]
    private static let abductions: ConceptSet = [.abduct, .hostage, .missing, .seize, .capture]
}
