internal import Incidents

/// Says which type of incident an event is, from its concept, its means and who acts on whom.
enum EventTyper {
    /// `nil` when the words tell of no incident: "found" without weapons, "damage" without a cause.
    static func type(of event: EventMention) -> IncidentType? {
        let actor = event.perpetrators.first?.kind
        let victim = event.targets.first?.kind
        switch event.concept {
        case .suicide: return .suicideBombing
        case .carBomb: return .carBomb
        case .ied: return .roadsideBomb
        case .grenade: return .grenade
        case .chemical: return .chemicalAttack
        case .airstrike: return .airstrike
        case .strike: return isAirForce(event) ? .airstrike : .attack
        case .shell: return .shelling
        case .ambush: return .ambush
        case .raid: return .raid
        case .offensive: return .offensive
        case .operation: return isState(actor) ? .raid : nil
        case .clash: return .clash
        case .violence: return nil
        case .attack, .shootAt, .shoot, .knockOut, .blowUp, .bomb, .explode, .destroy, .sabotage, .dismantle:
            return violentOrSabotage(event, actor, victim)
        case .kill: return killing(actor, victim)
        case .execute: return .execution
        case .assassinate: return .assassination
        case .massacre: return .massacre
        case .mob: return .mobViolence
        case .rape: return .sexualViolence
        case .die, .wound: return nil
        case .seize: return seizing(event, actor, victim)
        case .capture: return isState(actor) ? .recapture : .capture
        case .retake: return .recapture
        case .occupation: return nil
        case .siege: return .siege
        case .withdraw: return .withdrawal
        case .establish: return .baseEstablished
        case .abduct: return .abduction
        case .hostage: return .hostageTaking
        case .arrest: return .arrest
        case .prisonBreak: return .prisonBreak
        case .escape: return nil
        case .surrender, .groupChange, .coup: return .groupChange
        case .protest: return .protest
        case .riot: return .riot
        case .disperse: return .protestIntervention
        case .arson: return .arson
        case .loot: return .looting
        case .rob: return .robbery
        case .find: return finding(event)
        case .defuse: return .weaponsCache
        case .cache: return .weaponsCache
        case .evacuate: return .evacuation
        case .displace: return .displacement
        case .agree: return .agreement
        case .threaten: return .threat
        case .labourStrike: return .strike
        case .disaster: return .naturalDisaster
        case .accident: return .accident
        case .repel, .foil: return .attack
        }
    }

    /// ACLED counts an attack on soldiers or fighters as a battle, one on civilians as violence
    /// against civilians; `nil` leaves the type's own pair.
    static func acled(
        type: IncidentType, actor: Actor.Kind?, targets: [EventMention.Participant],
        things: ThingClass
    ) -> ACLEDType? {
        switch type {
        case .attack, .killing, .shooting, .massacre, .assassination, .execution: break
        default: return nil
        }
        guard let kind = targets.first?.kind else {
            let holdsGround = !things.isDisjoint(with: [.settlement, .camp])
            return type == .attack && actor == .rebel && holdsGround
                ? ACLEDType("Battles", "Armed clash") : nil
        }
        switch kind {
        case .state, .rebel, .militia, .external: return ACLEDType("Battles", "Armed clash")
        default: return nil
        }
    }

    // MARK: Choices

    private static func violentOrSabotage(
        _ event: EventMention, _ actor: Actor.Kind?, _ victim: Actor.Kind?
    ) -> IncidentType? {
        if event.things.contains(.tunnel) { return .tunnelDestroyed }
        if event.things.contains(.infrastructure), victim == nil { return .sabotage }
        switch event.concept {
        case .attack:
            return event.things.contains(.facility) && event.reasons.contains(Self.freesInmates)
                ? .prisonBreak : .attack
        case .shoot: return .shooting
        case .shootAt: return .shooting
        case .bomb, .explode: return .bombing
        case .blowUp: return .bombing
        case .sabotage: return .sabotage
        case .knockOut, .dismantle: return event.things.contains(.arms) ? .weaponsCache : nil
        case .destroy:
            if event.things.contains(.arms) { return .weaponsCache }
            return event.perpetrators.isEmpty && event.things.isEmpty ? nil : .destruction
        default: return .attack
        }
    }

    static let freesInmates = Reason("aims to free inmates")

    private static func killing(_ actor: Actor.Kind?, _ victim: Actor.Kind?) -> IncidentType {
        if isState(actor), victim == .rebel { return .clash }
        return .killing
    }

    private static func seizing(
        _ event: EventMention, _ actor: Actor.Kind?, _ victim: Actor.Kind?
    ) -> IncidentType? {
        if event.things.contains(.arms) || event.things.contains(.weapon) {
            return actor == .rebel ? .looting : .weaponsCache
        }
        if victim != nil { return isState(actor) ? .arrest : .abduction }
        if event.things.contains(.vehicle) { return isState(actor) ? .weaponsCache : .looting }
        let isTerritory =
            event.things.contains(.settlement) || event.things.contains(.camp)
            || event.things.contains(.infrastructure) || event.things.contains(.facility)
        guard isTerritory else { return nil }
        return isState(actor) ? .recapture : .capture
    }

    private static func finding(_ event: EventMention) -> IncidentType? {
        if event.things.contains(.tunnel) { return .tunnelDestroyed }
        return event.things.contains(.arms) || event.things.contains(.weapon) ? .weaponsCache : nil
    }

    private static func isAirForce(_ event: EventMention) -> Bool {
        event.perpetrators.contains { $0.kind == .external }
            || event.weapons.contains { $0.lowercased().contains("warplane") || $0.lowercased().contains("drone") }
    }

    static func isState(_ kind: Actor.Kind?) -> Bool {
        kind == .state || kind == .external
    }
}
