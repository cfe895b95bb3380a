import Earth
import Incidents
import TestSupport
import Testing

@testable import Analysis

@Suite("Space-time permutation scan")
struct SpaceTimeScanTests {
    @Test("Expected count and likelihood ratio are those worked out by hand")
    func byHand() throws {
        // Ten incidents: four at one place on days 5–6, six elsewhere on six other days. The cylinder
        // around the four holds 4 of 10 incidents in space and 4 of 10 in time: μ = 1.6,
        // 4·ln(4/1.6) + 6·ln(6/8.4) = 1.6463.
        let crowd = [5, 5, 6, 6].map {
            Occurrence(id: "", coordinate: at(44, 33), start: Day(number: $0))
        }
        let rest = (0..<6).map {
            Occurrence(id: "", coordinate: at(10 + Double($0), 0), start: Day(number: 20 + 7 * $0))
        }
        let found = try spaceTimeScan(
            of: crowd + rest,
            options: SpaceTimeScanOptions(
                maximumRadius: .kilometers(50), maximumDays: 7, permutations: 99))
        let best = try #require(found.first)
        #expect(best.center == at(44, 33))
        #expect(best.observed == 4)
        #expect(abs(best.expected - 1.6) < 1e-12)
        #expect(abs(best.logLikelihoodRatio - 1.6463) < 1e-4)
        #expect(best.start == Day(number: 5) && best.end == Day(number: 6))
    }

    @Test("A planted outbreak is found and significant; threads change nothing")
    func planted() throws {
        var random = SplitMix(seed: 2)
        var rows = (0..<150).map { _ in
            Occurrence(
                id: "", coordinate: random.scattered(around: at(44, 33), .kilometers(200)),
                start: Day(number: Int.random(in: 0...364, using: &random)))
        }
        rows += (0..<15).map { _ in
            Occurrence(
                id: "", coordinate: random.scattered(around: at(44.5, 33.5), .kilometers(5)),
                start: Day(number: Int.random(in: 200...206, using: &random)))
        }
        var options = SpaceTimeScanOptions(
            maximumRadius: .kilometers(20), maximumDays: 14, permutations: 99)
        let found = try spaceTimeScan(of: rows, options: options)
        let best = try #require(found.first)
        #expect(best.probability == 0.01)
        #expect(best.center.distance(to: at(44.5, 33.5)) < .kilometers(12))
        #expect(best.observed >= 12)
        options.threads = 8
        #expect(try spaceTimeScan(of: rows, options: options) == found)
        options.isProspective = true
        let last = rows.compactMap(\.start).max()
        #expect(try spaceTimeScan(of: rows, options: options).allSatisfy { $0.end == last })
    }

    @Test("Nothing, one row, and bad options have answers")
    func extremes() throws {
        let options = SpaceTimeScanOptions(
            maximumRadius: .kilometers(9), maximumDays: 7, permutations: 9)
        #expect(try spaceTimeScan(of: [], options: options).isEmpty)
        #expect(
            try spaceTimeScan(
                of: [Occurrence(id: "", coordinate: at(0, 0), start: Day(number: 1))],
                options: options
            ).isEmpty)
        #expect(throws: AnalysisError.self) {
            try spaceTimeScan(
                of: [], options: SpaceTimeScanOptions(maximumRadius: .kilometers(9), maximumDays: 0)
            )
        }
    }
}
