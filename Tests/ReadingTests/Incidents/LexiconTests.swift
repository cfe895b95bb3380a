import Testing

@testable import Reading

@Suite("The lexicon of events")
struct LexiconTests {
    @Test("Every line of the tables is understood")
    func faults() { #expect(Lexicon.standard.faults.isEmpty) }

    @Test(
        "Regular forms are made as English makes them",
        arguments: [
            ("attack", "attacks", "attacked", "attacking"),
            ("seize", "seizes", "seized", "seizing"),
            ("clash", "clashes", "clashed", "clashing"),
            ("occupy", "occupies", "occupied", "occupying"),
            ("rob", "robs", "robbed", "robbing"), ("free", "frees", "freed", "freeing"),
            ("shell", "shells", "shelled", "shelling"),
            ("commit", "commits", "committed", "committing"),
        ])
    func forms(base: String, third: String, past: String, gerund: String) {
        let verb = Inflection.Verb(base)
        #expect([verb.thirdPerson, verb.past, verb.gerund] == [third, past, gerund])
    }

    @Test("A phrase is found by its longest match, across hyphens")
    func phrases() throws {
        let text = AnalyzedText("A suicide car-bomb went off.")
        let match = try #require(
            Lexicon.standard.phrases.longestMatch(
                in: text.tokens, from: 1, before: text.tokens.count))
        #expect(match.value.nounEvent?.concept == .suicide)
        #expect(text.string(text.span(match.range)) == "suicide car-bomb")
    }
}
