import Gazetteer
import Incidents
import Testing

@testable import Reading

/// Days that count from an event, impossible days, and what goes on. Read by grammar alone, on Friday
/// 15 January 2016.
@Suite("Days counted from events")
struct CountedDaysTests {
    private let grammar: GrammarReading

    init() throws { grammar = try GrammarReading() }

    private func told(_ text: String) -> [String] { grammar.told(text).sorted() }

    @Test(
        "A day counts from the event behind it, in the same sentence or told before",
        arguments: [
            "Militants attacked Haditha a week after the government regained Mosul on 4 January.",
            "A week after the government regained Mosul on 4 January, militants attacked Haditha.",
            "Troops recaptured Mosul on 4 January. Militants attacked Haditha a week after the army recaptured Mosul.",
        ])
    func weekAfter(_ text: String) {
        #expect(told(text) == ["attack Haditha 2016-01-11", "recapture Mosul 2016-01-04"])
    }

    @Test("Without a comma behind it the day is of what follows the event")
    func noComma() {
        let text = "A week after the blast police arrested four men in Haditha on Monday."
        #expect(!told(text).contains { $0.hasSuffix("2016-01-18") })
    }

    @Test("Hours after a day is that day or the next")
    func hours() throws {
        let text =
            "The attack on the dam in Haditha came hours after troops had retaken Mosul on Monday."
        let attack = try #require(
            grammar.incidents(text).first { $0.places.first?.place?.name == "Haditha" })
        #expect(attack.date.start == Day(iso: "2016-01-11"))
        #expect(attack.date.end == Day(iso: "2016-01-12"))
        #expect(attack.date.precision == .days)
    }

    @Test("What counts from an unknown event has no day")
    func unknown() {
        let reading = DateReader().read(
            AnalyzedText("Rebels attacked two days after an election."), published: nil)
        #expect(reading.dates.allSatisfy { $0.start == nil })
    }

    @Test(
        "A day that no month has leaves the month and a finding",
        arguments: [
            ("A bomb went off on 31 June 2015.", "31 June 2015", "2015-06-01"),
            ("A bomb went off on February 30, 2015.", "February 30, 2015", "2015-02-01"),
            ("A bomb went off on 29 February 2015.", "29 February 2015", "2015-02-01"),
        ])
    func impossible(text: String, expression: String, start: String) throws {
        let reading = DateReader().read(AnalyzedText(text), published: Day(iso: "2016-01-15"))
        let date = try #require(reading.dates.first)
        #expect(date.expression == expression)
        #expect(date.start == Day(iso: start) && date.precision == .month)
        let finding = try #require(reading.findings(origin: "a.txt").first)
        #expect(finding.severity == .warning && finding.message.contains("no such day"))
    }

    @Test("Thirty people in February are no day")
    func counts() throws {
        let text = "In February 30 people were killed."
        let reading = DateReader().read(AnalyzedText(text), published: Day(iso: "2016-01-15"))
        #expect(reading.dates.map(\.expression) == ["February"])
        #expect(reading.findings(origin: "a.txt").isEmpty)
    }

    @Test("What has gone on for a while is ongoing, from about then on")
    func lasting() throws {
        let siege = try #require(
            grammar.incidents("For more than a year militants have besieged Haditha.").first)
        #expect(siege.status == .ongoing)
        #expect(siege.date.start == nil && siege.date.end == Day(iso: "2016-01-15"))
        #expect(siege.date.precision == .year)
        let held = try #require(
            grammar.incidents("Rebels have been fighting in Haditha for three weeks.").first)
        #expect(held.date.start == Day(iso: "2015-12-25"))
        let fighting = try #require(
            grammar.incidents("Heavy fighting has raged in Haditha since August.").first)
        #expect(fighting.status == .ongoing)
        #expect(fighting.date.start == Day(iso: "2015-08-01"))
    }

    @Test("A similar attack is another one; floods and the dam that burst are one")
    func another() {
        let text =
            "Gunmen killed a guard in Haditha on Monday, a day after a similar attack in Mosul left two dead."
        #expect(grammar.incidents(text).count == 2)
        #expect(
            grammar.incidents("Floods in Haditha killed ten people when a dam burst on Monday.")
                .count == 1)
    }

    @Test("Whoever claims a deed gives no figure, nor does whoever is accused")
    func sources() throws {
        let claim =
            "Islamic State claimed responsibility for the bombing in Haditha on Monday that killed 12 people."
        let mob = "A mob lynched two men accused of theft in Haditha on Monday."
        for text in [claim, mob] {
            let incident = try #require(grammar.incidents(text).first)
            #expect(incident.casualties.allSatisfy { $0.source.isEmpty }, "\(text)")
        }
    }
}
