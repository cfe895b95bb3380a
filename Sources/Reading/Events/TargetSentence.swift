internal import Gazetteer
internal import Incidents

/// A sentence as the choice of targets looks at it: its noun groups, and what its verbs do to them.
struct TargetSentence {
    let phrases: SentencePhrases
    /// Of each chunk, as features name it: the preposition itself, else what kind of chunk it is.
    let labels: [String]
    /// Of each noun group.
    let kinds: [NounKind?]
    let frames: [Frame]

    /// A verb group and those it ties.
    struct Frame {
        let verb: Int
        let subject: Int?
        let object: Int?
        let agent: Int?
        /// "asubj", or "psubj" of a passive verb.
        let subjectRole: String
        /// What the verb tells, or else what grammar makes of it.
        let sense: String
        let word: String
    }

    /// Longer ones are lists, and cost more than they tell.
    static let mostChunks = 160

    /// `nil` for a sentence too long to look at.
    init?(_ phrases: SentencePhrases, _ text: AnalyzedText) {
        guard phrases.chunks.count <= Self.mostChunks else { return nil }
        self.phrases = phrases
        labels = phrases.chunks.indices.map { Self.label($0, phrases, text) }
        kinds = phrases.chunks.indices.map {
            phrases.isNounGroup($0) ? NounKind(of: $0, in: phrases, text) : nil
        }
        frames = phrases.chunks.indices.filter { phrases.chunks[$0].kind == .verbGroup }.map {
            let head = phrases.head($0)
            return Frame(
                verb: $0, subject: phrases.subject(of: $0), object: phrases.object(of: $0),
                agent: phrases.agent(of: $0),
                subjectRole: phrases.chunks[$0].verb.isPassive ? "psubj" : "asubj",
                sense: head.lexeme?.event?.concept.rawValue ?? head.lexeme?.grammar?.rawValue
                    ?? "-",
                word: Self.word(head, text))
        }
    }

    private static func label(_ chunk: Int, _ phrases: SentencePhrases, _ text: AnalyzedText)
        -> String
    {
        phrases.chunks[chunk].kind == .preposition
            ? word(phrases.head(chunk), text) : phrases.chunks[chunk].kind.rawValue
    }

    static func word(_ unit: Unit, _ text: AnalyzedText) -> String {
        text.string(text.span(unit.tokens)).lowercased()
    }

    func label(_ chunk: Int) -> String {
        labels.indices.contains(chunk) ? labels[chunk] : "edge"
    }

    /// "…killing 17 soldiers, *a local official* said".
    func isSpeaker(_ chunk: Int) -> Bool {
        frames.contains {
            // "a journalist *who reported* on the war" is none.
            $0.subject == chunk && $0.sense == GrammarClass.report.rawValue
                && $0.subjectRole == "asubj" && $0.verb > 0
                && phrases.chunks[$0.verb - 1].kind != .relative
        }
    }

    /// "claimed it in a message on *its news agency, Amaq*".
    func isMedium(_ chunk: Int) -> Bool {
        let first = listStart(chunk)
        return isPreposition(first - 1) && phrases.isNounGroup(first - 2)
            && Self.messages.contains(phrases.head(first - 2).key)
    }

    private static let messages: WordSet = [
        WordKey("message"), WordKey("messages"), WordKey("statement"), WordKey("statements"),
        WordKey("communique"), WordKey("post"), WordKey("video"), WordKey("interview"),
        WordKey("broadcast"), WordKey("announcement"),
    ]

    func isPreposition(_ chunk: Int) -> Bool {
        phrases.chunks.indices.contains(chunk) && phrases.chunks[chunk].kind == .preposition
    }

    /// The last chunk of the noun phrase that opens with a noun group: "the office *of the mayor of Cali*".
    func phraseEnd(_ chunk: Int) -> Int {
        var end = chunk
        for _ in 0..<3
        where isPreposition(end + 1) && phrases.head(end + 1).key == Words.of
            && phrases.isNounGroup(end + 2) && phrases.head(end + 2).tag != .pronoun
        {
            end += 2
        }
        return end
    }

    /// "soldiers, police and *others*": the noun group that opens the list.
    func listStart(_ chunk: Int) -> Int {
        var start = chunk
        while let before = joinedTo(start) { start = before }
        return start
    }

    /// The noun group before "and", a comma, or both.
    private func joinedTo(_ chunk: Int) -> Int? {
        guard chunk >= 2 else { return nil }
        let mark = phrases.chunks[chunk - 1].kind
        guard mark == .conjunction || mark == .comma else { return nil }
        let isBoth = mark == .conjunction && phrases.chunks[chunk - 2].kind == .comma
        let before = isBoth ? chunk - 3 : chunk - 2
        return phrases.isNounGroup(before) ? before : nil
    }
}
