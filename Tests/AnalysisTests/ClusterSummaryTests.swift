import Earth
import Incidents
import TestSupport
import Testing

@testable import Analysis

@Suite("Cluster summaries")
struct ClusterSummaryTests {
    @Test("A summary gives size, medoid, hulls, ellipse, days, words, toll and trend")
    func summary() throws {
        let points = [at(44, 33), at(44.01, 33), at(44.02, 33), at(44.01, 33.01), at(10, 10)]
        let occurrences = points.enumerated().map { i, point in
            Occurrence(
                id: "\(i)", coordinate: point, start: Day(number: 100 + 31 * i),
                end: Day(number: 101 + 31 * i), type: i < 3 ? "shelling" : "clash",
                place: "Baghdad",
                killed: Toll(minimum: i == 0 ? nil : 2, maximum: nil))
        }
        let clustering = clusters(
            of: points, options: DBSCANOptions(radius: .kilometers(3), minimumCount: 3))
        let found = summaries(of: clustering, occurrences: occurrences)
        #expect(found.count == 1)
        let summary = try #require(found.first)
        #expect(summary.count == 4)
        #expect(summary.medoid == at(44.01, 33))
        #expect(summary.start == Day(number: 100))
        #expect(summary.end == Day(number: 194))
        #expect(try summary.hull.area() > 0)
        let farthest = points.prefix(4).map { at(44.01, 33).distance(to: $0) }.max()
        #expect(summary.radius == farthest)
        #expect(
            summary.types == [
                Frequency(name: "shelling", count: 3), Frequency(name: "clash", count: 1),
            ])
        #expect(summary.places == [Frequency(name: "Baghdad", count: 4)])
        #expect(summary.killed == Toll(minimum: 6, maximum: nil))
        #expect(summary.trend == nil, "a series of ones has no trend")
    }

    @Test("The standard ellipse of a line of points lies along it, across 180° too")
    func ellipse() throws {
        let center = at(179.99, 10)
        let rows = [-3000.0, -1000, 1000, 3000].map {
            center.moved(by: .meters(abs($0)), toward: Bearing(degrees: $0 < 0 ? 210 : 30))
        }
        let clustering = Clustering(
            numbers: [0, 0, 0, 0], roles: Array(repeating: .core, count: 4), count: 1)
        let occurrences = rows.map { Occurrence(id: "", coordinate: $0) }
        let ellipse = try #require(summaries(of: clustering, occurrences: occurrences)[0].ellipse)
        #expect(abs(ellipse.semiMajor.meters - 5_000_000.0.squareRoot()) < 0.01)
        #expect(ellipse.semiMinor.meters < 1)
        #expect(abs(ellipse.bearing.degrees - 30) < 0.01)
        #expect(ellipse.center.distance(to: center).meters < 0.01)
    }

    @Test("The medoid of thousands of coordinates equals the one by all pairs")
    func largeMedoid() throws {
        var random = SplitMix(seed: 1)
        let rows = (0..<2050).map { _ in random.scattered(around: at(179.9, 60), .kilometers(40)) }
        let found = try #require(medoid(of: DistinctCoordinates(rows)))
        let points = rows.map { ECEF($0) }
        func sum(_ center: ECEF) -> Double {
            points.reduce(0) { $0 + center.squaredChord(to: $1).squareRoot() }
        }
        let best = points.map(sum).min() ?? 0
        #expect(abs(sum(ECEF(found)) - best) < 1e-3)
    }
}
