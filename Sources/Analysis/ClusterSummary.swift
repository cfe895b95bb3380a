public import Earth
public import Incidents

/// What a cluster amounts to on the map and in time.
public struct ClusterSummary: Hashable, Sendable {
    public let number: Int
    /// Rows, and those of them that are core.
    public let count: Int
    public let coreCount: Int
    /// The member with the smallest sum of distances to all members.
    public let medoid: Coordinate
    /// The distance from the medoid to the farthest member.
    public let radius: Distance
    /// The convex hull; a line or point when the members span no area.
    public let hull: Geometry
    /// First and last day on which a member can have happened; `nil` when no member is dated.
    public let start: Day?
    public let end: Day?
}

/// One summary per cluster, in the order of their numbers.
///
/// - Parameter dates: per row, or empty.
/// - Complexity: per cluster O(*d*²) for its *d* distinct coordinates up to 2 000; beyond that the medoid
///   is chosen among the 200 members nearest to the geometric median, in O(*d*).
public func summaries(
    of clustering: Clustering, coordinates: [Coordinate], dates: [EventDate] = []
) -> [ClusterSummary] {
    clustering.members.enumerated().compactMap { number, rows in
        let distinct = DistinctCoordinates(rows.map { coordinates[$0] })
        guard let medoid = medoid(of: distinct) else { return nil }
        let starts = rows.compactMap { dates.indices.contains($0) ? dates[$0].start : nil }
        let ends = rows.compactMap { dates.indices.contains($0) ? dates[$0].end : nil }
        return ClusterSummary(
            number: number, count: rows.count,
            coreCount: rows.count { clustering.roles[$0] == .core }, medoid: medoid,
            radius: distinct.coordinates.lazy.map { medoid.distance(to: $0) }.max() ?? .zero,
            hull: (try? Geometry.convexHull(of: distinct.coordinates)) ?? .point(medoid),
            start: (starts + ends).min(), end: (starts + ends).max())
    }
}

/// The coordinate with the smallest weighted sum of distances to all; of equal ones the first.
func medoid(of distinct: DistinctCoordinates) -> Coordinate? {
    let points = distinct.coordinates.map { ECEF($0) }
    let candidates: [Int]
    if points.count <= 2000 {
        candidates = Array(points.indices)
    } else {
        let median = geometricMedian(points, distinct.weights)
        let index = PointIndex(distinct.coordinates)
        candidates = index.nearestByChord(200, to: median).map(\.index).sorted()
    }
    var best: (sum: Double, place: Int)?
    for place in candidates {
        var sum = 0.0
        for (other, weight) in zip(points, distinct.weights) {
            sum += Double(weight) * points[place].squaredChord(to: other).squareRoot()
            if let best, sum >= best.sum { break }
        }
        if sum < best?.sum ?? .infinity { best = (sum, place) }
    }
    return best.map { distinct.coordinates[$0.place] }
}

/// The point in space with the smallest weighted sum of distances.
///
/// - Source: E. Weiszfeld, "Sur le point pour lequel la somme des distances de n points donnés est
///   minimum", Tôhoku Math. J. 43 (1937), 355–386; 50 steps.
private func geometricMedian(_ points: [ECEF], _ weights: [Int]) -> ECEF {
    var median = points.reduce(ECEF(x: 0, y: 0, z: 0), +) * (1 / Double(points.count))
    for _ in 0..<50 {
        var sum = ECEF(x: 0, y: 0, z: 0)
        var total = 0.0
        for (point, weight) in zip(points, weights) {
            let pull = Double(weight) / max(1, median.squaredChord(to: point).squareRoot())
            sum = sum + point * pull
            total += pull
        }
        let next = sum * (1 / total)
        let isSettled = next.squaredChord(to: median) < 1
        median = next
        if isSettled { break }
    }
    return median
}
