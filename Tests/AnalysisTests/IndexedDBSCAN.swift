import Earth
import Incidents

@testable import Analysis

/// DBSCAN by the definition, with a point index over the distinct coordinates: the twin that the grid
/// algorithm is tested against.
///
/// - Complexity: O(*n* log *n* + neighbouring pairs of places).
func clustersByIndex(of coordinates: [Coordinate], options: DBSCANOptions) -> Clustering {
    let distinct = DistinctCoordinates(coordinates)
    let index = PointIndex(distinct.coordinates)
    let radius = options.radius
    let isCore = distinct.coordinates.map { center in
        var weight = 0
        index.visit(within: radius, of: center) { weight += distinct.weights[$0] }
        return weight >= max(1, options.minimumCount)
    }
    var groups = DisjointSets(count: distinct.coordinates.count)
    for place in isCore.indices where isCore[place] {
        index.visit(within: radius, of: distinct.coordinates[place]) { other in
            if isCore[other] { groups.join(place, other) }
        }
    }
    // Places stand in the order of their first rows and a root is the smallest place of its set.
    var numbers = [Int32](repeating: -1, count: isCore.count)
    var count: Int32 = 0
    for place in isCore.indices where isCore[place] {
        let root = groups.root(place)
        if root == place {
            numbers[place] = count
            count += 1
        }
        numbers[place] = numbers[root]
    }
    let labels = isCore.indices.map { place in
        guard !isCore[place] else { return numbers[place] }
        let reached = index.neighbors(within: radius, of: distinct.coordinates[place])
            .filter { isCore[$0.index] }
        guard let nearest = reached.first else { return Int32(-1) }
        return reached.prefix { $0.distance == nearest.distance }.map { numbers[$0.index] }.min()
            ?? -1
    }
    return Clustering(
        numbers: distinct.places.map { labels[$0] },
        roles: distinct.places.map { isCore[$0] ? .core : labels[$0] < 0 ? .noise : .border },
        count: Int(count))
}
