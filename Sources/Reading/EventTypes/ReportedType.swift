package import Incidents

/// What a piece of news is about: ACLED's 25 types of events, spelled as exported, and five that ACLED does not
/// record.
package enum ReportedType: String, Sendable, CaseIterable {
    case armedClash = "Armed clash"
    case governmentRegains = "Government regains territory"
    case nonStateOvertakes = "Non-state actor overtakes territory"
    case chemicalWeapon = "Chemical weapon"
    case airStrike = "Air/drone strike"
    case suicideBomb = "Suicide bomb"
    case shelling = "Shelling/artillery/missile attack"
    case remoteExplosive = "Remote explosive/landmine/IED"
    case grenade = "Grenade"
    case sexualViolence = "Sexual violence"
    case attack = "Attack"
    case abduction = "Abduction/forced disappearance"
    case peacefulProtest = "Peaceful protest"
    case protestWithIntervention = "Protest with intervention"
    case excessiveForce = "Excessive force against protesters"
    case violentDemonstration = "Violent demonstration"
    case mobViolence = "Mob violence"
    case agreement = "Agreement"
    case arrests = "Arrests"
    case changeToGroup = "Change to group/activity"
    case disruptedWeapons = "Disrupted weapons use"
    case headquarters = "Headquarters or base established"
    case looting = "Looting/property destruction"
    case nonViolentTransfer = "Non-violent transfer of territory"
    case other = "Other"
    case organisedCrime = "Organised crime"
    case naturalDisaster = "Natural disaster"
    case manMadeDisaster = "Man-made disaster"
    case diplomatic = "Diplomatic"
    case attribution = "Attribution of responsibility"

    /// ACLED's pair; `nil` for what ACLED does not record.
    package var acled: ACLEDType? { event.map { ACLEDType($0, rawValue) } }

    private var event: String? {
        switch self {
        case .armedClash, .governmentRegains, .nonStateOvertakes: "Battles"
        case .chemicalWeapon, .airStrike, .suicideBomb, .shelling, .remoteExplosive, .grenade:
            "Explosions/Remote violence"
        case .sexualViolence, .attack, .abduction: "Violence against civilians"
        case .peacefulProtest, .protestWithIntervention, .excessiveForce: "Protests"
        case .violentDemonstration, .mobViolence: "Riots"
        case .agreement, .arrests, .changeToGroup, .disruptedWeapons, .headquarters, .looting,
            .nonViolentTransfer, .other:
            "Strategic developments"
        case .organisedCrime, .naturalDisaster, .manMadeDisaster, .diplomatic, .attribution: nil
        }
    }

    /// The plain type that stands for it; `nil` where there is none.
    var plain: IncidentType? {
        switch self {
        case .armedClash: .clash
        case .governmentRegains: .recapture
        case .nonStateOvertakes: .capture
        case .chemicalWeapon: .chemicalAttack
        case .airStrike: .airstrike
        case .suicideBomb: .suicideBombing
        case .shelling: .shelling
        case .remoteExplosive: .bombing
        case .grenade: .grenade
        case .sexualViolence: .sexualViolence
        case .attack: .attack
        case .abduction: .abduction
        case .peacefulProtest: .protest
        case .protestWithIntervention: .protestIntervention
        case .excessiveForce: .forceAgainstProtesters
        case .violentDemonstration: .riot
        case .mobViolence: .mobViolence
        case .agreement: .agreement
        case .arrests: .arrest
        case .changeToGroup: .groupChange
        case .disruptedWeapons: .weaponsCache
        case .headquarters: .baseEstablished
        case .looting: .destruction
        case .nonViolentTransfer: .withdrawal
        case .other: .other
        case .naturalDisaster: .naturalDisaster
        case .manMadeDisaster: .accident
        case .organisedCrime, .diplomatic, .attribution: nil
        }
    }

    /// Whether an incident of a plain type may be of this one, by who does it to whom.
    package func fits(_ type: IncidentType) -> Bool {
        if type.acled == acled { return true }
        switch type {
        case .attack, .killing, .shooting, .massacre, .assassination, .execution, .raid, .ambush:
            return self == .armedClash || self == .attack
        case .recapture, .capture: return self == .governmentRegains || self == .nonStateOvertakes
        // Kinds that ACLED does not know are told by what was hit, whatever it calls them.
        case .sabotage, .tunnelDestroyed, .prisonBreak, .aircraftShotDown, .evacuation,
            .displacement, .siege:
            return true
        default: return false
        }
    }
}
