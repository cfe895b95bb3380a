import Incidents
import TestSupport
import Testing

@testable import Reading

@Suite("Dates in hostile text")
struct DateReaderRobustnessTests {
    private static let words = DateWordList.words
    private static let joints = [" ", " ", " ", "", "-", ", ", "/", ".", ":", "\n", " – "]

    /// A seeded jumble of the words that dates are made of.
    private func jumble(_ random: inout SplitMix, count: Int) -> String {
        var text = ""
        for _ in 0..<count {
            text += Self.words.randomElement(using: &random) ?? ""
            text += Self.joints.randomElement(using: &random) ?? ""
        }
        return text
    }

    @Test("Any jumble of date words is read without a trap, in order, without overlaps")
    func jumbles() {
        for seed in 0..<150 as Range<UInt64> {
            var random = SplitMix(seed: seed)
            let text = AnalyzedText(jumble(&random, count: 60))
            let day = Day(number: Int.random(in: -100_000...100_000, using: &random))
            let read = DateReader().expressions(in: text, published: day)
            for (before, after) in zip(read, read.dropFirst()) {
                #expect(before.span.end <= after.span.start, "seed \(seed)")
            }
            for expression in read {
                if let start = expression.date.start, let end = expression.date.end {
                    #expect(start <= end, "seed \(seed): \(expression.text)")
                }
                _ = expression.resolved(
                    by: DateResolver(published: day, event: day, reading: .future))
            }
        }
    }

    @Test("Random bytes are read without a trap")
    func bytes() {
        var random = SplitMix(seed: 11)
        for _ in 0..<200 {
            let bytes = (0..<300).map { _ in UInt8.random(in: 0...255, using: &random) }
            _ = DateReader().expressions(
                in: AnalyzedText(String(decoding: bytes, as: UTF8.self)), published: Day(number: 0))
        }
    }

    @Test("Dates at the ends of the calendar stay unresolved instead of leaving it")
    func calendarEnds() {
        let text = AnalyzedText(
            "999 years ago, 9999 decades ago, in the last 9999 centuries, the year 2999, last century"
        )
        for published in [Day(year: 1, month: 1, day: 1), Day(year: 9999, month: 12, day: 31)] {
            for expression in DateReader().expressions(in: text, published: published) {
                _ = expression.date.start?.description
            }
        }
    }

    @Test(
        "Rules that nest come to the end of a text, however date words are strung together",
        arguments: [
            "the day before ", "from ", "two days after ", "early ", "January ", "1 ",
            "between 1 and ",
            "last ", "in the ", "of the first week ", "1-", "Monday ", "half past ", "at 7 to ",
            "new year ",
        ])
    func ends(piece: String) {
        let text = AnalyzedText(String(repeating: piece, count: 2_000) + "Monday")
        let read = DateReader().expressions(in: text, published: Day(number: 16_000))
        #expect(read.last?.span.end == text.bytes.count)
    }
}

private enum DateWordList {
    static let words = """
        the a of in on at by from to until since before after between and or for within over about ago later \
        earlier last next this past same following first second third 1 2 5 17 31 99 2016 1995 1990s 4th 21st \
        January Feb. march May Monday Tue weekend day days week weeks month year years decade hours morning night \
        noon pm o'clock early late mid end beginning every daily Christmas Eid al-Fitr Easter new year half quarter \
        three twenty thirty hundred thousand few couple today yesterday tomorrow now 22/04 2016-01-05 05.01.2016 \
        12:30 Q1 H2 mar3 will rest summer winter eve people 's ’s $ % ( ) '16
        """.split(separator: " ").map(String.init)
}
