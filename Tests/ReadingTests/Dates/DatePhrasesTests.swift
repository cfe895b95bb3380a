import Incidents
import Testing

@testable import Reading

/// Further phrases of news and general English, read in a report of Tuesday, 5 January 2016.
@Suite("Date phrases")
struct DatePhrasesTests {
    @Test(
        "Two days of one month or period make a range",
        arguments: [
            ("They met on [May 1 – 5 of last year].", "2015-05-01…2015-05-05"),
            ("They met [from the 4th to the 22nd of last month].", "2015-12-04…2015-12-22"),
            ("They met [from 4 to 22 last month].", "2015-12-04…2015-12-22"),
            ("They met [between 4 and 22 in December].", "2015-12-04…2015-12-22"),
            ("They met over [the weekend of 4-5 July 2015].", "2015-07-04…2015-07-05"),
            ("They met on [the night of 3 to 4 January].", "2016-01-03…2016-01-04"),
            ("They met on [Sunday night and Monday morning].", "2016-01-03…2016-01-04"),
            ("They fought in [April and May 2015].", "2015-04-01…2015-05-31"),
            ("They fought [from 11/23 - 12/4].", "2015-11-23…2015-12-04"),
            ("They fought in [Jan-Feb 2015].", "2015-01-01…2015-02-28"),
            ("They fought [from mid-May to mid-June].", "2015-05-10…2015-06-20"),
            ("They fought in [mid-to-late August].", "2015-08-10…2015-08-31"),
        ])
    func ranges(sentence: String, meaning: String) {
        DateReaderTests.check(sentence, [meaning])
    }

    @Test(
        "Weekdays are found beside other days",
        arguments: [
            ("It was hit on the [Sunday before last].", "2015-12-27"),
            ("It was hit on the [Friday before Christmas].", "2015-12-18"),
            ("It was hit on the [Monday after Christmas].", "2015-12-28"),
            ("It was hit on [Monday of the first week of May].", "2015-05-04"),
            ("It was hit on [Tuesday the 8th of last month].", "2015-12-08"),
            ("It opens [a week from Friday].", "2016-01-15"),
        ])
    func weekdays(sentence: String, meaning: String) {
        DateReaderTests.check(sentence, [meaning])
    }

    @Test(
        "A day of another year or week stands for itself",
        arguments: [
            ("On [this day in 1993] it fell.", "1993-01-05"),
            ("It fell [this time last year].", "2015-01-05"),
            ("It fell [a year ago this month].", "2015-01-01…2015-01-31"),
            ("It fell [10 years, 2 months ago].", "2005-11-05"),
            ("It fell [2 years 3 months ago].", "2013-10-05"),
        ])
    func anniversaries(sentence: String, meaning: String) {
        DateReaderTests.check(sentence, [meaning])
    }

    @Test(
        "Parts of periods are halves, working days, first days",
        arguments: [
            ("It rose in [the second half of last month].", "2015-12-16…2015-12-31"),
            ("It rose in [the first half of March].", "2015-03-01…2015-03-15"),
            ("It rose in [the first half of the 1990s].", "1990-01-01…1994-12-31"),
            ("It rose in [the second half of the 20th century].", "1950-01-01…1999-12-31"),
            ("It closed on [the last working day of last month].", "2015-12-31"),
            ("It fell in [the first days of December].", "2015-12-01…2015-12-03"),
            ("It fell in [the winter of 2013/14].", "2013-12-01…2014-02-28"),
            ("It fell in [the early 80s].", "1980-01-01…1984-12-31"),
            ("It fell in [week twenty-two of 2015].", "2015-05-25…2015-05-31"),
            ("It fell on [the 5th of the month].", "2016-01-05"),
        ])
    func parts(sentence: String, meaning: String) { DateReaderTests.check(sentence, [meaning]) }

    @Test(
        "Years in words and in front of their month are years",
        arguments: [
            ("They ruled [from nineteen ninety to two thousand two].", "1990-01-01…2002-12-31"),
            ("Dated [2015, November 6].", "2015-11-06"),
            ("In [2015 Nov] it fell.", "2015-11-01…2015-11-30"),
            ("It fell in [the 1980's].", "1980-01-01…1989-12-31"),
            ("It grew over [the past two and a half years].", "2013-07-05…2016-01-05"),
            ("It fell in [quarter 3 2015].", "2015-07-01…2015-09-30"),
            ("It fell in [the early months of 2014].", "2014-01-01…2014-06-30"),
            ("It fell in [the last few weeks of 2014].", "2014-12-08…2014-12-28"),
            ("It fell in [late 2014 and early 2015].", "2014-07-01…2015-06-30"),
            ("It runs [from today until the end of the week].", "2016-01-05…2016-01-10"),
            ("It was dug within [the week ending Friday].", "2015-12-28…2016-01-03"),
            ("Dated [2015/07].", "2015-07-01…2015-07-31"),
            ("He left on [the twenty-seventh].", "2015-12-27"),
        ])
    func years(sentence: String, meaning: String) { DateReaderTests.check(sentence, [meaning]) }

    @Test(
        "A year before what happened in it is a year; a number that counts is none",
        arguments: [
            ("A [2013] bombing killed ten people.", ["2013-01-01…2013-12-31"]),
            ("[The 2014] offensive failed.", ["2014-01-01…2014-12-31"]),
            ("[The 2015] attacks killed ten people.", ["2015-01-01…2015-12-31"]),
            ("The 2000 soldiers left.", []),
            ("Spending rose in [fiscal 2015].", ["2015-01-01…2015-12-31"]),
            ("In [January] ten people died.", ["2016-01-01…2016-01-31"]),
        ])
    func modifiers(sentence: String, meanings: [String]) {
        DateReaderTests.check(sentence, meanings)
    }

    @Test(
        "Days, weeks and feasts that lean on what is near",
        arguments: [
            ("On [the 3rd] he left.", "2016-01-03"),
            ("It fell in [the week of the 18th].", "2015-12-14…2015-12-20"),
            ("It fell in [2015-W10].", "2015-03-02…2015-03-08"),
            ("It fell in [2015-3].", "2015-03-01…2015-03-31"),
            ("It fell [3.5 years ago].", "2012-07-05"),
            ("It fell [two weekends ago].", "2015-12-26…2015-12-27"),
            ("It fell in [the same month last year].", "2015-01-01…2015-01-31"),
            ("It fell on [12, 13 and 14 June 2015].", "2015-06-12…2015-06-14"),
            ("It fell on [Presidents' Day].", "2015-02-16"),
            ("It fell on [Mardi Gras].", "2015-02-17"),
            ("It fell in [the winter of 2013-2014].", "2013-12-01…2014-02-28"),
        ])
    func near(sentence: String, meaning: String) { DateReaderTests.check(sentence, [meaning]) }
}
