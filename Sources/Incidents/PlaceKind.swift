/// What sort of place a gazetteer entry or a site is.
///
/// The raw value is the word used in tables, JSON and on the map.
public enum PlaceKind: String, Hashable, Sendable, CaseIterable {
    // Divisions, coarse to fine
    case continent, region, country, admin1, admin2, admin3
    // Populated places
    case capital, city, town, village, quarter, camp
    // Nature
    case river, lake, sea, mountain, island, desert, plain, valley, forest, water, land
    // Sites
    case dam, barrage, base, airport, prison, crossing, bridge, port, hospital, refinery
    case oilfield, gasfield, pipeline, powerplant, powerline, waterworks, plant, building
    // Anything else that has a point
    case locality
}

extension PlaceKind {
    public enum Group: Hashable, Sendable { case division, populated, nature, site }

    public var group: Group {
        switch self {
        case .continent, .region, .country, .admin1, .admin2, .admin3: .division
        case .capital, .city, .town, .village, .quarter, .camp, .locality: .populated
        case .river, .lake, .sea, .mountain, .island, .desert, .plain, .valley, .forest,
            .water, .land:
            .nature
        default: .site
        }
    }
}
