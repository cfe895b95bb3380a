import Analysis
import Earth
import Formats
import Incidents

/// What clustering found out about the points of a list, as columns of its rows.
struct FoundClusters {
    let clustering: Clustering
    /// Only of the hierarchical method.
    private(set) var strengths: [Double] = []
    private(set) var tree: [ClusterTreeNode] = []
    /// Only where they were asked for.
    var explanations: [ClusterExplanation] = []

    init(_ clustering: Clustering) { self.clustering = clustering }

    init(_ hierarchy: HierarchicalClustering) {
        clustering = hierarchy.clustering
        strengths = hierarchy.strengths
        tree = hierarchy.tree
    }

    var columns: [String] {
        var columns = ["cluster", "cluster_role"]
        if !strengths.isEmpty { columns.append("cluster_strength") }
        if !explanations.isEmpty {
            columns += [
                "cluster_neighbors", "cluster_needed", "cluster_nearest_core",
                "cluster_nearest_core_km",
            ]
        }
        return columns
    }

    /// - Parameters:
    ///   - position: Of the row's point; a row without a position is noise.
    ///   - id: The id of the row at a position.
    func values(_ position: Int?, id: (Int) -> String) -> [FieldValue] {
        let label = position.map { clustering[$0] } ?? .noise
        var values: [FieldValue] = [.integer(orNone: label.number), .text(label.role.rawValue)]
        if !strengths.isEmpty {
            values.append(.number(position.map { strengths[$0] } ?? 0, decimals: 4))
        }
        guard !explanations.isEmpty else { return values }
        guard let position else { return values + Array(repeating: .none, count: 4) }
        let why = explanations[position]
        return values + [
            .integer(why.neighborCount), .integer(why.minimumCount),
            .text(orNone: why.nearestCore.map { id($0.index) }),
            .kilometers(why.nearestCore?.distance),
        ]
    }
}

extension IncidentList {
    /// The shapes of the rows that have a position, in their order; polygons that cross themselves
    /// repaired, those that enclose nothing taken for their middles.
    func usableGeometries() -> (geometries: [Geometry], findings: [Finding]) {
        var findings: [Finding] = []
        let geometries = zip(points, rowsOfPoints).map { point, row -> Geometry in
            guard let shape = shapes[row] else { return .point(point) }
            guard let defect = shape.isPolygonal ? shape.defect() : nil else { return shape }
            let repaired = try? shape.repaired()
            findings.append(
                Finding(
                    .warning, origin: origin, at: .row(row + 1, field: "geometry"),
                    (repaired == nil ? "polygon taken for its middle: " : "polygon repaired: ")
                        + defect))
            return repaired ?? .point(point)
        }
        return (geometries, findings)
    }

    /// What to say when rows with an extent are measured as points.
    var shapesTakenForPoints: [Finding] {
        guard !shapes.isEmpty else { return [] }
        return [
            Finding(
                .note, origin: origin,
                "\(shapes.count) lines and areas were taken for the middles of the circles around them"
            )
        ]
    }
}
