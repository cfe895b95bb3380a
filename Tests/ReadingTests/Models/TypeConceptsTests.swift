import Testing

@testable import Reading

@Suite("Ideas told by words")
struct TypeConceptsTests {
    private static let table = """
        one: march|set fire|demonstrat*|hunger strike*|explosives laden|x ray
        two: set fire to|ma*|march|firearms|fire
        """

    @Test(
        "Words and phrases are found wherever all their words stand, as a search for each finds them"
    )
    func bruteForce() {
        let words =
            "march set fire to demonstrations hunger strikes explosives laden marching firearms demonstra x ray set"
            .split(separator: " ").map(String.init)
        var folded = FoldedWords(reserving: 0)
        let text = AnalyzedText(words.joined(separator: " "))
        for token in text.tokens { folded.append(token, of: text) }
        let concepts = TypeConcepts(table: Self.table)
        let found = concepts.matches(in: folded).map { [$0.word, $0.concept] }
        #expect(Set(found) == Set(Self.expected(words)))
        #expect(found.map { $0[0] } == found.map { $0[0] }.sorted())
    }

    private static func expected(_ words: [String]) -> [[Int]] {
        table.split(separator: "\n").enumerated().flatMap { concept, line in
            line.split(separator: ":")[1].split(separator: "|").flatMap { phrase in
                let patterns = phrase.split(separator: " ")
                return words.indices.filter { start in
                    start + patterns.count <= words.count
                        && zip(patterns, words[start...]).allSatisfy { pattern, word in
                            pattern.hasSuffix("*")
                                ? word.hasPrefix(pattern.dropLast()) : word == pattern
                        }
                }.map { [$0, concept] }
            }
        }
    }
}
