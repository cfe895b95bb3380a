internal import Gazetteer

/// Towns that share their names with rivers, lakes and mountains.
extension PlaceReading {
    /// "a blast in *Dnipro*": rivers and ranges have an article, and nothing is in them without one; a town of the
    /// name is meant.
    func onLand(_ best: Int?, group: Int, _ round: PlaceResolver.Round) -> Int? {
        guard let best, groups.candidates[best].placeClass == .nature,
            groups.groups[group].form.isDisjoint(with: [.extendedByNature, .genericBehind]),
            groups.groups[group].hits.contains(where: { isLedInBare(hits[Int($0)]) })
        else { return best }
        return groups.groups[group].candidates
            .filter {
                groups.candidates[$0].placeClass.isPopulated && round.probabilities[$0] > 0
                    && groups.candidates[$0].population >= Self.fewest
            }.max { (round.probabilities[$0], $1) < (round.probabilities[$1], $0) } ?? best
    }

    private static let fewest: UInt32 = 15_000

    private func isLedInBare(_ hit: NameHit) -> Bool {
        hit.first > 0 && words.words[Int(hit.first)].gap == .space
            && words.words[Int(hit.first) - 1].classes.contains(.inside)
    }
}
