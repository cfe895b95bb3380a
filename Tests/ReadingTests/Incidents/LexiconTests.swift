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

    @Test("No line repeats what another one says of a form")
    func duplicates() {
        var known: [String: Substring] = [:]
        for entry in Lexicon.entries() where entry.isWritten {
            let keys = uses(of: entry.lexeme).map { "\($0) \(entry.words)" }
            let others = keys.compactMap { known[$0] }.filter { $0 != entry.line }
            #expect(
                keys.isEmpty || others.count < keys.count,
                "“\(entry.form)”: “\(others.first ?? "")” and “\(entry.line)”")
            for key in keys { known[key] = entry.line }
        }
    }

    @Test("Every form is found where it stands in a text")
    func reachable() {
        for entry in Lexicon.entries() {
            let text = AnalyzedText(entry.form)
            let match = Lexicon.standard.phrases.longestMatch(
                in: text.tokens, from: 0, before: text.tokens.count)
            #expect(match?.range == 0..<text.tokens.count, "“\(entry.form)” of “\(entry.line)”")
        }
    }

    private func uses(of lexeme: Lexeme) -> [String] {
        [
            lexeme.event.map { _ in "verb of an event" },
            lexeme.nounEvent.map { _ in "noun of an event" },
            lexeme.person.map { _ in "person" }, lexeme.group.map { _ in "group" },
            lexeme.things.isEmpty ? nil : "thing", lexeme.grammar.map { _ in "grammar" },
        ].compactMap { $0 }
    }
}
