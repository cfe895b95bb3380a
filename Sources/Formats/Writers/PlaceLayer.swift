import Earth
public import Incidents

/// Place mentions as rows of a table or points of a map.
public enum PlaceLayer {
    public static let layer = Layer(
        name: "places",
        columns: [
            "id", "report", "start", "end", "text", "role", "name", "kind", "admin1", "country",
            "country_name", "gazetteer_id", "radius_km", "confidence",
        ],
        types: [
            "start": .integer, "end": .integer, "radius_km": .number, "confidence": .number,
        ],
        roles: Layer.Roles(title: "text"))

    public static func features(_ reading: ReportReading) -> [Feature] {
        reading.mentions.map { feature($0, report: reading.report.id) }
    }

    private static func feature(_ mention: Mention, report: String) -> Feature {
        let place = mention.resolution.place
        let id = "\(report):\(mention.span.start)"
        return Feature(
            id: id, geometry: place.map { .point($0.coordinate) },
            values: [
                .text(id), .text(report), .integer(mention.span.start), .integer(mention.span.end),
                .text(mention.text), .text(mention.role.rawValue), .text(orNone: place?.name),
                .text(orNone: place?.kind.rawValue), .text(orNone: place?.admin1),
                .text(orNone: place?.country), .text(orNone: place?.countryName),
                .text(orNone: place?.id), .kilometers(place?.radius),
                .number(mention.resolution.confidence, decimals: 3),
            ])
    }
}

/// Date expressions as rows of a table.
public enum DateLayer {
    public static let layer = Layer(
        name: "dates",
        columns: [
            "id", "report", "start", "end", "text", "from", "to", "last", "precision", "anchor",
        ],
        types: ["start": .integer, "end": .integer, "from": .day, "to": .day, "last": .day],
        roles: Layer.Roles(title: "text", start: "from", end: "last"))

    public static func features(_ reading: ReportReading) -> [Feature] {
        reading.dates.map { date in
            let id = "\(reading.report.id):\(date.span?.start ?? 0)"
            return Feature(
                id: id, geometry: nil,
                values: [
                    .text(id), .text(reading.report.id), .integer(orNone: date.span?.start),
                    .integer(orNone: date.span?.end), .text(date.expression),
                    .text(orNone: date.start?.description),
                    .text(orNone: (date.lastPeriodStart ?? date.end)?.description),
                    .text(orNone: date.end?.description), .text(date.precision.rawValue),
                    .text(date.anchor.rawValue),
                ])
        }
    }
}
