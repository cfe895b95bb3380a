/// Which countries and divisions a report names, and which its likely places lie in.
struct DivisionTally {
    /// Per candidate: a small number for its country and its divisions; 0 = unknown.
    let country: [Int32]
    let admin1: [Int32]
    private let admin2: [Int32]
    let counts: (country: Int, admin1: Int, admin2: Int)
    /// Candidates that are countries or divisions themselves, by which a report names these.
    private let namers: [Namer]

    private struct Namer {
        var candidate: Int32
        var group: Int32
        var kind: Kind
        /// What it counts for before the first round: the best known reading in full, the others little.
        var share: Float

        enum Kind { case country, admin1, county }
    }

    init(_ groups: NameGroups) {
        var countries = Numbering()
        var admin1s = Numbering()
        var admin2s = Numbering()
        country = groups.candidates.map { countries.number(of: UInt32($0.country)) }
        admin1 = groups.candidates.map { admin1s.number(of: $0.admin1) }
        admin2 = groups.candidates.map { admin2s.number(of: $0.admin2) }
        counts = (countries.count, admin1s.count, admin2s.count)
        var namers: [Namer] = []
        for (index, group) in groups.groups.enumerated() {
            let isCalledByKind = group.words > 1 || group.form.contains(.genericBehind)
            for candidate in group.candidates {
                let namer = Self.namer(
                    candidate, of: index, group, groups.candidates[candidate],
                    isCalledByKind: isCalledByKind)
                if let namer { namers.append(namer) }
            }
        }
        self.namers = namers
    }

    /// Small numbers for divisions, in the order in which they come; 0 = unknown. Candidates of a name
    /// often lie in one division.
    private struct Numbering {
        private var known = KeyTable()
        private var last: (value: UInt32, number: Int32) = (0, 0)

        /// The unknown one included.
        var count: Int { known.count + 1 }

        mutating func number(of value: UInt32) -> Int32 {
            if value == last.value { return last.number }
            guard value != 0 else { return 0 }
            let number = known.number(of: UInt64(value), orNew: Int32(known.count + 1))
            last = (value, number)
            return number
        }
    }

    private static func namer(
        _ candidate: Int, of index: Int, _ group: NameGroup, _ place: PlaceCandidate,
        isCalledByKind: Bool
    ) -> Namer? {
        let isFirst = candidate == group.candidates.lowerBound && place.spelling == nil
        func namer(_ kind: Namer.Kind, _ share: Float) -> Namer {
            Namer(candidate: Int32(candidate), group: Int32(index), kind: kind, share: share)
        }
        switch place.placeClass {
        case .country: return namer(.country, isFirst ? 1 : 0.2)
        case .admin2 where isCalledByKind:
            return namer(.county, group.candidates.count == 1 ? 1 : 0.3)
        case .admin1: return namer(.admin1, isFirst ? 1 : 0.2)
        default: return nil
        }
    }

    /// Sums lie behind each other in one array: per country, per division, per candidate.
    private var firstAdmin1: Int { counts.country }
    private var firstAdmin2: Int { counts.country + counts.admin1 }
    private var firstCandidate: Int { counts.country + counts.admin1 + counts.admin2 }

    // MARK: Countries and divisions named outright

    /// Weights per country and division, and what each candidate itself contributes to its first-level
    /// division. A constant that all candidates of a round share without copying.
    final class Named: Sendable {
        fileprivate let sums: [Float]
        fileprivate let countries: Float
        fileprivate let admin1s: Float

        fileprivate init(_ sums: [Float], countries: Float, admin1s: Float) {
            self.sums = sums
            self.countries = countries
            self.admin1s = admin1s
        }
    }

    func named(weights: [Float], round: PlaceResolver.Round?) -> Named {
        var sums = [Float](repeating: 0, count: firstCandidate + country.count)
        var countries: Float = 0
        var admin1s: Float = 0
        for namer in namers where weights[Int(namer.group)] >= PlaceResolver.leastWeight {
            let candidate = Int(namer.candidate)
            let weight =
                weights[Int(namer.group)] * (round?.probabilities[candidate] ?? namer.share)
            switch namer.kind {
            case .country:
                sums[Int(country[candidate])] += weight
                countries += weight
            case .county: sums[firstAdmin2 + Int(admin2[candidate])] += weight
            case .admin1:
                sums[firstAdmin1 + Int(admin1[candidate])] += weight
                sums[firstCandidate + candidate] = weight
                admin1s += weight
            }
        }
        return Named(sums, countries: countries, admin1s: admin1s)
    }

    func addNamed<Sink: EvidenceSink>(
        _ candidate: Int, _ placeClass: CandidateClass, _ named: Named, to evidence: inout Sink
    ) {
        if country[candidate] != 0, placeClass != .country {
            let weight = named.sums[Int(country[candidate])]
            evidence.add(ResolverFeature.countryNamed.rawValue, min(1, weight))
            evidence.add(
                ResolverFeature.countryNamedShare.rawValue, weight / max(named.countries, 1))
            if weight < 0.1, named.countries > 0.5 {
                evidence.add(ResolverFeature.otherCountryNamed.rawValue, 1)
            }
        }
        if admin2[candidate] != 0, placeClass != .admin2 {
            let weight = named.sums[firstAdmin2 + Int(admin2[candidate])]
            evidence.add(ResolverFeature.admin2Named.rawValue, min(1, weight))
        }
        if admin1[candidate] != 0, placeClass != .admin1 {
            let weight = named.sums[firstAdmin1 + Int(admin1[candidate])]
            evidence.add(ResolverFeature.admin1Named.rawValue, min(1, weight))
            evidence.add(
                ResolverFeature.admin1NamedShare.rawValue, weight / max(named.admin1s, 1))
        }
    }

    /// Whether the division a candidate lies in stands in the report by its own name.
    func isAdmin1Named(_ candidate: Int, _ named: Named) -> Bool {
        let own = named.sums[firstCandidate + candidate]
        return admin1[candidate] != 0
            && named.sums[firstAdmin1 + Int(admin1[candidate])] - own > 0.3
    }

    // MARK: Votes of all likely places

    /// Weights per country and division; per candidate its own weight, and what its whole group gives to
    /// its country and divisions. A constant, as ``Named``.
    final class Votes: Sendable {
        fileprivate let sums: [Float]
        fileprivate let total: Float
        fileprivate let groupWeights: [Float]

        fileprivate init(_ sums: [Float], total: Float, groupWeights: [Float]) {
            self.sums = sums
            self.total = total
            self.groupWeights = groupWeights
        }
    }

    /// Where a candidate's own weight stands among the sums; behind it what its group gives to its
    /// country, first-level and second-level division.
    private func share(_ candidate: Int) -> Int { firstCandidate + candidate * 4 }

    func votes(_ groups: NameGroups, weights: [Float], round: PlaceResolver.Round) -> Votes {
        let scratch = share(country.count)
        var sums = [Float](repeating: 0, count: scratch + firstCandidate)
        var total: Float = 0
        let (firstAdmin1, firstAdmin2) = (firstAdmin1, firstAdmin2)
        sums.withUnsafeMutableBufferPointer { sums in
            for index in groups.groups.indices where weights[index] >= PlaceResolver.leastWeight {
                total += weights[index]
                let candidates = groups.groups[index].candidates
                for candidate in candidates {
                    let weight = weights[index] * round.probabilities[candidate]
                    sums[share(candidate)] = weight
                    sums[Int(country[candidate])] += weight
                    sums[firstAdmin1 + Int(admin1[candidate])] += weight
                    sums[firstAdmin2 + Int(admin2[candidate])] += weight
                }
                sumWithin(
                    candidates, sums, UnsafeMutableBufferPointer(rebasing: sums[scratch...]))
            }
        }
        return Votes(sums, total: total, groupWeights: weights)
    }

    /// Likely candidates only: the others add next to nothing.
    ///
    /// - Parameter scratch: zeros, for each country and division, and zeros again afterwards.
    private func sumWithin(
        _ candidates: Range<Int>, _ sums: UnsafeMutableBufferPointer<Float>,
        _ scratch: UnsafeMutableBufferPointer<Float>
    ) {
        let (firstAdmin1, firstAdmin2) = (firstAdmin1, firstAdmin2)
        for candidate in candidates {
            let weight = sums[share(candidate)]
            guard weight > 0.01 else { continue }
            scratch[Int(country[candidate])] += weight
            scratch[firstAdmin1 + Int(admin1[candidate])] += weight
            scratch[firstAdmin2 + Int(admin2[candidate])] += weight
        }
        for candidate in candidates {
            let share = share(candidate)
            sums[share + 1] = scratch[Int(country[candidate])]
            sums[share + 2] = scratch[firstAdmin1 + Int(admin1[candidate])]
            sums[share + 3] = scratch[firstAdmin2 + Int(admin2[candidate])]
        }
        for candidate in candidates {
            scratch[Int(country[candidate])] = 0
            scratch[firstAdmin1 + Int(admin1[candidate])] = 0
            scratch[firstAdmin2 + Int(admin2[candidate])] = 0
        }
    }

    func weightOfOthers(_ group: Int, _ votes: Votes) -> Float {
        votes.total - votes.groupWeights[group]
    }

    func shares(_ candidate: Int, group: Int, _ votes: Votes) -> (country: Float, admin1: Float) {
        let rest = max(votes.total - votes.groupWeights[group], 0.5)
        let own = share(candidate)
        let inCountry =
            country[candidate] == 0
            ? 0 : votes.sums[Int(country[candidate])] - votes.sums[own + 1]
        let inAdmin1 =
            admin1[candidate] == 0
            ? 0 : votes.sums[firstAdmin1 + Int(admin1[candidate])] - votes.sums[own + 2]
        return (max(0, inCountry) / rest, max(0, inAdmin1) / rest)
    }

    func addVotes<Sink: EvidenceSink>(
        _ candidate: Int, group: Int, _ votes: Votes, to evidence: inout Sink
    ) {
        let shares = shares(candidate, group: group, votes)
        evidence.add(ResolverFeature.countryVotes.rawValue, shares.country)
        evidence.add(ResolverFeature.admin1Votes.rawValue, shares.admin1)
        guard admin2[candidate] != 0 else { return }
        let rest = max(votes.total - votes.groupWeights[group], 0.5)
        let inAdmin2 =
            votes.sums[firstAdmin2 + Int(admin2[candidate])] - votes.sums[share(candidate) + 3]
        evidence.add(ResolverFeature.admin2Votes.rawValue, max(0, inAdmin2) / rest)
    }
}
