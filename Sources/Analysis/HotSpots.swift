public import Earth
internal import Incidents

public struct HotSpotOptions: Sendable {
    /// Of a hexagon, between opposite sides.
    public var width: Distance
    /// How many hexagons around each count as its neighbourhood, in steps.
    public var steps: Int
    /// The false discovery rate up to which a cell is called hot or cold.
    public var level: Double
    /// Bins of time for ``emergingHotSpots(of:options:)``.
    public var period: Period
    /// More cells than this are refused.
    public var cellLimit: Int

    public init(
        width: Distance, steps: Int = 1, level: Double = 0.05, period: Period = .month,
        cellLimit: Int = 1_000_000
    ) {
        self.width = width
        self.steps = steps
        self.level = level
        self.period = period
        self.cellLimit = cellLimit
    }
}

/// A hexagon with its incidents and how they stand out.
public struct HotSpotCell: Hashable, Sendable {
    public let geometry: Geometry
    public let count: Int
    /// Getis-Ord Gi*: above 0 among high counts, below among low ones.
    public let z: Double
    /// Two-sided.
    public let probability: Double
    /// +1 hot, −1 cold, 0 neither, at the false discovery rate asked for.
    public let heat: Int
}

/// The Getis-Ord Gi* statistic of every value among its neighbours.
///
/// - Parameter neighbors: per value the positions that count with it, itself included.
/// - Returns: z-scores; 0 where all values are equal or everything is a neighbour.
/// - Source: J. K. Ord, A. Getis, "Local spatial autocorrelation statistics", Geographical Analysis 27
///   (1995), 286–306, eq. 14, binary weights.
public func getisOrd(_ values: [Double], neighbors: [[Int]]) -> [Double] {
    let n = Double(values.count)
    guard values.count > 1 else { return values.map { _ in 0 } }
    let mean = values.reduce(0, +) / n
    let variance = values.reduce(0) { $0 + $1 * $1 } / n - mean * mean
    guard variance > 0 else { return values.map { _ in 0 } }
    return neighbors.map { near in
        let w = Double(near.count)
        let sum = near.reduce(0) { $0 + values[$1] }
        let spread = (variance * (n * w - w * w) / (n - 1)).squareRoot()
        return spread > 0 ? (sum - mean * w) / spread : 0
    }
}

/// Counts incidents by equal-area hexagon and finds where counts are high or low together.
///
/// The study area is the convex hull of the incidents: empty hexagons inside it count as 0.
///
/// - Returns: Cells from south to north, west to east.
/// - Throws: ``AnalysisError`` for a width not above 0 or more cells than the limit.
public func hotSpots(
    of coordinates: [Coordinate], options: HotSpotOptions
) throws(AnalysisError) -> [HotSpotCell] {
    let study = try StudyArea(coordinates, options)
    let counts = study.counts(coordinates.indices.map { $0 })
    let z = getisOrd(counts.map(Double.init), neighbors: study.neighbors)
    let probabilities = z.map { twoSidedProbability(z: $0) }
    let isSignificant = significant(probabilities, level: options.level)
    return study.hexagons.indices.map { i in
        HotSpotCell(
            geometry: study.grid.geometry(of: study.hexagons[i]), count: counts[i], z: z[i],
            probability: probabilities[i], heat: !isSignificant[i] ? 0 : z[i] > 0 ? 1 : -1)
    }
}

/// How the heat of a cell went over time. The words are those of emerging hot spot analysis.
public enum HeatHistory: String, Hashable, Sendable, CaseIterable {
    case new, consecutive, intensifying, persistent, diminishing, sporadic, oscillating, historical
    case none
}

/// A hexagon with its history.
public struct EmergingCell: Hashable, Sendable {
    public let geometry: Geometry
    public let count: Int
    /// Gi* and heat by period, oldest first.
    public let z: [Double]
    public let heat: [Int]
    /// Mann–Kendall over `z`; `nil` for fewer than three periods.
    public let trend: Trend?
    /// The history as a hot spot and as a cold spot.
    public let hot: HeatHistory
    public let cold: HeatHistory
}

/// Hot spots period by period, and what became of each: new, intensifying, sporadic, …
///
/// Each period's counts are compared with those of all cells and periods; a cell's neighbourhood holds
/// its own period and the one before. Undated incidents are left out.
///
/// - Source: the space-time statistic and the classes follow the published description of ArcGIS Pro's
///   "How Emerging Hot Spot Analysis works".
public func emergingHotSpots(
    of occurrences: [Occurrence], options: HotSpotOptions
) throws(AnalysisError) -> [EmergingCell] {
    let dated = occurrences.filter { $0.day != nil }
    let study = try StudyArea(dated.map(\.coordinate), options)
    let bins = try TimeBins(dated.compactMap(\.day), options)
    guard bins.count > 0 else { return [] }
    let cells = study.hexagons.count
    guard Double(cells) * Double(bins.count) <= Double(options.cellLimit) else {
        throw .tooManyCells(count: Double(cells) * Double(bins.count), limit: options.cellLimit)
    }
    var counts: [Int] = []
    for bin in 0..<bins.count {
        counts += study.counts(dated.indices.filter { bins.bins[$0] == bin })
    }
    let neighbors = (0..<bins.count).flatMap { bin in
        study.neighbors.map { near in
            near.map { $0 + bin * cells } + (bin > 0 ? near.map { $0 + (bin - 1) * cells } : [])
        }
    }
    let z = getisOrd(counts.map(Double.init), neighbors: neighbors)
    let isSignificant = significant(z.map { twoSidedProbability(z: $0) }, level: options.level)
    return (0..<cells).map { cell in
        let own = (0..<bins.count).map { $0 * cells + cell }
        let heat = own.map { !isSignificant[$0] ? 0 : z[$0] > 0 ? 1 : -1 }
        let series = own.map { z[$0] }
        let trend = mannKendall(series)
        let rise = trend.map { $0.probability <= options.level ? $0.score.signum() : 0 } ?? 0
        return EmergingCell(
            geometry: study.grid.geometry(of: study.hexagons[cell]),
            count: own.reduce(0) { $0 + counts[$1] }, z: series, heat: heat, trend: trend,
            hot: heatHistory(heat, rise: rise), cold: heatHistory(heat.map { -$0 }, rise: -rise))
    }
}

/// The class of a series of +1 hot, 0, −1 cold.
///
/// - Parameter rise: +1 when z-scores rise significantly, −1 when they fall, 0 otherwise.
func heatHistory(_ heat: [Int], rise: Int) -> HeatHistory {
    let hot = heat.count { $0 > 0 }
    guard let last = heat.last, hot > 0 else { return .none }
    let isNearlyAlways = Double(hot) >= 0.9 * Double(heat.count)
    guard last > 0 else { return isNearlyAlways ? .historical : .none }
    let run = heat.reversed().prefix { $0 > 0 }.count
    if heat.count > 1, run == 1, hot == 1 { return .new }
    if isNearlyAlways { return rise > 0 ? .intensifying : rise < 0 ? .diminishing : .persistent }
    if run > 1, hot == run { return .consecutive }
    return heat.contains { $0 < 0 } ? .oscillating : .sporadic
}

/// The hexagons that are looked at, and each one's neighbourhood.
private struct StudyArea {
    let grid: HexagonGrid
    let hexagons: [Hexagon]
    let neighbors: [[Int]]
    private let places: [Int]

    init(_ coordinates: [Coordinate], _ options: HotSpotOptions) throws(AnalysisError) {
        guard options.width > .zero, options.width.meters.isFinite else {
            throw .unusableOption(
                name: "hexagon width", value: "\(options.width.meters) m",
                hint: "give a length above 0")
        }
        let middle = Coordinate.middle(of: coordinates) ?? coordinates.first
        let center = middle ?? Coordinate(wrappingLongitude: 0, latitude: 0)
        let grid = HexagonGrid(center: center, width: options.width)
        let points = coordinates.map(grid.plane.project)
        let hexagons =
            points.isEmpty ? [] : try grid.hexagons(covering: points, limit: options.cellLimit)
        let positions = Dictionary(
            hexagons.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { a, _ in a })
        let steps = max(0, options.steps)
        neighbors = hexagons.map { $0.disk(steps).compactMap { positions[$0] } }
        places = points.map { positions[grid.hexagon(at: $0)] ?? 0 }
        self.grid = grid
        self.hexagons = hexagons
    }

    func counts(_ rows: [Int]) -> [Int] {
        var counts = [Int](repeating: 0, count: hexagons.count)
        for row in rows { counts[places[row]] += 1 }
        return counts
    }
}

/// Periods from the first day's to the last day's, and each row's.
private struct TimeBins {
    let count: Int
    let bins: [Int]

    init(_ days: [Day], _ options: HotSpotOptions) throws(AnalysisError) {
        guard let first = days.min(), let last = days.max() else {
            (count, bins) = (0, [])
            return
        }
        var numbers: [Day: Int] = [:]
        var start = options.period.start(of: first)
        while start <= last {
            guard numbers.count < options.cellLimit else {
                throw .tooManyCells(count: Double(last - first), limit: options.cellLimit)
            }
            numbers[start] = numbers.count
            start = options.period.next(after: start)
        }
        count = numbers.count
        bins = days.map { numbers[options.period.start(of: $0)] ?? 0 }
    }
}
