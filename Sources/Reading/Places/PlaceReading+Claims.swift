internal import Gazetteer

/// Places are not looked for outside the province that the report puts them in.
extension PlaceReading {
    /// Where the report says a name lies, as far as it is clear which division that is.
    struct ClaimedDivision {
        var candidate: Int
        /// Squared chord of its reach: borders in gazetteers are not exact.
        var reach: Float
    }

    /// Moves names into the divisions that the report says they lie in, when one of their places does;
    /// else notes the division in their stead.
    mutating func keepWithinClaims() {
        standIns = Array(repeating: nil, count: groups.groups.count)
        holders = standIns
        var divisions: [Int32: ClaimedDivision?] = [:]
        for claim in groups.claims {
            let group = Int(claim.inner)
            let named = divisions[claim.outer] ?? division(named: Int(claim.outer))
            divisions[claim.outer] = .some(named)
            guard let division = named else { continue }
            hold(group, in: division)
        }
    }

    private mutating func hold(_ group: Int, in division: ClaimedDivision) {
        guard let best = best[group] else { return standIns[group] = division }
        let isGuess = groups.candidates[best].spelling != nil
        guard isGuess || isMovable(best, into: division) else { return }
        if lies(best, in: division) {
            holders[group] = division
        } else if let inside = likeliest(of: group, in: division) {
            self.best[group] = inside
            holders[group] = division
        } else {
            holders[group] = nil
            standIns[group] = division
        }
    }

    /// The share of a name's probability that is left when the places outside its division do not count.
    func share(inHolderOf group: Int, _ round: PlaceResolver.Round) -> Float {
        guard group < holders.count, let division = holders[group] else { return 1 }
        return groups.groups[group].candidates.reduce(0) { sum, candidate in
            lies(candidate, in: division) ? sum + round.probabilities[candidate] : sum
        }
    }

    /// What everybody knows is where it is, whatever the words around it seem to say.
    private func isMovable(_ candidate: Int, into division: ClaimedDivision) -> Bool {
        let place = groups.candidates[candidate]
        guard place.population < 50_000 else { return false }
        switch place.placeClass {
        case .village, .town, .site: return true
        // Borders move, continents do not.
        case .city:
            let outer = groups.candidates[division.candidate].point
            return place.point.squaredChord(to: outer) > Self.worldApart
        default: return false
        }
    }

    private static let worldApart = GreatCircle.squaredChord(kilometers: 2_000)

    private func division(named group: Int) -> ClaimedDivision? {
        guard let best = best[group], let round = rounds.last,
            groups.candidates[best].isDivision, groups.candidates[best].spelling == nil,
            round.probabilities[best] > 0.5,
            groups.groups[group].hits.contains(where: { secondGate[Int($0)] > 0.4 }),
            let record = gazetteer.record(groups.candidates[best].place)
        else { return nil }
        let kilometers = Double(record.radius) / 10
        return ClaimedDivision(
            candidate: best, reach: GreatCircle.squaredChord(kilometers: kilometers * 1.2))
    }

    /// Where a name stands that the gazetteer lacks in the division it is said to lie in: beside a place of
    /// that division, or anywhere in it, which of a country says nothing.
    func standIn(ofHit index: Int, in division: ClaimedDivision, threshold: Float) -> Int? {
        if let near = anchor(ofHit: index, threshold: threshold), lies(near, in: division) {
            return near
        }
        let isCountry = groups.candidates[division.candidate].placeClass == .country
        return isCountry ? nil : division.candidate
    }

    /// In it by the gazetteer's word, or so near its middle that the word may be wrong.
    private func lies(_ candidate: Int, in division: ClaimedDivision) -> Bool {
        let place = groups.candidates[candidate]
        let outer = groups.candidates[division.candidate]
        if place.lies(in: outer) { return true }
        return place.country == outer.country
            && place.point.squaredChord(to: outer.point) <= division.reach
    }

    private func likeliest(of group: Int, in division: ClaimedDivision) -> Int? {
        guard let round = rounds.last else { return nil }
        return groups.groups[group].candidates
            .filter { groups.candidates[$0].lies(in: groups.candidates[division.candidate]) }
            .max { (round.probabilities[$0], $1) < (round.probabilities[$1], $0) }
    }
}
