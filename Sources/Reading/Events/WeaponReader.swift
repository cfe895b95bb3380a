internal import Gazetteer
internal import Incidents

/// Names what a deed was done with, in the words of the noun group: "two dynamite charges".
struct WeaponReader {
    let text: AnalyzedText
    let sentence: (Int) -> TargetSentence?

    /// A blast has a charge even when its own clause names none: the nearest that the sentences around
    /// tell of, and how far they may stand.
    private static let reach = 3

    /// - Returns: what the clauses of the deed name, each kind once; `nil` where that says all.
    func nearest(to draft: DraftIncident) -> Range<Int>? {
        guard Self.isBlast(draft.type), draft.events.allSatisfy(\.weapons.isEmpty) else {
            return nil
        }
        let told = Set(draft.events.prefix(4).map(\.sentence)).sorted()
        for step in 0...Self.reach {
            for index in told.flatMap({ step == 0 ? [$0] : [$0 + step, $0 - step] })
            where text.sentences.indices.contains(index) {
                if let charge = charge(in: index) { return charge }
            }
        }
        return nil
    }

    private static func isBlast(_ type: IncidentType) -> Bool {
        type == .bombing || type == .carBomb || type == .roadsideBomb || type == .suicideBombing
            || type == .grenade
    }

    private func charge(in index: Int) -> Range<Int>? {
        guard
            text.tokens[text.sentences[index]].contains(where: {
                $0.isWord && Lexicon.standard.chargeOpeners.contains($0.key)
            }), let phrases = sentence(index)?.phrases
        else { return nil }
        for chunk in phrases.chunks.indices where phrases.isNounGroup(chunk) {
            for unit in phrases.chunks[chunk].units {
                let things = phrases.units[unit].lexeme?.things ?? []
                if things.contains(.weapon), !things.isDisjoint(with: [.explosive, .grenade]) {
                    return Self.words(unit, of: chunk, in: phrases)
                }
            }
        }
        return nil
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
