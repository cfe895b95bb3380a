import Foundation
import Incidents
import TestSupport
import Testing

@testable import Evaluation

@Suite("Answer sheet of the five reports")
struct AnswerSheetTests {
    private static let path = TestFiles.package.appending(path: "Tests/Answers/articles.json").path
    private let sheet: AnswerSheet

    init() throws { sheet = try AnswerSheet.read(Self.path) }

    @Test("Every report has places and at least one incident that must be found")
    func filled() {
        #expect(sheet.reports.count == 5)
        for report in sheet.reports {
            #expect(report.mentions.contains { $0.isLiteral }, "\(report.id)")
            #expect(report.incidents.contains { $0.required }, "\(report.id)")
        }
    }

    @Test("Spans run forward and lie inside their text")
    func spans() {
        for report in sheet.reports {
            let mentions = report.mentions.map { AnswerSpan(start: $0.start, end: $0.end) }
            let distances = report.statedDistances.map { AnswerSpan(start: $0.start, end: $0.end) }
            let told = report.incidents.flatMap(\.told)
            for span in mentions + distances + told + report.boilerplate {
                #expect(0 <= span.start && span.start < span.end && span.end <= report.bytes)
            }
        }
    }

    @Test("Names of places do not overlap, stand outside boilerplate, and have an expected place")
    func mentions() {
        for report in sheet.reports {
            for (mention, next) in zip(report.mentions, report.mentions.dropFirst()) {
                #expect(mention.end <= next.start, "\(mention.text) in \(report.id)")
            }
            for mention in report.mentions {
                #expect(sheet.places[mention.place] != nil, "\(mention.place)")
                #expect(Mention.Role(rawValue: mention.role) != nil, "\(mention.role)")
                #expect(!report.boilerplate.contains { $0.overlaps(mention.span) })
            }
        }
    }

    @Test("Incidents use the words of the vocabulary")
    func words() {
        let pairs = Set(IncidentType.allCases.map(\.acled))
        let acled = Set(pairs.map(\.event) + pairs.map { "\($0.event): \($0.subEvent)" })
        for incident in sheet.reports.flatMap(\.incidents) {
            #expect(incident.types.allSatisfy { IncidentType(rawValue: $0) != nil }, "\(incident)")
            #expect(incident.acled.allSatisfy(acled.contains), "\(incident)")
            #expect(incident.status.allSatisfy { Incident.Status(rawValue: $0) != nil })
            for toll in incident.tolls {
                #expect(Casualties.Effect(rawValue: toll.effect) != nil)
                #expect(toll.side == "any" || sheet.sides[toll.side] != nil)
                #expect((toll.min ?? 0) <= (toll.max ?? .max))
            }
        }
    }

    @Test("What must be found is news, happened somewhere, on some day, and is told in a sentence")
    func required() {
        for incident in sheet.reports.flatMap(\.incidents) where incident.required {
            #expect(incident.isCurrent, "\(incident.name)")
            #expect(!incident.places.isEmpty && !incident.told.isEmpty && !incident.types.isEmpty)
            #expect(incident.dates.from <= incident.dates.to)
        }
    }

    @Test("Spans name the words they are said to name")
    func spansNameWords() throws {
        for report in sheet.reports {
            guard let file = TestFiles.shared("reports/" + report.id) else { return }
            let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
            #expect(text.utf8.count == report.bytes)
            for mention in report.mentions {
                #expect(text[mention.span] == mention.text, "\(report.id) at \(mention.start)")
            }
            for told in report.incidents.flatMap(\.told) {
                let words = text[TextSpan(told.start, told.end)]
                #expect(words.count > 10 && !words.contains("\n"), "\(report.id) at \(told.start)")
            }
        }
    }

    @Test("The sheet holds facts and no sentence of the reports")
    func noSentences() throws {
        let sheetWords = Self.words(try String(contentsOfFile: Self.path, encoding: .utf8))
        let inSheet = Self.runs(sheetWords)
        for report in sheet.reports {
            guard let file = TestFiles.shared("reports/" + report.id) else { return }
            let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
            let shared = Self.runs(Self.words(text)).intersection(inSheet)
            #expect(shared.isEmpty, "\(shared)")
        }
    }

    private static func words(_ text: String) -> [Substring] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }
    }

    /// Every six words that follow one another.
    private static func runs(_ words: [Substring]) -> Set<String> {
        guard words.count >= 6 else { return [] }
        return Set((0...words.count - 6).map { words[$0..<$0 + 6].joined(separator: " ") })
    }
}
