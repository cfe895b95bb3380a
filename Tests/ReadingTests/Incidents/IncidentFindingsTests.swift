import Incidents
import Testing

@testable import Reading

@Suite("What a reader of an incident should know of its figures")
struct IncidentFindingsTests {
    private let checks = IncidentFindings(published: Day(iso: "2016-01-15"), origin: "a.txt")

    private func incident(_ casualties: [Casualties]) -> Incident {
        Incident(id: "i", report: "a.txt", type: .attack, casualties: casualties)
    }

    private func figure(
        _ count: Int, _ side: String = "people", _ effect: Casualties.Effect = .killed,
        source: String = ""
    ) -> Casualties {
        Casualties(
            effect: effect, side: side, minimum: count, maximum: count, span: TextSpan(0, 1),
            text: "\(count) \(side)", source: source)
    }

    @Test("Two figures of one source contradict each other, those of two stand side by side")
    func contradictions() {
        #expect(checks.findings(of: incident([figure(9), figure(5)])).map(\.severity) == [.note])
        #expect(checks.findings(of: incident([figure(9), figure(9)])).isEmpty)
        #expect(checks.findings(of: incident([figure(9), figure(5, source: "police")])).isEmpty)
        #expect(checks.findings(of: incident([figure(9), figure(5, "soldiers")])).isEmpty)
        let unspecified = Casualties.unspecifiedSide
        #expect(
            checks.findings(of: incident([figure(9, unspecified), figure(5, unspecified)])).isEmpty)
    }

    @Test("More dead than any one incident is known to have taken is a warning")
    func impossible() {
        let found = checks.findings(of: incident([figure(200_000_000)]))
        #expect(found.map(\.severity) == [.warning])
        #expect(checks.findings(of: incident([figure(230_000)])).isEmpty)
        #expect(checks.findings(of: incident([figure(6_000_000, "people", .displaced)])).isEmpty)
    }
}
