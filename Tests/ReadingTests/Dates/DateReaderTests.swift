import Incidents
import TestSupport
import Testing

@testable import Reading

/// Sentences with their date expressions in brackets, and what each means in a report of
/// Tuesday, 5 January 2016.
@Suite("Dates read from news")
struct DateReaderTests {
    static let published = Day(iso: "2016-01-05")

    /// Checks that exactly the marked expressions are read, and what they mean.
    static func check(
        _ marked: String, _ meanings: [String], published: Day? = published,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let text = marked.filter { $0 != "[" && $0 != "]" }
        let wanted = marked.split(separator: "[", omittingEmptySubsequences: false).dropFirst().map
        { String($0.prefix { $0 != "]" }) }
        let read = DateReader().expressions(in: AnalyzedText(text), published: published)
        #expect(read.map(\.text) == wanted, sourceLocation: sourceLocation)
        #expect(read.map(meaning) == meanings, sourceLocation: sourceLocation)
        for expression in read {
            #expect(text[expression.span] == expression.text, sourceLocation: sourceLocation)
        }
    }

    static func meaning(_ expression: DateExpression) -> String {
        guard expression.kind == .date else { return expression.kind.rawValue }
        let date = expression.date
        if expression.value.reference == .previousEvent { return "event" }
        guard let start = date.start, let end = date.end else { return "missing" }
        return start == end ? "\(start)" : "\(start)…\(end)"
    }

    @Test(
        "Weekdays mean the latest before publication, and parts of the day stay with them",
        arguments: [
            ("Gunmen attacked the town on [Monday].", "2016-01-04"),
            ("The raid began [early Tuesday morning].", "2016-01-05"),
            ("A bomb went off [late Thursday] in the market.", "2015-12-31"),
            ("Shells fell on [Sunday evening].", "2016-01-03"),
            ("The convoy was hit [before dawn on Saturday].", "2016-01-02"),
            ("It happened [shortly after midnight on Friday].", "2016-01-01"),
            ("Clashes went on [late Thursday and early Friday].", "2015-12-31…2016-01-01"),
            ("The strike hit [at 3 a.m. Wednesday].", "2015-12-30"),
            ("[Last Friday] rebels took the bridge.", "2016-01-01"),
            ("They fled on [Wednesday last week].", "2015-12-30"),
            ("Troops entered on [Saturday, Jan. 2].", "2016-01-02"),
            ("The [Monday]'s attack was claimed.", "2016-01-04"),
        ])
    func weekdays(sentence: String, meaning: String) { Self.check(sentence, [meaning]) }

    @Test(
        "Dates without a year are the latest not after publication",
        arguments: [
            ("He was shot on [Jan. 4].", "2016-01-04"),
            ("The dam was seized on [June 10].", "2015-06-10"),
            ("Troops entered on [23 December].", "2015-12-23"),
            ("It was retaken in [August].", "2015-08-01…2015-08-31"),
            ("Attacks rose in [January].", "2016-01-01…2016-01-31"),
            ("They met on [the 4th].", "2016-01-04"),
            ("It fell on [the third of December].", "2015-12-03"),
            ("The blast of [29 February] killed ten.", "2012-02-29"),
            ("It was hit in [March last year].", "2015-03-01…2015-03-31"),
            ("[MAY 5] WAS THE DAY OF THE ATTACK.", "2015-05-05"),
        ])
    func yearless(sentence: String, meaning: String) { Self.check(sentence, [meaning]) }

    @Test(
        "Dates with their year stand for themselves",
        arguments: [
            ("He was killed on [January 5, 2016], police said.", "2016-01-05"),
            ("On [5 January 2016] rebels attacked.", "2016-01-05"),
            ("The town fell in [June 2014].", "2014-06-01…2014-06-30"),
            ("In [2005] a bomb killed a marine.", "2005-01-01…2005-12-31"),
            ("Reported on [2016-01-04] by the ministry.", "2016-01-04"),
            ("The log says [04/01/2016 13:45].", "2016-04-01"),
            ("The log says [23/01/2015].", "2015-01-23"),
            ("The log says [4.1.2016].", "2016-01-04"),
            ("Born on [the twenty-third of May 1990].", "1990-05-23"),
            ("The war of [the 1990s] is over.", "1990-01-01…1999-12-31"),
            ("Troops left at [the end of 2011].", "2011-07-01…2011-12-31"),
            ("It rose in [the first quarter of 2015].", "2015-01-01…2015-03-31"),
            ("It began in [the summer of 2014].", "2014-06-01…2014-08-31"),
            ("It began in [early 2014].", "2014-01-01…2014-06-30"),
            ("The rising of [nineteen ninety-one] failed.", "1991-01-01…1991-12-31"),
        ])
    func absolute(sentence: String, meaning: String) {
        Self.check(sentence, [meaning])
        Self.check(sentence, [meaning], published: nil)
    }

    @Test(
        "Days and periods nearby count from publication",
        arguments: [
            ("Ten died [today].", "2016-01-05"),
            ("Ten died [yesterday].", "2016-01-04"),
            ("Ten died [last night].", "2016-01-04"),
            ("Ten died [this morning].", "2016-01-05"),
            ("TEN DIED [LAST NIGHT] IN THE CAPITAL.", "2016-01-04"),
            ("Ten died [the day before yesterday].", "2016-01-03"),
            ("Ten died over [the weekend].", "2016-01-02…2016-01-03"),
            ("Ten died [last week].", "2015-12-28…2016-01-03"),
            ("Ten died [this week].", "2016-01-04…2016-01-10"),
            ("Ten died [last month].", "2015-12-01…2015-12-31"),
            ("Ten died [last year].", "2015-01-01…2015-12-31"),
            ("Ten died [three days ago].", "2016-01-02"),
            ("Ten died [about a week ago].", "2015-12-29"),
            ("Ten died in [the past two weeks].", "2015-12-22…2016-01-05"),
            ("Ten died in [the last 24 hours].", "2016-01-04…2016-01-05"),
            ("Ten died [overnight].", "2016-01-04…2016-01-05"),
            ("Ten died [earlier today].", "2016-01-05"),
            ("Ten died [earlier this week].", "2016-01-04"),
            ("Ten died [late last month].", "2015-12-16…2015-12-31"),
            ("Ten died [two nights ago].", "2016-01-03"),
            ("Ten died on [Christmas Eve].", "2015-12-24"),
            ("Ten died [two weeks before Christmas].", "2015-12-11"),
            ("Ten died in [the first week of December].", "2015-11-30…2015-12-06"),
        ])
    func nearby(sentence: String, meaning: String) {
        Self.check(sentence, [meaning])
        Self.check(sentence, ["missing"], published: nil)
    }

    @Test(
        "Ranges lend each end what the other leaves out",
        arguments: [
            ("They fought [from Dec. 28 to Jan. 3].", "2015-12-28…2016-01-03"),
            ("They fought [from 9 to 17 April 2015].", "2015-04-09…2015-04-17"),
            ("They fought [between August and October].", "2015-08-01…2015-10-31"),
            ("They fought [between 2007 and 2009].", "2007-01-01…2009-12-31"),
            ("They fought on [24 and 25 December].", "2015-12-24…2015-12-25"),
            ("They fought on [December 24-25].", "2015-12-24…2015-12-25"),
            ("[The 2003–2011] war is over.", "2003-01-01…2011-12-31"),
            ("They fought [from Friday to Sunday].", "2016-01-01…2016-01-03"),
            ("They fought [from June 2014 until yesterday].", "2014-06-01…2016-01-04"),
            ("They fought [between 3 and 12 September].", "2015-09-03…2015-09-12"),
        ])
    func ranges(sentence: String, meaning: String) { Self.check(sentence, [meaning]) }

    @Test(
        "What counts from an event told before waits for that event",
        arguments: [
            ("He died [the same day].", 0), ("He died [the next day].", 1),
            ("He died [the following day].", 1), ("He died [two days later].", 2),
            ("He died [a week after] the attack.", 7), ("He fled [the day before].", -1),
            ("He died [that night].", 0), ("It was hit [three days earlier].", -3),
            ("It was hit again [the next morning].", 1),
        ])
    func anaphors(sentence: String, days: Int) throws {
        Self.check(sentence, ["event"])
        let text = AnalyzedText(sentence.filter { $0 != "[" && $0 != "]" })
        let read = try #require(DateReader().expressions(in: text, published: Self.published).first)
        #expect(read.date.start == nil)
        let event = try #require(Day(iso: "2015-12-20"))
        let date = read.resolved(by: DateResolver(published: Self.published, event: event))
        #expect(date.start == event + days)
        #expect(date.anchor == .previousEvent)
    }

    @Test(
        "Bounds, durations, habits and times are told apart from dates",
        arguments: [
            ("He has ruled [since 2014].", "open"), ("It lasts [until Friday].", "open"),
            ("He fought [for more than a year].", "duration"),
            ("The siege took [72 hours].", "duration"),
            ("The [three-day] attack ended.", "duration"), ("They came [every Monday].", "habit"),
            ("They pray [on Sundays].", "habit"), ("They meet [daily].", "habit"),
            ("They struck [at 7 p.m. local time].", "time"),
            ("They struck [in the early morning].", "time"),
            ("They struck [in the afternoon].", "time"),
            ("The worst attack [in two years] hit Iraq.", "duration"),
        ])
    func undated(sentence: String, kind: String) { Self.check(sentence, [kind]) }

    @Test(
        "Words and figures that only look like dates are left alone",
        arguments: [
            "This may or may not be right.", "May I ask why?", "Prime Minister Theresa May left.",
            "They march to the north.", "The sun rose and he sat down.",
            "It was 30/4.85 on the scale.",
            "He paid $12.50 for it.", "About 2000 people fled.", "It killed 2,000 men.",
            "Troops took 24/7 shifts.",
            "The Sunday Times said so.", "He came second.", "Read 3.5 of them.",
            "The 4th Infantry Division moved.", "Mr. August Wilson spoke.", "Call 555-2016-33441.",
            "At least 10 may have died.", "They deliver 2000 pieces of kit.",
            "The fall of Mosul shocked them.",
            "They fired 12-15 rockets.", "It is 3-4 miles away.", "The young boy lived.",
        ])
    func falseFriends(sentence: String) { Self.check(sentence, []) }

    @Test(
        "Dates are counted from other dates, and from halves and vague numbers of units",
        arguments: [
            ("Ten died [the day after Christmas].", "2015-12-26"),
            ("Ten died [the week after Christmas].", "2015-12-28…2016-01-03"),
            ("Ten died on [the eve of Christmas].", "2015-12-24"),
            ("Ten died [two Sundays ago].", "2015-12-27"),
            ("Ten died [a year and a half ago].", "2014-07-05"),
            ("Ten died [two and a half years ago].", "2013-07-05"),
            ("Ten died [one year ago today].", "2015-01-05"),
            ("Ten died [a week ago Monday].", "2015-12-28"),
            ("Ten died in [recent days].", "2015-12-29…2016-01-05"),
            ("Ten died [the week before last].", "2015-12-21…2015-12-27"),
            ("Ten died on [the last Friday of November].", "2015-11-27"),
            ("Ten died on [the 12th of last month].", "2015-12-12"),
            ("Ten died [in the early hours of Sunday].", "2016-01-03"),
            ("Ten died on [the morning of the 4th].", "2016-01-04"),
            ("Ten died [overnight on Friday].", "2016-01-01"),
            ("Ten died on [Dec. 1, 2 and 3].", "2015-12-01…2015-12-03"),
            ("Ten died in [9/11].", "2001-09-11"),
            ("Ten died in the [Sept. 11] attacks.", "2001-09-11"),
            ("LA PAZ, [24 DEC 88] -- TEN DIED.", "1988-12-24"),
            ("Ten died after [Friday] prayers.", "2016-01-01"),
            ("It rose in [the third quarter of last year].", "2015-07-01…2015-09-30"),
        ])
    func counted(sentence: String, meaning: String) { Self.check(sentence, [meaning]) }

    @Test("In two weeks is a date where the sentence looks ahead, and else how long it took")
    func ahead() {
        Self.check("He will return [in two weeks].", ["2016-01-19"])
        Self.check("The town was taken [in two weeks].", ["duration"])
        Self.check("He will return. The town was taken [in two weeks].", ["duration"])
    }

    @Test("A planned event may be read ahead")
    func future() throws {
        let text = AnalyzedText("They will meet on Friday and on Jan. 7.")
        let read = DateReader().expressions(in: text, published: Self.published)
        let ahead = DateResolver(published: Self.published, reading: .future)
        #expect(
            read.map { $0.resolved(by: ahead).start } == [
                Day(iso: "2016-01-08"), Day(iso: "2016-01-07"),
            ])
        #expect(read.map(\.date.start) == [Day(iso: "2016-01-01"), Day(iso: "2015-01-07")])
    }

    @Test("Ranges of periods end with the whole last period, and tell where it begins")
    func lastPeriods() {
        func read(_ text: String) -> EventDate? {
            DateReader().expressions(in: AnalyzedText(text), published: nil).first?.date
        }
        let months = read("They fought between August and October 2015.")
        #expect(months?.end == Day(iso: "2015-10-31"))
        #expect(months?.lastPeriodStart == Day(iso: "2015-10-01"))
        let days = read("They fought between 3 and 5 October 2015.")
        #expect(days?.end == Day(iso: "2015-10-05"))
        #expect(days?.lastPeriodStart == nil)
    }

    @Test("Periods are found by their parts, their number and their neighbours")
    func periods() {
        // Read on Tuesday, 5 January 2016.
        Self.check(
            "Shells fell on [last week's Friday] and in [the summer of last year].",
            ["2016-01-01", "2015-06-01…2015-08-31"])
        Self.check("[Year to date], ten died.", ["2016-01-01…2016-01-04"])
        Self.check("The fort is of [the 19th century].", ["1800-01-01…1899-12-31"])
        Self.check("A mosque of [the 1800s] burned.", ["1800-01-01…1899-12-31"])
        Self.check("They left in [the nineteen seventies].", ["1970-01-01…1979-12-31"])
        Self.check("It fell on [16. Nov. 2015].", ["2015-11-16"])
        Self.check("They fought [May-July 2015].", ["2015-05-01…2015-07-31"])
        Self.check("They fought [between Jan 1 and May 2015].", ["2015-01-01…2015-05-31"])
        Self.check("The crossing is open [Mon-Fri].", ["2016-01-04…2016-01-08"])
        Self.check("They fasted through [Ramadan 2015].", ["2015-06-17…2015-07-16"])
    }

    @Test("The middle of a period is what lies around its middle day")
    func middles() {
        Self.check("It fell in [mid-August 2015].", ["2015-08-10…2015-08-20"])
        Self.check("It fell in [mid 2015].", ["2015-05-01…2015-08-31"])
    }

    @Test("A date next to another is read on its own")
    func neighbours() {
        Self.check(
            "On [Monday] and [Tuesday] shells fell; [last June] none did.",
            ["2016-01-04", "2016-01-05", "2015-06-01…2015-06-30"])
        Self.check(
            "He was born in [1980] and died in [2015].",
            ["1980-01-01…1980-12-31", "2015-01-01…2015-12-31"])
    }

    @Test("Figures after a comma are the year only when they look like one")
    func commas() {
        Self.check("On [July 4,1995] it fell.", ["1995-07-04"])
        Self.check("In [May], 2,000 men came.", ["2015-05-01…2015-05-31"])
    }
}
