public import Analysis
public import Earth
public import Incidents

/// Which sites lie near points: the nearest few, or all within a distance.
public enum NearQuery: Hashable, Sendable {
    case nearest(Int)
    case within(Distance)
}

extension SiteIndex {
    /// The sites near each point, in the order of the points; those of one point nearest first.
    ///
    /// - Parameter radii: How far each true position may lie from its point.
    public func proximities(
        of points: [Coordinate], radii: [Distance], _ query: NearQuery, workers: Int
    ) async -> [[Proximity]] {
        precondition(points.count == radii.count, "one radius for each point")
        return await Parallel.map(Array(zip(points, radii)), chunkSize: 1024, workers: workers) {
            point, radius in
            switch query {
            case .nearest(let count): nearestSites(to: point, radius: radius, count: count)
            case .within(let distance): sites(within: distance, of: point, radius: radius)
            }
        }
    }
}
