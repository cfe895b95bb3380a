import Incidents
import Testing

@testable import Reading

@Suite("Feasts")
struct HolidayTests {
    @Test(
        "Movable feasts fall on their known days",
        arguments: [
            (Holiday.easter, "2016-03-27"), (.easter, "2019-04-21"), (.easter, "1954-04-18"),
            (.orthodoxEaster, "2016-05-01"), (.orthodoxEaster, "2019-04-28"),
            (.goodFriday, "2016-03-25"),
            (.thanksgiving, "2016-11-24"), (.blackFriday, "2019-11-29"),
            (.memorialDay, "2016-05-30"),
            (.laborDay, "2021-09-06"), (.mothersDay, "2016-05-08"), (.eidAlFitr, "2016-07-06"),
            (.eidAlFitr, "2022-05-02"), (.eidAlFitr, "2023-04-21"), (.ramadan, "2015-06-18"),
        ])
    func known(holiday: Holiday, day: String) throws {
        let wanted = try #require(Day(iso: day))
        let days = holiday.days(in: wanted.year)
        // The Islamic calendar is arithmetical here; the moon is sighted within a day of it.
        let slack = [.eidAlFitr, .ramadan].contains(holiday) ? 1 : 0
        #expect(days.contains { abs($0 - wanted) <= slack })
    }

    @Test("Every feast falls in every year of a century, the Islamic ones sometimes twice")
    func yearly() {
        for holiday in Holiday.allCases {
            for year in 1950...2050 {
                let days = holiday.days(in: year)
                #expect(
                    (1...2).contains(days.count) && days.allSatisfy { $0.year == year },
                    "\(holiday) \(year)")
            }
        }
    }
}
