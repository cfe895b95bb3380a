public import Earth
internal import Incidents

/// Which sites lie near a point: the nearest few, or all that may be within a distance.
public enum NearQuery: Hashable, Sendable {
    case nearest(Int)
    case within(Distance)
}

/// How a point lies to a site of an index; ``SiteIndex/proximity(_:)`` names the site.
public struct NearSite: Hashable, Sendable {
    /// Position in the index's `sites`.
    public let site: Int
    public let distance: Distance
    public let minimum: Distance
    public let maximum: Distance
    /// From the site to the point.
    public let bearing: Bearing

    init(site: Int, distance: Distance, bearing: Bearing, doubt: Distance) {
        self.site = site
        self.distance = distance
        minimum = max(.zero, distance - doubt)
        maximum = distance + doubt
        self.bearing = bearing
    }
}

extension NearSite: Comparable {
    /// Nearer first; of equally near ones the earlier site.
    public static func < (a: NearSite, b: NearSite) -> Bool {
        (a.distance.meters, a.site) < (b.distance.meters, b.site)
    }
}

/// What was found near many points, kept once for all points that share it.
public struct NearAnswers<Answer: Sendable>: Sendable {
    public let answers: [Answer]
    private let numbers: [Int32]

    fileprivate init(_ answers: [Answer], _ numbers: [Int32]) {
        self.answers = answers
        self.numbers = numbers
    }

    public var count: Int { numbers.count }
    public subscript(point: Int) -> Answer { answers[Int(numbers[point])] }
}

extension SiteIndex {
    /// Asks for the sites near each point, and makes of them what `answer` makes.
    ///
    /// Lists of incidents repeat the midpoints of towns: each distinct point with its radius is asked
    /// once, so `answer` must depend on nothing else.
    ///
    /// - Parameter radii: How far each true position may lie from its point.
    /// - Complexity: one query and one call of `answer` per distinct point and radius.
    public func near<Answer: Sendable>(
        _ points: ArraySlice<Coordinate>, radii: ArraySlice<Distance>, _ query: NearQuery,
        threads: Int, _ answer: @Sendable (Coordinate, [NearSite]) -> Answer
    ) -> NearAnswers<Answer> {
        precondition(points.count == radii.count, "one radius for each point")
        let circles = DistinctCircles(points, radii)
        let parts = threads == 1 ? 1 : min(threads * 32, circles.centers.count)
        let pieces = mapInParallel(parts, threads: threads) { part in
            piece(part, of: parts, in: circles.centers.count).map { number in
                let center = circles.centers[number]
                return answer(center, near(center, radius: circles.radii[number], query))
            }
        }
        return NearAnswers(Array(pieces.joined()), circles.numbers)
    }
}

/// Points with their radii, each pair kept once, in the order of their first occurrence.
struct DistinctCircles: Sendable {
    private(set) var centers: [Coordinate] = []
    private(set) var radii: [Distance] = []
    /// For each point the number of its circle.
    private(set) var numbers: [Int32] = []
    /// Open addressing over the circles; −1 = free.
    private var table: [Int32]

    init(_ points: ArraySlice<Coordinate>, _ radii: ArraySlice<Distance>) {
        let size = 1 << (Int.bitWidth - (points.count * 2).leadingZeroBitCount)
        table = Array(repeating: -1, count: size)
        numbers.reserveCapacity(points.count)
        for (center, radius) in zip(points, radii) { numbers.append(number(center, radius)) }
    }

    private mutating func number(_ center: Coordinate, _ radius: Distance) -> Int32 {
        var slot = center.quickHash &+ Int(truncatingIfNeeded: radius.meters.bitPattern >> 40)
        while true {
            slot &= table.count - 1
            let number = table[slot]
            if number < 0 { break }
            if centers[Int(number)] == center, self.radii[Int(number)] == radius { return number }
            slot &+= 1
        }
        table[slot] = Int32(centers.count)
        centers.append(center)
        self.radii.append(radius)
        return table[slot]
    }
}

extension Coordinate {
    /// A multiplicative mix; −0 and 0, which are equal, are made one first.
    var quickHash: Int {
        let a = (longitude + 0).bitPattern &* 0x9e37_79b9_7f4a_7c15
        let b = (latitude + 0).bitPattern &* 0xc2b2_ae3d_27d4_eb4f
        let mixed = (a ^ (b >> 29 | b << 35)) &* 0xff51_afd7_ed55_8ccd
        return Int(truncatingIfNeeded: mixed >> 17)
    }
}
