import Earth
import TestSupport
import Testing

@testable import Analysis

@Suite("Nearest points of many rows")
struct NearestSitesTests {
    @Test(
        "Answers for all rows equal a scan for each, whatever the threads",
        arguments: 0..<6 as Range<UInt64>)
    func equalsScan(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let rows = random.troublesomePoints(200)
        let sites = random.troublesomePoints(90)
        let index = PointIndex(sites)
        let radius = Distance.kilometers(Double.random(in: 1...4000, using: &random))
        let expected = rows.map { row in
            sites.indices.map { Neighbor(index: $0, distance: row.distance(to: sites[$0])) }.min()
        }
        let counts = rows.map { row in sites.count { row.distance(to: $0) <= radius } }
        for threads in [1, 2, 8] {
            #expect(
                nearestPoints(of: rows, in: index, threads: threads) == expected, "seed \(seed)")
            #expect(
                pointCounts(within: radius, of: rows, in: index, threads: threads) == counts,
                "seed \(seed)")
        }
    }

    @Test("An empty index has no answers, no rows need none")
    func empty() {
        #expect(nearestPoints(of: [at(0, 0)], in: PointIndex([])) == [nil])
        #expect(nearestPoints(of: [], in: PointIndex([at(0, 0)])).isEmpty)
        #expect(pointCounts(within: .kilometers(1), of: [at(0, 0)], in: PointIndex([])) == [0])
    }
}
