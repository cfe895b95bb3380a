import Earth
import Incidents
import TestSupport
import Testing

@testable import Analysis

@Suite("Watching for clusters")
struct ClusterWatchTests {
    @Test(
        "Alerts equal those of the definition, late arrivals and ends of clusters included",
        arguments: 0..<12 as Range<UInt64>)
    func definition(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let towns = (0..<5).map { _ in random.scattered(around: at(179.9, 60), .kilometers(9)) }
        for condition in [
            AlertRule.Condition.newCluster(radius: .kilometers(2), days: 6, minimumCount: 4),
            .newCluster(radius: .zero, days: 3, minimumCount: 2),
            .growingCluster(radius: .kilometers(2), days: 6, minimumCount: 3, growth: 0.5),
        ] {
            let rule = AlertRule(id: "r", condition: condition)
            var watch = try #require(ClusterWatch(rule))
            var definition = try #require(ClusterWatchDefinition(rule))
            var told = 0
            for day in 0..<70 {
                // Quiet weeks let clusters end.
                for i in 0..<(day % 23 < 9 ? Int.random(in: 0...5, using: &random) : 0) {
                    let town = towns[Int.random(in: 0..<5, using: &random)]
                    let row = Occurrence(
                        id: "\(day)-\(i)",
                        coordinate: i % 2 == 0
                            ? town : random.scattered(around: town, .kilometers(3)))
                    let late = Day(number: day - Int.random(in: 0...3, using: &random))
                    let now = Day(number: day)
                    let found = watch.admit(row, late, now: now)
                    #expect(found == definition.admit(row, late, now: now), "seed \(seed)")
                    told += found.count
                }
                let ended = watch.close(Day(number: day), lateness: 3)
                #expect(
                    ended == definition.close(Day(number: day), lateness: 3), "seed \(seed)")
                told += ended.count
            }
            #expect(told > 0, "seed \(seed)")
        }
    }

    @Test("Thousands of incidents of one week at one place are watched without comparing all pairs")
    func crowd() throws {
        let rule = AlertRule(
            id: "r",
            condition: .newCluster(radius: .kilometers(5), days: 7, minimumCount: 3))
        var watch = try #require(ClusterWatch(rule))
        var alerts: [Alert] = []
        for i in 0..<3000 {
            let row = Occurrence(id: "\(i)", coordinate: at(44, 33))
            alerts += watch.admit(row, Day(number: i / 500), now: Day(number: i / 500))
        }
        #expect(alerts.map(\.incidents.count) == [3])
    }
}
