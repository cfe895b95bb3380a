public import Earth
public import Incidents

public struct SpaceTimeDBSCANOptions: Sendable {
    /// Reach in space. Neighbours at exactly `radius` count.
    public var radius: Distance
    /// Reach in time. Neighbours exactly this far apart count; fractions of a second do not.
    public var window: Duration
    /// Neighbours in both, itself included, that make a row core.
    public var minimumCount: Int
    public var threads: Int

    public init(radius: Distance, window: Duration, minimumCount: Int, threads: Int = 1) {
        self.radius = radius
        self.window = window
        self.minimumCount = minimumCount
        self.threads = threads
    }
}

extension SpaceTimeDBSCANOptions {
    /// Those of space, and a window.
    public init(_ options: DBSCANOptions, window: Duration) {
        self.init(
            radius: options.radius, window: window, minimumCount: options.minimumCount,
            threads: options.threads)
    }
}

extension Duration {
    /// Days of 24 hours.
    public static func days(_ count: Double) -> Duration { .seconds(count * 86_400) }
}

/// Groups points that lie close together in space and in time.
///
/// Two rows are neighbours when their geodesic is at most the radius *and* their times are at most the
/// window apart. All else is as in ``clusters(of:options:)``: core, border and noise, the nearest core
/// in space deciding for a border row.
///
/// - Parameter times: seconds since 1970 per row, within ±2⁶⁰. A row without a time is noise.
/// - Complexity: as for DBSCAN, and O(*n* log *n*) to sort times. Thousands of rows in one town are
///   covered by slabs of time, not compared in pairs.
/// - Source: D. Birant, A. Kut, "ST-DBSCAN: An algorithm for clustering spatial–temporal data", Data &
///   Knowledge Engineering 60 (2007), 208–221, without its third, non-spatial threshold.
public func clusters(
    of coordinates: [Coordinate], times: [Int64?], options: SpaceTimeDBSCANOptions
) -> Clustering {
    precondition(coordinates.count < Int(Int32.max), "DBSCAN takes fewer than 2³¹ rows")
    let window = options.window.components.seconds
    guard !coordinates.isEmpty, options.radius.meters >= 0, window >= 0 else {
        return Clustering(
            numbers: Array(repeating: -1, count: coordinates.count),
            roles: Array(repeating: .noise, count: coordinates.count), count: 0)
    }
    let threads = max(1, options.threads)
    let space = SpaceTimeSpace(
        padded(times, to: coordinates.count), window: min(window, 1 << 60), threads: threads
    ) { dated in
        SurfaceSpace(dated.map { coordinates[$0] }, radius: options.radius, threads: threads)
    }
    return DensityClustering(
        space,
        DBSCANOptions(
            radius: options.radius, minimumCount: options.minimumCount, threads: options.threads)
    ).run()
}

/// Rows beyond the times given have none.
func padded(_ times: [Int64?], to count: Int) -> [Int64?] {
    times.count == count
        ? times : (0..<count).map { $0 < times.count ? times[$0] : nil }
}

/// Noon of a day in seconds since 1970, so whole days compare as whole days.
extension Day {
    public var seconds: Int64 { Int64(number) * 86_400 + 43_200 }
}
