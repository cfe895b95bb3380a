import Earth
import Incidents

/// Which columns of an incident list say what, whoever made the list.
///
/// Known by name: the exports of ACLED, UCDP GED and GTD, lists tagged with HXL, Sandtable's own, and
/// plain tables with a latitude and a longitude.
struct ListColumns {
    var id: Int?
    var latitude: Int?
    var longitude: Int?
    var start: Int?
    var end: Int?
    /// GTD writes year, month and day apart.
    var month: Int?
    var day: Int?
    var radius: Int?
    var type: Int?
    var place: Int?
    var killed: (minimum: Int?, maximum: Int?) = (nil, nil)
    var precision: (column: Int, scale: PrecisionScale)?

    init(_ table: CSVTable) {
        id = table.column(
            "id", "incident_id", "event_id_cnty", "event_id", "eventid", "GLOBALEVENTID", "data_id",
            "#event+id")
        latitude = table.column("latitude", "lat", "y", "ActionGeo_Lat", "#geo+lat")
        longitude = table.column(
            "longitude", "lon", "lng", "long", "x", "ActionGeo_Long", "#geo+lon")
        start = table.column(
            "date_start", "event_date", "date", "start", "day", "SQLDATE", "iyear", "time",
            "published",
            "#date+start", "#date+occurred", "#date")
        end = table.column("date_end", "end", "#date+end")
        if table.column("iyear") != nil, start == table.column("iyear") {
            month = table.column("imonth")
            day = table.column("iday")
        }
        radius = table.column("radius_km", "uncertainty_km", "radius")
        type = table.column(
            "type", "sub_event_type", "event_type", "attacktype1_txt", "#event+type")
        place = table.column("place", "location", "where_coordinates", "city", "#loc+name", "#loc")
        killed = (
            table.column("killed_min", "low", "fatalities", "nkill", "killed", "#affected+killed"),
            table.column("killed_max", "high", "fatalities", "nkill", "killed", "#affected+killed")
        )
        precision = Self.precision(table)
    }

    /// GDELT's event files have no header.
    ///
    /// - Source: GDELT Event Database codebooks 1.03 and 2.0.
    init?(gdeltFields count: Int) {
        switch count {
        case 58: (latitude, longitude) = (53, 54)
        case 61: (latitude, longitude) = (56, 57)
        default: return nil
        }
        id = 0
        start = 1
    }

    private static func precision(_ table: CSVTable) -> (Int, PrecisionScale)? {
        if let column = table.column("where_prec") { return (column, .ucdp) }
        if let column = table.column("geo_precision") { return (column, .acled) }
        return table.column("specificity").map { ($0, .gtd) }
    }
}

/// Codes of how exactly a place is known, as radii.
///
/// The radii are round figures for what the codebooks describe in words: the place itself, near it, a
/// district, a province, a feature, a country.
enum PrecisionScale {
    case acled, ucdp, gtd

    func radius(of code: Int) -> Distance? {
        let kilometers: [Double]
        switch self {
        case .acled: kilometers = [3, 15, 75]
        case .ucdp: kilometers = [3, 15, 30, 75, 75, 300]
        case .gtd: kilometers = [3, 15, 30, 75]
        }
        return kilometers.indices.contains(code - 1) ? .kilometers(kilometers[code - 1]) : nil
    }
}
