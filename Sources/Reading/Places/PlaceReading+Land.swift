internal import Gazetteer
internal import Incidents

/// Towns that share their names with rivers, lakes and mountains.
extension PlaceReading {
    /// "a blast in *Dnipro*", "a mine in *Ituri*": rivers and ranges have an article, and nothing is in them
    /// without one; a town of the name is meant, or the division called after the river. "near *Beni*": rivers
    /// have one everywhere.
    func onLand(_ best: Int?, group: Int, _ round: PlaceResolver.Round) -> Int? {
        guard let best, isNoWater(best, group: group) else { return best }
        let isOfRiver = isRiver(best)
        return groups.groups[group].candidates
            .filter {
                let place = groups.candidates[$0]
                return (place.placeClass.isPopulated || isOfRiver && place.isDivision)
                    && round.probabilities[$0] > 0 && place.population >= Self.fewest
            }.max { (round.probabilities[$0], $1) < (round.probabilities[$1], $0) } ?? best
    }

    /// How likely it is any town or division, where none of the rivers and lakes of the name can be meant.
    func shareOnLand(_ candidate: Int, group: Int, _ round: PlaceResolver.Round) -> Float {
        guard groups.candidates[candidate].placeClass != .nature else { return 1 }
        let waters = groups.groups[group].candidates.reduce(Float(0)) { sum, other in
            let weight = round.probabilities[other]
            return weight > 0 && isNoWater(other, group: group) ? sum + weight : sum
        }
        return 1 - waters
    }

    /// A river, lake or mountain that the words before the name rule out.
    private func isNoWater(_ candidate: Int, group: Int) -> Bool {
        groups.candidates[candidate].placeClass == .nature
            && (isLedInBare(group: group)
                || isLedInBare(group: group, .atNear) && isRiver(candidate))
    }

    private func isLedInBare(group: Int, _ preposition: WordClass = .inside) -> Bool {
        groups.groups[group].form.isDisjoint(with: [.extendedByNature, .genericBehind])
            && groups.groups[group].hits.contains { isLedInBare(hits[Int($0)], preposition) }
    }

    /// "in *Matagalpa province*": the division, and not the town it is called after.
    func asDivision(_ best: Int?, group: Int, _ round: PlaceResolver.Round) -> Int? {
        guard let best, groups.candidates[best].placeClass.isPopulated,
            groups.groups[group].hits.allSatisfy({ isCalledDivision(hits[Int($0)]) })
        else { return best }
        let town = groups.candidates[best]
        return groups.groups[group].candidates
            .filter {
                let place = groups.candidates[$0]
                return place.isDivision && place.placeClass != .country
                    && place.country == town.country
                    && place.point.squaredChord(to: town.point) <= Self.near
            }.max { (round.probabilities[$0], $1) < (round.probabilities[$1], $0) } ?? best
    }

    func isCalledDivision(_ hit: NameHit) -> Bool {
        let next = Int(hit.end)
        return words.words.indices.contains(next) && words.words[next].followsSpaceOnly
            && !words.words[next].isCapital
            && !words.words[next].classes.isDisjoint(with: [.admin1Word, .admin2Word])
    }

    private static let near = GreatCircle.squaredChord(kilometers: 300)

    private static let fewest: UInt32 = 15_000

    /// A river that something is said to be in, beside another capital: half of a longer name.
    func isRiverWithin(_ candidate: Int, group: Int) -> Bool {
        guard groups.candidates[candidate].placeClass == .nature,
            groups.groups[group].form.isDisjoint(with: [.extendedByNature, .genericBehind]),
            isRiver(candidate)
        else { return false }
        return groups.groups[group].hits.allSatisfy {
            let hit = hits[Int($0)]
            let next = Int(hit.end)
            return isLedInBare(hit) && words.words.indices.contains(next)
                && words.words[next].joinsName && words.words[next].isCapital
        }
    }

    private func isRiver(_ candidate: Int) -> Bool {
        gazetteer.record(groups.candidates[candidate].place).map(gazetteer.kind) == .river
    }

    private func isLedInBare(_ hit: NameHit, _ preposition: WordClass = .inside) -> Bool {
        hit.first > 0 && words.words[Int(hit.first)].gap == .space
            && words.words[Int(hit.first) - 1].classes.contains(preposition)
    }
}
