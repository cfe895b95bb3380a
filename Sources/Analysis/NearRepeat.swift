public import Earth
internal import Incidents

public struct NearRepeatOptions: Sendable {
    /// Outer edges of the distance bands, ascending; the first band includes 0. A first edge of 0 makes
    /// a band of the very same place.
    public var distances: [Distance]
    /// Outer edges of the time bands in days, ascending; the first band includes 0.
    public var days: [Int]
    public var permutations: Int
    public var seed: UInt64
    /// More pairs of places within the outermost distance than this are refused; each takes 12 bytes.
    public var pairLimit: Int
    public var threads: Int

    public init(
        distances: [Distance], days: [Int], permutations: Int = 999, seed: UInt64 = 1,
        pairLimit: Int = 30_000_000, threads: Int = 1
    ) {
        self.distances = distances
        self.days = days
        self.permutations = permutations
        self.seed = seed
        self.pairLimit = pairLimit
        self.threads = threads
    }
}

/// One cell of the near-repeat table: pairs of incidents that far apart in space and time.
public struct NearRepeatCell: Hashable, Sendable {
    /// More than `inner` (or from 0 in the first band) up to `outer`.
    public let inner: Distance
    public let outer: Distance
    /// First and last number of days.
    public let days: ClosedRange<Int>
    public let observed: Int
    /// The mean over the permutations.
    public let expected: Double
    /// (1 + permutations with as many pairs or more) / (1 + permutations).
    public let probability: Double

    /// How many times more pairs than expected; `nil` when none were expected.
    public var ratio: Double? { expected > 0 ? Double(observed) / expected : nil }
}

/// Whether incidents near each other in space are near each other in time more often than chance has it:
/// the Knox test by distance and time band.
///
/// Pairs are counted by place, so thousands of rows in one town cost their number, not its square.
/// Rows without a day are left out. Equal seeds give equal tables, whatever the number of threads.
///
/// - Returns: Distance bands in order, each with its time bands in order.
/// - Throws: ``AnalysisError/unusableOption(name:value:hint:)`` for bands that do not ascend, or reach so
///   far that there are too many pairs.
/// - Complexity: O(place pairs within the outermost distance · rows at both) a permutation.
/// - Source: E. G. Knox, "The detection of space-time interactions", Applied Statistics 13 (1964), 25–29;
///   the table and its permutations after J. H. Ratcliffe, G. F. Rengert, "Near-repeat patterns in
///   Philadelphia shootings", Security Journal 21 (2008), 58–76.
public func nearRepeats(
    of occurrences: [Occurrence], options: NearRepeatOptions
) throws(AnalysisError) -> [NearRepeatCell] {
    try check(options)
    let dated = occurrences.filter { $0.day != nil }
    let days = dated.compactMap { $0.day?.number }
    let table = try PairTable(dated.map(\.coordinate), options)
    let observed = table.counts(days)
    let shuffled = mapInParallel(options.permutations, threads: options.threads) { permutation in
        var random = SeededRandom(seed: options.seed &+ UInt64(permutation) &* 0x9e37_79b9)
        return table.counts(days.shuffled(using: &random))
    }
    var cells: [NearRepeatCell] = []
    for (i, outer) in options.distances.enumerated() {
        for (j, last) in options.days.enumerated() {
            let cell = i * options.days.count + j
            let total = shuffled.reduce(0) { $0 + $1[cell] }
            let asMany = shuffled.count { $0[cell] >= observed[cell] }
            cells.append(
                NearRepeatCell(
                    inner: i == 0 ? .zero : options.distances[i - 1], outer: outer,
                    days: (j == 0 ? 0 : options.days[j - 1] + 1)...last, observed: observed[cell],
                    expected: Double(total) / Double(max(1, shuffled.count)),
                    probability: Double(1 + asMany) / Double(1 + shuffled.count)))
        }
    }
    return cells
}

private func check(_ options: NearRepeatOptions) throws(AnalysisError) {
    func ascends<Value: Comparable>(_ values: [Value], from lowest: Value) -> Bool {
        !values.isEmpty && values[0] >= lowest
            && zip(values, values.dropFirst()).allSatisfy { $0 < $1 }
    }
    guard ascends(options.distances, from: .zero) else {
        throw .unusableOption(
            name: "distance bands", value: "\(options.distances.map(\.meters))",
            hint: "give ascending outer edges, such as 1km, 2km, 5km")
    }
    guard ascends(options.days, from: 0) else {
        throw .unusableOption(
            name: "time bands", value: "\(options.days)",
            hint: "give ascending last days, such as 7, 14, 28")
    }
    guard options.permutations >= 0 else {
        throw .unusableOption(
            name: "permutations", value: "\(options.permutations)", hint: "give 0 or more")
    }
}

/// Which places lie in which distance band of each other, found once.
private struct PairTable: Sendable {
    private let rows: [[Int]]
    private let pairs: [(first: Int32, second: Int32, band: Int32)]
    private let days: [Int]
    private let bandCount: Int

    init(
        _ coordinates: [Coordinate], _ options: NearRepeatOptions
    ) throws(AnalysisError) {
        let distinct = DistinctCoordinates(coordinates)
        let index = PointIndex(distinct.coordinates)
        var pairs: [(first: Int32, second: Int32, band: Int32)] = []
        for (place, point) in distinct.coordinates.enumerated() {
            index.visit(within: options.distances.last ?? .zero, of: point) { other in
                guard other >= place else { return }
                let distance =
                    other == place ? .zero : point.distance(to: distinct.coordinates[other])
                if let band = options.distances.firstIndex(where: { distance <= $0 }) {
                    pairs.append((Int32(place), Int32(other), Int32(band)))
                }
            }
            guard pairs.count <= options.pairLimit else {
                throw .unusableOption(
                    name: "distance bands",
                    value: "up to \((options.distances.last ?? .zero).kilometers) km",
                    hint:
                        "more than \(options.pairLimit) pairs of places are that near; choose shorter ones"
                )
            }
        }
        rows = distinct.rows
        self.pairs = pairs
        days = options.days
        bandCount = options.distances.count
    }

    /// Pairs of rows per distance band and time band.
    func counts(_ dayOfRow: [Int]) -> [Int] {
        let sorted = rows.map { $0.map { dayOfRow[$0] }.sorted() }
        var counts = [Int](repeating: 0, count: bandCount * days.count)
        for (first, second, band) in pairs {
            for (j, reach) in days.enumerated() {
                let within =
                    first == second
                    ? PairTable.pairs(in: sorted[Int(first)], within: reach)
                    : PairTable.pairs(sorted[Int(first)], sorted[Int(second)], within: reach)
                counts[Int(band) * days.count + j] += within
            }
        }
        // From "within" to "between": take off what the band before holds.
        for band in 0..<bandCount {
            for j in days.indices.dropFirst().reversed() {
                counts[band * days.count + j] -= counts[band * days.count + j - 1]
            }
        }
        return counts
    }

    private static func pairs(in days: [Int], within reach: Int) -> Int {
        var count = 0
        var start = 0
        for (i, day) in days.enumerated() {
            while day - days[start] > reach { start += 1 }
            count += i - start
        }
        return count
    }

    private static func pairs(_ a: [Int], _ b: [Int], within reach: Int) -> Int {
        var count = 0
        var start = 0
        var end = 0
        for day in a {
            while start < b.count, b[start] < day - reach { start += 1 }
            while end < b.count, b[end] <= day + reach { end += 1 }
            count += end - start
        }
        return count
    }
}
