internal import Incidents

/// Kinds of event that may be one incident told twice: an "attack" and the "shooting" it was.
enum EventFamily: Hashable {
    case violence, siege, territory, taking, arrest, street, things, finds, movement, politics
    case disaster

    static func of(_ type: IncidentType) -> EventFamily {
        switch type {
        case .clash, .ambush, .offensive, .raid, .airstrike, .shelling, .bombing, .carBomb,
            .suicideBombing, .roadsideBomb, .grenade, .chemicalAttack, .attack, .killing, .massacre,
            .assassination, .execution, .shooting, .prisonBreak, .sexualViolence, .aircraftShotDown:
            .violence
        case .siege: .siege
        case .recapture, .capture: .territory
        case .abduction, .hostageTaking: .taking
        case .arrest: .arrest
        case .protest, .protestIntervention, .forceAgainstProtesters, .riot, .mobViolence, .strike:
            .street
        case .sabotage, .arson, .looting, .destruction, .robbery: .things
        case .weaponsCache, .tunnelDestroyed: .finds
        case .withdrawal, .evacuation, .displacement: .movement
        case .agreement, .baseEstablished, .groupChange, .threat, .other, .unknown: .politics
        case .naturalDisaster, .accident: .disaster
        }
    }
}

extension IncidentType {
    /// How much a type says. Of several tellings of one incident the most telling type names it.
    var specificity: Int {
        switch self {
        case .other, .unknown: 0
        case .killing: 1
        case .attack, .clash, .protest: 2
        case .shooting, .raid, .bombing, .offensive, .riot: 3
        case .massacre, .execution, .protestIntervention, .forceAgainstProtesters: 4
        default: 5
        }
    }
}
