public import Incidents
public import Earth

/// The incident layer: which properties a located incident has, in which order.
///
/// The first 37 are promised to other programs; members after `alert` may be added to.
public enum IncidentLayer {
    public static let layer = Layer(
        name: "incidents",
        columns: [
            "id", "title", "type", "acled_event_type", "acled_sub_event_type", "status",
            "certainty",
            "date_start", "date_end", "date_precision", "place", "kind", "admin1", "country",
            "gazetteer_id", "relation", "radius_km", "geo_precision", "confidence", "killed_min",
            "killed_max", "injured_min", "injured_max", "actor1", "actor2", "weapon", "reports",
            "sources", "quote", "nearest_site", "site_km", "site_km_min", "site_km_max",
            "site_bearing", "cluster", "alert",
            "cluster_role", "stage", "date_text", "place_text", "country_name", "admin2", "report",
            "published", "url", "site_ring", "report_ids", "tolls", "merged_from", "merge_score",
            "merge_reasons", "reasons", "place_reasons", "place_rivals",
        ],
        types: [
            "date_start": .day, "date_end": .day, "published": .day, "radius_km": .number,
            "geo_precision": .integer, "confidence": .number, "killed_min": .integer,
            "killed_max": .integer, "injured_min": .integer, "injured_max": .integer,
            "reports": .integer, "site_km": .number, "site_km_min": .number,
            "site_km_max": .number, "site_bearing": .number, "cluster": .integer,
            "site_ring": .number, "merge_score": .number,
        ],
        roles: Layer.Roles(
            title: "title", description: "quote", start: "date_start", end: "date_end"))

    public static func feature(_ row: LocatedIncident) -> Feature {
        var values: [FieldValue] = []
        values.reserveCapacity(layer.columns.count)
        for part in [what, place, toll, origin, analysis, more, merge, why] { values += part(row) }
        return Feature(
            id: row.id, geometry: row.place?.coordinate.map(Geometry.point), values: values)
    }

    private static func what(_ row: LocatedIncident) -> [FieldValue] {
        let incident = row.incident
        return [
            .text(row.id), .text(row.title), .text(incident.type.rawValue),
            .text(orNone: incident.acled.event), .text(orNone: incident.acled.subEvent),
            .text(incident.status.rawValue), .text(incident.certainty.rawValue),
            .text(orNone: incident.date.start?.description),
            .text(orNone: incident.date.end?.description), .text(incident.date.precision.rawValue),
        ]
    }

    private static func place(_ row: LocatedIncident) -> [FieldValue] {
        let place = row.place?.place
        return [
            .text(orNone: place?.name), .text(orNone: place?.kind.rawValue),
            .text(orNone: row.place?.divisions?.admin1),
            .text(orNone: row.place?.divisions?.country), .text(orNone: place?.id),
            .text(orNone: row.place?.relation.rawValue),
            .kilometers(row.place?.coordinate == nil ? nil : row.place?.radius),
            .integer(orNone: row.place.flatMap(geoPrecision)),
            .number(row.incident.confidence, decimals: 3),
        ]
    }

    private static func toll(_ row: LocatedIncident) -> [FieldValue] {
        let killed = row.incident.toll(.killed)
        let injured = row.incident.toll(.injured)
        return [killed.minimum, killed.maximum, injured.minimum, injured.maximum]
            .map { .integer(orNone: $0) }
    }

    private static func origin(_ row: LocatedIncident) -> [FieldValue] {
        let sources = row.reports.map { $0.source ?? $0.id }
        return [
            .text(orNone: row.incident.actorNames(.perpetrators)),
            .text(orNone: row.incident.actorNames(.targets)),
            .text(orNone: list(row.incident.weapons)),
            .integer(row.reports.count), .text(orNone: list(sources)),
            .text(orNone: row.incident.quotes.first?.text),
        ]
    }

    private static func analysis(_ row: LocatedIncident) -> [FieldValue] {
        [
            .text(orNone: row.nearest?.site.name), .kilometers(row.nearest?.distance),
            .kilometers(row.nearest?.minimum), .kilometers(row.nearest?.maximum),
            row.nearest.map { .number($0.bearing.degrees, decimals: 1) } ?? .none,
            .integer(orNone: row.cluster?.number), .text(orNone: row.alert),
        ]
    }

    private static func more(_ row: LocatedIncident) -> [FieldValue] {
        let divisions = row.place?.divisions
        let report = row.reports.first
        return [
            .text(orNone: row.cluster?.role.rawValue), .text(row.incident.stage.rawValue),
            .text(orNone: row.incident.date.expression), .text(orNone: row.place?.mention.text),
            .text(orNone: divisions?.countryName), .text(orNone: divisions?.admin2),
            .text(orNone: report?.id), .text(orNone: report?.published?.description),
            .text(orNone: report?.url), .kilometers(row.ring),
        ]
    }

    /// Why the incident is one, and why it is at its place and not at another of the name.
    private static func why(_ row: LocatedIncident) -> [FieldValue] {
        let resolution = row.place?.mention.resolution
        let rivals = resolution?.candidates.filter { $0.place.id != resolution?.place?.id } ?? []
        return [
            .text(orNone: EvidenceText.text(row.incident.reasons)),
            .text(orNone: EvidenceText.text(strongest(resolution?.reasons ?? []))),
            .text(orNone: EvidenceText.text(rivals.prefix(3).map(\.place))),
        ]
    }

    /// Those that decided, in their order.
    private static func strongest(_ reasons: [Reason]) -> [Reason] {
        let weights = reasons.map { abs($0.weight) }.sorted(by: >)
        guard weights.count > 6 else { return reasons }
        return reasons.filter { abs($0.weight) >= weights[5] }
    }

    /// Which reports tell it, the figures that rival or add to each other, and why the reports were taken
    /// to tell of one incident; the last three are empty unless they were.
    private static func merge(_ row: LocatedIncident) -> [FieldValue] {
        let merge = row.incident.merge
        let casualties = row.incident.casualties
        let figures = casualties.filter { figure in
            casualties.count { $0.effect == figure.effect } > 1
        }
        return [
            .text(orNone: list(row.reports.map(\.id))),
            .text(orNone: figures.map(figure).joined(separator: "; ")),
            .text(orNone: list(merge?.members.map(\.incident.id) ?? [])),
            merge.map { .number($0.score, decimals: 2) } ?? .none,
            .text(orNone: list(merge?.links.flatMap(\.reasons).map(\.evidence) ?? [])),
        ]
    }

    /// `killed ≥14 soldiers (security officials, report-1)`.
    private static func figure(_ figure: Casualties) -> String {
        let toll = Toll(minimum: figure.minimum, maximum: figure.maximum)
        let origin = [figure.source, figure.report ?? ""].filter { !$0.isEmpty }
        let side = figure.side == Casualties.unspecifiedSide ? "" : " " + figure.side
        return "\(figure.effect.rawValue) \(toll.short)\(side)"
            + (origin.isEmpty ? "" : " (\(origin.joined(separator: ", ")))")
    }

    /// ACLED's `geo_precision`: 1 the place itself, 2 near it or part of a small area, 3 a larger one.
    ///
    /// - Source: ACLED Codebook, "Spatial precision".
    static func geoPrecision(_ place: IncidentPlace) -> Int? {
        guard place.coordinate != nil, let kind = place.place?.kind else { return nil }
        switch (place.relation, kind) {
        case (_, .continent), (_, .region), (_, .country), (_, .admin1): return 3
        case (.at, _) where kind.group == .populated || kind.group == .site: return 1
        case (_, _) where place.radius > .kilometers(50): return 3
        default: return 2
        }
    }
}

extension LocatedIncident {
    /// A short name for lists and maps: "Car bombing near Ramadi".
    public var title: String {
        let name = place.map { $0.place?.name ?? $0.mention.text } ?? ""
        if let away = place?.displacement {
            let kilometers = IncidentTable.kilometers(away.distance)
            return incidentType(incident.type.rawValue)
                + " \(kilometers) km \(away.bearing.compassPoint) of \(name)"
        }
        return incidentTitle(
            type: incident.type.rawValue, relation: place?.relation, place: name)
    }
}

extension Incident {
    enum ActorGroup { case perpetrators, targets }

    /// Names of one side, each once, joined by "; ". An actor of no known role stands with the
    /// perpetrators when there are none.
    func actorNames(_ group: ActorGroup) -> String {
        func names(_ roles: [Actor.Role]) -> [String] {
            actors.filter { roles.contains($0.role) }.map { $0.name.isEmpty ? $0.text : $0.name }
        }
        switch group {
        case .targets: return list(names([.target, .opponent]))
        case .perpetrators:
            let perpetrators = names([.perpetrator])
            return list(perpetrators.isEmpty ? names([.unknown]) : perpetrators)
        }
    }
}

/// Each item once, joined by "; ", as one cell of a table holds it.
func list(_ items: [String]) -> String {
    guard items.count > 1 else { return items.first ?? "" }
    var seen: Set<String> = []
    return items.filter { !$0.isEmpty && seen.insert($0).inserted }.joined(separator: "; ")
}

/// A cluster as a feature of the incident layer: its outline, and how many incidents it holds.
extension IncidentLayer {
    public static func cluster(
        number: Int, count: Int, outline: Geometry, radius: Distance, start: Day?, end: Day?
    ) -> Feature {
        let known: [String: FieldValue] = [
            "id": .text("cluster-\(number)"),
            "title": .text("Cluster \(number): \(count) incidents"),
            "type": .text("cluster"), "date_start": .text(orNone: start?.description),
            "date_end": .text(orNone: end?.description), "radius_km": .kilometers(radius),
            "cluster": .integer(number),
        ]
        return Feature(
            id: "cluster-\(number)", geometry: outline,
            values: layer.columns.map { known[$0] ?? .none })
    }
}
