internal import Gazetteer
internal import Incidents

/// Groups tagged units into noun groups, verb groups and what stands between.
struct Chunker {
    let units: [Unit]

    func chunks() -> [Chunk] {
        var chunks: [Chunk] = []
        chunks.reserveCapacity(units.count)
        var index = 0
        while index < units.count {
            let chunk = verbGroup(at: index) ?? nounGroup(at: index) ?? single(at: index)
            chunks.append(chunk)
            index = chunk.units.upperBound
        }
        for index in chunks.indices where isReducedRelative(index, in: chunks) {
            chunks[index].verb.isReduced = true
            chunks[index].verb.isParticiple = true
            chunks[index].verb.isPassive = true
        }
        return chunks
    }

    /// A participle that says of a noun what was done to it: no object behind it, and the clause has a verb
    /// besides.
    private func isReducedRelative(_ index: Int, in chunks: [Chunk]) -> Bool {
        let chunk = chunks[index]
        guard chunk.kind == .verbGroup, chunk.units.count == 1, index > 0,
            units[chunk.head].lexeme?.verb == .pastOrParticiple,
            chunks[index - 1].kind == .nounGroup,
            index + 1 < chunks.count, chunks[index + 1].kind == .preposition
        else { return false }
        return isBehindObject(index, in: chunks) || isBeforeVerb(index, in: chunks)
    }

    /// "A bomb *planted* on a track derailed a train", "troops *stationed* in Gao were attacked".
    private func isBeforeVerb(_ index: Int, in chunks: [Chunk]) -> Bool {
        for next in chunks.indices.dropFirst(index + 1) {
            switch chunks[next].kind {
            case .preposition, .nounGroup, .date: continue
            case .verbGroup:
                guard chunks[next].verb.isFinite, isPlainVerb(units[chunks[index].head]) else {
                    return false
                }
                let hasObject = next + 1 < chunks.count && chunks[next + 1].kind == .nounGroup
                return hasObject || chunks[next].units.contains { units[$0].tag == .be }
            default: return false
            }
        }
        return false
    }

    /// One that tells of no event: of a deed nobody knows which of two was done last.
    private func isPlainVerb(_ unit: Unit) -> Bool {
        unit.lexeme?.grammar == .past || unit.lexeme?.grammar == .verb
    }

    /// "attacked troops *stationed* near Mosul".
    private func isBehindObject(_ index: Int, in chunks: [Chunk]) -> Bool {
        guard index > 1, chunks[index - 2].kind == .verbGroup else { return false }
        // "a bus carrying pilgrims *plunged* into a ravine"; "police said rebels *attacked* in Hit".
        let before = chunks[index - 2]
        guard before.verb.isFinite || before.verb.isInfinitive, units[before.head].tag == .verb
        else { return false }
        switch units[before.head].lexeme?.grammar {
        case .report, .react, .attempt, .threaten: return false
        default: return true
        }
    }

    // MARK: Verb groups

    private func verbGroup(at start: Int) -> Chunk? {
        var verb = VerbGroup()
        var index = start
        var auxiliary: Unit.Tag?
        var sawAuxiliary = false
        scan: while index < units.count {
            let unit = units[index]
            switch unit.tag {
            case .modal:
                verb.isModal = !isFuture(unit)
                verb.tense = isFuture(unit) ? .future : .present
            case .to:
                // "to" is of the verb only when a verb follows.
                guard index == start, isVerb(after: index) else { break scan }
                verb.isInfinitive = true
            case .be, .have, .do: if isPresent(unit) { verb.tense = .present }
            case .negation: verb.isNegated = true
            case .adverb:
                guard index > start, isVerb(after: index - 1) else { break scan }
                index += 1
                continue scan
            case .verb, .gerund:
                finish(&verb, unit, auxiliary: auxiliary, sawAuxiliary: sawAuxiliary)
                return Chunk(kind: .verbGroup, units: start..<index + 1, head: index, verb: verb)
            default: break scan
            }
            if unit.tag == .have { verb.isPerfect = true }
            if Self.contracted.contains(unit.key) { verb.isNegated = true }
            if unit.tag != .negation { auxiliary = unit.tag }
            if unit.tag != .to { sawAuxiliary = true }
            index += 1
        }
        // A copula alone: "was", "has been".
        guard index > start,
            units[start..<index].contains(where: {
                $0.tag == .be || $0.tag == .have || $0.tag == .do
            })
        else { return nil }
        return Chunk(kind: .verbGroup, units: start..<index, head: index - 1, verb: verb)
    }

    private func finish(
        _ verb: inout VerbGroup, _ unit: Unit, auxiliary: Unit.Tag?, sawAuxiliary: Bool
    ) {
        let form = unit.lexeme?.verb ?? .past
        switch form {
        case .gerund:
            verb.isProgressive = true
            verb.isParticiple = auxiliary != .be
        case .past, .participle, .pastOrParticiple:
            verb.isPassive = auxiliary == .be
            if !sawAuxiliary, form == .participle {
                verb.isParticiple = true
                verb.isPassive = true
            }
        case .base, .thirdPerson:
            if !sawAuxiliary, !verb.isInfinitive { verb.tense = .present }
        }
    }

    private func isVerb(after index: Int) -> Bool {
        var next = index + 1
        while next < units.count, units[next].tag == .adverb || units[next].tag == .negation {
            next += 1
        }
        guard next < units.count else { return false }
        switch units[next].tag {
        case .verb, .gerund, .be, .have, .do: return true
        default: return false
        }
    }

    /// "four *more* soldiers", "two *other* men".
    private static let further: WordSet = [WordKey("more"), WordKey("other"), WordKey("such")]

    private func isFuture(_ unit: Unit) -> Bool { Self.future.contains(unit.key) }
    private func isPresent(_ unit: Unit) -> Bool { Self.present.contains(unit.key) }

    private static let future: WordSet = [WordKey("will"), WordKey("shall"), WordKey("wont")]
    /// "didn't": verb and negation in one.
    private static let contracted: WordSet = [
        WordKey("isnt"), WordKey("arent"), WordKey("wasnt"), WordKey("werent"),
        WordKey("havent"), WordKey("hasnt"), WordKey("hadnt"), WordKey("dont"),
        WordKey("doesnt"), WordKey("didnt"), WordKey("cant"), WordKey("cannot"),
        WordKey("couldnt"), WordKey("wouldnt"), WordKey("shouldnt"), WordKey("mustnt"),
        WordKey("wont"),
    ]
    private static let present: WordSet = [
        WordKey("is"), WordKey("are"), WordKey("am"), WordKey("has"), WordKey("have"),
        WordKey("does"), WordKey("do"), WordKey("isnt"), WordKey("arent"), WordKey("hasnt"),
        WordKey("havent"), WordKey("doesnt"), WordKey("dont"),
    ]

    // MARK: Noun groups

    private func nounGroup(at start: Int) -> Chunk? {
        if units[start].tag == .pronoun {
            return Chunk(kind: .nounGroup, units: start..<start + 1, head: start)
        }
        var index = start
        while index < units.count, continuesNounGroup(index, from: start) { index += 1 }
        guard index > start else { return nil }
        let head =
            units[start..<index].lastIndex { $0.tag == .noun || $0.tag == .number } ?? index - 1
        return Chunk(kind: .nounGroup, units: start..<index, head: head)
    }

    private func continuesNounGroup(_ index: Int, from start: Int) -> Bool {
        let unit = units[index]
        if unit.tag == .determiner {
            // A new determiner opens a new group, except after "all" or "both" and after numbers' words.
            return index == start || units[index - 1].tag == .determiner
                || units[index - 1].tag == .number && Self.further.contains(unit.key)
        }
        if unit.tag == .mark { return index > start && isHyphenInside(index) }
        if unit.tag == .adverb {
            return index > start && index + 1 < units.count && units[index + 1].tag == .adjective
        }
        return unit.isNominal && !isTimeOfClause(index, from: start)
    }

    /// "the first time *warplanes* have struck": a clause opens behind it.
    private func isTimeOfClause(_ index: Int, from start: Int) -> Bool {
        index > start + 1 && units[index - 1].key == Self.time
            && Self.turns.contains(units[index - 2].key)
    }

    private static let time = WordKey("time")
    private static let turns: WordSet = [
        WordKey("first"), WordKey("second"), WordKey("third"), WordKey("last"), WordKey("next"),
    ]

    /// Between joined words: "US-led", "hit-and-run".
    private func isHyphenInside(_ index: Int) -> Bool {
        index + 1 < units.count && units[index + 1].isNominal
    }

    private func single(at index: Int) -> Chunk {
        let kind: Chunk.Kind
        switch units[index].tag {
        case .preposition, .to: kind = .preposition
        case .conjunction: kind = .conjunction
        case .subordinator: kind = .subordinator
        case .relative: kind = .relative
        case .date: kind = .date
        case .comma: kind = .comma
        case .boundary: kind = .boundary
        case .openQuote, .closeQuote: kind = .quote
        default: kind = .other
        }
        return Chunk(kind: kind, units: index..<index + 1, head: index)
    }
}
