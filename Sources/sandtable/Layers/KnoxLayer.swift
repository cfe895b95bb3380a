import Analysis
import Earth
import Formats
import Incidents

/// The near-repeat table: one row for each band of distance and time.
enum KnoxLayer {
    static let layer = Layer(
        name: "knox",
        columns: [
            "id", "km_min", "km_max", "days_min", "days_max", "observed", "expected", "ratio", "p",
        ])

    static func feature(_ cell: NearRepeatCell, number: Int) -> Feature {
        Feature(
            id: "\(number)", geometry: nil,
            values: [
                .integer(number), .kilometers(cell.inner), .kilometers(cell.outer),
                .integer(cell.days.lowerBound), .integer(cell.days.upperBound),
                .integer(cell.observed), .number(cell.expected, decimals: 3),
                cell.ratio.map { .number($0, decimals: 3) } ?? .none,
                .number(cell.probability, decimals: 4),
            ])
    }
}

/// Circles and stretches of days with more incidents than expected, the most likely first.
enum ScanLayer {
    static let layer = Layer(
        name: "scan",
        columns: [
            "id", "radius_km", "date_start", "date_end", "observed", "expected", "ratio",
            "log_likelihood_ratio", "p",
        ],
        roles: Layer.Roles(start: "date_start", end: "date_end"))

    static func feature(_ cluster: ScanCluster, number: Int) -> Feature {
        Feature(
            id: "\(number)", geometry: .point(cluster.center),
            values: [
                .integer(number), .kilometers(cluster.radius), .text(cluster.start.description),
                .text(cluster.end.description), .integer(cluster.observed),
                .number(cluster.expected, decimals: 3),
                .number(Double(cluster.observed) / cluster.expected, decimals: 3),
                .number(cluster.logLikelihoodRatio, decimals: 3),
                .number(cluster.probability, decimals: 4),
            ])
    }
}
