internal import Gazetteer
internal import Incidents

/// Who gives the figures of a sentence.
extension TollReader {
    /// Who says it: the subject of the sentence's verb of saying.
    func speaker(of event: Int) -> String {
        for (index, chunk) in phrases.chunks.enumerated()
        where chunk.kind == .verbGroup && isSaying(chunk) && !chunk.verb.isPassive
            && !areParted(index, event) && !isOfDeed(index) && !isOfAside(index)
        {
            if let subject = inverted(index) ?? phrases.subject(of: index),
                phrases.head(subject).tag != .pronoun,
                !phrases.chunks[subject].units.contains(where: {
                    Self.none.contains(phrases.units[$0].key)
                })
            {
                return speaker(subject)
            }
        }
        return accordingTo() ?? ""
    }

    /// "…on Monday, *said* a regional spokesman".
    private func inverted(_ verb: Int) -> Int? {
        guard verb > 0, verb + 1 < phrases.chunks.count, phrases.isNounGroup(verb + 1),
            phrases.chunks[verb - 1].kind == .comma || phrases.chunks[verb - 1].kind == .quote,
            phrases.head(verb).lexeme?.grammar == .report,
            phrases.chunks[..<verb].contains(where: { $0.kind == .verbGroup && $0.verb.isFinite })
        else { return nil }
        let next = verb + 2
        let goesOn = next < phrases.chunks.count && phrases.chunks[next].kind == .verbGroup
        return goesOn ? nil : verb + 1
    }

    private func isSaying(_ chunk: Chunk) -> Bool {
        if phrases.units[chunk.head].lexeme?.grammar == .report { return true }
        guard Self.speaking.contains(phrases.units[chunk.head].key) else { return false }
        // "spoke of eight dead", "put the toll at nine"; not "put out a fire".
        let behind = phrases.units[chunk.units.upperBound...].prefix(4)
        return behind.contains { Self.figures.contains($0.key) || $0.key == Words.of }
    }

    private static let figures: WordSet = [
        WordKey("toll"), WordKey("number"), WordKey("figure"), WordKey("count"), WordKey("dead"),
        WordKey("death"), WordKey("deaths"), WordKey("casualties"), WordKey("losses"),
    ]

    /// "lynched two men *accused of* theft", "*accusing him*", "the group *claimed responsibility*": nobody gives a
    /// figure.
    private func isOfDeed(_ verb: Int) -> Bool {
        if phrases.head(verb).key == Self.accusing { return true }
        guard verb + 1 < phrases.chunks.count else { return false }
        let next = phrases.head(verb + 1).key
        return next == Words.of || next == Self.responsibility
    }

    /// "a journalist *who reported* on the war was killed".
    private func isOfAside(_ verb: Int) -> Bool {
        verb > 0 && phrases.chunks[verb - 1].kind == .relative
    }

    /// "the ministry reported five dead; *others* spoke of eight": each says its own.
    private func areParted(_ a: Int, _ b: Int) -> Bool {
        phrases.chunks[min(a, b)...max(a, b)].contains {
            $0.kind == .boundary
                && text.tokens[phrases.units[$0.head].tokens.lowerBound].mark == .semicolon
        }
    }

    /// "one *of our drivers*" is more than one.
    private func speaker(_ chunk: Int) -> String {
        let members = phrases.head(chunk).tag == .number ? membersOf(chunk) : nil
        let tokens = phrases.tokens(chunk)
        let last = members ?? nameEnd(chunk)
        return text.string(text.span(tokens.lowerBound..<phrases.tokens(last).upperBound))
    }

    /// "the Syrian Observatory *for Human Rights*".
    private func nameEnd(_ chunk: Int) -> Int {
        let noun = chunk + 2
        guard noun < phrases.chunks.count, phrases.chunks[chunk + 1].kind == .preposition,
            Self.inNames.contains(phrases.head(chunk + 1).key), phrases.isNounGroup(noun),
            isCapitalized(phrases.chunks[chunk].head),
            phrases.chunks[noun].units.allSatisfy(isCapitalized)
        else { return chunk }
        return noun
    }

    private func isCapitalized(_ unit: Int) -> Bool {
        text.tokens[phrases.units[unit].tokens.lowerBound].isCapitalized
    }

    private static let inNames: WordSet = [WordKey("for"), WordKey("of")]

    /// "according to a hospital official".
    private func accordingTo() -> String? {
        guard let word = phrases.units.firstIndex(where: { $0.key == Self.according }),
            word + 2 < phrases.units.count
        else { return nil }
        let chunk = phrases.chunk(ofUnit: word + 2)
        return phrases.isNounGroup(chunk) ? text.string(text.span(phrases.tokens(chunk))) : nil
    }

    private static let speaking: WordSet = [
        WordKey("spoke"), WordKey("speaks"), WordKey("speak"), WordKey("put"), WordKey("puts"),
    ]
    private static let according = WordKey("according")
    private static let accusing = WordKey("accusing")
    private static let responsibility = WordKey("responsibility")
}
