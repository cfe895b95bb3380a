import Incidents

/// What a column of an incident list may say.
public enum ListRole: Int, CaseIterable, Sendable {
    case id, title, type, eventType, subType
    case latitude, longitude
    /// Both axes in one text: MGRS, degrees and minutes, `33.3, 44.4`.
    case position
    case radius, precision
    case place, admin1, admin2, country
    /// The day, or its year where month and day stand apart.
    case date, month, day, end, datePrecision
    case killed, killedMinimum, killedMaximum, injured
    case actor1, actor2, weapon
    case notes, source, url

    public var name: String { "\(self)" }

    public init?(name: String) {
        guard let role = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = role
    }
}

/// Which columns of an incident list say what, whoever made the list.
///
/// Known by name: the exports of ACLED, UCDP GED, GTD and GDELT, lists tagged with HXL, Sandtable's own,
/// and plain tables with a latitude and a longitude, or names of places.
struct ListColumns {
    private var columns = [Int?](repeating: nil, count: ListRole.allCases.count)
    private(set) var scale: PrecisionScale?
    let dialect: ListDialect

    subscript(role: ListRole) -> Int? {
        get { columns[role.rawValue] }
        set { columns[role.rawValue] = newValue }
    }

    /// - Parameter named: What the caller says; goes before what the names say.
    init(_ table: CSVTable, named: [ListRole: String] = [:]) {
        dialect = ListDialect(table)
        for (role, names) in Self.names { self[role] = table.column(anyOf: names) }
        if self[.date] != table.column("iyear") { (self[.month], self[.day]) = (nil, nil) }
        if self[.place] == self[.position] { self[.place] = nil }
        // GTD's `location` tells in a sentence where in the city.
        if dialect == .gtd, let city = table.column("city") { self[.place] = city }
        let scales: [(String, PrecisionScale)] = [
            ("where_prec", .ucdp), ("ActionGeo_Type", .gdelt), ("geo_precision", .acled),
            ("specificity", .gtd),
        ]
        if let known = scales.first(where: { table.column($0.0) != nil }) {
            self[.precision] = table.column(known.0)
            scale = known.1
        }
        for (role, name) in named { self[role] = table.column(name) }
    }

    static func names(of role: ListRole) -> [String] { names[role] ?? [] }

    var hasPosition: Bool {
        self[.position] != nil || (self[.latitude] != nil && self[.longitude] != nil)
    }

    var namesPlaces: Bool {
        self[.place] != nil || self[.admin1] != nil || self[.admin2] != nil
    }

    private static let names: [ListRole: [String]] = [
        .id: [
            "id", "incident_id", "event_id_cnty", "event_id", "eventid", "GLOBALEVENTID", "data_id",
            "#event+id", "#meta+id",
        ],
        .title: ["title", "headline", "source_headline"],
        .type: [
            "type", "sub_event_type", "event_type", "attacktype1_txt", "EventCode", "#event+type",
            "type_of_violence",
        ],
        .eventType: ["acled_event_type", "event_type", "attacktype1_txt", "#event+type"],
        .subType: ["acled_sub_event_type", "sub_event_type", "#event+sub+type"],
        .latitude: [
            "latitude", "lat", "y", "ActionGeo_Lat", "#geo+lat", "ycoord", "latitud", "breitengrad",
            "breite", "enlem", "خط العرض", "широта",
        ],
        .longitude: [
            "longitude", "lon", "lng", "long", "x", "ActionGeo_Long", "#geo+lon", "xcoord",
            "longitud", "längengrad", "länge", "boylam", "خط الطول", "долгота",
        ],
        .position: [
            "mgrs", "usng", "position", "coordinates", "coordinate", "latlon", "gridref", "grid",
            "#geo+coord",
        ],
        .radius: ["radius_km", "uncertainty_km", "radius"],
        .place: [
            "place", "location", "city", "town", "village", "where_coordinates", "place_name",
            "locality", "settlement", "ActionGeo_FullName", "#loc+name", "#loc", "site_name",
            "lieu", "lugar", "ort", "yer", "المكان", "место",
        ],
        .admin1: [
            "admin1", "province", "governorate", "state", "region1", "provstate", "adm_1", "adm1",
            "#adm1+name", "#adm1",
        ],
        .admin2: ["admin2", "district", "county", "adm_2", "adm2", "#adm2+name", "#adm2"],
        .country: [
            "country_txt", "country_name", "country", "ActionGeo_CountryCode", "#country+name",
            "#country",
        ],
        .date: [
            "date_start", "event_date", "date", "start", "day", "SQLDATE", "iyear", "time", "when",
            "datetime", "incident_date", "published", "#date+start", "#date+occurred", "#date",
            "fecha", "datum", "tarih", "التاريخ", "дата",
        ],
        .month: ["imonth"], .day: ["iday"],
        .end: ["date_end", "end", "end_date", "#date+end"],
        .datePrecision: ["date_precision", "date_prec", "time_precision"],
        .killed: [
            "best", "best_est", "fatalities", "nkill", "killed", "deaths", "#affected+killed",
        ],
        .killedMinimum: ["killed_min", "low", "low_est"],
        .killedMaximum: ["killed_max", "high", "high_est"],
        .injured: ["nwound", "injured", "injured_min", "wounded", "#affected+injured"],
        .actor1: ["actor1", "side_a", "gname", "Actor1Name", "perpetrator", "#actor+name"],
        .actor2: ["actor2", "side_b", "target1", "Actor2Name", "target"],
        .weapon: ["weapon", "weaptype1_txt"],
        .notes: [
            "quote", "notes", "summary", "description", "line", "source_original", "#description",
        ],
        .source: ["sources", "source", "source_article", "scite1", "#meta+source"],
        .url: ["url", "SOURCEURL", "link", "#meta+url"],
    ]
}

/// Whose list it is, as far as its columns tell. Decides how codes are read.
public enum ListDialect: String, Sendable {
    case acled, ucdp, gtd, gdelt, hxl, plain

    init(_ table: CSVTable) {
        self =
            if table.column("event_id_cnty") != nil || table.column("event_id_no_cnty") != nil {
                .acled
            } else if table.column("where_prec") != nil || table.column("dyad_new_id") != nil {
                .ucdp
            } else if table.column("iyear") != nil, table.column("imonth") != nil {
                .gtd
            } else if table.column("GLOBALEVENTID") != nil {
                .gdelt
            } else if table.header.contains(where: { $0.hasPrefix("#") }) {
                .hxl
            } else { .plain }
    }
}
