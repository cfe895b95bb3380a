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
    /// Circles that hold more of the incidents than this share are not looked at: what is nearly
    /// everywhere stands out nowhere.
    public var widestShare: Double
    /// More places in all circles together than this are refused; each takes 5 bytes.
    public var pairLimit: Int
    /// More cylinders than this in all passes together are refused; see ``SpaceTimeScan/effort``.
    public var effortLimit: Double
    public var threads: Int

    public init(
        maximumRadius: Distance, maximumDays: Int, permutations: Int = 999, seed: UInt64 = 1,
        isProspective: Bool = false, clusterLimit: Int = 10, widestShare: Double = 0.5,
        pairLimit: Int = 40_000_000, effortLimit: Double = 2e12, threads: Int = 1
    ) {
        self.maximumRadius = maximumRadius
        self.maximumDays = maximumDays
        self.permutations = permutations
        self.seed = seed
        self.isProspective = isProspective
        self.clusterLimit = clusterLimit
        self.widestShare = widestShare
        self.pairLimit = pairLimit
        self.effortLimit = effortLimit
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
/// Circles around every place, up to the widest radius and to half of the incidents, over every stretch
/// of days up to the longest; expected counts from the place's and the days' totals; significance by
/// permuting the days among the incidents. Undated incidents are left out.
///
/// - Returns: The most likely clusters, best first, none overlapping a better one in both space and time.
/// - Throws: ``AnalysisError`` for options that cannot be used, or circles that hold too many places.
/// - Complexity: that of ``SpaceTimeScan/clusters()``.
/// - Source: M. Kulldorff, R. Heffernan, J. Hartman, R. Assunção, F. Mostashari, "A space–time
///   permutation scan statistic for disease outbreak detection", PLoS Medicine 2 (2005), e59.
public func spaceTimeScan(
    of occurrences: [Occurrence], options: SpaceTimeScanOptions
) throws(AnalysisError) -> [ScanCluster] {
    try SpaceTimeScan(occurrences, options: options).clusters()
}

/// A space-time permutation scan whose circles are drawn, and whose passes over the incidents are still
/// to come; see ``spaceTimeScan(of:options:)``.
public struct SpaceTimeScan: Sendable {
    private let options: SpaceTimeScanOptions
    private let cases: ScanCases
    private let circles: ScanCircles
    /// How many cylinders – circles with a stretch of days – all passes together look at, reckoned from
    /// some of the circles. A billion take a processor some two seconds.
    public let effort: Double

    public init(
        _ occurrences: [Occurrence], options: SpaceTimeScanOptions
    ) throws(AnalysisError) {
        guard options.maximumRadius >= .zero, options.maximumDays >= 1, options.permutations >= 0
        else {
            throw .unusableOption(
                name: "scan",
                value: "\(options.maximumRadius.meters) m, \(options.maximumDays) days",
                hint: "radius and permutations must not be negative, days at least 1")
        }
        self.options = options
        cases = ScanCases(occurrences)
        circles = try ScanCircles(cases, options)
        effort = SpaceTimeScan.effort(cases, circles, options)
        guard effort <= options.effortLimit else {
            throw .unusableOption(
                name: "maximum radius", value: "\(options.maximumRadius.kilometers) km",
                hint: """
                    \(options.permutations) permutations would look at some \
                    \(Int(min(effort / 1e9, 1e15))) thousand million circles and stretches of days; \
                    choose a smaller radius, fewer days or fewer permutations
                    """)
        }
    }

    private static func effort(
        _ cases: ScanCases, _ circles: ScanCircles, _ options: SpaceTimeScanOptions
    ) -> Double {
        var scanner = Scanner(cases, cases.days, options)
        let step = max(1, circles.centers.count / sampledCircles)
        let sample = Array(stride(from: step / 2, to: circles.centers.count, by: step))
        let cylinders = sample.reduce(0.0) { $0 + scanner.effort(around: $1, in: circles) }
        let share = Double(circles.centers.count) / Double(max(1, sample.count))
        return cylinders * share * (Double(options.permutations) + 1)
    }

    private static let sampledCircles = 32

    /// Better ones first, none overlapping a better one.
    private func candidates() -> [Cylinder] {
        guard cases.total > 1 else { return [] }
        let best = mapInParallel(circles.centers.count, threads: options.threads) { center in
            var scanner = Scanner(cases, cases.days, options)
            return scanner.best(around: center, in: circles, above: 0)
        }
        return circles.separate(
            best.compactMap(\.self).sorted { ($1.ratio, $0.center) < ($0.ratio, $1.center) },
            options.clusterLimit)
    }

    /// Permutes the days, and says how often chance does as well as each candidate.
    ///
    /// - Complexity: ``effort`` comparisons: for each place in each circle, half the square of the days
    ///   with an incident there within the longest stretch. Likelihoods are reckoned only where a bound
    ///   on them exceeds that of the least candidate.
    public func clusters() -> [ScanCluster] {
        let candidates = candidates()
        guard let least = candidates.last else { return [] }
        let byChance = mapInParallel(options.permutations, threads: options.threads) {
            permutation in
            best(ofPermutation: permutation, above: least.ratio.nextDown)
        }
        return candidates.map { cylinder in
            let asGood = byChance.count { $0 >= cylinder.ratio }
            return ScanCluster(
                center: cases.places.coordinates[cylinder.center],
                radius: circles.radius(of: cylinder, cases.places.coordinates),
                start: Day(number: cases.firstDay + cylinder.start),
                end: Day(number: cases.firstDay + cylinder.end),
                observed: cylinder.observed, expected: cylinder.expected,
                logLikelihoodRatio: cylinder.ratio,
                probability: Double(1 + asGood) / Double(1 + byChance.count))
        }
    }

    /// The best ratio of a permutation, or `floor` if none exceeds that.
    private func best(ofPermutation number: Int, above floor: Double) -> Double {
        var random = SeededRandom(seed: options.seed &+ UInt64(number) &* 0x9e37_79b9)
        var scanner = Scanner(cases, cases.days.shuffled(using: &random), options)
        return circles.centers.reduce(floor) { best, center in
            scanner.best(around: center, in: circles, above: best)?.ratio ?? best
        }
    }
}

/// The dated incidents: their places, and their days counted from the first.
private struct ScanCases: Sendable {
    let places: DistinctCoordinates
    /// The rows at place *p* stand from `starts[p]` to `starts[p + 1]`.
    let starts: [Int32]
    let rows: [Int32]
    let days: [Int32]
    let firstDay: Int
    /// Rows before each day, from the first day to one past the last.
    let before: [Int32]

    var total: Int { days.count }

    func rowCount(atPlace place: Int) -> Int { Int(starts[place + 1] - starts[place]) }

    init(_ occurrences: [Occurrence]) {
        let dated = occurrences.filter { $0.day != nil }
        let numbers = dated.compactMap { $0.day?.number }
        let firstDay = numbers.min() ?? 0
        places = DistinctCoordinates(dated.map(\.coordinate))
        var starts: [Int32] = [0]
        var rows: [Int32] = []
        for members in places.rows {
            rows += members.map { Int32($0) }
            starts.append(Int32(rows.count))
        }
        self.firstDay = firstDay
        self.starts = starts
        self.rows = rows
        days = numbers.map { Int32($0 - firstDay) }
        var before = [Int32](repeating: 0, count: Int(days.max() ?? 0) + 2)
        for day in days { before[Int(day) + 1] += 1 }
        for day in before.indices.dropFirst() { before[day] += before[day - 1] }
        self.before = before
    }
}

/// Around each place the places within the widest radius, nearest first, itself included.
private struct ScanCircles: Sendable {
    private var starts: [Int] = [0]
    private var members: [Int32] = []
    /// Whether the next place is farther away: places at one distance come in together.
    private var endsRing: [Bool] = []

    init(_ cases: ScanCases, _ options: SpaceTimeScanOptions) throws(AnalysisError) {
        let places = cases.places.coordinates
        let index = PointIndex(places)
        let most = options.widestShare * Double(cases.total)
        // Block by block, so that what is too much is refused before it is all there.
        let size = min(1024, max(1, Self.pairsInBlock / max(1, places.count)))
        for block in stride(from: 0, to: places.count, by: size) {
            let count = min(size, places.count - block)
            let found = mapInParallel(count, threads: options.threads) { i in
                let circle = index.neighbors(
                    within: options.maximumRadius, of: places[block + i])
                return ScanCircles.rings(of: circle, cases, holding: most)
            }
            for circle in found { add(circle) }
            guard members.count <= options.pairLimit else {
                throw .unusableOption(
                    name: "maximum radius", value: "\(options.maximumRadius.kilometers) km",
                    hint:
                        "its circles hold more than \(options.pairLimit) places; choose a smaller one"
                )
            }
        }
    }

    private static let pairsInBlock = 4_000_000

    /// The innermost ring, and those around it until they hold too many rows.
    private static func rings(
        of circle: [Neighbor], _ cases: ScanCases, holding most: Double
    ) -> ArraySlice<Neighbor> {
        var rows = 0
        var kept = 0
        for (position, neighbor) in circle.enumerated() {
            if position > 0, circle[position - 1].distance < neighbor.distance { kept = position }
            rows += cases.rowCount(atPlace: neighbor.index)
            if Double(rows) > most, kept > 0 { return circle[..<kept] }
        }
        return circle[...]
    }

    private mutating func add(_ circle: ArraySlice<Neighbor>) {
        members += circle.lazy.map { Int32($0.index) }
        endsRing += zip(circle, circle.dropFirst()).lazy.map { $0.distance < $1.distance }
        if !circle.isEmpty { endsRing.append(true) }
        starts.append(members.count)
    }

    var centers: Range<Int> { 0..<starts.count - 1 }

    func visit(around center: Int, _ body: (_ place: Int, _ endsRing: Bool) -> Void) {
        for i in starts[center]..<starts[center + 1] { body(Int(members[i]), endsRing[i]) }
    }

    private func places(of cylinder: Cylinder) -> ArraySlice<Int32> {
        members[starts[cylinder.center]...].prefix(cylinder.places)
    }

    func radius(of cylinder: Cylinder, _ coordinates: [Coordinate]) -> Distance {
        let farthest = places(of: cylinder).last.map { coordinates[Int($0)] }
        return farthest.map { coordinates[cylinder.center].distance(to: $0) } ?? .zero
    }

    /// Drops each cylinder that shares a place and a day with a better one.
    func separate(_ cylinders: [Cylinder], _ limit: Int) -> [Cylinder] {
        var kept: [(cylinder: Cylinder, places: Set<Int32>)] = []
        for cylinder in cylinders {
            guard kept.count < limit else { break }
            let overlaps = kept.contains { better in
                better.cylinder.start <= cylinder.end && cylinder.start <= better.cylinder.end
                    && places(of: cylinder).contains(where: better.places.contains)
            }
            if !overlaps { kept.append((cylinder, Set(places(of: cylinder)))) }
        }
        return kept.map(\.cylinder)
    }
}

/// A candidate: a number of the nearest places around one, and an interval of days.
private struct Cylinder: Sendable {
    let center: Int
    /// How many of the centre's neighbours it takes in.
    var places = 0
    var start = 0
    var end = 0
    var observed = 0
    var expected = 0.0
    var ratio: Double
}

/// Goes through the circles around a place from the smallest to the widest, for one assignment of days
/// to incidents.
private struct Scanner {
    private let cases: ScanCases
    private let daysOfRows: [Int32]
    private let maximumDays: Int32
    private let isProspective: Bool
    /// Days with an incident inside the circle, ascending, and how many each has.
    private var days: [Int32] = []
    private var counts: [Int32] = []
    private var rowsInside = 0
    /// Days that the places which came in last brought, ascending, each once.
    private var added: [Int32] = []
    private var found: Cylinder

    init(_ cases: ScanCases, _ days: [Int32], _ options: SpaceTimeScanOptions) {
        self.cases = cases
        daysOfRows = days
        maximumDays = Int32(clamping: options.maximumDays)
        isProspective = options.isProspective
        found = Cylinder(center: 0, ratio: 0)
    }

    /// The best cylinder around a place; `nil` if none is better than `floor`.
    mutating func best(around center: Int, in circles: ScanCircles, above floor: Double)
        -> Cylinder?
    {
        found = Cylinder(center: center, ratio: floor)
        forEachCircle(around: center, in: circles) { $0.scanIntervals(places: $1) }
        return found.places > 0 ? found : nil
    }

    /// About how many cylinders the best one is chosen from, as if days lay evenly: each new day is in
    /// half the square of the days with an incident that the longest stretch holds.
    mutating func effort(around center: Int, in circles: ScanCircles) -> Double {
        let span = Double(cases.before.count - 1)
        let share = min(Double(maximumDays), span) / max(1, span)
        var cylinders = 0.0
        forEachCircle(around: center, in: circles) { scanner, _ in
            let all = Double(scanner.days.count)
            let reach = max(1, all * share)
            cylinders += min(Double(scanner.added.count) * reach * reach / 2, all * reach)
        }
        return cylinders
    }

    private mutating func forEachCircle(
        around center: Int, in circles: ScanCircles, _ body: (inout Self, _ places: Int) -> Void
    ) {
        days.removeAll(keepingCapacity: true)
        counts.removeAll(keepingCapacity: true)
        added.removeAll(keepingCapacity: true)
        rowsInside = 0
        var places = 0
        circles.visit(around: center) { place, endsRing in
            takeIn(place)
            places += 1
            guard endsRing else { return }
            body(&self, places)
            added.removeAll(keepingCapacity: true)
        }
    }

    private mutating func takeIn(_ place: Int) {
        for i in cases.starts[place]..<cases.starts[place + 1] {
            let day = daysOfRows[Int(cases.rows[Int(i)])]
            let position = Scanner.position(of: day, in: days)
            if position < days.count, days[position] == day {
                counts[position] += 1
            } else {
                days.insert(day, at: position)
                counts.insert(1, at: position)
            }
            let new = Scanner.position(of: day, in: added)
            if new == added.count || added[new] != day { added.insert(day, at: new) }
            rowsInside += 1
        }
    }

    private static func position(of day: Int32, in days: [Int32]) -> Int {
        var low = 0
        var high = days.count
        while low < high {
            let middle = (low + high) / 2
            if days[middle] < day { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Every interval that begins and ends on a day with a case inside and holds a case just added:
    /// others are never better, for the smaller circle had as many with fewer expected.
    private mutating func scanIntervals(places: Int) {
        var start = 0
        for new in added {
            while days[start] <= new - maximumDays { start += 1 }
            while start < days.count, days[start] <= new {
                scanEnds(from: start, reaching: new, places)
                start += 1
            }
        }
    }

    /// The intervals from one start that reach a day.
    ///
    /// The logarithm of the ratio is *N* times the divergence of *c*/*N* from *μ*/*N*, and so at most
    /// (c − μ)² / μ(1 − μ/N): most intervals need no logarithm.
    private mutating func scanEnds(from start: Int, reaching day: Int32, _ places: Int) {
        let total = Double(cases.total)
        let share = Double(rowsInside) / total
        let first = days[start]
        let last = isProspective ? Int32(cases.before.count - 2) : day
        let casesBefore = cases.before[Int(first)]
        var observed = 0.0
        var end = start
        while end < days.count, days[end] - first < maximumDays {
            observed += Double(counts[end])
            defer { end += 1 }
            guard days[end] >= max(day, last), observed > 1 else { continue }
            let expected = share * Double(cases.before[Int(days[end]) + 1] - casesBefore)
            let excess = observed - expected
            guard excess > 0,
                excess * excess * (1 + 1e-9) > found.ratio * expected * (1 - expected / total)
            else { continue }
            let ratio = Scanner.logRatio(observed, expected, total)
            guard ratio > found.ratio else { continue }
            found = Cylinder(
                center: found.center, places: places, start: Int(first), end: Int(days[end]),
                observed: Int(observed), expected: expected, ratio: ratio)
        }
    }

    /// (c/μ)^c · ((N−c)/(N−μ))^(N−c), as a logarithm; 0 when there are not more than expected.
    static func logRatio(_ c: Double, _ mu: Double, _ n: Double) -> Double {
        guard c > mu, mu > 0 else { return 0 }
        let outside = n - c > 0 ? (n - c) * Trigonometry.logarithm((n - c) / (n - mu)) : 0
        return c * Trigonometry.logarithm(c / mu) + outside
    }
}
