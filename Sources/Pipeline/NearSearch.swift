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
    /// Lists of incidents repeat the midpoints of towns: each distinct point is searched for once.
    ///
    /// - Parameter radii: How far each true position may lie from its point.
    public func proximities(
        of points: [Coordinate], radii: [Distance], _ query: NearQuery, workers: Int
    ) async -> [[Proximity]] {
        precondition(points.count == radii.count, "one radius for each point")
        var distinct: [Circle] = []
        var numbers: [Circle: Int] = [:]
        let numberOfPoint = zip(points, radii).map { center, radius in
            let circle = Circle(center: center, radius: radius)
            if let number = numbers[circle] { return number }
            numbers[circle] = distinct.count
            distinct.append(circle)
            return distinct.count - 1
        }
        let found = await Parallel.map(distinct, chunkSize: 256, workers: workers) { circle in
            switch query {
            case .nearest(let count):
                nearestSites(to: circle.center, radius: circle.radius, count: count)
            case .within(let distance):
                sites(within: distance, of: circle.center, radius: circle.radius)
            }
        }
        return numberOfPoint.map { found[$0] }
    }
}

/// Where an incident is, and how surely.
private struct Circle: Hashable, Sendable {
    var center: Coordinate
    var radius: Distance
}
