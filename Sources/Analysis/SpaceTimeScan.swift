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
        var scanner = CircleScanner(cases, cases.days, options)
        let step = max(1, circles.centers.count / sampledCircles)
        let sample = Array(stride(from: step / 2, to: circles.centers.count, by: step))
        let cylinders = sample.reduce(0.0) { $0 + scanner.effort(around: $1, in: circles) }
        let share = Double(circles.centers.count) / Double(max(1, sample.count))
        return cylinders * share * (Double(options.permutations) + 1)
    }

    private static let sampledCircles = 32

    /// Better ones first, none overlapping a better one.
    private func candidates() -> [ScanCylinder] {
        guard cases.total > 1 else { return [] }
        let parts = min(circles.centers.count, max(1, options.threads) * 32)
        let best = mapInParallel(parts, threads: options.threads) { part in
            var scanner = CircleScanner(cases, cases.days, options)
            return piece(part, of: parts, in: circles.centers.count).compactMap {
                scanner.best(around: $0, in: circles, above: 0)
            }
        }
        return circles.separate(
            best.joined().sorted { ($1.ratio, $0.center) < ($0.ratio, $1.center) },
            options.clusterLimit)
    }

    /// Permutes the days, and says how often chance does as well as each candidate.
    ///
    /// - Complexity: at most ``effort`` comparisons: for each place in each circle, half the square of
    ///   the days with an incident there within the longest stretch. Circles and stretches of days whose
    ///   bound is not above the least candidate are left out; where candidates are far from chance,
    ///   those are nearly all.
    public func clusters() -> [ScanCluster] {
        let candidates = candidates()
        guard let most = candidates.first, let least = candidates.last else { return [] }
        let bound = ScanBound(
            floor: least.ratio, total: cases.total, most: cases.most(in: options.maximumDays))
        let byChance = mapInParallel(options.permutations, threads: options.threads) {
            best(ofPermutation: $0, from: least.ratio, to: most.ratio, bound)
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

    /// The best ratio of a permutation, as far as it matters: less than `low` if none reaches that, and
    /// any that reaches `high`.
    private func best(
        ofPermutation number: Int, from low: Double, to high: Double, _ bound: ScanBound
    ) -> Double {
        var random = SeededRandom(seed: options.seed &+ UInt64(number) &* 0x9e37_79b9)
        var scanner = CircleScanner(
            cases, cases.shuffledDays(using: &random), options, bound)
        var best = low.nextDown
        for center in circles.centers where best < high {
            best = scanner.best(around: center, in: circles, above: best)?.ratio ?? best
        }
        return best
    }
}
