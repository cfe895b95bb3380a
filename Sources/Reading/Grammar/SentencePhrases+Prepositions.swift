internal import Gazetteer
internal import Incidents

/// What prepositions lead to, and what conjunctions join.
extension SentencePhrases {
    struct PrepositionalPhrase {
        let preposition: Int
        let noun: Int
    }

    /// The prepositional phrases that follow a chunk inside its clause, in order.
    func phrases(after chunk: Int) -> [PrepositionalPhrase] {
        var found: [PrepositionalPhrase] = []
        var index = chunk + 1
        while index < chunks.count {
            switch chunks[index].kind {
            case .boundary, .subordinator, .relative, .verbGroup: return found
            case .conjunction where !joinsNouns(index): return found
            case .preposition where isNounGroup(index + 1):
                found.append(PrepositionalPhrase(preposition: index, noun: index + 1))
            default: break
            }
            index += 1
        }
        return found
    }

    func joinsNouns(_ conjunction: Int) -> Bool {
        guard conjunction + 1 < chunks.count else { return false }
        let next = chunks[conjunction + 1].kind
        guard next == .nounGroup || next == .preposition else { return false }
        if isBeforeVerbs(conjunction) { return true }
        // "…in Mosul and troops retook…" opens a clause.
        var index = conjunction + 2
        while index < chunks.count,
            chunks[index].kind == .preposition || chunks[index].kind == .nounGroup
        {
            index += 1
        }
        return index >= chunks.count || chunks[index].kind != .verbGroup
            || chunks[index].verb.isParticiple || isReduced(index)
    }

    /// "Clashes between troops *and rebels* broke out": no clause ends where none has its verb.
    private func isBeforeVerbs(_ conjunction: Int) -> Bool {
        for index in chunks[..<conjunction].indices.reversed() {
            switch chunks[index].kind {
            case .verbGroup: return false
            case .boundary, .subordinator, .relative: return index < conjunction - 1
            default: break
            }
        }
        return true
    }

    /// "drones and missiles *fired by rebels*": a participle without "that were".
    private func isReduced(_ verb: Int) -> Bool {
        chunks[verb].units.count == 1 && verb + 1 < chunks.count
            && chunks[verb + 1].kind == .preposition && head(verb + 1).key == Words.by
    }
}
