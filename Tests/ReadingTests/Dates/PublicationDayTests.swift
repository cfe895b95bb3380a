import Incidents
import Testing

@testable import Reading

@Suite("The day of publication found in the text")
struct PublicationDayTests {
    @Test(
        "A line, a dateline or a caption near the top tells the day",
        arguments: [
            (
                "Bomb kills ten\n\nJan. 5, 2016\n\nA bomb killed ten people on Monday.",
                "2016-01-05", "line"
            ),
            (
                "Bomb kills ten\n\nPublished: 5 January 2016 14:02 GMT\n\nTen died.", "2016-01-05",
                "line"
            ),
            ("HILL COUNTRY BRIEF, 3 OCTOBER 2022\n\nTen people died.", "2022-10-03", "line"),
            ("BAGHDAD, Jan 5, 2016 (News) - A bomb killed ten.", "2016-01-05", "dateline"),
            (
                "Bogota (news service), 14 March 2021. A blast tore a pipe on Friday night.",
                "2021-03-14", "dateline"
            ),
            (
                "RUTBA, Iraq (Jan. 18) - The trucks start.\n\nCopyright 2017 A. Paper",
                "2017-01-18", "dateline"
            ),
            (
                "The dam\n\nPhoto: Workers cross. Picture taken March 2, 2016.\n\nThey slept in the hall.",
                "2016-03-02", "caption"
            ),
            (
                "REPORT No. 14\nPeriod covered: 9–15 May 2024\n\nFighting broke out.", "2024-05-15",
                "caption"
            ),
        ])
    func found(text: String, day: String, evidence: String) throws {
        let found = try #require(PublicationDay.find(in: AnalyzedText(text)))
        #expect(found.day == Day(iso: day))
        #expect(found.evidence.rawValue == evidence)
    }

    @Test("A line of its own is worth more than a caption before it")
    func strongest() {
        let text = AnalyzedText(
            "Seen here. Picture taken March 2, 2016.\n\nMarch 7, 2016\n\nThey slept.")
        #expect(PublicationDay.find(in: text)?.day == Day(iso: "2016-03-07"))
    }

    @Test(
        "Dates of the story are not the day of publication",
        arguments: [
            "A bomb killed ten people in the town of Hit on January 4, 2016, police said on the day.",
            "Ten people died on Monday.", "", "RUTBA (Jan. 18) - No year is known here.",
        ])
    func notFound(text: String) { #expect(PublicationDay.find(in: AnalyzedText(text)) == nil) }

    @Test("The copyright year is the latest named beside the sign")
    func copyright() {
        #expect(PublicationDay.copyrightYear(in: AnalyzedText("Copyright ©2022 A & Co.")) == 2022)
        #expect(PublicationDay.copyrightYear(in: AnalyzedText("© 2015–2016 A. Paper")) == 2016)
        #expect(PublicationDay.copyrightYear(in: AnalyzedText("In 2016 ten died.")) == nil)
    }
}

@Suite("The dates of a text taken together")
struct DateReadingTests {
    @Test("What counts from an event counts from the day named before it")
    func chained() {
        let text = AnalyzedText(
            "They struck on Monday. The next day they fled; two days later they were back.")
        let dates = DateReader().read(text, published: Day(iso: "2016-01-08")).dates
        #expect(
            dates.map(\.start) == ["2016-01-04", "2016-01-05", "2016-01-07"].map { Day(iso: $0) })
        #expect(dates.map(\.anchor) == [.publication, .previousEvent, .previousEvent])
    }

    @Test("With no day named before, the report's own day stands in, and says so")
    func unchained() {
        let dates = DateReader().read(
            AnalyzedText("The next day they fled."), published: Day(iso: "2016-01-08")
        ).dates
        #expect(dates.map(\.start) == [Day(iso: "2016-01-09")])
        #expect(dates.map(\.anchor) == [.publication])
    }

    @Test("A text that tells its own day of publication is counted from it")
    func evidence() {
        let text = AnalyzedText(
            "Bomb kills ten\n\nJan. 5, 2016\n\nA bomb killed ten people on Monday.")
        let reading = DateReader().read(text, published: nil)
        #expect(reading.published == Day(iso: "2016-01-05"))
        #expect(reading.dates.last?.start == Day(iso: "2016-01-04"))
        #expect(reading.dates.last?.anchor == .dateline)
        #expect(reading.findings(origin: "a.txt").map(\.severity) == [.note])
        let given = DateReader().read(text, published: Day(iso: "2016-01-20"))
        #expect(given.evidence == nil && given.findings(origin: "a.txt").isEmpty)
    }

    @Test("Dates that cannot be counted from anything are told of")
    func missing() {
        let reading = DateReader().read(
            AnalyzedText("They struck on Monday, in 2014 and last week."), published: nil)
        #expect(reading.findings(origin: "a.txt").map(\.severity) == [.warning])
        #expect(reading.dates.map(\.anchor) == [.missing, .absolute, .missing])
    }

    @Test("Days count from the dateline of a report that appeared a day or so later")
    func datelines() {
        let news = "BAGHDAD, Jan 6 - Gunmen attacked overnight, police said on Thursday."
        func days(_ published: String) -> [String] {
            DateReader().read(AnalyzedText(news), published: Day(iso: published)).dates.map {
                "\($0.start.map { "\($0)" } ?? "–")"
            }
        }
        // The 6th was a Wednesday, and the Thursday before it the 31st.
        #expect(days("2016-01-08") == ["2016-01-06", "2016-01-05", "2015-12-31"])
        #expect(days("2016-01-06") == ["2016-01-06", "2016-01-05", "2015-12-31"])
        // A month later the line is none, or the report is a reprint.
        #expect(days("2016-02-08").last == "2016-02-04")
    }
}
