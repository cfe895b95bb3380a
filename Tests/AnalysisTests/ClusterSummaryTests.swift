import Earth
import Incidents
import TestSupport
import Testing

@testable import Analysis

@Suite("Cluster summaries")
struct ClusterSummaryTests {
    @Test("A summary gives size, medoid, hull, radius and the days spanned")
    func summary() throws {
        let rows = [at(44, 33), at(44.01, 33), at(44.02, 33), at(44.01, 33.01), at(10, 10)]
        let clustering = clusters(
            of: rows, options: DBSCANOptions(radius: .kilometers(3), minimumCount: 3))
        let dates = (0..<5).map { offset in
            EventDate(
                start: Day(number: 100 + offset), end: Day(number: 101 + offset), precision: .day,
                span: nil, expression: "", anchor: .absolute)
        }
        let found = summaries(of: clustering, coordinates: rows, dates: dates)
        #expect(found.count == 1)
        let summary = try #require(found.first)
        #expect(summary.count == 4)
        #expect(summary.medoid == at(44.01, 33))
        #expect(summary.start == Day(number: 100))
        #expect(summary.end == Day(number: 104))
        #expect(try summary.hull.area() > 0)
        #expect(
            summary.radius
                == [at(44, 33), at(44.02, 33), at(44.01, 33.01)].map {
                    at(44.01, 33).distance(to: $0)
                }.max())
    }

    @Test(
        "The medoid of thousands of coordinates equals the one by all pairs",
        arguments: 0..<1 as Range<UInt64>)
    func largeMedoid(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let rows = (0..<2050).map { _ in random.scattered(around: at(179.9, 60), .kilometers(40)) }
        let found = try #require(medoid(of: DistinctCoordinates(rows)))
        func sum(_ center: Coordinate) -> Double {
            let center = ECEF(center)
            return rows.reduce(0) { $0 + center.squaredChord(to: ECEF($1)).squareRoot() }
        }
        let best = rows.map(sum).min() ?? 0
        #expect(abs(sum(found) - best) < 1e-3, "seed \(seed)")
    }
}
