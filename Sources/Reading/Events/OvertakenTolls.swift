internal import Gazetteer
internal import Incidents

/// Figures that a report gives only to say that they no longer hold: "the toll had earlier been put at 18".
struct OvertakenTolls {
    let text: AnalyzedText

    /// The figures that hold, and those that others of the same effect have overtaken.
    func parted(_ told: [Casualties]) -> (holding: [Casualties], overtaken: [Casualties]) {
        let old = Set(told.filter(isOld).map(\.span))
        guard !old.isEmpty else { return (told, []) }
        let overtaken = told.filter { figure in
            old.contains(figure.span)
                && told.contains { $0.effect == figure.effect && !old.contains($0.span) }
        }
        return (told.filter { figure in !overtaken.contains { $0 == figure } }, overtaken)
    }

    /// "*Earlier* reports spoke of 18 dead", "up from an *initial* toll of 18"; not "18 died earlier this
    /// week".
    private func isOld(_ figure: Casualties) -> Bool {
        let tokens = text.tokenRange(figure.span)
        guard let last = tokens.last, last < text.tokens.count else { return false }
        let sentence = text.sentences[text.sentenceIndex(ofToken: tokens.lowerBound)]
        // "*The toll* had earlier been put at 18" is told by its noun.
        let isNoun = tokens.allSatisfy { text.tokens[$0].kind != .number }
        let near =
            max(
                sentence.lowerBound, tokens.lowerBound - Self.reach)..<min(
                sentence.upperBound, last + (isNoun ? Self.reach : 1))
        guard let word = near.last(where: { Self.earlier.contains(text.tokens[$0].key) }),
            word + 1 < text.tokens.count, !Self.times.contains(text.tokens[word + 1].key)
        else { return false }
        return near.contains { Self.counting.contains(text.tokens[$0].key) }
    }

    private static let reach = 9
    private static let earlier: WordSet = [
        WordKey("earlier"), WordKey("initially"), WordKey("initial"), WordKey("previously"),
        WordKey("previous"), WordKey("originally"),
    ]
    private static let times: WordSet = [
        WordKey("this"), WordKey("today"), WordKey("on"), WordKey("in"), WordKey("that"),
        WordKey("attack"), WordKey("attacks"),
    ]
    private static let counting: WordSet = [
        WordKey("toll"), WordKey("report"), WordKey("reports"), WordKey("reported"), WordKey("put"),
        WordKey("count"), WordKey("figure"), WordKey("figures"), WordKey("estimate"),
        WordKey("estimates"), WordKey("spoke"), WordKey("given"),
    ]
}
