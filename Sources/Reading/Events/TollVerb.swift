internal import Gazetteer
internal import Incidents

/// The verbs that bring a toll up to date: "the death toll from the blast *has risen* to 23 on Saturday". What they
/// date is the count, not the deed.
enum TollVerb {
    /// The verb behind a noun that counts, in its clause.
    static func following(_ noun: Int, in phrases: SentencePhrases) -> Int? {
        for index in phrases.chunks.indices.dropFirst(noun + 1) {
            switch phrases.chunks[index].kind {
            case .boundary, .subordinator, .relative: return nil
            case .verbGroup where verbs.contains(phrases.head(index).key): return index
            default: continue
            }
        }
        return nil
    }

    /// Whether a day stands with such a verb: "the toll rose to 23 *on Saturday*".
    static func dates(_ chunk: Int, in phrases: SentencePhrases) -> Bool {
        guard let verb = phrases.chunks[..<chunk].lastIndex(where: { $0.kind == .verbGroup }),
            verbs.contains(phrases.head(verb).key), !phrases.areApart(verb, chunk),
            let subject = phrases.chunks[phrases.clause(around: verb)].firstIndex(where: {
                $0.kind == .nounGroup
            })
        else { return false }
        return counts.contains(phrases.head(subject).key)
    }

    private static let counts: WordSet = [
        WordKey("toll"), WordKey("tolls"), WordKey("number"), WordKey("deaths"), WordKey("tally"),
        WordKey("fatalities"), WordKey("casualties"),
    ]
    private static let verbs: WordSet = [
        WordKey("rose"), WordKey("risen"), WordKey("rises"), WordKey("rising"), WordKey("climbed"),
        WordKey("climbs"), WordKey("reached"), WordKey("reaches"), WordKey("stood"),
        WordKey("stands"), WordKey("increased"), WordKey("jumped"), WordKey("grew"),
        WordKey("grown"), WordKey("mounted"), WordKey("revised"), WordKey("raised"),
        WordKey("updated"), WordKey("put"),
    ]
}
