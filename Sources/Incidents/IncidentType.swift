/// What happened, in plain words. The raw value is the word used in output.
///
/// Finer than ACLED's 25 sub-event types where infrastructure and security analysts need it;
/// ``acled`` gives the pair each belongs to.
public enum IncidentType: String, Hashable, Sendable, CaseIterable {
    // Battles
    case clash, ambush, offensive, raid, siege
    case recapture, capture
    // Explosions and remote violence
    case airstrike, shelling, bombing
    case aircraftShotDown = "aircraft shot down"
    case carBomb = "car bombing"
    case suicideBombing = "suicide bombing"
    case roadsideBomb = "roadside bomb"
    case grenade
    case chemicalAttack = "chemical attack"
    // Violence against civilians
    case attack, killing, massacre, assassination, execution, shooting
    case abduction, hostageTaking = "hostage taking"
    case sexualViolence = "sexual violence"
    // Protests and riots
    case protest, protestIntervention = "protest with intervention"
    case forceAgainstProtesters = "force against protesters"
    case riot, mobViolence = "mob violence"
    // Strategic developments
    case agreement, arrest, withdrawal
    case weaponsCache = "weapons cache"
    case tunnelDestroyed = "tunnel destroyed"
    case baseEstablished = "base established"
    case prisonBreak = "prison break"
    case sabotage, arson, looting, destruction, evacuation, displacement
    case groupChange = "change to group"
    case threat, robbery, strike
    case other
    /// What happened is not said.
    case unknown
    // Not political violence, kept apart
    case naturalDisaster = "natural disaster"
    case accident
}

/// ACLED's event type and sub-event type, spelled as exported.
public struct ACLEDType: Hashable, Sendable {
    public let event: String
    public let subEvent: String

    public init(_ event: String, _ subEvent: String) {
        self.event = event
        self.subEvent = subEvent
    }
}

extension IncidentType {
    /// The ACLED pair; empty strings where ACLED does not record such events, or nothing is known.
    public var acled: ACLEDType {
        switch self {
        case .clash, .ambush, .offensive, .raid, .siege, .prisonBreak, .aircraftShotDown:
            ACLEDType("Battles", "Armed clash")
        case .recapture: ACLEDType("Battles", "Government regains territory")
        case .capture: ACLEDType("Battles", "Non-state actor overtakes territory")
        case .airstrike: ACLEDType("Explosions/Remote violence", "Air/drone strike")
        case .shelling:
            ACLEDType("Explosions/Remote violence", "Shelling/artillery/missile attack")
        case .bombing, .carBomb, .roadsideBomb:
            ACLEDType("Explosions/Remote violence", "Remote explosive/landmine/IED")
        case .suicideBombing: ACLEDType("Explosions/Remote violence", "Suicide bomb")
        case .grenade: ACLEDType("Explosions/Remote violence", "Grenade")
        case .chemicalAttack: ACLEDType("Explosions/Remote violence", "Chemical weapon")
        case .attack, .killing, .massacre, .assassination, .execution, .shooting:
            ACLEDType("Violence against civilians", "Attack")
        case .abduction, .hostageTaking:
            ACLEDType("Violence against civilians", "Abduction/forced disappearance")
        case .sexualViolence: ACLEDType("Violence against civilians", "Sexual violence")
        case .protest: ACLEDType("Protests", "Peaceful protest")
        case .protestIntervention: ACLEDType("Protests", "Protest with intervention")
        case .forceAgainstProtesters:
            ACLEDType("Protests", "Excessive force against protesters")
        case .riot: ACLEDType("Riots", "Violent demonstration")
        case .mobViolence: ACLEDType("Riots", "Mob violence")
        case .agreement: ACLEDType("Strategic developments", "Agreement")
        case .arrest: ACLEDType("Strategic developments", "Arrests")
        case .withdrawal:
            ACLEDType("Strategic developments", "Non-violent transfer of territory")
        case .weaponsCache, .tunnelDestroyed:
            ACLEDType("Strategic developments", "Disrupted weapons use")
        case .baseEstablished:
            ACLEDType("Strategic developments", "Headquarters or base established")
        case .sabotage, .arson, .looting, .destruction, .robbery:
            ACLEDType("Strategic developments", "Looting/property destruction")
        case .groupChange: ACLEDType("Strategic developments", "Change to group/activity")
        case .evacuation, .displacement, .threat, .strike, .other:
            ACLEDType("Strategic developments", "Other")
        case .unknown, .naturalDisaster, .accident: ACLEDType("", "")
        }
    }
}
