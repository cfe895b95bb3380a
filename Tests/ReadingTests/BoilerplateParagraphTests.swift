import Incidents
import Testing

@testable import Reading

@Suite("Boilerplate inside a paragraph")
struct BoilerplateParagraphTests {
    @Test("A text in one paragraph that ends in an address is news all the same")
    func address() {
        let text = AnalyzedText(
            "A bomb killed two people in Mosul on Monday. The writer can be reached at desk@example.org."
        )
        let kept = text.boilerplate.map { text.string($0.span) }
        #expect(kept == ["The writer can be reached at desk@example.org."])
    }

    @Test("A short paragraph of a longer text that holds such words is none of the news")
    func paragraph() {
        let text = AnalyzedText(
            """
            A bomb killed two people in Mosul.

            Police said so on Monday.

            Jane Doe writes from Mosul. She can be reached at desk@example.org.
            """)
        #expect(text.boilerplate.map { text.string($0.span) }.joined().hasPrefix("Jane Doe"))
    }
}
