internal import Gazetteer
internal import Incidents

/// Who gives the figures of a sentence.
extension TollReader {
    /// Who says it: the subject of the sentence's verb of saying.
    func speaker(of event: Int) -> String {
        for (index, chunk) in phrases.chunks.enumerated()
        where chunk.kind == .verbGroup && isSaying(chunk) && !chunk.verb.isPassive
            && !areParted(index, event) && !isOfDeed(index)
        {
            if let subject = phrases.subject(of: index), phrases.head(subject).tag != .pronoun,
                !phrases.chunks[subject].units.contains(where: {
                    Self.none.contains(phrases.units[$0].key)
                })
            {
                return speaker(subject)
            }
        }
        return accordingTo() ?? ""
    }

    private func isSaying(_ chunk: Chunk) -> Bool {
        phrases.units[chunk.head].lexeme?.grammar == .report
            || Self.speaking.contains(phrases.units[chunk.head].key)
    }

    /// "lynched two men *accused of* theft", "*accusing him*", "the group *claimed responsibility*": nobody gives a
    /// figure.
    private func isOfDeed(_ verb: Int) -> Bool {
        if phrases.head(verb).key == Self.accusing { return true }
        guard verb + 1 < phrases.chunks.count else { return false }
        let next = phrases.head(verb + 1).key
        return next == Words.of || next == Self.responsibility
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
        return text.string(
            text.span(tokens.lowerBound..<phrases.tokens(members ?? chunk).upperBound))
    }

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
