internal import Gazetteer

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// How well a choice fits the places of the other names.
extension PlaceResolver {
    /// The likely places of all names after a round, to judge single choices by.
    struct Surroundings {
        let anchors: [Anchor]
        let votes: DivisionTally.Votes
        let named: DivisionTally.Named
    }

    func surroundings(_ round: Round) -> Surroundings {
        Surroundings(
            anchors: anchors(round), votes: tally.votes(groups, weights: weights, round: round),
            named: tally.named(weights: weights, round: round))
    }

    /// The share of the other names' weight that lies in a candidate's country.
    func countryShare(of candidate: Int, group: Int, _ surroundings: Surroundings) -> Float {
        tally.shares(candidate, group: group, surroundings.votes).country
    }

    /// How many likely places the other names make.
    func weightOfOthers(_ group: Int, _ surroundings: Surroundings) -> Float {
        tally.weightOfOthers(group, surroundings.votes)
    }

    /// Kilometres' nearness of a candidate to the closest likely place of another name, and the weight
    /// of those within 300 km; `nil` when no other place has a point that says anything.
    func closeness(
        of candidate: Int, group: Int, _ anchors: [Anchor]
    ) -> (nearness: Float, weight: Float)? {
        let place = groups.candidates[candidate]
        var closest: Float = 4
        var weight: Float = 0
        for anchor in anchors
        where anchor.group != Int32(group) && anchor.weight > 0.2 && !anchor.isWide {
            let chord = place.point.squaredChord(to: anchor.point)
            closest = min(closest, chord)
            if chord <= Self.chord300 { weight += anchor.weight }
        }
        return closest < 4 ? (Self.nearness(closest), weight) : nil
    }

    /// Evidence of the second gate about the best candidate of a name.
    func addFit(
        of candidate: Int, group: Int, _ facts: NameFacts, _ surroundings: Surroundings,
        _ note: inout Evidence
    ) {
        let place = groups.candidates[candidate]
        let shares = tally.shares(candidate, group: group, surroundings.votes)
        note(.countryShare, shares.country)
        note(.admin1Share, shares.admin1)
        note(.admin1Named, tally.isAdmin1Named(candidate, surroundings.named) ? 1 : 0)
        guard !place.placeClass.isWide else { return }
        let isSmall = place.placeClass != .capital && place.logPopulation < 4.3
        if isSmall { note(.smallCountryShare, shares.country) }
        guard let (nearness, weight) = closeness(of: candidate, group: group, surroundings.anchors)
        else {
            note(.alone, 1)
            note(.weightNear, 0)
            return
        }
        note(.nearness, nearness)
        note(.weightNear, logf(1 + weight))
        if isSmall { note(.smallNearness, nearness) }
        guard facts.isSingleWord else { return }
        if facts.first.dictionaryLevel > 0 { note(.commonNearness, nearness) }
        if facts.first.givenName > 0 || facts.first.surname > 0 { note(.personNearness, nearness) }
    }
}
