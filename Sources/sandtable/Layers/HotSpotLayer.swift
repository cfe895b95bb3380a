import Analysis
import Formats
import Incidents

/// Hexagons with their counts and whether they are hot or cold.
enum HotSpotLayer {
    static let layer = Layer(
        name: "hotspots", columns: ["id", "count", "z", "p", "heat"], hasShapes: true)

    static func feature(_ cell: HotSpotCell, number: Int) -> Feature {
        Feature(
            id: "\(number)", geometry: cell.geometry,
            values: [
                .integer(number), .integer(cell.count), .number(cell.z, decimals: 3),
                .number(cell.probability, decimals: 6), .text(word(cell.heat)),
            ])
    }

    static func word(_ heat: Int) -> String { heat > 0 ? "hot" : heat < 0 ? "cold" : "neither" }
}

/// Hexagons with what became of them over time.
enum EmergingLayer {
    static let layer = Layer(
        name: "emerging_hotspots",
        columns: [
            "id", "count", "hot", "cold", "periods", "hot_periods", "last_z", "trend_z", "trend_p",
        ],
        roles: Layer.Roles(title: "hot"), hasShapes: true)

    static func feature(_ cell: EmergingCell, number: Int) -> Feature {
        Feature(
            id: "\(number)", geometry: cell.geometry,
            values: [
                .integer(number), .integer(cell.count), .text(cell.hot.rawValue),
                .text(cell.cold.rawValue), .integer(cell.heat.count),
                .integer(cell.heat.count { $0 > 0 }),
                cell.z.last.map { .number($0, decimals: 3) } ?? .none,
                cell.trend.map { .number($0.z, decimals: 3) } ?? .none,
                cell.trend.map { .number($0.probability, decimals: 6) } ?? .none,
            ])
    }
}

/// Areas where incidents lie densest.
enum DensityLayer {
    static let layer = Layer(
        name: "density", columns: ["id", "level", "incidents_per_km2"], hasShapes: true)

    static func feature(_ contour: DensityContour, number: Int) -> Feature {
        Feature(
            id: "\(number)", geometry: contour.area,
            values: [
                .integer(number), .number(contour.level, decimals: 6),
                .number(contour.density, decimals: 6),
            ])
    }
}
