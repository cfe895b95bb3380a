public import Earth
public import Incidents

/// Incident–site pairs: one row for each.
public enum NearLayer {
    public static let layer = Layer(
        name: "near",
        columns: [
            "incident_id", "site_id", "site", "kind", "distance_km", "distance_km_min",
            "distance_km_max", "bearing", "within",
        ],
        roles: Layer.Roles(title: "site"))

    /// - Parameter within: Whether the pair is surely or only possibly within the distance asked for.
    public static func feature(
        _ proximity: Proximity, incident: String, at point: Coordinate, within: String?
    ) -> Feature {
        Feature(
            id: "\(incident)|\(proximity.site.id)", geometry: .point(point),
            values: [
                .text(incident), .text(proximity.site.id), .text(proximity.site.name),
                .text(proximity.site.kind.rawValue), .kilometers(proximity.distance),
                .kilometers(proximity.minimum), .kilometers(proximity.maximum),
                .number(proximity.bearing.degrees, decimals: 1), .text(orNone: within),
            ])
    }
}
