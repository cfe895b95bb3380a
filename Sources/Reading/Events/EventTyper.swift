internal import Incidents

/// Says which type of incident an event is, from its concept, its means and who acts on whom.
struct EventTyper {
    let event: EventMention

    /// `nil` when the words tell of no incident: "found" without weapons, "damage" without a cause.
    static func type(of event: EventMention) -> IncidentType? { EventTyper(event: event).type }

    private var actor: Actor.Kind? { event.perpetrators.first?.kind }
    private var victim: Actor.Kind? { event.targets.first?.kind }

    private var type: IncidentType? {
        if event.agent.contains(.disease) || event.patient.contains(.animal) { return nil }
        if event.agent.contains(.nature) { return harms ? .naturalDisaster : nil }
        guard isMeantSo else { return nil }
        if isTraffic { return .accident }
        if let street = streetType { return street }
        if Self.open.contains(event.concept), let refined = typeByMeans { return refined }
        return plainType
    }

    private var harms: Bool {
        switch event.concept {
        case .kill, .attack, .destroy, .breach, .wound, .explode, .displace: true
        default: false
        }
    }

    private var plainType: IncidentType? {
        switch event.concept {
        case .suicide: .suicideBombing
        case .carBomb: event.agent.contains(.suicide) ? .suicideBombing : .carBomb
        case .ied: .roadsideBomb
        case .grenade: .grenade
        case .chemical: .chemicalAttack
        case .airstrike: .airstrike
        case .strike: isAirForce ? .airstrike : .attack
        case .shell: .shelling
        case .ambush: .ambush
        case .raid: .raid
        case .offensive: .offensive
        case .operation: isState(actor) ? .raid : nil
        case .clash: .clash
        case .violence: nil
        case .kill: killing
        case .execute:
            event.hasPatient && event.targets.isEmpty && !event.isOfPronoun ? nil : .execution
        case .assassinate: .assassination
        case .massacre: event.hasPatient && event.targets.isEmpty && !hasToll ? nil : .massacre
        case .mob: .mobViolence
        case .rape: .sexualViolence
        case .beat: event.targets.isEmpty && !event.isOfPronoun ? nil : .attack
        // "a sniper wounded a soldier"; but "the blast wounded ten" is the blast's.
        case .wound where isByHand: .attack
        case .die, .wound, .missing: nil
        case .launch: launched
        case .drop: event.patient.isDisjoint(with: .weapon) ? nil : .airstrike
        case .use: used
        case .shootDown:
            event.things.isDisjoint(with: [.aircraft, .vehicle]) ? nil : .aircraftShotDown
        case .shutDown:
            event.means.union(event.agent).isDisjoint(with: .explosive) ? nil : harmToThings
        case .repel, .foil: .attack
        case .disaster: .naturalDisaster
        case .accident: .accident
        default: typeOfChange
        }
    }

    private var isByHand: Bool {
        !event.isNominal && !event.isPassive && event.hasPatient && !event.targets.isEmpty
            && event.perpetrators.contains { $0.kind != .civilian && $0.kind != .unknown }
    }

    /// Territory, people taken, streets, politics, things.
    private var typeOfChange: IncidentType? {
        switch event.concept {
        case .seize: seizing
        case .take where isTerritory: isState(actor) ? .recapture : .capture
        // "stopped a bus and took 21 passengers".
        case .take: actor == .rebel && victim == .civilian ? .abduction : nil
        case .capture: isState(actor) ? .recapture : .capture
        case .retake: event.isWeak && event.hasPatient && !isOfLand ? nil : .recapture
        case .expel: expelling
        case .free where areInmates(event.targets): isState(actor) ? nil : .prisonBreak
        case .free: event.patient.isDisjoint(with: [.settlement, .camp]) ? nil : .recapture
        case .escape: areInmates(event.perpetrators) ? .prisonBreak : nil
        case .occupation: nil
        // "The attackers *surrounded* the mosque" is part of what they did there.
        case .siege:
            event.isWeak && event.things.contains(.facility)
                && event.things.isDisjoint(with: [.settlement, .camp]) ? nil : .siege
        case .withdraw: .withdrawal
        case .establish: event.patient.contains(.camp) ? .baseEstablished : nil
        case .formForce: isForce ? .groupChange : nil
        case .abduct: .abduction
        case .hostage: .hostageTaking
        case .arrest: .arrest
        case .prisonBreak: .prisonBreak
        case .surrender, .groupChange, .coup: .groupChange
        // "demonstrated their belief".
        case .protest: event.isWeak && event.hasPatient && !event.isNominal ? nil : .protest
        case .riot: .riot
        case .disperse: .protestIntervention
        case .arson: .arson
        case .loot: .looting
        case .rob: .robbery
        case .find: finding
        case .defuse, .cache: .weaponsCache
        case .evacuate: .evacuation
        case .displace: .displacement
        case .agree: .agreement
        case .threaten: .threat
        case .labourStrike: .strike
        default: harmToThings
        }
    }

    /// "freed 200 inmates", "prisoners escaped".
    private func areInmates(_ people: [EventMention.Participant]) -> Bool {
        people.contains { person in
            Self.inmates.contains { person.text.lowercased().hasSuffix($0) }
        }
    }

    private static let inmates = ["inmates", "inmate", "prisoners", "prisoner", "detainees"]

    // MARK: Means

    /// Words for harm that say nothing of how: what it was done with names the type.
    private static let open: ConceptSet = [
        .attack, .kill, .shootAt, .shoot, .bomb, .explode, .blowUp, .destroy, .strike, .wound,
    ]

    /// What aircraft do to those below.
    private static let fromTheAir: ConceptSet = [
        .attack, .strike, .bomb, .shoot, .shootAt, .kill, .wound, .destroy,
    ]

    private var typeByMeans: IncidentType? {
        if let concept = event.meansConcept, let type = Self.type(ofMeans: concept) { return type }
        if event.agent.contains(.suicide) { return .suicideBombing }
        if event.agent.contains(.aircraft), Self.fromTheAir.contains(event.concept) {
            return .airstrike
        }
        if event.agent.contains(.ordnance)
            || event.concept == .attack && event.agent.isEmpty
                && event.perpetrators.isEmpty && !event.isNominal && event.means == .ordnance
        {
            return .shelling
        }
        if event.means.contains(.gas), event.concept != .destroy { return .chemicalAttack }
        if event.means.contains(.grenade), event.concept == .explode { return .grenade }
        let isMishap =
            event.means.union(event.agent).contains(.hazard) && event.perpetrators.isEmpty
        if isMishap || event.concept == .explode && isHazard {
            return .accident
        }
        return nil
    }

    private static func type(ofMeans concept: EventConcept) -> IncidentType? {
        switch concept {
        case .suicide: .suicideBombing
        case .carBomb: .carBomb
        case .ied: .roadsideBomb
        case .grenade: .grenade
        case .chemical: .chemicalAttack
        case .airstrike: .airstrike
        case .shell: .shelling
        case .bomb: .bombing
        default: nil
        }
    }

    /// "a boiler exploded at the chemical plant".
    private var isHazard: Bool {
        event.perpetrators.isEmpty && event.weapons.isEmpty
            && (event.things.contains(.hazard) || event.agent.contains(.hazard))
    }

    /// "fired rockets", "hurled grenades", "threw stones", "used tear gas".
    private var launched: IncidentType? {
        let sent = event.patient.intersection(.means).isEmpty ? event.means : event.patient
        if sent.contains(.grenade) { return .grenade }
        if sent.contains(.gas) { return .chemicalAttack }
        if sent.contains(.ordnance) { return .shelling }
        if sent.contains(.crowdControl) {
            return isState(actor) || actor == nil ? .protestIntervention : nil
        }
        if sent.contains(.stones) { return .riot }
        if sent.contains(.bullets) { return .shooting }
        // "launched 117 *drones* at the city".
        if sent.isSuperset(of: [.weapon, .aircraft]) { return .airstrike }
        return nil
    }

    /// "used tear gas", "used chlorine": all other arms are used in events of their own.
    private var used: IncidentType? {
        let sent = event.patient
        if sent.contains(.gas) { return .chemicalAttack }
        return sent.contains(.crowdControl) ? .protestIntervention : nil
    }

    // MARK: Streets

    /// Violence by or against crowds.
    private var streetType: IncidentType? {
        let isViolent = Self.violence.contains(event.concept)
        if actor == .rioter, isViolent, victim != nil { return .mobViolence }
        let crowdActs = actor == .protester || actor == .rioter
        if event.concept == .clash {
            let sides = event.perpetrators + event.targets
            return sides.contains { $0.kind == .protester || $0.kind == .rioter } ? .riot : nil
        }
        if crowdActs, event.concept == .destroy || event.concept == .arson || isViolent {
            return .riot
        }
        guard victim == .protester, !crowdActs, actor != .rebel else { return nil }
        switch event.concept {
        case .arrest: return .protestIntervention
        case .disperse: return .protestIntervention
        case .kill, .shoot, .shootAt, .beat, .attack, .strike: return .forceAgainstProtesters
        case .launch, .use:
            return launched == .shooting ? .forceAgainstProtesters : .protestIntervention
        default: return nil
        }
    }

    private static let violence: ConceptSet = [
        .kill, .attack, .beat, .arson, .shoot, .massacre, .launch,
    ]

    // MARK: Choices

    private var harmToThings: IncidentType? {
        if event.things.contains(.tunnel) { return .tunnelDestroyed }
        if event.things.contains(.infrastructure), victim == nil, event.concept != .breach {
            return .sabotage
        }
        switch event.concept {
        case .attack, .shutDown: return .attack
        case .shoot, .shootAt: return .shooting
        case .sabotage: return .sabotage
        case .explode where event.hasPatient && !event.isPassive && !isOfExplosives: return nil
        case .breach: return breach
        case .bomb, .explode, .blowUp: return .bombing
        case .knockOut, .dismantle: return event.things.contains(.arms) ? .weaponsCache : nil
        case .destroy:
            if isOrdnanceFound { return .weaponsCache }
            // "damaged the country's image".
            if event.isWeak, event.hasPatient, event.patient.isEmpty { return nil }
            return event.perpetrators.isEmpty && event.things.isEmpty ? nil : .destruction
        default: return .attack
        }
    }

    /// "set off charges", "a blast tore through": not "set off protests".
    private var isOfExplosives: Bool {
        !event.things.union(event.agent).isDisjoint(with: [.weapon, .arms, .explosive])
    }

    /// A dam gives way: by whose hand is another question, and that nobody's was is not said.
    private var breach: IncidentType? {
        guard event.things.union(event.agent).contains(.infrastructure) else { return nil }
        return event.perpetrators.isEmpty ? .destruction : .sabotage
    }

    /// "destroyed a cache", "destroyed 342 mines": arms that can do no more harm.
    private var isOrdnanceFound: Bool {
        event.things.contains(.arms) || actor != .rebel && event.patient.contains(.explosive)
    }

    private var killing: IncidentType? {
        let isOfPeople =
            !event.targets.isEmpty || !event.casualties.isEmpty || !event.hasPatient
            || event.isOfPronoun || event.isOfStranger
        guard isOfPeople, !event.patient.contains(.animal) else { return nil }
        return isState(actor) && victim == .rebel ? .clash : .killing
    }

    private var isOfLand: Bool {
        isTerritory || !event.targets.isEmpty || !event.things.isDisjoint(with: .settlement)
    }

    /// Who drives others out holds the ground; helicopters only fight.
    private var expelling: IncidentType? {
        guard event.hasPatient else { return nil }
        guard let actor else { return event.agent.isEmpty ? .recapture : .clash }
        return actor == .rebel || actor == .unknown ? .capture : .recapture
    }

    private var hasToll: Bool { !event.casualties.isEmpty }

    private var isTerritory: Bool {
        !event.patient.isDisjoint(with: [.settlement, .camp, .infrastructure, .facility])
    }

    private var seizing: IncidentType? {
        if event.things.contains(.arms) || event.things.contains(.weapon) {
            return actor == .rebel ? .looting : .weaponsCache
        }
        if isTerritory { return isState(actor) ? .recapture : .capture }
        if victim != nil || event.isOfPronoun { return isState(actor) ? .arrest : .abduction }
        // "Smith was captured in Bogota": by whom is not said where it goes without saying.
        if event.isOfName, event.isPassive {
            return isState(actor) || actor == nil ? .arrest : .abduction
        }
        if event.things.contains(.vehicle) { return isState(actor) ? .weaponsCache : .looting }
        return nil
    }

    private var finding: IncidentType? {
        if event.isOfBodies { return .killing }
        if event.things.contains(.tunnel) { return .tunnelDestroyed }
        let isArms =
            !event.things.isDisjoint(with: [.arms, .weapon, .explosive])
            || isState(actor) && event.means.contains(.explosive)
        return isArms && event.targets.isEmpty ? .weaponsCache : nil
    }

    private var isForce: Bool {
        event.targets.contains { $0.kind == .state || $0.kind == .militia || $0.kind == .rebel }
    }

    private var isAirForce: Bool {
        event.perpetrators.contains { $0.kind == .external } || event.means.contains(.aircraft)
            || event.agent.contains(.aircraft)
    }

    private func isState(_ kind: Actor.Kind?) -> Bool { kind == .state || kind == .external }
}

extension EventTyper {
    /// ACLED counts an attack on soldiers or fighters as a battle, one on civilians as violence
    /// against civilians, and asks of territory only who holds it now; `nil` leaves the type's own pair.
    static func acled(
        type: IncidentType, actor: Actor.Kind?, targets: [EventMention.Participant],
        things: ThingClass, concepts: some Sequence<EventConcept>
    ) -> ACLEDType? {
        switch type {
        case .recapture where actor == .rebel: return IncidentType.capture.acled
        // What is blown up is not looted.
        case .sabotage, .destruction:
            let isBlast = things.contains(.explosive) || concepts.contains(where: blasts.contains)
            return isBlast ? IncidentType.bombing.acled : nil
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

    private static let blasts: ConceptSet = [.bomb, .explode, .blowUp, .ied, .carBomb]
}
