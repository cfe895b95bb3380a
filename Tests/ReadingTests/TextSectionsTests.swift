import Incidents
import TestSupport
import Testing

@testable import Reading

@Suite("Sections of long texts")
struct TextSectionsTests {
    private static let pieces = [
        "Militants attacked Haditha. ", "قتل عشرة جنود. ", "A bomb went off\n", "\n\n", "Взрыв",
        "🙂🙂",
        "x", " ", "“Yes,” he said! ", "東京で爆発", "U.S. troops left on Jan. 5, 2016, they said? ",
    ]

    private static func text(_ random: inout SplitMix) -> String {
        (0..<200).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    }

    @Test("Sections follow one another without gap or overlap and tear no character")
    func cuts() {
        for seed in 0..<100 as Range<UInt64> {
            var random = SplitMix(seed: seed)
            let text = Self.text(&random)
            let sections = Array(TextSections(text, limit: 200))
            #expect(sections.count > 1, "seed \(seed)")
            var end = 0
            var words = 0
            for section in sections {
                for token in section.tokens {
                    #expect(Int(token.start) >= end, "seed \(seed)")
                    #expect(
                        String(text.utf8.dropFirst(Int(token.start)).prefix(token.span.count))
                            == section.string(token), "seed \(seed)")
                    end = Int(token.end)
                    words += 1
                }
                #expect(section.tokens.isEmpty || end - Int(section.tokens[0].start) <= 200)
            }
            #expect(words >= AnalyzedText(text).tokens.count, "seed \(seed)")
        }
    }

    @Test("A text up to the limit is one section, read as it is")
    func whole() {
        let text = String(repeating: "Militants attacked Haditha on Monday. ", count: 5)
        let sections = Array(TextSections(text))
        #expect(sections.count == 1)
        #expect(sections.first?.tokens.map(\.span) == AnalyzedText(text).tokens.map(\.span))
        #expect(TextSections(text).finding(origin: "t") == nil)
        #expect(Array(TextSections("")).count == 1)
    }

    @Test("A long text gives the mentions, days and incidents of its sections, and says so")
    func longText() throws {
        var reader = Reader(gazetteer: try #require(SampleGazetteer.shared))
        reader.sectionLimit = 1 << 10
        let sentence = "A bomb killed two people in Haditha on Sunday.\n\n"
        let count = reader.sectionLimit / sentence.utf8.count * 5 / 2
        let text = "Jan. 5, 2016\n\n" + String(repeating: sentence, count: count)
        let reading = reader.read(Report(id: "t", text: text))
        #expect(reading.mentions.count == count)
        #expect(reading.mentions.allSatisfy { text[$0.span] == "Haditha" })
        #expect(reading.dates.count == count + 1)
        #expect(reading.dates.dropFirst().allSatisfy { $0.start == Day(iso: "2016-01-03") })
        #expect(!reading.incidents.isEmpty)
        #expect(reading.findings.contains { $0.message.contains("sections") })
        let sections = TextSections(text, limit: reader.sectionLimit)
        #expect(Array(sections).count > 2)
        let dates = DateReader().read(sections, published: nil)
        #expect(dates.dates == reading.dates)
    }
}
