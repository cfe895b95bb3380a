internal import Gazetteer
internal import Incidents

/// Names what a deed was done with, in the words of the noun group ("two dynamite charges"): of the weapons
/// that the sentences around its tellings name, each kind once, those that a fitted model takes for its
/// own. A blast has a charge even when its own clause names none.
struct WeaponReader {
    let text: AnalyzedText
    let model: LogisticModel
    let sentence: (Int) -> TargetSentence?
    var keepsNames = false

    /// A weapon, named.
    struct Naming {
        let tokens: Range<Int>
        let sentence: Int
        let chunk: Int
        /// The weapon itself, as tokens, and what class of things it is.
        let weapon: Range<Int>
        let things: ThingClass
        /// How many sentences behind the nearest that tells the deed.
        let away: Int
        /// Stands in a clause that tells the deed, or in the very words that do.
        let isTied: Bool
        /// Is part of a word for an event: "*bomb* attack".
        let isCompound: Bool
    }

    /// A kind of weapon, with all that speaks for its being the deed's.
    struct Candidate {
        let kind: String
        var namings: [Naming]
        var features: FeatureSet
        /// In the deed's own clause, else where it is named nearest.
        var best: Naming? {
            namings.first(where: \.isTied) ?? namings.min { abs($0.away) < abs($1.away) }
        }
    }

    /// Of a deed told many times over, the first tellings; how far around them it may be named.
    private static let mostEvents = 8
    private static let reach = -2...3
    /// What grammar ties to the deed is named in any case.
    func weapons(of draft: DraftIncident) -> [Range<Int>] {
        candidates(of: draft).filter { candidate in
            candidate.namings.contains(where: \.isTied)
                || model.likelihood(candidate.features) >= model.least
        }.compactMap { $0.best?.tokens }
    }

    /// In the order in which the report names them.
    func candidates(of draft: DraftIncident) -> [Candidate] {
        var found: [Candidate] = []
        for naming in namings(around: draft) {
            let kind = Self.kind(text.string(text.span(naming.weapon)))
            if let index = found.firstIndex(where: { $0.kind == kind }) {
                found[index].namings.append(naming)
            } else {
                found.append(Candidate(kind: kind, namings: [naming], features: FeatureSet()))
            }
        }
        let evidence = WeaponFeatures(text: text, draft: draft, sentence: sentence)
        for index in found.indices {
            var features = FeatureSet(keepingNames: keepsNames)
            features.add("rivals=", min(found.count - 1, 4))
            features.add("first=", index == 0)
            evidence.add(found[index], to: &features)
            found[index].features = features
        }
        return found
    }

    /// "a bomb" and "the bombs" are one.
    static func kind(_ name: String) -> String {
        var kind = name.split(separator: " ").last?.lowercased() ?? ""
        if kind.count > 3, kind.last == "s" { kind.removeLast() }
        return kind
    }

    // MARK: Sentences

    private func namings(around draft: DraftIncident) -> [Naming] {
        let events = draft.events.prefix(Self.mostEvents)
        let tied = events.flatMap(\.weapons) + events.map(\.trigger)
        return draft.surroundings(
            Self.reach, tellings: Self.mostEvents, in: text.sentences.indices
        ).flatMap { index, away -> [Naming] in
            guard mayName(text.sentences[index]), let words = sentence(index) else { return [] }
            return namings(in: words, away, tied)
        }
    }

    /// Most sentences name no weapon.
    private func mayName(_ sentence: Range<Int>) -> Bool {
        sentence.contains { index in
            text.tokens[index].isWord
                && Lexicon.standard.weaponOpeners.contains(text.tokens[index].key)
        }
    }

    private func namings(
        in sentence: TargetSentence, _ away: Int, _ tied: [Range<Int>]
    ) -> [Naming] {
        let phrases = sentence.phrases
        return phrases.chunks.indices.flatMap { chunk in
            phrases.chunks[chunk].units.compactMap { unit in
                guard let (weapon, things) = weapon(phrases.units[unit]) else { return nil }
                let isCompound = weapon != phrases.units[unit].tokens
                let tokens = isCompound ? weapon : Self.words(unit, of: chunk, in: phrases)
                return Naming(
                    tokens: tokens, sentence: phrases.sentence, chunk: chunk, weapon: weapon,
                    things: things, away: away,
                    isTied: tied.contains { $0.overlaps(tokens) }, isCompound: isCompound)
            }
        }
    }

    /// What a unit names, or the beginning of a longer phrase: "*bomb* attack", "*grenade* explosion".
    private func weapon(_ unit: Unit) -> (Range<Int>, ThingClass)? {
        guard let lexeme = unit.lexeme else { return nil }
        if lexeme.things.contains(.weapon) {
            return isName(unit) ? nil : (unit.tokens, lexeme.things)
        }
        guard lexeme.tellsEvent, unit.tokens.count > 1,
            let part = Lexicon.standard.phrases.longestMatch(
                in: text.tokens, from: unit.tokens.lowerBound, before: unit.tokens.upperBound - 1),
            part.value.things.contains(.weapon)
        else { return nil }
        return (part.range, part.value.things)
    }

    /// A capital inside a sentence makes a name of a word: the town of Tank.
    private func isName(_ unit: Unit) -> Bool {
        let token = text.tokens[unit.tokens.lowerBound]
        return unit.tokens.count == 1 && token.isCapitalized
            && !token.flags.contains(.sentenceStart) && !token.flags.contains(.allCapitals)
    }

    /// From the words that say which and how many up to the weapon itself.
    static func words(_ unit: Int, of chunk: Int, in phrases: SentencePhrases) -> Range<Int> {
        let own = phrases.units[unit].tokens
        guard phrases.isNounGroup(chunk) else { return own }
        let start = phrases.chunks[chunk].units.lowerBound
        var first = unit
        while first > start, isQualifier(phrases.units[first - 1]) { first -= 1 }
        return phrases.units[first].tokens.lowerBound..<own.upperBound
    }

    private static func isQualifier(_ unit: Unit) -> Bool {
        guard unit.lexeme?.person == nil, unit.lexeme?.group == nil, unit.place == nil else {
            return false
        }
        return unit.tag == .adjective || unit.tag == .noun || unit.tag == .number
    }
}
