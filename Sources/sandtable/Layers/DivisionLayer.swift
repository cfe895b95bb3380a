import Analysis
import Formats
import Incidents

/// Counts of incidents by division and period; one row for each that is not empty.
enum DivisionLayer {
    static let layer = Layer(
        name: "divisions",
        columns: ["id", "division_id", "division", "period", "count", "certain", "possible"],
        roles: Layer.Roles(title: "division", start: "period"), hasShapes: true)

    static func feature(_ count: DivisionCount) -> Feature {
        let id = "\(count.division.id)|\(count.period?.description ?? "undated")"
        return Feature(
            id: id, geometry: count.division.geometry,
            values: [
                .text(id), .text(count.division.id), .text(count.division.name),
                .text(orNone: count.period?.description), .integer(count.count),
                .integer(count.certain), .integer(count.possible),
            ])
    }
}
