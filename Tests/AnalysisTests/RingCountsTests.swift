import Earth
import Incidents
import TestSupport
import Testing

@testable import Analysis

@Suite("Rings and periods")
struct RingCountsTests {
    private let dam = Site(
        id: "dam", name: "Dam", kind: .dam, geometry: .point(at(42.35, 34.2)), radius: .zero,
        country: "IQ", source: "")

    private func occurrence(_ kilometers: Double, radius: Double = 0, _ day: Day?) -> Occurrence {
        Occurrence(
            id: "\(kilometers)",
            coordinate: at(42.35, 34.2).moved(
                by: .kilometers(kilometers), toward: Bearing(degrees: 70)),
            radius: .kilometers(radius), start: day)
    }

    @Test(
        "Incidents fall into their ring and month; uncertain ones are possible in each they touch")
    func table() throws {
        let january = Day(year: 2016, month: 1, day: 5)
        let march = Day(year: 2016, month: 3, day: 31)
        let counts = ringCounts(
            of: [
                occurrence(3, january), occurrence(4, radius: 2, january), occurrence(7, march),
                occurrence(20, nil), occurrence(26, radius: 0.5, march),
            ],
            around: SiteIndex([dam]),
            options: RingOptions(
                radii: [.kilometers(25), .kilometers(5), .kilometers(10)], period: .month))
        let lines = counts.map {
            "\($0.inner.kilometers)–\($0.outer.kilometers) \($0.period.map(String.init(describing:)) ?? "undated") \($0.count) \($0.certain) \($0.possible)"
        }
        #expect(
            lines == [
                "0.0–5.0 2016-01-01 2 1 2", "5.0–10.0 2016-01-01 0 0 1",
                "5.0–10.0 2016-03-01 1 1 1", "10.0–25.0 undated 1 1 1",
            ])
    }

    @Test("Periods start on the first of the month, quarter and year, and on Monday")
    func periods() throws {
        let day = try #require(Day(year: 2016, month: 11, day: 20))
        #expect(Period.month.start(of: day) == Day(year: 2016, month: 11, day: 1))
        #expect(Period.quarter.start(of: day) == Day(year: 2016, month: 10, day: 1))
        #expect(Period.year.start(of: day) == Day(year: 2016, month: 1, day: 1))
        #expect(Period.week.start(of: day).weekday == .monday)
        for period in Period.allCases {
            let next = period.next(after: day)
            #expect(next > day)
            #expect(period.start(of: next) == next)
            #expect(period.start(of: next - 1) == period.start(of: day))
        }
    }

    @Test("Without radii or incidents the table is empty")
    func empty() {
        #expect(
            ringCounts(
                of: [], around: SiteIndex([dam]), options: RingOptions(radii: [.kilometers(1)])
            ).isEmpty)
        #expect(
            ringCounts(
                of: [occurrence(1, nil)], around: SiteIndex([dam]), options: RingOptions(radii: [])
            ).isEmpty)
    }
}
