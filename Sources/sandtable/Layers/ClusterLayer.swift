import Analysis
import Earth
import Formats
import Incidents

/// Clusters, one row for each, drawn as their outlines.
enum ClusterLayer {
    static let layer = Layer(
        name: "clusters",
        columns: [
            "cluster", "count", "core", "medoid_longitude", "medoid_latitude", "radius_km",
            "major_km", "minor_km", "major_bearing", "date_start", "date_end", "places", "types",
            "killed_min", "killed_max", "trend_z", "trend_p",
        ],
        roles: Layer.Roles(title: "places", start: "date_start", end: "date_end"),
        hasShapes: true)

    /// - Parameter outline: Which of the summary's hulls to draw.
    static func feature(
        _ cluster: ClusterSummary, outline: KeyPath<ClusterSummary, Geometry>
    ) -> Feature {
        Feature(
            id: "cluster-\(cluster.number)", geometry: cluster[keyPath: outline],
            values: [
                .integer(cluster.number), .integer(cluster.count), .integer(cluster.coreCount),
                .number(cluster.medoid.longitude, decimals: 6),
                .number(cluster.medoid.latitude, decimals: 6), .kilometers(cluster.radius),
                .kilometers(cluster.ellipse?.semiMajor), .kilometers(cluster.ellipse?.semiMinor),
                cluster.ellipse.map { .number($0.bearing.degrees, decimals: 1) } ?? .none,
                .text(orNone: cluster.start?.description), .text(orNone: cluster.end?.description),
                words(cluster.places), words(cluster.types),
                .integer(orNone: cluster.killed.minimum), .integer(orNone: cluster.killed.maximum),
                cluster.trend.map { .number($0.z, decimals: 3) } ?? .none,
                cluster.trend.map { .number($0.probability, decimals: 4) } ?? .none,
            ])
    }

    /// `Baiji (12); Ramadi (3)`.
    private static func words(_ frequencies: [Frequency]) -> FieldValue {
        .text(orNone: frequencies.map { "\($0.name) (\($0.count))" }.joined(separator: "; "))
    }
}

/// The tree that clusters of all densities form; see ``Analysis/ClusterTreeNode``.
enum ClusterTreeLayer {
    static let layer = Layer(
        name: "cluster_tree",
        columns: ["id", "parent", "size", "birth_km", "death_km", "stability", "cluster"])

    static func feature(_ node: ClusterTreeNode, number: Int) -> Feature {
        Feature(
            id: "\(number)", geometry: nil,
            values: [
                .integer(number), .integer(orNone: node.parent), .integer(node.size),
                .kilometers(node.birth), .kilometers(node.death),
                .number(node.stability, decimals: 6), .integer(orNone: node.number),
            ])
    }
}
