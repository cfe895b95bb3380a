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
        types: [
            "distance_km": .number, "distance_km_min": .number, "distance_km_max": .number,
            "bearing": .number,
        ],
        roles: Layer.Roles(title: "site"))

    /// The layer with the ring that the measured distance lies in.
    public static let ringLayer = Layer(
        name: layer.name, columns: layer.columns + ["ring_km"],
        types: layer.types.merging(["ring_km": .number]) { $1 }, roles: layer.roles)

    /// - Parameter rings: Outer radii, inner first; only for ``ringLayer``.
    /// - Parameter within: Whether the pair is surely or only possibly within the distance asked for.
    public static func feature(
        _ proximity: Proximity, incident: String, at point: Coordinate, within: String?,
        rings: [Distance] = []
    ) -> Feature {
        var values: [FieldValue] = [
            .text(incident), .text(proximity.site.id), .text(proximity.site.name),
            .text(proximity.site.kind.rawValue), .kilometers(proximity.distance),
            .kilometers(proximity.minimum), .kilometers(proximity.maximum),
            .number(proximity.bearing.degrees, decimals: 1), .text(orNone: within),
        ]
        if !rings.isEmpty {
            values.append(.kilometers(rings.first { proximity.distance <= $0 }))
        }
        return Feature(
            id: incident + "|" + proximity.site.id, geometry: .point(point), values: values)
    }
}
