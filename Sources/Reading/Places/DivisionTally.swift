/// Which countries and divisions a report names, and which its likely places lie in.
struct DivisionTally {
    /// Per candidate: a small number for its country and its divisions; 0 = unknown.
    let country: [Int32]
    let admin1: [Int32]
    private let admin2: [Int32]
    private let counts: (country: Int, admin1: Int, admin2: Int)

    init(_ candidates: [PlaceCandidate]) {
        var countryNumbers = KeyTable()
        var admin1Numbers = KeyTable()
        var admin2Numbers = KeyTable()
        func number(_ value: UInt32, _ numbers: inout KeyTable) -> Int32 {
            value == 0 ? 0 : numbers.number(of: UInt64(value), orNew: Int32(numbers.count + 1))
        }
        country = candidates.map { number(UInt32($0.country), &countryNumbers) }
        admin1 = candidates.map { number($0.admin1, &admin1Numbers) }
        admin2 = candidates.map { number($0.admin2, &admin2Numbers) }
        counts = (countryNumbers.count + 1, admin1Numbers.count + 1, admin2Numbers.count + 1)
    }

    var zeroPerCountry: [Float] { Array(repeating: 0, count: counts.country) }
    var zeroPerAdmin1: [Float] { Array(repeating: 0, count: counts.admin1) }

    // MARK: Countries and divisions named outright

    /// Weights per country and division, and what each candidate itself contributes.
    struct NamedSums {
        var country: [Float]
        var admin1: [Float]
        /// Of those called by their kind: "Walker County".
        var admin2: [Float]
        var countries: Float = 0
        var admin1s: Float = 0
        var ownAdmin1: [Float]
    }

    /// A constant that all candidates of a round share without copying.
    final class Named {
        let sums: NamedSums
        init(_ sums: NamedSums) { self.sums = sums }
    }

    func named(_ groups: NameGroups, weights: [Float], round: PlaceResolver.Round?) -> Named {
        var named = NamedSums(
            country: zeroPerCountry, admin1: zeroPerAdmin1,
            admin2: Array(repeating: 0, count: counts.admin2),
            ownAdmin1: Array(repeating: 0, count: groups.candidates.count))
        for (index, group) in groups.groups.enumerated()
        where weights[index] >= PlaceResolver.leastWeight {
            let isCalledByKind = group.words > 1 || group.form.contains(.genericBehind)
            for candidate in group.candidates {
                let place = groups.candidates[candidate]
                let isCounty = isCalledByKind && place.placeClass == .admin2
                guard place.placeClass == .country || place.placeClass == .admin1 || isCounty else {
                    continue
                }
                // Before the first round, the best known reading counts in full, the others little.
                let share =
                    round?.probabilities[candidate]
                    ?? (candidate == group.candidates.lowerBound ? 1 : 0.2)
                let weight = weights[index] * share
                if place.placeClass == .country {
                    named.country[Int(country[candidate])] += weight
                    named.countries += weight
                } else if isCounty {
                    let isOnly = group.candidates.count == 1
                    let share = round?.probabilities[candidate] ?? (isOnly ? 1 : 0.3)
                    named.admin2[Int(admin2[candidate])] += weights[index] * share
                } else {
                    named.admin1[Int(admin1[candidate])] += weight
                    named.ownAdmin1[candidate] = weight
                    named.admin1s += weight
                }
            }
        }
        return Named(named)
    }

    func addNamed<Sink: EvidenceSink>(
        _ candidate: Int, _ named: Named, _ groups: NameGroups, to evidence: inout Sink
    ) {
        let placeClass = groups.candidates[candidate].placeClass
        if country[candidate] != 0, placeClass != .country {
            let weight = named.sums.country[Int(country[candidate])]
            evidence.add(ResolverFeature.countryNamed.rawValue, min(1, weight))
            evidence.add(
                ResolverFeature.countryNamedShare.rawValue, weight / max(named.sums.countries, 1))
            if weight < 0.1, named.sums.countries > 0.5 {
                evidence.add(ResolverFeature.otherCountryNamed.rawValue, 1)
            }
        }
        if admin2[candidate] != 0, placeClass != .admin2 {
            let weight = named.sums.admin2[Int(admin2[candidate])]
            evidence.add(ResolverFeature.admin2Named.rawValue, min(1, weight))
        }
        if admin1[candidate] != 0, placeClass != .admin1 {
            let weight = named.sums.admin1[Int(admin1[candidate])]
            evidence.add(ResolverFeature.admin1Named.rawValue, min(1, weight))
            evidence.add(
                ResolverFeature.admin1NamedShare.rawValue, weight / max(named.sums.admin1s, 1))
        }
    }

    /// Whether the division a candidate lies in stands in the report by its own name.
    func isAdmin1Named(_ candidate: Int, _ named: Named) -> Bool {
        admin1[candidate] != 0
            && named.sums.admin1[Int(admin1[candidate])] - named.sums.ownAdmin1[candidate] > 0.3
    }

    // MARK: Votes of all likely places

    struct VoteSums {
        var country: [Float]
        var admin1: [Float]
        var admin2: [Float]
        var total: Float = 0
        var candidates: [Share]
        /// Per group.
        var groupWeight: [Float]

        /// A candidate's own weight, and what its whole group gives to its country and divisions.
        struct Share {
            var own: Float = 0
            var country: Float = 0
            var admin1: Float = 0
            var admin2: Float = 0
        }
    }

    /// A constant, as ``Named``.
    final class Votes {
        let sums: VoteSums
        init(_ sums: VoteSums) { self.sums = sums }
    }

    func votes(_ groups: NameGroups, weights: [Float], round: PlaceResolver.Round) -> Votes {
        var votes = VoteSums(
            country: zeroPerCountry, admin1: zeroPerAdmin1,
            admin2: Array(repeating: 0, count: counts.admin2),
            candidates: Array(repeating: VoteSums.Share(), count: groups.candidates.count),
            groupWeight: weights)
        for (index, group) in groups.groups.enumerated()
        where weights[index] >= PlaceResolver.leastWeight {
            votes.total += weights[index]
            for candidate in group.candidates {
                let weight = weights[index] * round.probabilities[candidate]
                votes.candidates[candidate].own = weight
                votes.country[Int(country[candidate])] += weight
                votes.admin1[Int(admin1[candidate])] += weight
                votes.admin2[Int(admin2[candidate])] += weight
            }
            sumWithin(group.candidates, &votes)
        }
        return Votes(votes)
    }

    /// Likely candidates only: the others add next to nothing.
    private func sumWithin(_ candidates: Range<Int>, _ votes: inout VoteSums) {
        for other in candidates where votes.candidates[other].own > 0.01 {
            let weight = votes.candidates[other].own
            for candidate in candidates {
                if country[candidate] == country[other] {
                    votes.candidates[candidate].country += weight
                }
                if admin1[candidate] == admin1[other] {
                    votes.candidates[candidate].admin1 += weight
                }
                if admin2[candidate] == admin2[other] {
                    votes.candidates[candidate].admin2 += weight
                }
            }
        }
    }

    func shares(_ candidate: Int, group: Int, _ votes: Votes) -> (country: Float, admin1: Float) {
        let rest = max(votes.sums.total - votes.sums.groupWeight[group], 0.5)
        let inCountry =
            country[candidate] == 0
            ? 0
            : votes.sums.country[Int(country[candidate])] - votes.sums.candidates[candidate].country
        let inAdmin1 =
            admin1[candidate] == 0
            ? 0
            : votes.sums.admin1[Int(admin1[candidate])] - votes.sums.candidates[candidate].admin1
        return (max(0, inCountry) / rest, max(0, inAdmin1) / rest)
    }

    func addVotes<Sink: EvidenceSink>(
        _ candidate: Int, group: Int, _ votes: Votes, to evidence: inout Sink
    ) {
        let shares = shares(candidate, group: group, votes)
        evidence.add(ResolverFeature.countryVotes.rawValue, shares.country)
        evidence.add(ResolverFeature.admin1Votes.rawValue, shares.admin1)
        guard admin2[candidate] != 0 else { return }
        let rest = max(votes.sums.total - votes.sums.groupWeight[group], 0.5)
        let inAdmin2 =
            votes.sums.admin2[Int(admin2[candidate])] - votes.sums.candidates[candidate].admin2
        evidence.add(ResolverFeature.admin2Votes.rawValue, max(0, inAdmin2) / rest)
    }
}
