internal import Gazetteer
internal import Incidents

extension PlaceReading {
    /// Whether a name stands for the place itself, its people, an organisation or its government.
    func role(ofHit index: Int, in text: AnalyzedText) -> Mention.Role {
        let hit = hits[index]
        guard let best = best[Int(hit.group)] else { return .literal }
        let candidate = groups.candidates[best]
        if candidate.nameKind == .demonym { return .demonym }
        if isEmbedded(hit) { return .embedded }
        let isState =
            candidate.placeClass == .country
            || candidate.kind == .region && hit.form.contains(.initials)
        if isState, isAdjective(hit, text) { return .metonym }
        if isState || candidate.placeClass == .capital, standsForGovernment(hit) { return .metonym }
        return .literal
    }

    /// "U.S. troops", "US-backed", "Iran-backed": the name qualifies the next word and means the state.
    private func isAdjective(_ hit: NameHit, _ text: AnalyzedText) -> Bool {
        let words = words.words
        let next = Int(hit.end)
        guard next < words.count, !words[next - 1].shape.contains(.possessive) else { return false }
        let after = words[next]
        if after.gap == .hyphen { return after.classes.contains(.participle) }
        guard hit.form.contains(.initials), after.gap == .space, !after.shape.contains(.number)
        else {
            return false
        }
        if after.isCapital { return true }
        let isVerbOrLink = !after.classes.isDisjoint(with: [
            .function, .said, .connector, .preposition, .movement,
        ])
        return !isVerbOrLink && !Self.hasVerbEnding(after, text)
    }

    private static func hasVerbEnding(_ word: TextWord, _ text: AnalyzedText) -> Bool {
        let bytes = text.bytes[Int(word.start)..<Int(word.end)].suffix(2)
        return bytes.elementsEqual("ed".utf8) || bytes.elementsEqual("ly".utf8)
    }

    /// "Washington said", "ties with Baghdad", "Tehran's support": a capital or country acts.
    private func standsForGovernment(_ hit: NameHit) -> Bool {
        let words = words.words
        let next = Int(hit.end)
        let first = Int(hit.first)
        let isPossessive = words[next - 1].shape.contains(.possessive)
        if next < words.count, isPossessive || words[next].gap == .space {
            if isPossessive, words[next].classes.contains(.relation) { return true }
            if !isPossessive, !words[next].classes.isDisjoint(with: [.said, .stateVerb]),
                !isAfterPlacePreposition(first)
            {
                return true
            }
        }
        guard first > 1, words[first].gap == .space, words[first - 1].gap == .space else {
            return false
        }
        let before = words[first - 1]
        return before.classes.contains(.relationLink)
            && words[first - 2].classes.contains(.relation)
    }

    private func isAfterPlacePreposition(_ first: Int) -> Bool {
        first > 0 && !words.words[first - 1].classes.isDisjoint(with: [.inside, .atNear, .fromTo])
    }
}
