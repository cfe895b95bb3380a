public import Earth
public import Incidents

/// What rules had to say: one row for each alert, at the incident that set it off.
public enum AlertLayer {
    public static let layer = Layer(
        name: "alerts",
        columns: [
            "id", "rule", "change", "certainty", "day", "site_id", "site", "incident", "incidents",
            "count", "message",
        ],
        types: ["day": .day, "count": .integer],
        roles: Layer.Roles(title: "rule", description: "message", start: "day"))

    /// - Parameter site: The name of the site watched.
    public static func feature(_ alert: Alert, site: String?, at point: Coordinate?) -> Feature {
        Feature(
            id: alert.id, geometry: point.map { .point($0) },
            values: [
                .text(alert.id), .text(alert.rule), .text(alert.change.rawValue),
                .text(alert.likelihood.rawValue), .text(alert.day.description),
                .text(orNone: alert.site), .text(orNone: site), .text(orNone: alert.incidents.last),
                .text(orNone: list(alert.incidents)), .integer(alert.incidents.count),
                .text(alert.message),
            ])
    }
}
