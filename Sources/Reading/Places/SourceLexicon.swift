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
    fileprivate var countries: [UInt16: Float] = [:]
    fileprivate var admin1s: [UInt32: Float] = [:]
    fileprivate var cells: [Int32: Float] = [:]
    fileprivate var places: [UInt32: Float] = [:]
    /// Per name: how likely it was a place, summed, and in how many reports.
    private var names: [UInt64: (sum: Float, count: Float)] = [:]
    fileprivate var total: Float = 0
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

    /// The lexicon as one name may ask it: without the places that the name may mean. A guess that every
    /// report makes anew, Dublin for Ireland's, must not prove itself.
    struct Outlook {
        fileprivate let lexicon: SourceLexicon
        /// The places that the name may mean, with their weight.
        fileprivate let own: [(candidate: PlaceCandidate, weight: Float)]
        fileprivate let ownWeight: Float
        fileprivate let total: Float

        fileprivate init(
            _ lexicon: SourceLexicon, own: [(candidate: PlaceCandidate, weight: Float)]
        ) {
            self.lexicon = lexicon
            self.own = own
            ownWeight = own.reduce(0) { $0 + $1.weight }
            // Of one or two names nobody can tell where a source is at home.
            total = max(0, lexicon.total - ownWeight) + 1
        }
    }

    func outlook(of group: NameGroup, _ candidates: [PlaceCandidate]) -> Outlook {
        var own: [(candidate: PlaceCandidate, weight: Float)] = []
        for candidate in candidates[group.candidates] where candidate.spelling == nil {
            let weight = places[candidate.place] ?? 0
            if weight > 0.01 { own.append((candidate, weight)) }
        }
        return Outlook(self, own: own)
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

extension SourceLexicon.Outlook {
    func addEvidence(of candidate: PlaceCandidate, to evidence: inout Evidence) {
        func note(_ feature: ResolverFeature, _ value: Float) {
            evidence.add(feature.rawValue, value)
        }
        if candidate.country != 0, candidate.placeClass != .country {
            note(
                .sourceCountry,
                share(lexicon.countries[candidate.country]) { $0.country == candidate.country })
        }
        if candidate.admin1 != 0, candidate.placeClass != .admin1 {
            note(
                .sourceAdmin1,
                share(lexicon.admin1s[candidate.admin1]) { $0.admin1 == candidate.admin1 })
        }
        if !candidate.placeClass.isWide, candidate.placeClass != .admin1 {
            let near = SourceLexicon.logShare(nearShare(of: candidate))
            note(.sourceNear, near)
            if candidate.placeClass.isPopulated { note(.sourceNearTown, near) }
        }
        if let same = own.first(where: { $0.candidate.place == candidate.place })?.weight {
            note(.sourceSame, min(1, same / lexicon.reports * 3))
            note(.sourceUsual, same / (ownWeight + 0.5))
        }
    }

    /// The share of the source's places within about 80 km.
    func nearShare(of candidate: PlaceCandidate) -> Float {
        var sum: Float = 0
        for row in -1...1 as ClosedRange<Int32> {
            for column in -1...1 as ClosedRange<Int32> {
                let cell = candidate.cell &+ row &* PlaceCandidate.cellsPerRow &+ column
                sum += lexicon.cells[cell] ?? 0
            }
        }
        return share(sum) { other in
            guard !other.placeClass.isWide, other.placeClass != .admin1 else { return false }
            let steps = other.cell &- candidate.cell
            return (-1...1).contains { abs(steps &- $0 &* PlaceCandidate.cellsPerRow) <= 1 }
        }
    }

    private func share(_ sum: Float?, _ isMeant: (PlaceCandidate) -> Bool) -> Float {
        let ownSum = own.reduce(Float(0)) { isMeant($1.candidate) ? $0 + $1.weight : $0 }
        return max(0, (sum ?? 0) - ownSum) / total
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
