import Incidents
import TestSupport
import Testing

@testable import Reading

@Suite("Numbers and their bounds")
struct NumberReaderTests {
    /// The first quantity of a text: its words and "min…max", `–` where there is no bound.
    private func read(_ sentence: String) -> (words: String, bounds: String)? {
        let text = AnalyzedText(sentence)
        guard let quantity = NumberReader(text).quantities(in: text.tokens.indices).first else {
            return nil
        }
        let low = quantity.wholeMinimum.map(String.init) ?? "–"
        let high = quantity.wholeMaximum.map(String.init) ?? "–"
        return (text.string(text.span(quantity.tokens)), low == high ? low : "\(low)…\(high)")
    }

    @Test(
        "Figures and words say how many, at least and at most",
        arguments: [
            ("10", "10"), ("ten", "10"), ("2,500", "2500"), ("twenty-three", "23"),
            ("two dozen", "24"),
            ("a dozen", "12"), ("half a dozen", "6"), ("a couple of", "2"),
            ("one hundred and five", "105"),
            ("two thousand three hundred", "2300"), ("1.5 million", "1500000"),
            ("a million", "1000000"),
            ("at least 10", "10…–"), ("more than 10", "10…–"), ("10 or more", "10…–"),
            ("no fewer than 43", "43…–"),
            ("up to 10", "0…10"), ("as many as 20", "0…20"), ("fewer than 30", "0…30"),
            ("about 30", "27…33"), ("some 30", "27…33"), ("80 or so", "72…88"),
            ("around 1,000", "900…1100"),
            ("nearly 300", "270…300"), ("almost two dozen", "22…24"),
            ("between two dozen and 60", "24…60"), ("24–60", "24…60"), ("24 to 60", "24…60"),
            ("two or three", "2…3"), ("10 to 15 thousand", "10000…15000"),
            ("from 12 to 20", "12…20"),
            ("several", "3…10"), ("a handful", "3…10"), ("dozens", "24…–"), ("scores", "40…–"),
            ("hundreds", "200…–"), ("thousands", "2000…–"), ("tens of thousands", "20000…–"),
            ("up to hundreds", "0…200"), ("seven", "7"), ("none", "0"), ("40-odd", "36…44"),
            ("30+", "30…–"),
        ])
    func bounds(words: String, bounds: String) throws {
        let found = try #require(read("There were \(words) people."))
        #expect(found.words == words)
        #expect(found.bounds == bounds)
    }

    @Test(
        "Money, shares, times, ordinals and parts of names are not quantities",
        arguments: [
            "It cost $10.", "It rose 30%.", "At 10:30 it fell.", "The 10th Division.",
            "An A-10 flew.", "On 3/4 day.",
        ])
    func refused(sentence: String) { #expect(read(sentence) == nil) }

    @Test("Bare plurals keep the careful figure beside the grammatical one")
    func conservative() throws {
        let text = AnalyzedText("dozens hundreds 20")
        let found = NumberReader(text).quantities(in: text.tokens.indices)
        #expect(found.map(\.conservativeMinimum) == [12, 100, 20])
    }

    @Test("An article counts as one only when asked")
    func articles() {
        let reader = NumberReader(AnalyzedText("a soldier"))
        #expect(reader.quantity(at: 0) == nil)
        #expect(reader.quantity(at: 0, countingArticles: true)?.minimum == 1)
    }

    @Test("Every number below ten thousand is read back from its English words")
    func roundTrip() {
        for number in 0..<10_000 where number % 7 == 0 || number < 1_200 {
            let text = AnalyzedText(Self.spelled(number))
            let found = NumberReader(text).quantity(at: 0)
            #expect(
                found?.wholeMinimum == number && found?.tokens == text.tokens.indices,
                "\(Self.spelled(number))")
        }
    }

    private static let ones =
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
        .split(separator: " ").map(String.init)
    private static let tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(
        separator: " ")

    private static func spelled(_ number: Int) -> String {
        switch number {
        case ..<20: ones[number]
        case ..<100: "\(tens[number / 10 - 2])" + (number % 10 == 0 ? "" : "-" + ones[number % 10])
        case ..<1000:
            ones[number / 100] + " hundred"
                + (number % 100 == 0 ? "" : " and " + spelled(number % 100))
        default:
            spelled(number / 1000) + " thousand"
                + (number % 1000 == 0 ? "" : " " + spelled(number % 1000))
        }
    }

    @Test("Any bytes can be read without a trap")
    func garbage() {
        var random = SplitMix(seed: 7)
        let words = [
            "at", "least", "ten", "hundred", "and", "-", "to", "or", "more", "1,0", "9", "of", "a",
            "half", "dozens", "+", "%",
        ]
        for _ in 0..<300 {
            let text = AnalyzedText(
                (0..<12).map { _ in words.randomElement(using: &random) ?? "" }.joined(
                    separator: " "))
            for index in text.tokens.indices { _ = NumberReader(text).quantity(at: index) }
            let huge = AnalyzedText(
                String(repeating: "hundred ", count: 50) + "9999999999999999999999999")
            _ = NumberReader(huge).quantities(in: huge.tokens.indices)
        }
    }
}
