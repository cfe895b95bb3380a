import Incidents

/// What the lists of others call an incident, in our words: unknown where they do not say, other where no
/// word of ours fits theirs.
enum ListTypes {
    static func type(_ cells: ListCells, _ dialect: ListDialect) -> IncidentType {
        guard let text = cells[.type] ?? cells[.eventType] else { return .unknown }
        switch dialect {
        case .acled: return ACLEDName(cells[.eventType] ?? text, cells[.subType]).type
        case .ucdp: return ["1": .clash, "2": .clash, "3": .attack][text] ?? .other
        case .gtd: return gtd[text] ?? .other
        case .gdelt: return cameo(text)
        case .hxl, .plain:
            let own = text.lowercased()
            return IncidentType(rawValue: own) ?? acled[text] ?? gtd[text] ?? words(own)
        }
    }

    /// The first of our types that each sub-event type stands for.
    static let acled = Dictionary(
        IncidentType.allCases.filter { !$0.acled.subEvent.isEmpty }.map { ($0.acled.subEvent, $0) },
        uniquingKeysWith: { first, _ in first })

    /// - Source: GTD codebook, "Attack Type".
    private static let gtd: [String: IncidentType] = [
        "Assassination": .assassination, "Armed Assault": .attack, "Bombing/Explosion": .bombing,
        "Hijacking": .hostageTaking, "Hostage Taking (Barricade Incident)": .hostageTaking,
        "Hostage Taking (Kidnapping)": .abduction, "Facility/Infrastructure Attack": .sabotage,
        "Unarmed Assault": .attack, "Unknown": .unknown,
    ]

    /// The longest prefix that is known decides: CAMEO codes grow finer from left to right.
    ///
    /// - Source: CAMEO Manual 1.1b3, chapter 2.
    private static func cameo(_ code: String) -> IncidentType {
        let known: [String: IncidentType] = [
            "057": .agreement, "0874": .withdrawal, "13": .threat, "14": .protest, "143": .strike,
            "145": .riot, "171": .destruction, "173": .arrest, "174": .displacement, "175": .attack,
            "18": .attack, "181": .abduction, "1821": .sexualViolence, "183": .bombing,
            "1831": .suicideBombing, "1832": .carBomb, "1833": .roadsideBomb, "185": .assassination,
            "186": .assassination, "19": .clash, "191": .siege, "192": .capture, "194": .shelling,
            "195": .airstrike, "201": .displacement, "202": .massacre, "203": .massacre,
            "204": .chemicalAttack, "20": .massacre,
        ]
        return (2...4).reversed().lazy.compactMap { known[String(code.prefix($0))] }.first ?? .other
    }

    /// Words that spreadsheets use.
    private static func words(_ text: String) -> IncidentType {
        let known: [(String, IncidentType)] = [
            ("suicide", .suicideBombing), ("vbied", .carBomb), ("car bomb", .carBomb),
            ("ied", .roadsideBomb),
            ("roadside", .roadsideBomb), ("mine", .roadsideBomb), ("airstrike", .airstrike),
            ("air strike", .airstrike), ("mortar", .shelling), ("rocket", .shelling),
            ("indirect fire", .shelling),
            ("shell", .shelling), ("artillery", .shelling), ("grenade", .grenade),
            ("rpg", .grenade),
            ("sniper", .shooting), ("small arms", .shooting), ("shooting", .shooting),
            ("kidnap", .abduction),
            ("abduct", .abduction), ("ambush", .ambush), ("assassin", .assassination),
            ("bomb", .bombing),
            ("explos", .bombing), ("clash", .clash), ("battle", .clash), ("raid", .raid),
            ("riot", .riot),
            ("protest", .protest), ("demonstration", .protest), ("arrest", .arrest),
            ("cache", .weaponsCache),
            ("loot", .looting), ("arson", .arson), ("robbery", .robbery), ("attack", .attack),
        ]
        return known.first { text.contains($0.0) }?.1 ?? .other
    }
}
