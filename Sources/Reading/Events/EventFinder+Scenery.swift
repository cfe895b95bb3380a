internal import Gazetteer
internal import Incidents

/// Nouns of events that set the scene of others: "amid a spate of attacks", "after months of fighting".
extension EventFinder {
    /// "among a spate of attacks", "despite the violence": named only to set the scene.
    func isSummary(_ chunk: Int) -> Bool {
        var index = chunk - 1
        while index >= 1, phrases.chunks[index].kind == .preposition,
            phrases.head(index).key == Words.of
        {
            index -= 2
        }
        guard index >= 0, phrases.chunks[index].kind == .preposition else { return false }
        let key = phrases.head(index).key
        return Self.scenery.contains(key) || key == Self.forWord && !isAnsweredFor(index)
    }

    /// "claimed responsibility *for a bombing*", "blamed the group *for an attack*".
    private func isAnsweredFor(_ preposition: Int) -> Bool {
        guard phrases.isNounGroup(preposition - 1) else { return false }
        return phrases.head(preposition - 1).key == Self.responsibility
            || phrases.governingVerb(of: preposition - 1).map {
                ClaimReader.blaming.contains(phrases.head($0).key)
            } ?? false
    }

    /// "after months *of street fighting*": what came before.
    func followsEarlier(_ chunk: Int) -> Bool {
        var index = chunk - 1
        while index >= 1, phrases.chunks[index].kind == .preposition,
            phrases.head(index).key == Words.of
        {
            index -= 2
        }
        // "after *a two-week* siege".
        while index > 0,
            phrases.chunks[index].kind == .date
                || phrases.chunks[index].units.allSatisfy({ phrases.units[$0].tag == .determiner })
        {
            index -= 1
        }
        guard index >= 0, phrases.chunks[index].kind == .subordinator,
            Self.earlier.contains(phrases.head(index).key)
        else { return false }
        // "Thousands lost power after *missiles* struck two substations".
        guard phrases.head(index).key == Self.after, let verb = phrases.verb(withSubject: chunk),
            !(0..<index).contains(where: tellsEvent)
        else { return true }
        return !isLead(phrases.clause(around: verb), phrases.chunks[verb].verb)
    }

    private static let scenery: WordSet = [
        WordKey("among"), WordKey("amid"), WordKey("amidst"), WordKey("despite"), WordKey("like"),
        WordKey("under"), WordKey("against"), WordKey("without"),
    ]
    private static let forWord = WordKey("for")
    private static let responsibility = WordKey("responsibility")
}
