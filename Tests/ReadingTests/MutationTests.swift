import Foundation
import Gazetteer
import Incidents
import TestSupport
import Testing

@testable import Reading

/// Sample reports torn, spliced, doubled and sprinkled with what hurts parsers.
@Suite("Mutated reports")
struct MutationTests {
    private let reader: Reader

    init() throws { reader = Reader(gazetteer: try #require(SampleGazetteer.shared)) }

    private static let samples: [[UInt8]] = {
        let folder = TestFiles.package.appending(path: "Data/reports")
        let names = (try? TestFiles.names(in: folder)) ?? []
        return names.compactMap { try? TestFiles.bytes(folder.appending(path: $0)) }
    }()

    private static let splinters = [
        "\u{202E}", "\u{2067}", "\u{200F}", "\u{0}", "\"", "“", "‘'", "((", "\n", "\r\n",
        "\u{FEFF}", "🙂",
        "قتل", "ﷺ", "e\u{301}\u{301}", "9999999999999", "1,000,000.5%", "U.S.", "--",
        "35 miles north of",
        "May 5, 2016", "the day before the day after the day before", "Mosul", "of of of", " . ",
    ].map { Array($0.utf8) }

    private static func mutation(_ seed: UInt64) -> String {
        var random = SplitMix(seed: seed)
        var bytes = samples.randomElement(using: &random) ?? []
        // A stretch of the report: mutations are many, so each is short.
        let start = Int.random(in: 0...max(0, bytes.count - 1), using: &random)
        bytes = Array(bytes[start..<min(bytes.count, start + 600)])
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            let at = Int.random(in: 0...bytes.count, using: &random)
            let end = min(bytes.count, at + Int.random(in: 0...40, using: &random))
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes.removeSubrange(at..<end)
            case 1: bytes.insert(contentsOf: bytes[at..<end], at: at)
            case 2: bytes.insert(contentsOf: splinters.randomElement(using: &random) ?? [], at: at)
            case 3: if at < bytes.count { bytes[at] = UInt8.random(in: 0...255, using: &random) }
            default: bytes[at..<end].reverse()
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(
        "Every span of a mutated report lies in it, on the borders of characters", arguments: 0..<80
    )
    func spans(block: UInt64) {
        #expect(!Self.samples.isEmpty)
        for seed in block * 128..<(block + 1) * 128 {
            let text = Self.mutation(seed)
            let reading = reader.read(
                Report(id: "m", text: text, published: Day(number: 16_000)))
            let bytes = Array(text.utf8)
            for span in Self.spans(of: reading) {
                #expect(
                    span.start <= span.end && span.end <= bytes.count
                        && Self.isBorder(span.start, bytes) && Self.isBorder(span.end, bytes),
                    "seed \(seed): \(span)")
            }
            for mention in reading.mentions {
                #expect(text[mention.span] == mention.text, "seed \(seed)")
            }
        }
    }

    private static func isBorder(_ offset: Int, _ bytes: [UInt8]) -> Bool {
        offset == bytes.count || bytes[offset] & 0xc0 != 0x80
    }

    private static func spans(of reading: ReportReading) -> [TextSpan] {
        reading.mentions.map(\.span) + reading.dates.compactMap(\.span)
            + reading.boilerplate.map(\.span)
            + reading.incidents.flatMap { incident in
                incident.quotes.map(\.span) + incident.casualties.map(\.span)
                    + [incident.date.span].compactMap { $0 }
            }
    }
}
