public import Earth

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

/// The sites near many points. Lists of incidents repeat the midpoints of towns: what is near is kept once
/// for each distinct circle, a point with its radius.
public struct NearLists: Sendable {
    private let circles: DistinctCircles
    private let sites: [NearSite]
    /// Those of circle *c* stand from `starts[c]` to `starts[c + 1]`.
    private let starts: [Int]

    fileprivate init(_ circles: DistinctCircles, _ pieces: [[[NearSite]]]) {
        self.circles = circles
        var sites: [NearSite] = []
        var starts = [0]
        starts.reserveCapacity(circles.centers.count + 1)
        for piece in pieces {
            for list in piece {
                sites += list
                starts.append(sites.count)
            }
        }
        self.sites = sites
        self.starts = starts
    }

    /// How many distinct circles there are.
    public var count: Int { circles.centers.count }

    /// The number of a point's circle.
    public func circle(ofPoint point: Int) -> Int { Int(circles.numbers[point]) }

    public func center(ofCircle circle: Int) -> Coordinate { circles.centers[circle] }

    /// Nearest first.
    public func sites(ofCircle circle: Int) -> ArraySlice<NearSite> {
        sites[starts[circle]..<starts[circle + 1]]
    }
}

extension SiteIndex {
    /// The sites near each of many points.
    ///
    /// - Parameter radii: How far each true position may lie from its point.
    /// - Complexity: one query for each distinct point and radius.
    public func near(
        _ points: ArraySlice<Coordinate>, radii: ArraySlice<Distance>, _ query: NearQuery,
        threads: Int
    ) -> NearLists {
        precondition(points.count == radii.count, "one radius for each point")
        let circles = DistinctCircles(points, radii)
        let parts = threads == 1 ? 1 : min(threads * 32, circles.centers.count)
        let pieces = mapInParallel(parts, threads: threads) { part in
            piece(part, of: parts, in: circles.centers.count).map {
                near(circles.centers[$0], radius: circles.radii[$0], query)
            }
        }
        return NearLists(circles, pieces)
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
