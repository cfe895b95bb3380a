import Earth
public import Incidents

/// Incidents under the column names of others, for whoever has tools for those.
public enum ListProfile: String, CaseIterable, Sendable {
    case flat, full, acled, ged, hxl

    public var layer: Layer {
        switch self {
        case .flat: IncidentLayer.layer
        case .full: FullIncidentLayer.layer
        case .acled: Self.acledLayer
        case .ged: Self.gedLayer
        case .hxl: Self.hxlLayer
        }
    }

    public func feature(_ row: LocatedIncident) -> Feature {
        if self == .flat { return IncidentLayer.feature(row) }
        if self == .full { return FullIncidentLayer.feature(row) }
        let cells = ProfileCells(row)
        return Feature(
            id: row.id, geometry: row.place?.coordinate.map(Geometry.point),
            values: layer.columns.map { cells[self, $0] })
    }

    /// The row of tags that HXL puts under the header of a table.
    public var tags: [String] { self == .hxl ? Self.hxlTags : [] }

    /// - Source: ACLED codebook, "Columns in the dataset".
    private static let acledLayer = Layer(
        name: "incidents",
        columns: [
            "event_id_cnty", "event_date", "year", "time_precision", "event_type", "sub_event_type",
            "actor1", "actor2", "country", "admin1", "admin2", "location", "geo_precision",
            "source",
            "notes", "fatalities",
        ],
        types: [
            "event_date": .day, "year": .integer, "time_precision": .integer,
            "geo_precision": .integer, "fatalities": .integer,
        ],
        roles: Layer.Roles(title: "sub_event_type", description: "notes", start: "event_date"))

    /// - Source: UCDP GED codebook 25.1.
    private static let gedLayer = Layer(
        name: "incidents",
        columns: [
            "id", "year", "side_a", "side_b", "source_article", "source_original", "where_prec",
            "where_coordinates", "adm_1", "adm_2", "country", "date_prec", "date_start", "date_end",
            "best", "high", "low",
        ],
        types: [
            "year": .integer, "where_prec": .integer, "date_prec": .integer, "date_start": .day,
            "date_end": .day, "best": .integer, "high": .integer, "low": .integer,
        ],
        roles: Layer.Roles(
            title: "where_coordinates", description: "source_original", start: "date_start",
            end: "date_end"))

    private static let hxlLayer = Layer(
        name: "incidents",
        columns: [
            "id", "date_start", "date_end", "type", "country", "admin1", "admin2", "location",
            "killed", "injured", "actor", "description", "source",
        ],
        types: ["date_start": .day, "date_end": .day, "killed": .integer, "injured": .integer],
        roles: Layer.Roles(
            title: "type", description: "description", start: "date_start", end: "date_end"))

    /// With the longitude and latitude that a table has after its id.
    ///
    /// - Source: HXL Standard 1.1, hashtag dictionary.
    private static let hxlTags = [
        "#event+id", "#geo+lon", "#geo+lat", "#date+start", "#date+end", "#event+type",
        "#country+name",
        "#adm1+name", "#adm2+name", "#loc+name", "#affected+killed", "#affected+injured",
        "#actor+name",
        "#description", "#meta+source",
    ]
}

/// The values of one incident under the names of a profile.
private struct ProfileCells {
    let row: LocatedIncident
    private let flat: [String: FieldValue]

    init(_ row: LocatedIncident) {
        self.row = row
        flat = Dictionary(zip(IncidentLayer.layer.columns, IncidentLayer.feature(row).values)) {
            $1
        }
    }

    private func flat(_ column: String) -> FieldValue { flat[column] ?? .none }

    subscript(profile: ListProfile, column: String) -> FieldValue {
        switch column {
        case "id", "event_id_cnty": return .text(row.id)
        case "event_date": return .text(orNone: row.incident.date.acledDay?.description)
        case "date_start": return flat("date_start")
        case "year": return .integer(orNone: row.incident.date.acledDay?.year)
        case "time_precision": return .integer(orNone: row.incident.date.acledCode)
        case "date_prec": return .integer(orNone: row.incident.date.ucdpCode)
        case "event_type": return flat("acled_event_type")
        case "sub_event_type": return flat("acled_sub_event_type")
        case "actor1", "side_a": return flat("actor1")
        case "actor2", "side_b": return flat("actor2")
        case "actor": return flat("actor1")
        case "country":
            return flat("country_name") == .none ? flat("country") : flat("country_name")
        case "adm_1": return flat("admin1")
        case "adm_2": return flat("admin2")
        case "location", "where_coordinates":
            return flat("place") == .none ? flat("place_text") : flat("place")
        case "where_prec": return .integer(orNone: row.place?.code(in: .ucdp))
        case "source", "source_article": return flat("sources")
        case "notes", "source_original", "description": return flat("quote")
        case "fatalities", "best", "low", "killed": return flat("killed_min")
        case "high": return flat("killed_max")
        case "injured": return flat("injured_min")
        default: return flat(column)
        }
    }
}
