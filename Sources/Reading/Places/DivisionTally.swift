/// Which countries and divisions a report names, and which its likely places lie in.
struct DivisionTally {
    /// Per candidate: a small number for its country and its divisions; 0 = unknown.
    private let country: [Int32]
    private let admin1: [Int32]
    private let admin2: [Int32]
    private let counts: (country: Int, admin1: Int, admin2: Int)

    init(_ candidates: [PlaceCandidate]) {
        var countryNumbers: [UInt32: Int32] = [:]
        var admin1Numbers: [UInt32: Int32] = [:]
        var admin2Numbers: [UInt32: Int32] = [:]
        func number(_ value: UInt32, _ numbers: inout [UInt32: Int32]) -> Int32 {
            guard value != 0 else { return 0 }
            if let known = numbers[value] { return known }
            let next = Int32(numbers.count + 1)
            numbers[value] = next
            return next
        }
        country = candidates.map { number(UInt32($0.country), &countryNumbers) }
        admin1 = candidates.map { number($0.admin1, &admin1Numbers) }
        admin2 = candidates.map { number($0.admin2, &admin2Numbers) }
        counts = (countryNumbers.count + 1, admin1Numbers.count + 1, admin2Numbers.count + 1)
    }

    // MARK: Countries and divisions named outright

    /// A class, because every candidate of a round looks at it and none changes it.
    final class Named {
        var country: [Float]
        var admin1: [Float]
        var countries: Float = 0
        var admin1s: Float = 0
        /// What one group itself contributes, to be taken off again.
        var ownCountry: [Float]
        var ownAdmin1: [Float]

        init(countries: Int, admin1s: Int, candidates: Int) {
            country = Array(repeating: 0, count: countries)
            admin1 = Array(repeating: 0, count: admin1s)
            ownCountry = Array(repeating: 0, count: candidates)
            ownAdmin1 = ownCountry
        }
    }

    func named(_ groups: NameGroups, weights: [Float], round: PlaceResolver.Round?) -> Named {
        let named = Named(
            countries: counts.country, admin1s: counts.admin1, candidates: groups.candidates.count)
        for (index, group) in groups.groups.enumerated()
        where weights[index] >= PlaceResolver.leastWeight {
            for candidate in group.candidates {
                let place = groups.candidates[candidate]
                guard place.placeClass == .country || place.placeClass == .admin1 else { continue }
                // Before the first round, the best known reading counts in full, the others little.
                let share =
                    round?.probabilities[candidate]
                    ?? (candidate == group.candidates.lowerBound ? 1 : 0.2)
                let weight = weights[index] * share
                if place.placeClass == .country {
                    named.country[Int(country[candidate])] += weight
                    named.ownCountry[candidate] = weight
                    named.countries += weight
                } else {
                    named.admin1[Int(admin1[candidate])] += weight
                    named.ownAdmin1[candidate] = weight
                    named.admin1s += weight
                }
            }
        }
        return named
    }

    func addNamed(
        _ candidate: Int, group: Int, _ named: Named, _ groups: NameGroups,
        to evidence: inout Evidence
    ) {
        let placeClass = groups.candidates[candidate].placeClass
        if country[candidate] != 0, placeClass != .country {
            let weight = named.country[Int(country[candidate])]
            evidence.add(ResolverFeature.countryNamed.rawValue, min(1, weight))
            evidence.add(
                ResolverFeature.countryNamedShare.rawValue, weight / max(named.countries, 1))
            if weight < 0.1, named.countries > 0.5 {
                evidence.add(ResolverFeature.otherCountryNamed.rawValue, 1)
            }
        }
        if admin1[candidate] != 0, placeClass != .admin1 {
            let weight = named.admin1[Int(admin1[candidate])]
            evidence.add(ResolverFeature.admin1Named.rawValue, min(1, weight))
            evidence.add(ResolverFeature.admin1NamedShare.rawValue, weight / max(named.admin1s, 1))
        }
    }

    /// Whether the division a candidate lies in stands in the report by its own name.
    func isAdmin1Named(_ candidate: Int, _ named: Named) -> Bool {
        admin1[candidate] != 0
            && named.admin1[Int(admin1[candidate])] - named.ownAdmin1[candidate] > 0.3
    }

    // MARK: Votes of all likely places

    /// A class, as ``Named``.
    final class Votes {
        var country: [Float]
        var admin1: [Float]
        var admin2: [Float]
        var total: Float = 0
        /// Per candidate: its own weight.
        var own: [Float]
        /// Per candidate: what its whole group gives to the candidate's country and divisions.
        var groupCountry: [Float]
        var groupAdmin1: [Float]
        var groupAdmin2: [Float]
        var groupWeight: [Float]

        init(countries: Int, admin1s: Int, admin2s: Int, candidates: Int, weights: [Float]) {
            country = Array(repeating: 0, count: countries)
            admin1 = Array(repeating: 0, count: admin1s)
            admin2 = Array(repeating: 0, count: admin2s)
            own = Array(repeating: 0, count: candidates)
            groupCountry = own
            groupAdmin1 = own
            groupAdmin2 = own
            groupWeight = weights
        }
    }

    func votes(_ groups: NameGroups, weights: [Float], round: PlaceResolver.Round) -> Votes {
        let votes = Votes(
            countries: counts.country, admin1s: counts.admin1, admin2s: counts.admin2,
            candidates: groups.candidates.count, weights: weights)
        for (index, group) in groups.groups.enumerated()
        where weights[index] >= PlaceResolver.leastWeight {
            votes.total += weights[index]
            for candidate in group.candidates {
                let weight = weights[index] * round.probabilities[candidate]
                votes.own[candidate] = weight
                votes.country[Int(country[candidate])] += weight
                votes.admin1[Int(admin1[candidate])] += weight
                votes.admin2[Int(admin2[candidate])] += weight
            }
            sumWithin(group.candidates, votes)
        }
        return votes
    }

    /// Likely candidates only: the others add next to nothing.
    private func sumWithin(_ candidates: Range<Int>, _ votes: Votes) {
        for other in candidates where votes.own[other] > 0.01 {
            let weight = votes.own[other]
            for candidate in candidates {
                if country[candidate] == country[other] { votes.groupCountry[candidate] += weight }
                if admin1[candidate] == admin1[other] { votes.groupAdmin1[candidate] += weight }
                if admin2[candidate] == admin2[other] { votes.groupAdmin2[candidate] += weight }
            }
        }
    }

    func shares(_ candidate: Int, group: Int, _ votes: Votes) -> (country: Float, admin1: Float) {
        let rest = max(votes.total - votes.groupWeight[group], 0.5)
        let inCountry =
            country[candidate] == 0
            ? 0
            : votes.country[Int(country[candidate])] - votes.groupCountry[candidate]
        let inAdmin1 =
            admin1[candidate] == 0
            ? 0
            : votes.admin1[Int(admin1[candidate])] - votes.groupAdmin1[candidate]
        return (max(0, inCountry) / rest, max(0, inAdmin1) / rest)
    }

    func addVotes(_ candidate: Int, group: Int, _ votes: Votes, to evidence: inout Evidence) {
        let shares = shares(candidate, group: group, votes)
        evidence.add(ResolverFeature.countryVotes.rawValue, shares.country)
        evidence.add(ResolverFeature.admin1Votes.rawValue, shares.admin1)
        guard admin2[candidate] != 0 else { return }
        let rest = max(votes.total - votes.groupWeight[group], 0.5)
        let inAdmin2 = votes.admin2[Int(admin2[candidate])] - votes.groupAdmin2[candidate]
        evidence.add(ResolverFeature.admin2Votes.rawValue, max(0, inAdmin2) / rest)
    }
}
