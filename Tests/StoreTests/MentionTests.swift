import Earth
import GeoPackage
import Incidents
import Testing

@testable import Store

@Suite("Mentions in the store")
struct MentionTests {
    static func reading(_ number: Int) -> ReportReading { reading(number, words: "Sinjar") }

    private static func reading(_ number: Int, words: String) -> ReportReading {
        let report = Report(
            id: "r\(number)", text: "Shelling in \(words) and Xyz.", title: "Shelling",
            published: Day(iso: "2016-01-05"), source: "wire")
        let end = 12 + words.utf8.count
        return ReportReading(
            report: report,
            mentions: [
                Mention(
                    span: TextSpan(12, end), text: words, role: .literal,
                    resolution: Resolution(place: StoreTests.otherPlace, confidence: 0.91234)),
                Mention(
                    span: TextSpan(end + 5, end + 8), text: "Xyz", role: .literal,
                    resolution: Resolution(
                        place: nil, confidence: 0, reasons: [Reason("no place of that name")])),
            ])
    }

    @Test("A report's mentions are kept once, replaced when it reads otherwise, and logged")
    func replacing() throws {
        try StoreTests().withStore { store, path in
            let readings = [Self.reading(1), Self.reading(2)]
            #expect(try store.append(mentionsOf: readings, by: StoreTests.signature) == 2)
            #expect(try store.append(mentionsOf: readings, by: StoreTests.signature) == 0)
            #expect(try store.info().mentions == 4)
            #expect(try store.info().reports == 2)
            let other = [Self.reading(1, words: "Sinjar Dam"), Self.reading(2)]
            #expect(try store.append(mentionsOf: other, by: StoreTests.signature) == 1)
            #expect(try store.info().mentions == 4)
            #expect(try store.audit().map(\.detail) == ["2 reports read", "1 reports read"])
            let database = try Database(path: path, .readOnly)
            let row = try database.row(
                "SELECT text, start, end, gazetteer_id, confidence FROM mentions WHERE report = 'r1' ORDER BY start LIMIT 1"
            )
            #expect(
                row == [
                    .text("Sinjar Dam"), .integer(12), .integer(22), .text("geonames:94824"),
                    .real(0.912),
                ])
            let unknown = try database.row(
                "SELECT gazetteer_id, reasons FROM mentions WHERE text = 'Xyz'")
            #expect(unknown == [.null, .text("no place of that name")])
            #expect(try store.faults() == [])
        }
    }

    @Test("An import after the reports' mentions leaves both")
    func imports() throws {
        try StoreTests().withStore { store, _ in
            _ = try store.append(mentionsOf: [Self.reading(1)], by: StoreTests.signature)
            _ = try store.append(
                [StoreTests.feature("a")], origin: "x", by: StoreTests.signature)
            #expect(try store.info().reports == 1)
            #expect(try store.info().mentions == 2)
            #expect(try store.append(mentionsOf: [Self.reading(1)], by: StoreTests.signature) == 0)
        }
    }
}
