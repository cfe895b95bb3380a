public import Earth
public import Incidents

public struct SpaceTimeScanOptions: Sendable {
    /// The widest and longest cylinder looked at.
    public var maximumRadius: Distance
    public var maximumDays: Int
    public var permutations: Int
    public var seed: UInt64
    /// Only cylinders that reach the last day, as for surveillance.
    public var isProspective: Bool
    /// At most so many clusters, none overlapping a more likely one.
    public var clusterLimit: Int
    /// More places in all circles together than this are refused; each takes 16 bytes.
    public var pairLimit: Int
    public var threads: Int

    public init(
        maximumRadius: Distance, maximumDays: Int, permutations: Int = 999, seed: UInt64 = 1,
        isProspective: Bool = false, clusterLimit: Int = 10, pairLimit: Int = 20_000_000,
        threads: Int = 1
    ) {
        self.maximumRadius = maximumRadius
        self.maximumDays = maximumDays
        self.permutations = permutations
        self.seed = seed
        self.isProspective = isProspective
        self.clusterLimit = clusterLimit
        self.pairLimit = pairLimit
        self.threads = threads
    }
}

/// A circle and a stretch of days with more incidents than place and time alone explain.
public struct ScanCluster: Hashable, Sendable {
    public let center: Coordinate
    public let radius: Distance
    public let start: Day
    public let end: Day
    public let observed: Int
    public let expected: Double
    /// The logarithm of the generalised likelihood ratio.
    public let logLikelihoodRatio: Double
    /// (1 + permutations whose best is as good or better) / (1 + permutations).
    public let probability: Double
}

/// The space-time permutation scan: needs incidents only, no population at risk.
///
/// Circles around every place, up to the widest radius, over every stretch of days up to the longest;
/// expected counts from the place's and the days' totals; significance by permuting the days among the
/// incidents. Undated incidents are left out.
///
/// - Returns: The most likely clusters, best first, none overlapping a better one in both space and time.
/// - Throws: ``AnalysisError`` for options that cannot be used, or circles that hold too many places.
/// - Complexity: a permutation costs, for each place in each circle, the incidents in the circle and the
///   square of those within the longest stretch; meant for tens of thousands of incidents with local
///   circles.
/// - Source: M. Kulldorff, R. Heffernan, J. Hartman, R. Assunção, F. Mostashari, "A space–time
///   permutation scan statistic for disease outbreak detection", PLoS Medicine 2 (2005), e59.
public func spaceTimeScan(
    of occurrences: [Occurrence], options: SpaceTimeScanOptions
) throws(AnalysisError) -> [ScanCluster] {
    guard options.maximumRadius >= .zero, options.maximumDays >= 1, options.permutations >= 0 else {
        throw .unusableOption(
            name: "scan", value: "\(options.maximumRadius.meters) m, \(options.maximumDays) days",
            hint: "radius and permutations must not be negative, days at least 1")
    }
    let dated = occurrences.filter { $0.day != nil }
    let days = dated.compactMap { $0.day?.number }
    guard dated.count > 1 else { return [] }
    let scan = try Scan(dated.map(\.coordinate), days, options)
    let found = scan.clusters(days)
    let best = mapInParallel(options.permutations, threads: options.threads) { permutation in
        var random = SeededRandom(seed: options.seed &+ UInt64(permutation) &* 0x9e37_79b9)
        return scan.best(days.shuffled(using: &random))
    }
    return scan.separate(found).prefix(options.clusterLimit).map { cylinder in
        let asGood = best.count { $0 >= cylinder.ratio }
        return scan.result(cylinder, Double(1 + asGood) / Double(1 + best.count))
    }
}

/// A candidate: a number of the nearest places around one, and an interval of days.
private struct Cylinder {
    let center: Int
    /// How many of the centre's neighbours it takes in.
    let places: Int
    let start: Int
    let end: Int
    let observed: Int
    let expected: Double
    let ratio: Double
}

/// Two ascending lists as one.
private func merged(_ a: [Int], _ b: [Int]) -> [Int] {
    var all: [Int] = []
    all.reserveCapacity(a.count + b.count)
    var next = 0
    for value in a {
        while next < b.count, b[next] < value {
            all.append(b[next])
            next += 1
        }
        all.append(value)
    }
    all += b[next...]
    return all
}

private struct Scan: Sendable {
    private let distinct: DistinctCoordinates
    private let rows: [[Int]]
    /// Per place its neighbours within the widest radius, nearest first, itself included.
    private let circles: [[Neighbor]]
    private let options: SpaceTimeScanOptions
    private let total: Int
    private let firstDay: Int
    private let lastDay: Int
    /// Rows before each day, from the first day to one past the last.
    private let rowsBefore: [Int32]

    init(
        _ coordinates: [Coordinate], _ days: [Int], _ options: SpaceTimeScanOptions
    ) throws(AnalysisError) {
        let distinct = DistinctCoordinates(coordinates)
        let index = PointIndex(distinct.coordinates)
        var circles: [[Neighbor]] = []
        var pairs = 0
        for center in distinct.coordinates {
            circles.append(index.neighbors(within: options.maximumRadius, of: center))
            pairs += circles.last?.count ?? 0
            guard pairs <= options.pairLimit else {
                throw .unusableOption(
                    name: "maximum radius", value: "\(options.maximumRadius.kilometers) km",
                    hint:
                        "its circles hold more than \(options.pairLimit) places; choose a smaller one"
                )
            }
        }
        self.circles = circles
        rows = distinct.rows
        self.distinct = distinct
        self.options = options
        total = days.count
        firstDay = days.min() ?? 0
        lastDay = days.max() ?? 0
        var rowsBefore = [Int32](repeating: 0, count: lastDay - firstDay + 2)
        for day in days { rowsBefore[day - firstDay + 1] += 1 }
        for i in rowsBefore.indices.dropFirst() { rowsBefore[i] += rowsBefore[i - 1] }
        self.rowsBefore = rowsBefore
    }

    /// Rows of the whole study on the days from `start` to `end`.
    private func casesInTime(_ start: Int, _ end: Int) -> Int {
        Int(rowsBefore[end - firstDay + 1] - rowsBefore[start - firstDay])
    }

    func best(_ days: [Int]) -> Double {
        var best = 0.0
        for center in circles.indices { scan(center, days) { best = max(best, $0.ratio) } }
        return best
    }

    /// The best cylinder around each place, better ones first.
    func clusters(_ days: [Int]) -> [Cylinder] {
        circles.indices.compactMap { center in
            var best: Cylinder?
            scan(center, days) { if $0.ratio > best?.ratio ?? 0 { best = $0 } }
            return best
        }.sorted { ($1.ratio, $0.center) < ($0.ratio, $1.center) }
    }

    private func scan(_ center: Int, _ days: [Int], _ body: (Cylinder) -> Void) {
        var inside: [Int] = []
        var added: [Int] = []
        let circle = circles[center]
        for (position, neighbor) in circle.enumerated() {
            for row in rows[neighbor.index] { added.append(days[row]) }
            // Places at one distance come in together.
            if position + 1 < circle.count, circle[position + 1].distance == neighbor.distance {
                continue
            }
            added.sort()
            inside = merged(inside, added)
            scanIntervals(inside, added, center: center, places: position + 1, body)
            added.removeAll(keepingCapacity: true)
        }
    }

    /// Every interval that begins and ends on a day with a case inside and holds a case just added:
    /// others are never better, for the smaller circle had as many with fewer expected.
    private func scanIntervals(
        _ inside: [Int], _ added: [Int], center: Int, places: Int, _ body: (Cylinder) -> Void
    ) {
        var start = 0
        for (number, new) in added.enumerated() where number == 0 || new != added[number - 1] {
            while inside[start] <= new - options.maximumDays { start += 1 }
            while start < inside.count, inside[start] <= new {
                if start == 0 || inside[start] != inside[start - 1] {
                    scanEnds(inside, from: start, reaching: new, center, places, body)
                }
                start += 1
            }
        }
    }

    /// The intervals from one start that reach a day.
    private func scanEnds(
        _ inside: [Int], from start: Int, reaching day: Int, _ center: Int, _ places: Int,
        _ body: (Cylinder) -> Void
    ) {
        let share = Double(inside.count) / Double(total)
        var end = start
        while end < inside.count, inside[end] - inside[start] < options.maximumDays {
            let isLastOfDay = end + 1 == inside.count || inside[end + 1] != inside[end]
            let reachesEnd = !options.isProspective || inside[end] == lastDay
            if isLastOfDay, reachesEnd, end > start, inside[end] >= day {
                let observed = end - start + 1
                let expected = share * Double(casesInTime(inside[start], inside[end]))
                let ratio = Scan.logRatio(Double(observed), expected, Double(total))
                if ratio > 0 {
                    body(
                        Cylinder(
                            center: center, places: places, start: inside[start],
                            end: inside[end], observed: observed, expected: expected,
                            ratio: ratio))
                }
            }
            end += 1
        }
    }

    /// (c/μ)^c · ((N−c)/(N−μ))^(N−c), as a logarithm; 0 when there are not more than expected.
    static func logRatio(_ c: Double, _ mu: Double, _ n: Double) -> Double {
        guard c > mu, mu > 0 else { return 0 }
        let outside = n - c > 0 ? (n - c) * Trigonometry.logarithm((n - c) / (n - mu)) : 0
        return c * Trigonometry.logarithm(c / mu) + outside
    }

    /// Drops each cylinder that shares a place and a day with a better one.
    func separate(_ cylinders: [Cylinder]) -> [Cylinder] {
        var kept: [(cylinder: Cylinder, places: Set<Int>)] = []
        for cylinder in cylinders {
            guard kept.count < options.clusterLimit else { break }
            let places = Set(circles[cylinder.center].prefix(cylinder.places).map(\.index))
            let overlaps = kept.contains {
                $0.cylinder.start <= cylinder.end && cylinder.start <= $0.cylinder.end
                    && !$0.places.isDisjoint(with: places)
            }
            if !overlaps { kept.append((cylinder, places)) }
        }
        return kept.map(\.cylinder)
    }

    func result(_ cylinder: Cylinder, _ probability: Double) -> ScanCluster {
        ScanCluster(
            center: distinct.coordinates[cylinder.center],
            radius: circles[cylinder.center][cylinder.places - 1].distance,
            start: Day(number: cylinder.start), end: Day(number: cylinder.end),
            observed: cylinder.observed, expected: cylinder.expected,
            logLikelihoodRatio: cylinder.ratio, probability: probability)
    }
}
