import Incidents
import Testing

@Suite("Days")
struct DayTests {
    @Test("Every day of eight centuries survives the way to its parts and back")
    func roundTrip() {
        for number in -150_000...150_000 {
            let (year, month, day) = Day(number: number).parts
            #expect(Day(year: year, month: month, day: day)?.number == number)
        }
    }

    @Test(
        "Weekdays agree with known days",
        arguments: [
            ("1970-01-01", Weekday.thursday), ("2016-01-05", .tuesday), ("2000-02-29", .tuesday),
            ("1969-07-20", .sunday),
        ])
    func weekdays(iso: String, weekday: Weekday) throws {
        #expect(try #require(Day(iso: iso)).weekday == weekday)
    }

    @Test(
        "Days that do not exist are refused",
        arguments: ["2015-02-29", "2016-13-01", "2016-00-10", "16-1-5", ""])
    func refused(iso: String) { #expect(Day(iso: iso) == nil) }
}
