public import Earth
public import Incidents

/// Why a row is core, border or noise.
public struct ClusterExplanation: Hashable, Sendable {
    public let row: Int
    public let label: ClusterLabel
    /// Rows within the radius, itself included.
    public let neighborCount: Int
    /// What makes a core.
    public let minimumCount: Int
    /// The nearest core row other than itself, however far, and its distance; `nil` when there is none.
    public let nearestCore: Neighbor?
}

extension ClusterExplanation: CustomStringConvertible {
    public var description: String {
        let reach = "\(neighborCount) of \(minimumCount) needed within reach"
        let nearest =
            nearestCore.map {
                "nearest core is row \($0.index + 1) at \($0.distance.kilometers) km"
            }
            ?? "there is no other core"
        switch label.role {
        case .core: return "core: \(reach)"
        case .border: return "border: \(reach); \(nearest)"
        case .noise: return "noise: \(reach); \(nearest), out of reach"
        }
    }
}

/// Says for the given rows why they got their label.
///
/// - Parameters:
///   - clustering: the result of ``clusters(of:options:)`` for these coordinates and options.
/// - Complexity: builds two point indexes, then O(neighbours) a row.
public func explanations(
    of clustering: Clustering, rows: [Int], coordinates: [Coordinate], options: DBSCANOptions
) -> [ClusterExplanation] {
    let all = DistinctCoordinates(coordinates)
    let index = PointIndex(all.coordinates)
    let coreRows = coordinates.indices.filter { clustering.roles[$0] == .core }
    let cores = DistinctCoordinates(coreRows.map { coordinates[$0] })
    let coreIndex = PointIndex(cores.coordinates)
    return rows.filter(coordinates.indices.contains).map { row in
        var count = 0
        index.visit(within: options.radius, of: coordinates[row]) { count += all.weights[$0] }
        return ClusterExplanation(
            row: row, label: clustering[row], neighborCount: count,
            minimumCount: max(1, options.minimumCount),
            nearestCore: nearestOther(row, coordinates[row], cores, coreRows, coreIndex))
    }
}

/// The nearest core row that is not `row` itself; of equally near ones the first.
private func nearestOther(
    _ row: Int, _ point: Coordinate, _ cores: DistinctCoordinates, _ coreRows: [Int],
    _ index: PointIndex
) -> Neighbor? {
    for near in index.nearest(2, to: point) {
        let first = coreRows[cores.firstRows[near.index]]
        if first != row { return Neighbor(index: first, distance: near.distance) }
        if cores.weights[near.index] > 1,
            let second = cores.places.indices.first(where: {
                cores.places[$0] == near.index && coreRows[$0] != row
            })
        {
            return Neighbor(index: coreRows[second], distance: near.distance)
        }
    }
    return nil
}
