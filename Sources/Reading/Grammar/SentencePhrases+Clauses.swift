internal import Gazetteer
internal import Incidents

/// Where the clauses of a sentence begin and end.
extension SentencePhrases {
    /// What stands before the first verb: "On Monday, in the south, troops" sets the whole sentence.
    var opening: Range<Int> {
        let first = chunks.firstIndex { $0.kind == .verbGroup || $0.kind == .subordinator }
        return 0..<(first ?? chunks.count)
    }

    /// The chunks around one that belong to its clause: up to a boundary, a subordinator, a relative
    /// pronoun or a conjunction that opens a new one.
    func clause(around chunk: Int) -> Range<Int> {
        var lower = chunk
        while lower > 0, !opensClause(lower) { lower -= 1 }
        var upper = chunk + 1
        while upper < chunks.count, !opensClause(upper) { upper += 1 }
        return lower..<upper
    }

    /// The clause of a noun: "*The attack*, which left ten dead, *took place on Monday*" is one, around what is said
    /// of the attack.
    func clause(ofNoun noun: Int) -> Range<Int> {
        let own = clause(around: noun)
        guard chunks.indices.contains(own.upperBound), chunks[own.upperBound].kind == .relative,
            var verb = verb(withSubject: noun)
        else { return own }
        while let next = self.verb(withSubject: noun, after: verb) { verb = next }
        return own.lowerBound..<clause(around: verb).upperBound
    }

    /// The word that subordinates a clause; "since troops left *and* rebels came" is one with what it joins.
    func subordinator(of clause: Range<Int>) -> WordKey? {
        var opening = clause.lowerBound
        while opening > 0, chunks[opening].kind == .conjunction {
            opening = self.clause(around: opening - 1).lowerBound
        }
        return chunks[opening].kind == .subordinator ? head(opening).key : nil
    }

    /// "*two days* after gunmen attacked…", "*hours* before": another time than that of the clause before.
    func isSetApart(_ clause: Range<Int>, in text: AnalyzedText) -> Bool {
        guard clause.lowerBound > 0, chunks[clause.lowerBound].kind == .subordinator,
            let last = tokens(clause.lowerBound - 1).last
        else { return false }
        return Self.times.contains(text.tokens[last].key)
    }

    private static let times: WordSet = [
        WordKey("hours"), WordKey("hour"), WordKey("day"), WordKey("days"), WordKey("week"),
        WordKey("weeks"), WordKey("month"), WordKey("months"), WordKey("year"), WordKey("years"),
    ]

    /// Whether a dash, colon or semicolon stands between two chunks.
    func areApart(_ a: Int, _ b: Int) -> Bool {
        chunks[min(a, b)...max(a, b)].contains { $0.kind == .boundary }
    }

    /// "A driver had a near miss outside Hama on 4 June*:* a shell landed…": what stands before a colon
    /// tells where and when of what stands behind it, if it tells of no event itself.
    func isExplained(
        _ chunk: Int, by event: Int, _ eventChunks: [Int], in text: AnalyzedText
    ) -> Bool {
        guard chunk < event,
            let colon = chunks[chunk..<event].lastIndex(where: { $0.kind == .boundary }),
            text.tokens[units[chunks[colon].head].tokens.lowerBound].mark == .colon
        else { return false }
        return !chunks[chunk..<colon].contains { $0.kind == .boundary }
            && !eventChunks.contains { $0 < colon }
            && chunks[..<colon].contains { $0.kind == .verbGroup }
    }

    /// "fired tear gas *to disperse protesters in Basra on Wednesday*": of what was meant by a deed, and so of the
    /// deed.
    func isOfPurpose(_ chunk: Int, of deed: Int) -> Bool {
        guard chunk > deed, chunks[deed].kind == .verbGroup, !areApart(chunk, deed) else {
            return false
        }
        let between = chunks[(deed + 1)..<chunk]
        let verbs = between.filter { $0.kind == .verbGroup }
        return verbs.count == 1 && verbs.allSatisfy(\.verb.isInfinitive)
            && !between.contains { $0.kind == .subordinator || $0.kind == .relative }
    }

    func hasFiniteVerb(_ clause: Range<Int>) -> Bool {
        clause.contains { chunks[$0].kind == .verbGroup && chunks[$0].verb.isFinite }
    }

    private func opensClause(_ index: Int) -> Bool {
        switch chunks[index].kind {
        case .boundary, .relative: true
        case .subordinator: !onlySaysWhen(index)
        case .conjunction: !joinsNouns(index)
        default: false
        }
    }

    /// "exploded *after Friday prayers*, wounding nine", "crashed *while delivering aid*, killing all": without a verb
    /// that stands by itself, and the clause before goes on behind it.
    private func onlySaysWhen(_ subordinator: Int) -> Bool {
        var index = subordinator + 1
        while index < chunks.count, saysWhen(index) { index += 1 }
        return index > subordinator + 1 && index + 1 < chunks.count
            && chunks[index].kind == .comma && chunks[index + 1].kind == .verbGroup
            && chunks[index + 1].verb.isParticiple
    }

    private func saysWhen(_ index: Int) -> Bool {
        switch chunks[index].kind {
        case .nounGroup, .date, .preposition: true
        case .verbGroup: !chunks[index].verb.isFinite
        default: false
        }
    }
}
