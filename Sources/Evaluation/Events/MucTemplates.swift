import Foundation
import Incidents
import Reading

/// What MUC counts among incidents, in its words.
struct MucTemplates {
    let published: Day?

    private static let countries: Set<String> = [
        "AR", "BO", "CL", "CO", "EC", "SV", "GT", "HN", "PE",
    ]
    /// What a word of the key stands for among the product's models.
    static let kinds: [String: DeedKind] = [
        "ATTACK": .attack, "BOMBING": .bombing, "KIDNAPPING": .abduction, "ARSON": .arson,
        "ROBBERY": .robbery,
    ]
    /// Messages report what happened in the last two months.
    private static let days = 60

    func templates(_ incidents: [Incident]) -> [MucTemplate] {
        var seen: Set<String> = []
        return incidents.compactMap { incident in
            guard let template = template(incident) else { return nil }
            let place = incident.places.first?.place?.id ?? ""
            let told = "\(template.type) \(place) \(template.date?.start ?? "")"
            return seen.insert(told).inserted ? template : nil
        }
    }

    /// `nil` for what MUC does not count.
    func template(_ incident: Incident) -> MucTemplate? {
        guard counts(incident), let type = Self.type(incident.type) else { return nil }
        return template(incident, type, incident.places.first?.place)
    }

    private func counts(_ incident: Incident) -> Bool {
        guard isOfTheTime(incident) else { return false }
        if incident.certainty == .denied { return false }
        if let country = incident.places.first?.place?.country, !country.isEmpty,
            !Self.countries.contains(country)
        {
            return false
        }
        let targets = incident.actors.filter { $0.role == .target || $0.role == .opponent }
        return targets.isEmpty || targets.contains { !Self.isFighter($0.kind) }
    }

    /// Not long ago, as far as is said: what the product takes for background may still be of the two
    /// months.
    private func isOfTheTime(_ incident: Incident) -> Bool {
        if let published, let end = incident.date.end, published - end > Self.days { return false }
        switch incident.status {
        case .current, .ongoing, .background: return true
        default: return false
        }
    }

    private static func isFighter(_ kind: Actor.Kind) -> Bool {
        kind == .state || kind == .rebel || kind == .militia
    }

    private static func type(_ type: IncidentType) -> String? {
        switch type {
        case .bombing, .carBomb, .roadsideBomb, .suicideBombing, .grenade, .sabotage: "BOMBING"
        case .abduction, .hostageTaking: "KIDNAPPING"
        case .arson: "ARSON"
        case .robbery, .looting: "ROBBERY"
        case .attack, .killing, .massacre, .assassination, .execution, .shooting, .ambush, .raid,
            .shelling, .mobViolence, .destruction:
            "ATTACK"
        default: nil
        }
    }

    private func template(_ incident: Incident, _ type: String, _ place: Place?) -> MucTemplate {
        let start = incident.date.start
        let end = incident.date.end ?? published
        let toll = toll(incident)
        return MucTemplate(
            type: type, location: Self.location(place),
            date: end.map { .init(start: start.map { "\($0)" }, end: "\($0)") },
            killed: toll.isUnknown ? nil : .init(min: toll.minimum, max: toll.maximum),
            perpOrg: Self.organisations(incident),
            weapon: incident.weapons.filter { !Self.carriers.contains(Self.lastWord($0)) },
            targets: incident.actors.filter {
                $0.role == .target && $0.kind != .rebel && $0.kind != .militia
            }.map(\.text),
            start: incident.trigger?.start)
    }

    /// From the country to the place itself.
    static func location(_ place: Place?) -> [String] {
        var location: [String] = []
        for name in [place?.countryName, place?.admin1, place?.admin2, place?.name] {
            if let name, !name.isEmpty, !location.contains(name) { location.append(name) }
        }
        return location
    }

    /// Without the dead of the guerrillas.
    private func toll(_ incident: Incident) -> Toll {
        var counted = incident
        counted.casualties.removeAll {
            Self.people.contains(Self.lastWord($0.side)) && $0.effect == .killed
                && $0.minimum != 0 && !Self.anyone.contains(Self.lastWord($0.side))
        }
        return counted.toll(.killed)
    }

    private static let anyone: Set<String> = [
        "individuals", "men", "man", "members", "soldiers", "policemen", "officers", "elements",
    ]

    /// Whom the report holds responsible, or else names as the doer: groups by name, not "the guerrillas".
    private static func organisations(_ incident: Incident) -> [[String]] {
        let blamed = named(incident.actors) {
            ($0.role == .accused || $0.role == .claimant) && isFighter($0.kind)
        }
        return blamed.isEmpty
            ? named(incident.actors) {
                $0.role == .perpetrator && ($0.kind == .rebel || $0.kind == .militia)
            } : blamed
    }

    private static func named(
        _ actors: [Actor], where isMeant: (Actor) -> Bool
    ) -> [[String]] {
        var seen: Set<String> = []
        return actors.filter(isMeant).filter {
            !people.contains(lastWord($0.name)) && seen.insert($0.name.lowercased()).inserted
        }.map { actor in
            let names = [armies[actor.name], actor.name].compactMap { $0 }
            return names.contains(actor.text) ? names : names + [actor.text]
        }
    }

    /// The product names armies as ACLED does, messages as the wires do.
    private static let armies: [String: String] = [
        "Military Forces of Argentina": "Argentine army",
        "Military Forces of Bolivia": "Bolivian army",
        "Military Forces of Chile": "Chilean army",
        "Military Forces of Colombia": "Colombian army",
        "Military Forces of Ecuador": "Ecuadorian army",
        "Military Forces of El Salvador": "Salvadoran army",
        "Military Forces of Guatemala": "Guatemalan army",
        "Military Forces of Honduras": "Honduran army",
        "Military Forces of Peru": "Peruvian army",
    ]

    private static func lastWord(_ words: String) -> String {
        words.split(separator: " ").last?.lowercased() ?? ""
    }

    /// People are no organisation.
    private static let people: Set<String> = [
        "guerrillas", "guerrilla", "rebels", "rebel", "terrorists", "terrorist", "subversives",
        "extremists", "individuals", "men", "man", "gunmen", "attackers", "assailants", "criminals",
        "murderers", "kidnappers", "fighters", "militants", "insurgents", "bandits", "members",
        "traffickers", "soldiers", "policemen", "officers", "gang", "group", "groups", "suspects",
        "assassins", "killers", "hitmen", "elements", "militia", "paramilitary",
    ]
    /// Vehicles and ammunition are no weapons to MUC.
    private static let carriers: Set<String> = [
        "bullet", "bullets", "helicopter", "helicopters", "aircraft", "plane", "planes", "tank",
        "tanks", "gas", "jet", "jets",
    ]
}
