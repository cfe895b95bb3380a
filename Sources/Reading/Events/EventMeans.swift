internal import Gazetteer
internal import Incidents

/// With what an event was done, and at what kind of site.
extension EventFinder {
    /// Weapons and targets named in the event's own clause.
    func gatherMeans(_ event: inout EventMention) {
        event.contrasts = phrases.chunks[..<event.chunk].count {
            $0.kind == .subordinator && Self.contrast.contains(phrases.units[$0.head].key)
        }
        for chunk in phrases.clause(around: event.chunk) {
            if chunk != event.chunk, isMishap(behind: chunk) { event.means.insert(.hazard) }
            // "an attack damaged *transformers*": what suffers did nothing.
            let suffers = phrases.governingVerb(of: chunk) != nil
            for unit in phrases.chunks[chunk].units {
                guard let lexeme = phrases.units[unit].lexeme else { continue }
                if !lexeme.things.isDisjoint(with: [.facility, .camp, .infrastructure]) {
                    event.siteWords.insert(phrases.units[unit].key)
                }
                event.means.formUnion(
                    lexeme.things.intersection(
                        ThingClass.means.union(suffers ? [.disease] : [.hazard, .disease])))
                if lexeme.things.contains(.weapon), !isName(unit) {
                    event.weapons.append(WeaponReader.words(unit, of: chunk, in: phrases))
                }
            }
        }
    }

    /// "was killed *in a car accident*", "died *in a fire*".
    private func isMishap(behind chunk: Int) -> Bool {
        guard chunk > 0, phrases.isNounGroup(chunk),
            phrases.chunks[chunk - 1].kind == .preposition,
            Self.amid.contains(phrases.head(chunk - 1).key)
        else { return false }
        return phrases.head(chunk).lexeme?.nounEvent?.concept == .accident || isFire(chunk)
    }

    private static let amid: WordSet = [WordKey("in"), WordKey("by"), WordKey("from")]

    /// A capital inside a sentence makes a name of a word: the town of Tank.
    private func isName(_ unit: Int) -> Bool {
        let token = text.tokens[phrases.units[unit].tokens.lowerBound]
        return token.isCapitalized && !token.flags.contains(.sentenceStart)
            && !token.flags.contains(.allCapitals)
    }

    private static let contrast: WordSet = [WordKey("while"), WordKey("whereas")]
}
