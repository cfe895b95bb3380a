internal import Incidents

/// Words of fighting are said of sport, illness and councils, too: whether an event is meant as its word says
/// shows in who does it to what.
extension EventTyper {
    var isMeantSo: Bool {
        switch event.concept {
        case .clash: event.isNominal ? !event.isFigurative : isFoughtBySomebody
        case .explode, .accident: !event.isFigurative
        // "cholera has killed 60", "died of the flu".
        case .kill, .die, .wound: !isOfIllness
        // "shelled pistachios".
        case .shell: !(event.isOfStranger && !event.isOfName && event.perpetrators.isEmpty)
        case .take: hasForces || hasActor || event.isPassive
        case .withdraw: isOfForces
        case .offensive: !event.isWeak || hasForces || isOfPlace
        case .capture: hasForces || isOfPlace && !event.concernsIt || event.concernsIt && hasActor
        // "shot two officials and *fled*".
        case .displace:
            !event.isOfOne
                && (event.targets.isEmpty || !event.targets.allSatisfy { $0.kind == .rebel })
        default: true
        }
    }

    /// Not what else its word may mean, nor anybody's mishap.
    static func mayBeDeed(_ event: EventMention) -> Bool {
        let typer = EventTyper(event: event)
        // "the worst *bee* attack".
        return event.modality != .negated && typer.isMeantSo && !typer.isTraffic
            && !event.patient.contains(.animal)
    }

    /// "battled *insurgents*", "fought in the streets"; not "battled *a blaze*", "fighting *for causes*".
    private var isFoughtBySomebody: Bool {
        if event.hasPatient {
            return !event.targets.isEmpty || event.isOfName || event.isOfPronoun
                || !event.patient.isDisjoint(with: Self.ground)
        }
        return !event.perpetrators.isEmpty || !event.targets.isEmpty || !event.casualties.isEmpty
    }

    /// "*The army* withdrew", "withdrew *its troops*"; not "withdrew *her complaint*", "a spiritual *retreat*".
    private var isOfForces: Bool {
        if hasForces { return true }
        if event.isNominal { return !event.isWeak }
        return !event.hasPatient && event.perpetrators.first?.kind == .unknown
    }

    private var isOfIllness: Bool {
        event.means.contains(.disease) && event.perpetrators.isEmpty && event.weapons.isEmpty
    }

    private var hasForces: Bool {
        (event.perpetrators + event.targets).contains { Self.forces.contains($0.kind) }
    }

    private var hasActor: Bool { !event.perpetrators.isEmpty }

    private var isOfPlace: Bool {
        !event.patient.union(event.agent).isDisjoint(with: Self.ground)
    }

    private static let ground: ThingClass = [.settlement, .camp, .infrastructure, .facility]

    private static let forces: Set<Actor.Kind> = [.state, .rebel, .militia, .external]

    /// "A car *struck* a pickup", "was *killed in a crash*": no attack, unless somebody armed drove it or it was
    /// driven into a crowd.
    var isTraffic: Bool {
        let arms = event.means.union(event.agent)
        guard arms.isDisjoint(with: [.explosive, .weapon, .ordnance]), !hasForces else {
            return false
        }
        switch event.concept {
        case .attack:
            return event.isWeak
                && (event.agent.contains(.vehicle)
                    || event.patient.contains(.vehicle) && event.agent.isEmpty
                        && event.weapons.isEmpty && !event.isPassive)
        case .kill: return event.agent.contains(.vehicle)
        default: return false
        }
    }
}
