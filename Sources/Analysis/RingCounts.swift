public import Earth
public import Incidents

/// Rings around every site: from 0 to the first radius, from there to the second, and so on.
public struct RingOptions: Sendable {
    /// Outer radii; sorted, and those not above zero left out.
    public let radii: [Distance]
    /// `nil` counts all time together.
    public let period: Period?
    public let threads: Int

    public init(radii: [Distance], period: Period? = nil, threads: Int = 1) {
        self.threads = max(1, threads)
        self.radii = Set(radii).filter { $0 > .zero }.sorted()
        self.period = period
    }
}

/// How many incidents fell into one ring of one site in one period.
public struct RingCount: Hashable, Sendable {
    public let site: Site
    /// The ring reaches from `inner` (outside it) to `outer` (inside it); the first includes 0.
    public let inner: Distance
    public let outer: Distance
    /// First day of the period; `nil` when all time is counted together, or for undated incidents.
    public let period: Day?
    /// By the measured distance.
    public let count: Int
    /// Those whose true distance lies in the ring for certain, and all that may lie in it.
    public let certain: Int
    public let possible: Int
}

/// Counts incidents by site, ring and period; a table without its empty lines.
///
/// - Returns: Sites in their order, rings outward, periods in time, undated last.
/// - Complexity: one query of the index for each distinct point and radius.
public func ringCounts(
    of occurrences: [Occurrence], around index: SiteIndex, options: RingOptions
) -> [RingCount] {
    guard let widest = options.radii.last else { return [] }
    let near = index.near(
        occurrences.map(\.coordinate)[...], radii: occurrences.map(\.radius)[...],
        .within(widest), threads: options.threads)
    // Which rings count it depends on the place alone, so towns are reckoned once.
    let rings = mapInParallel(near.count, threads: options.threads) { circle in
        near.sites(ofCircle: circle).flatMap { options.tallies(of: $0) }
    }
    var tallies: [RingKey: Tally] = [:]
    for (number, occurrence) in occurrences.enumerated() {
        let day = options.period.flatMap { period in occurrence.day.map(period.start) }
        for (site, ring, tally) in rings[near.circle(ofPoint: number)] {
            tallies[RingKey(site: site, ring: ring, day: day), default: Tally()].add(tally)
        }
    }
    return tallies.sorted { $0.key < $1.key }.map { key, tally in
        RingCount(
            site: index.sites[key.site],
            inner: key.ring == 0 ? .zero : options.radii[key.ring - 1],
            outer: options.radii[key.ring], period: key.day, count: tally.count,
            certain: tally.certain, possible: tally.possible)
    }
}

extension RingOptions {
    /// The rings in which an incident lies, or may lie.
    fileprivate func tallies(of near: NearSite) -> [(site: Int, ring: Int, tally: Tally)] {
        radii.indices.compactMap { ring in
            let tally = Tally(near, inner: ring == 0 ? nil : radii[ring - 1], outer: radii[ring])
            return tally.possible > 0 ? (near.site, ring, tally) : nil
        }
    }
}

private struct RingKey: Hashable, Comparable {
    let site: Int
    let ring: Int
    let day: Day?

    static func < (a: RingKey, b: RingKey) -> Bool {
        (a.site, a.ring, a.day?.number ?? .max) < (b.site, b.ring, b.day?.number ?? .max)
    }
}

private struct Tally: Sendable {
    var count = 0
    var certain = 0
    var possible = 0

    init() {}

    init(_ proximity: NearSite, inner: Distance?, outer: Distance) {
        func isInside(_ distance: Distance) -> Bool {
            distance <= outer && (inner.map { distance > $0 } ?? true)
        }
        count = isInside(proximity.distance) ? 1 : 0
        certain = isInside(proximity.minimum) && isInside(proximity.maximum) ? 1 : 0
        let reaches = proximity.minimum <= outer && (inner.map { proximity.maximum > $0 } ?? true)
        possible = reaches ? 1 : 0
    }

    mutating func add(_ other: Tally) {
        count += other.count
        certain += other.certain
        possible += other.possible
    }
}
