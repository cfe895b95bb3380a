public import Earth
public import Incidents

public struct DBSCANOptions: Sendable {
    /// Reach of one row's neighbourhood. Neighbours at exactly `radius` count.
    public var radius: Distance
    /// Neighbours, itself included, that make a row the core of a cluster. Values below 1 mean 1.
    public var minimumCount: Int
    public var threads: Int

    public init(radius: Distance, minimumCount: Int, threads: Int = 1) {
        self.radius = radius
        self.minimumCount = minimumCount
        self.threads = threads
    }
}

/// A cluster for every row, or noise.
public struct Clustering: Hashable, Sendable {
    /// Per row the cluster's number, −1 for noise. Numbers count from 0 in the order of each cluster's
    /// first core row.
    public let numbers: [Int32]
    public let roles: [ClusterRole]
    /// How many clusters there are.
    public let count: Int

    public init(numbers: [Int32], roles: [ClusterRole], count: Int) {
        self.numbers = numbers
        self.roles = roles
        self.count = count
    }

    public subscript(row: Int) -> ClusterLabel {
        ClusterLabel(number: numbers[row] < 0 ? nil : Int(numbers[row]), role: roles[row])
    }

    public var labels: [ClusterLabel] { numbers.indices.map { self[$0] } }

    /// The rows of each cluster, ascending.
    public var members: [[Int]] {
        var members = [[Int]](repeating: [], count: count)
        for (row, number) in numbers.enumerated() where number >= 0 {
            members[Int(number)].append(row)
        }
        return members
    }
}

/// One label per coordinate; see ``clusters(of:options:)``.
public func dbscan(_ coordinates: [Coordinate], options: DBSCANOptions) -> [ClusterLabel] {
    clusters(of: coordinates, options: options).labels
}

/// Groups points that lie close together, by density, exactly.
///
/// Two rows are neighbours when their WGS84 geodesic is at most the radius. A row with enough
/// neighbours is core; cores within each other's reach share a cluster; any other row within reach of a
/// core is border and joins its nearest core's cluster (of equally near ones, the smaller number); the
/// rest is noise. So equal input gives equal output, whatever the number of threads. Poles and the
/// antimeridian need no special care.
///
/// - Returns: Labels in input order.
/// - Complexity: about O(*n*) for bounded neighbourhoods; O(*n*) memory always, 50 bytes a row and 60 a
///   distinct coordinate. Cells of a grid in which all points are neighbours stand for their points, so
///   the pairs of one town are never enumerated.
/// - Source: Ester, Kriegel, Sander, Xu, "A density-based algorithm for discovering clusters…", KDD-96,
///   226–231; the grid after A. Gunawan, "A faster algorithm for DBSCAN", TU Eindhoven 2013.
public func clusters(of coordinates: [Coordinate], options: DBSCANOptions) -> Clustering {
    precondition(coordinates.count < Int(Int32.max), "DBSCAN takes fewer than 2³¹ rows")
    guard !coordinates.isEmpty, options.radius.meters >= 0 else {
        return Clustering(
            numbers: Array(repeating: -1, count: coordinates.count),
            roles: Array(repeating: .noise, count: coordinates.count), count: 0)
    }
    let space = SurfaceSpace(coordinates, radius: options.radius, threads: options.threads)
    return DensityClustering(space, options).run()
}
