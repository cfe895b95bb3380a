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
    /// The convex hull, and one that follows the members more closely; a line or point when they span
    /// no area. Cut at the antimeridian.
    public let hull: Geometry
    public let concaveHull: Geometry
    public let ellipse: StandardEllipse?
    /// First and last day on which a member can have happened; `nil` when no member is dated.
    public let start: Day?
    public let end: Day?
    /// The most frequent, at most five, ties in the order of the alphabet.
    public let places: [Frequency]
    public let types: [Frequency]
    /// People killed over all members; a bound is unknown when every member's is.
    public let killed: Toll
    /// Of the monthly counts from the first month to the last.
    public let trend: Trend?
}

/// A word and how often it occurs.
public struct Frequency: Hashable, Sendable {
    public let name: String
    public let count: Int
}

/// One standard deviation along the two principal directions.
public struct StandardEllipse: Hashable, Sendable {
    public let center: Coordinate
    public let semiMajor: Distance
    public let semiMinor: Distance
    /// Of the major axis, 0 ≤ degrees < 180.
    public let bearing: Bearing
}

/// One summary per cluster, in the order of their numbers.
///
/// - Parameter occurrences: one per row of the clustering.
/// - Complexity: per cluster O(*d*²) for its *d* distinct coordinates up to 2 000; beyond that the medoid
///   is chosen among the 200 members nearest to the geometric median, in O(*d*).
public func summaries(of clustering: Clustering, occurrences: [Occurrence]) -> [ClusterSummary] {
    precondition(clustering.numbers.count == occurrences.count, "one occurrence a row")
    return clustering.members.enumerated().compactMap { number, rows in
        let members = rows.map { occurrences[$0] }
        let distinct = DistinctCoordinates(members.map(\.coordinate))
        guard let medoid = medoid(of: distinct) else { return nil }
        let hull = (try? Geometry.convexHull(of: distinct.coordinates)) ?? .point(medoid)
        let days = members.compactMap(\.start) + members.compactMap(\.end)
        return ClusterSummary(
            number: number, count: rows.count,
            coreCount: rows.count { clustering.roles[$0] == .core }, medoid: medoid,
            radius: distinct.coordinates.lazy.map { medoid.distance(to: $0) }.max() ?? .zero,
            hull: hull,
            concaveHull: (try? Geometry.concaveHull(of: distinct.coordinates)) ?? hull,
            ellipse: standardEllipse(distinct), start: days.min(), end: days.max(),
            places: mostFrequent(members.map(\.place)), types: mostFrequent(members.map(\.type)),
            killed: sum(members.map(\.killed)),
            trend: mannKendall(monthlyCounts(members.compactMap(\.day)).map(Double.init)))
    }
}

/// How often each period from the first day's to the last day's occurs, empty ones included.
private func monthlyCounts(_ days: [Day]) -> [Int] {
    guard let first = days.min(), let last = days.max() else { return [] }
    let counts = Dictionary(days.map { (Period.month.start(of: $0), 1) }, uniquingKeysWith: +)
    var series: [Int] = []
    var month = Period.month.start(of: first)
    // A mistyped year must not make a series of centuries: 1 200 months are enough for any trend.
    while month <= last, series.count < 1200 {
        series.append(counts[month] ?? 0)
        month = Period.month.next(after: month)
    }
    return series
}

private func mostFrequent(_ names: [String]) -> [Frequency] {
    Dictionary(names.filter { !$0.isEmpty }.map { ($0, 1) }, uniquingKeysWith: +)
        .map { Frequency(name: $0.key, count: $0.value) }
        .sorted { ($1.count, $0.name) < ($0.count, $1.name) }.prefix(5).map { $0 }
}

private func sum(_ tolls: [Toll]) -> Toll {
    func total(_ figures: [Int]) -> Int? {
        figures.isEmpty
            ? nil : figures.reduce(0) { $0 > Int.max - max(0, $1) ? Int.max : $0 + max(0, $1) }
    }
    return Toll(
        minimum: total(tolls.compactMap(\.minimum)), maximum: total(tolls.compactMap(\.maximum)))
}

/// - Returns: `nil` for a single coordinate.
/// - Source: R. S. Yuill, "The standard deviational ellipse", Geografiska Annaler B 53 (1971), 28–39; on
///   a local plane around the mean centre.
private func standardEllipse(_ distinct: DistinctCoordinates) -> StandardEllipse? {
    let start = distinct.coordinates.first
    guard distinct.coordinates.count > 1,
        let middle = Coordinate.middle(of: distinct.coordinates) ?? start
    else { return nil }
    let total = Double(distinct.weights.reduce(0, +))
    func mean(_ plane: LocalPlane) -> PlanePoint {
        var sum = PlanePoint(east: 0, north: 0)
        for (point, weight) in zip(distinct.coordinates.map(plane.project), distinct.weights) {
            sum.east += point.east * Double(weight) / total
            sum.north += point.north * Double(weight) / total
        }
        return sum
    }
    let rough = LocalPlane(center: middle)
    let plane = LocalPlane(center: rough.coordinate(mean(rough)))
    var (ee, en, nn) = (0.0, 0.0, 0.0)
    for (point, weight) in zip(distinct.coordinates.map(plane.project), distinct.weights) {
        ee += point.east * point.east * Double(weight) / total
        en += point.east * point.north * Double(weight) / total
        nn += point.north * point.north * Double(weight) / total
    }
    let half = (ee + nn) / 2
    let spread = ((ee - nn) * (ee - nn) / 4 + en * en).squareRoot()
    // The major axis turns from north by half the angle of (2·en, nn − ee).
    let angle = Trigonometry.arctangent(2 * en, nn - ee) / 2 * 180 / .pi
    return StandardEllipse(
        center: plane.center, semiMajor: .meters((half + spread).squareRoot()),
        semiMinor: .meters(max(0, half - spread).squareRoot()),
        bearing: Bearing(degrees: angle < 0 ? angle + 180 : angle))
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
///   minimum", Tôhoku Math. J. 43 (1937), 355–386; at most 50 steps.
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
