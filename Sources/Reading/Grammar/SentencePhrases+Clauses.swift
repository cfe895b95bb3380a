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

    func hasFiniteVerb(_ clause: Range<Int>) -> Bool {
        clause.contains { chunks[$0].kind == .verbGroup && chunks[$0].verb.isFinite }
    }

    private func opensClause(_ index: Int) -> Bool {
        switch chunks[index].kind {
        case .boundary, .subordinator: true
        case .relative: true
        case .conjunction: !joinsNouns(index)
        default: false
        }
    }
}
