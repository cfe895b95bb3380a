#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// What the other reports of one newspaper or feed name: a local paper's Dublin is its own.
///
/// Made from readings, without gold data; every report adds what was found in it, so a lexicon may grow with
/// a running feed. A lexicon of a report's own source must not hold the report itself.
public struct SourceLexicon: Sendable {
    private var countries: [UInt16: Float] = [:]
    private var admin1s: [UInt32: Float] = [:]
    private var cells: [Int32: Float] = [:]
    private var places: [UInt32: Float] = [:]
    /// Per name: how likely it was a place, summed, and in how many reports.
    private var names: [UInt64: (sum: Float, count: Float)] = [:]
    private var total: Float = 0
    /// How many reports it was made from.
    public private(set) var reports: Float = 0

    /// Fewer reports say nothing about a source.
    private static let leastReports: Float = 2

    public init() {}

    public mutating func add(_ contribution: SourceContribution) { add(contribution, sign: 1) }

    /// Takes back what ``add(_:)`` added: for the lexicon of all *other* reports.
    public mutating func remove(_ contribution: SourceContribution) { add(contribution, sign: -1) }

    private mutating func add(_ contribution: SourceContribution, sign: Float) {
        reports += sign
        for entry in contribution.entries {
            let weight = entry.weight * sign
            total += weight
            countries[entry.country, default: 0] += weight
            if entry.admin1 != 0 { admin1s[entry.admin1, default: 0] += weight }
            if let cell = entry.cell { cells[cell, default: 0] += weight }
            places[entry.place, default: 0] += weight
        }
        for entry in contribution.names {
            let known = names[entry.name] ?? (0, 0)
            names[entry.name] = (known.sum + entry.likelihood * sign, known.count + sign)
        }
    }

    var saysAnything: Bool { reports >= Self.leastReports && total > 1 }

    func addEvidence(of candidate: PlaceCandidate, to evidence: inout Evidence) {
        func note(_ feature: ResolverFeature, _ value: Float) {
            evidence.add(feature.rawValue, value)
        }
        if candidate.country != 0, candidate.placeClass != .country {
            note(.sourceCountry, max(0, countries[candidate.country] ?? 0) / total)
        }
        if candidate.admin1 != 0, candidate.placeClass != .admin1 {
            note(.sourceAdmin1, max(0, admin1s[candidate.admin1] ?? 0) / total)
        }
        if !candidate.placeClass.isWide, candidate.placeClass != .admin1 {
            let near = Self.logShare(nearShare(of: candidate))
            note(.sourceNear, near)
            if candidate.placeClass.isPopulated { note(.sourceNearTown, near) }
        }
        let same = max(0, places[candidate.place] ?? 0)
        if same > 0.01 { note(.sourceSame, min(1, same / reports * 3)) }
    }

    /// The share of the source's places within about 80 km.
    func nearShare(of candidate: PlaceCandidate) -> Float {
        var sum: Float = 0
        for row in -1...1 as ClosedRange<Int32> {
            for column in -1...1 as ClosedRange<Int32> {
                sum += cells[candidate.cell &+ row &* PlaceCandidate.cellsPerRow &+ column] ?? 0
            }
        }
        return max(0, sum) / total
    }

    /// 0 for a share of 0; 1 for all.
    static func logShare(_ share: Float) -> Float {
        (logf(0.01 + share) - logf(0.01)) / (logf(1.01) - logf(0.01))
    }

    /// How likely the name was a place in the source's other reports; `nil` when they lack it.
    func likelihood(ofName name: UInt64) -> Float? {
        guard let known = names[name], known.count > 0.5 else { return nil }
        return known.sum / known.count
    }
}

/// What one report adds to the lexicon of its source.
public struct SourceContribution: Hashable, Sendable {
    struct Entry: Hashable, Sendable {
        var place: UInt32
        var country: UInt16
        var admin1: UInt32
        /// `nil` for places too large to have a position.
        var cell: Int32?
        var weight: Float
    }

    var entries: [Entry] = []
    var names: [NameLikelihood] = []

    /// Of a report that names no place.
    public init() {}

    struct NameLikelihood: Hashable, Sendable {
        var name: UInt64
        var likelihood: Float
    }
}
