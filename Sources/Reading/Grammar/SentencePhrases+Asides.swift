internal import Gazetteer

/// What stands between a subject and its verb without being either.
extension SentencePhrases {
    /// "Bombers blew themselves up *after people had broken their fast*, killing 18": the clause only says
    /// when; the participle is of what was done then.
    func isMoment(_ verb: Int, before participle: Int) -> Bool {
        let clause = clause(around: verb)
        guard chunks[clause.lowerBound].kind == .subordinator, clause.lowerBound > 0,
            clause.upperBound == participle || chunks[participle - 1].kind == .comma,
            head(verb).lexeme?.event == nil,
            !clause.contains(where: { head($0).lexeme?.nounEvent != nil })
        else { return false }
        return chunks[..<clause.lowerBound].contains {
            $0.kind == .verbGroup && units[$0.head].lexeme?.event != nil
        }
    }

    /// "shot one driver, *took* four others and *burned* the trucks": one subject, several verbs.
    func isFurtherDeed(_ verb: Int, after object: Int) -> Bool {
        guard chunks[object - 1].verb.isFinite, chunks[verb].verb.isFinite, object + 2 == verb
        else { return false }
        return chunks[object + 1].kind == .comma || chunks[object + 1].kind == .conjunction
    }

    /// "12 people, *seven of them children*, were killed", "*most of them women*": the part is not the subject.
    func asideStart(endingAt noun: Int) -> Int? {
        // "22 people, *mostly women and children*, were killed".
        if noun >= 3, Self.mostly.contains(head(noun - 1).key), chunks[noun - 2].kind == .comma {
            return noun - 2
        }
        // "Sixteen attackers, *among them four suicide bombers*, were killed".
        if noun >= 3, head(noun - 1).tag == .pronoun, head(noun - 2).key == Self.among,
            chunks[noun - 3].kind == .comma
        {
            return noun - 3
        }
        guard noun >= 4, head(noun - 1).tag == .pronoun, head(noun - 2).key == Words.of,
            head(noun - 3).tag == .number || Self.shares.contains(head(noun - 3).key),
            chunks[noun - 4].kind == .comma
        else { return nil }
        return noun - 4
    }

    private static let among = WordKey("among")
    private static let mostly: WordSet = [
        WordKey("mostly"), WordKey("mainly"), WordKey("largely"), WordKey("predominantly"),
        WordKey("primarily"),
    ]
    private static let shares: WordSet = [
        WordKey("most"), WordKey("many"), WordKey("some"), WordKey("all"), WordKey("half"),
        WordKey("several"), WordKey("majority"),
    ]

    /// "Ali Salem, *23*, was arrested".
    func isAge(_ noun: Int) -> Bool {
        noun > 1 && noun + 1 < chunks.count && head(noun).tag == .number
            && chunks[noun].units.count == 1 && chunks[noun - 1].kind == .comma
            && chunks[noun + 1].kind == .comma && chunks[noun - 2].kind == .nounGroup
    }

    /// "an attack near San Jose, *California*, damaged…": the state is no subject.
    func isContainer(_ noun: Int) -> Bool {
        guard noun > 1, noun + 1 < chunks.count, head(noun).place != nil,
            chunks[noun - 1].kind == .comma, chunks[noun + 1].kind == .comma,
            chunks[noun - 2].kind == .nounGroup
        else { return false }
        return head(noun - 2).place != nil
    }

    /// "The ADF, *a group with ties to Islamic State*, killed…": the name before it is the subject.
    func isAppositive(_ noun: Int, before verb: Int) -> Bool {
        guard noun > 1, chunks[noun - 1].kind == .comma, chunks[verb - 1].kind == .comma else {
            return false
        }
        let opener = units[chunks[noun].units.lowerBound].key
        // "Carlos Prats, *the head of the army*, was killed".
        let isOffice =
            opener == Words.the && isNounGroup(noun - 2) && isPersonsName(noun - 2)
            && noun + 1 < chunks.count && head(noun + 1).key == Words.of
        guard isOffice || Self.indefinite.contains(opener) else { return false }
        var named = noun - 2
        while isNounGroup(named), let start = phraseStart(before: named) { named = start - 1 }
        guard isNounGroup(named), head(named).tag != .number else { return false }
        return named == 0 || chunks[named - 1].kind != .verbGroup
    }

    /// Of a title and words that are not known: "General Carlos Prats".
    private func isPersonsName(_ chunk: Int) -> Bool {
        let group = chunks[chunk].units
        return group.count > 1 && units[group.upperBound - 1].lexeme == nil
            && head(chunk).place == nil && head(chunk).tag == .noun
            && units[group.lowerBound].lexeme?.person != nil
    }

    /// "fighters*, bolstered by what locals said were reinforcements,* staged": where it opens.
    func qualifierStart(before verb: Int) -> Int? {
        guard verb > 3, chunks[verb - 1].kind == .comma, chunks[verb].verb.isFinite,
            let comma = chunks[..<(verb - 1)].lastIndex(where: {
                $0.kind == .comma || $0.kind == .boundary
            }), chunks[comma].kind == .comma, isNounGroup(comma - 1), comma + 2 < verb,
            comma < 2 || chunks[comma - 2].kind != .verbGroup,
            chunks[comma + 1].kind == .verbGroup, chunks[comma + 1].units.count == 1,
            head(comma + 1).lexeme?.verb == .pastOrParticiple
                || chunks[comma + 1].verb.isParticiple,
            Self.means.contains(head(comma + 2).key)
        else { return nil }
        return comma
    }

    private static let means: WordSet = [Words.by, Words.with]
    private static let indefinite: WordSet = [WordKey("a"), WordKey("an"), WordKey("one")]
}
