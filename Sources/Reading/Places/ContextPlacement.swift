internal import Gazetteer

/// A place named near one that the gazetteer does not have.
private struct Neighbour {
    var candidate: Int
    var weight: Float
    var point: GreatCircle
    /// The capital that the report was sent from.
    var isSeat: Bool

    static let reach: Int32 = 150
    static let most = 24
    static let chord100 = GreatCircle.squaredChord(kilometers: 100)
}

/// Where a place lies that the gazetteer does not have: among the places named around it.
extension PlaceReading {
    /// The candidate of another mention that stands closest, in text and on the ground, to the most
    /// others; `nil` when no place nearby is known.
    func anchor(ofHit index: Int, threshold: Float) -> Int? {
        let all = neighbours(ofHit: index, threshold: threshold)
        // What a report from the capital tells of may be anywhere in the country.
        let told = all.filter { !$0.isSeat }
        let neighbours = told.isEmpty ? all : told
        var best: (candidate: Int, weight: Float)?
        for neighbour in neighbours {
            let weight = neighbours.reduce(Float(0)) { sum, other in
                let isNear = neighbour.point.squaredChord(to: other.point) <= Neighbour.chord100
                return isNear ? sum + other.weight : sum
            }
            // The one beside the name, among those of the densest spot.
            let total = weight + neighbour.weight
            if total > best?.weight ?? 0 { best = (neighbour.candidate, total) }
        }
        return best?.candidate
    }

    /// The town that a street is said to be in, "Palestine Street in Mosul", "Main St., Paris", "Mosul's Palestine
    /// Street". Streets of most names are everywhere: what is named farther off tells little.
    func town(ofStreet index: Int, threshold: Float) -> Int? {
        let street = hits[index]
        let isTownBefore =
            index > 0 && hits[index - 1].end == street.first
            && words.words[Int(street.first)].gap.contains(.possessive)
        var town = isTownBefore ? index - 1 : index + 1
        while town < hits.count, town > index, hits[town].form.contains(.street) { town += 1 }
        guard hits.indices.contains(town), secondGate[town] >= threshold,
            isTownBefore || leadsToTown(from: Int(street.end), to: Int(hits[town].first)),
            let best = best[Int(hits[town].group)], !misfits[Int(hits[town].group)],
            !groups.candidates[best].placeClass.isWide,
            groups.candidates[best].placeClass != .admin1
        else { return nil }
        return best
    }

    /// "*Omdurman's* Dar es Salaam district": the town whose part a name is said to be, unless the place
    /// chosen for the name lies in or near it.
    func town(ofQuarter index: Int, threshold: Float) -> Int? {
        guard isCalled(Self.quarters, hits[index]), let named = holder(ofQuarter: index),
            secondGate[named] >= threshold, !misfits[Int(hits[named].group)],
            let town = best[Int(hits[named].group)],
            !groups.candidates[town].placeClass.isWide
        else { return nil }
        guard let own = best[Int(hits[index].group)] else {
            return groups.candidates[town].placeClass == .admin1 ? nil : town
        }
        if groups.candidates[town].placeClass == .admin1 {
            return groups.candidates[own].lies(in: groups.candidates[town]) ? nil : town
        }
        let chord = groups.candidates[own].point.squaredChord(to: groups.candidates[town].point)
        return chord > Neighbour.chord100 ? town : nil
    }

    /// "*Omdurman's* Dar es Salaam district", "the Goudi suburb *of Athens*", "*In Kherson*, a drone hit a bus in the
    /// Dniprovskyi district".
    private func holder(ofQuarter index: Int) -> Int? {
        if index > 0, hits[index - 1].end == hits[index].first,
            words.words[Int(hits[index].first)].gap.contains(.possessive)
        {
            return index - 1
        }
        let link = Int(hits[index].end) + 1
        guard hits.indices.contains(index + 1), Int(hits[index + 1].first) == link + 1,
            words.words[link].followsSpaceOnly,
            !words.words[link].classes.isDisjoint(with: [.of, .inside])
        else { return opening(ofSentenceOf: index) }
        return index + 1
    }

    /// The name that opens the sentence of a hit, behind "In".
    private func opening(ofSentenceOf index: Int) -> Int? {
        let words = words.words
        let before = hits[max(0, index - Neighbour.most)..<index].lastIndex {
            let first = Int($0.first)
            return first > 0 && words[first - 1].classes.contains(.inside)
                && words[first - 1].isCapital
        }
        guard let before else { return nil }
        let between = words[Int(hits[before].first)..<Int(hits[index].first)]
        return between.contains { $0.shape.contains(.sentenceStart) } ? nil : before
    }

    /// "the Kasra *neighborhood*": one of some words stands right behind the name.
    func isCalled(_ kinds: WordSet, _ hit: NameHit) -> Bool {
        let next = Int(hit.end)
        return words.words.indices.contains(next) && words.words[next].followsSpaceOnly
            && kinds.contains(words.words[next].key)
    }

    private static let quarters: WordSet = [
        WordKey("neighborhood"), WordKey("neighbourhood"), WordKey("quarter"), WordKey("suburb"),
        WordKey("district"), WordKey("area"),
    ]

    /// Nothing but "in", commas, kinds of place between them.
    private func leadsToTown(from: Int, to: Int) -> Bool {
        let words = words.words
        guard to - from <= 5, words[to].gap.isSubset(of: [.space, .comma, .period]) else {
            return false
        }
        let between: WordClass = [
            .inside, .article, .direction, .cityWord, .villageWord, .of, .conjunction, .roadWord,
        ]
        return words[from..<to].allSatisfy { !$0.classes.isDisjoint(with: between) }
    }

    private func neighbours(ofHit index: Int, threshold: Float) -> [Neighbour] {
        let hit = hits[index]
        var found: [Neighbour] = []
        for other in surrounding(index) where secondGate[other] >= threshold {
            let neighbour = hits[other]
            let gap =
                neighbour.first >= hit.end ? neighbour.first - hit.end : hit.first - neighbour.end
            guard gap <= Neighbour.reach, neighbour.group != hit.group,
                !misfits[Int(neighbour.group)],
                let best = best[Int(neighbour.group)]
            else { continue }
            let place = groups.candidates[best]
            guard !place.placeClass.isWide else { continue }
            var weight = secondGate[other] * 20 / (20 + Float(max(gap, 0)))
            // "Kisima, Samburu": what stands behind the comma holds it.
            if neighbour.first == hit.end { weight *= 3 }
            if place.placeClass == .admin1 { weight *= 0.3 }
            found.append(
                Neighbour(
                    candidate: best, weight: weight, point: place.point,
                    isSeat: isSeat(other, place)))
        }
        return found
    }

    /// The capital of the report's dateline.
    private func isSeat(_ hit: Int, _ place: PlaceCandidate) -> Bool {
        place.placeClass == .capital
            && GateEvidence.isDateline(Int(hits[hit].first), Int(hits[hit].end), words.words)
    }

    /// Whether a candidate is only known as the capital that the report was sent from.
    func isSeatOnly(_ candidate: Int) -> Bool {
        let place = groups.candidates[candidate]
        guard place.placeClass == .capital else { return false }
        let named = hits.indices.filter { best[Int(hits[$0].group)] == candidate }
        return !named.isEmpty && named.allSatisfy { isSeat($0, place) }
    }

    /// The hits before and after, nearest first on either side.
    private func surrounding(_ index: Int) -> [Int] {
        let half = Neighbour.most / 2
        let before = max(0, index - half)..<index
        let after = (index + 1)..<min(hits.count, max(index + 1, index + 1 + half))
        return Array(before) + Array(after)
    }
}
