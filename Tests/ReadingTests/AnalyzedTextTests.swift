import Incidents
import TestSupport
import Testing

@testable import Reading

@Suite("Texts cut into tokens, sentences and paragraphs")
struct AnalyzedTextTests {
    private func words(_ text: String) -> [String] {
        let analyzed = AnalyzedText(text)
        return analyzed.tokens.map { analyzed.string($0) }
    }

    private func sentences(_ text: String) -> [String] {
        let analyzed = AnalyzedText(text)
        return analyzed.sentences.map { analyzed.string(analyzed.span($0)) }
    }

    @Test("Words keep inner dots and apostrophes; hyphens, possessives and marks stand alone")
    func tokens() {
        #expect(
            words("U.S.-led forces in Ba'quba’s north") == [
                "U.S.", "-", "led", "forces", "in", "Ba'quba", "’s", "north",
            ])
        #expect(
            words("1,000 rockets, 2.5 km; “no”") == [
                "1,000", "rockets", ",", "2.5", "km", ";", "“", "no", "”",
            ])
        #expect(words("Isis’ territory") == ["Isis", "’", "territory"])
        #expect(words("في مدينة الحديثة.") == ["في", "مدينة", "الحديثة", "."])
    }

    @Test("Titles, initials and dotted names end no sentence; a lost space hides no end")
    func sentenceEnds() {
        #expect(sentences("Gen. J. Smith left the U.S. on Monday. He said so.").count == 2)
        #expect(sentences("Troops left the U.S. The war went on.").count == 2)
        #expect(sentences("They went abroad.The group stayed.").count == 2)
        #expect(sentences("“It is over.” He left. (It was late.) Then rain fell.").count == 4)
        #expect(sentences("It cost 2.5 million. Why? Nobody knows!").count == 3)
    }

    @Test("A line break ends a paragraph, except in hard-wrapped text")
    func paragraphs() {
        #expect(AnalyzedText("One line here.\nAnother line.\n\nA third").paragraphs.count == 3)
        let wrapped =
            "The troops that\nwent to the north of\nthe city were seen\nin Mosul.\n\nThen they\nleft."
        #expect(AnalyzedText(wrapped).paragraphs.count == 2)
    }

    @Test("Words in quotation marks are marked, those outside are not")
    func quotations() {
        let text = AnalyzedText("He said “they fled at dawn” and left.")
        let quoted = text.tokens.filter { $0.flags.contains(.quoted) }.map { text.string($0) }
        #expect(quoted == ["they", "fled", "at", "dawn"])
    }

    @Test("Appeals, link lists, forms and copyright lines are marked; the news between is not")
    func boilerplate() {
        let text = """
            Fighters attacked the town on Sunday.
            Your support helps us to tell the story
            We are on the ground in many places.
            Your support makes all the difference.Shells hit the bridge at noon.
            Read more
            Ten killed in market blast
            Army retakes airfield
            The river rose again on Monday, officials said, and the bridge was closed to traffic.
            Copyright 2022 The Paper. All rights reserved.
            Leave a Reply
            Mosul was bombed, says a reader.
            """
        let analyzed = AnalyzedText(text)
        let marked = analyzed.boilerplate.map { analyzed.string($0.span) }
        #expect(marked.count == 4)
        #expect(marked.first?.hasPrefix("Your support helps") == true)
        #expect(marked.first?.hasSuffix("all the difference.") == true)
        #expect(
            marked.dropFirst().first
                == "Read more\nTen killed in market blast\nArmy retakes airfield")
        #expect(marked.last?.hasSuffix("says a reader.") == true)
    }

    @Test("Any text gives spans in order on character boundaries", arguments: 0..<40)
    func anyText(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let pieces = [
            "Mosul", "’s", "…", "é", "\u{202e}", "👩‍👧", "قصف", ".", "\n", "\n\n", " ", "-", "3,5",
            "“", "U.S.", "'", "s", "A.",
        ]
        let text = (0..<200).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }.joined()
        let analyzed = AnalyzedText(text)
        var last = 0
        for token in analyzed.tokens {
            #expect(Int(token.start) >= last && token.end > token.start, "seed \(seed)")
            #expect(text[token.span] == analyzed.string(token), "seed \(seed)")
            last = Int(token.end)
        }
        #expect(analyzed.sentences.map(\.count).reduce(0, +) == analyzed.tokens.count)
        #expect(analyzed.paragraphs.map(\.count).reduce(0, +) == analyzed.tokens.count)
    }

    @Test("A text without periods is cut into stretches that cover it")
    func longSentences() {
        let text = AnalyzedText(
            String(repeating: "a bomb killed nine in Ramadi and ", count: 1000))
        #expect(text.sentences.map(\.count).max() ?? 0 <= 401)
        #expect(text.sentences.first?.lowerBound == 0)
        #expect(
            zip(text.sentences, text.sentences.dropFirst()).allSatisfy {
                $0.upperBound == $1.lowerBound
            })
        #expect(text.sentences.last?.upperBound == text.tokens.count)
        #expect(text.paragraphs == [text.tokens.indices])
    }
}
