import Earth
import Foundation
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

    @Test(
        "The best cylinder is the best of all there are", arguments: 0..<6 as Range<UInt64>)
    func bestOfAll(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let towns = (0..<8).map { _ in
            random.scattered(around: at(179.9, 40), .kilometers(40))
        }
        let rows = (0..<60).map { _ in
            Occurrence(
                id: "", coordinate: towns[Int.random(in: 0..<8, using: &random)],
                start: Day(number: Int.random(in: 0...40, using: &random)))
        }
        let days = rows.compactMap { $0.start?.number }
        var best = 0.0
        for center in towns {
            for edge in towns where center.distance(to: edge) <= .kilometers(30) {
                let inside = rows.indices.filter {
                    center.distance(to: rows[$0].coordinate) <= center.distance(to: edge)
                }
                guard inside.count <= 30 || center == edge else { continue }
                for start in 0...40 {
                    for end in start..<start + 9 {
                        let span = start...end
                        let observed = inside.count { span.contains(days[$0]) }
                        let expected = Double(inside.count * days.count { span.contains($0) }) / 60
                        // (c/μ)^c · ((N−c)/(N−μ))^(N−c)
                        let c = Double(observed)
                        guard observed > 1, c > expected else { continue }
                        let outside = (60 - c) * log((60 - c) / (60 - expected))
                        best = max(best, c * log(c / expected) + (c < 60 ? outside : 0))
                    }
                }
            }
        }
        let found = try spaceTimeScan(
            of: rows,
            options: SpaceTimeScanOptions(
                maximumRadius: .kilometers(30), maximumDays: 9, permutations: 0))
        #expect(abs((found.first?.logLikelihoodRatio ?? 0) - best) < 1e-9, "seed \(seed)")
    }

    @Test("Circles that hold more places than memory should are refused with what would help")
    func limit() {
        let rows = (0..<30).map {
            Occurrence(id: "", coordinate: at(Double($0) / 1000, 0), start: Day(number: $0))
        }
        var options = SpaceTimeScanOptions(
            maximumRadius: .kilometers(50), maximumDays: 7, permutations: 0)
        options.widestShare = 1
        options.pairLimit = 900
        #expect(throws: Never.self) { try spaceTimeScan(of: rows, options: options) }
        options.pairLimit = 899
        #expect(throws: AnalysisError.self) { try spaceTimeScan(of: rows, options: options) }
    }

    @Test("A radius round the earth in a long list is refused, in words that help, not sat out")
    func effort() throws {
        var random = SplitMix(seed: 5)
        let rows = (0..<600).map { _ in
            Occurrence(
                id: "", coordinate: random.scattered(around: at(44, 33), .kilometers(300)),
                start: Day(number: Int.random(in: 0...900, using: &random)))
        }
        var options = SpaceTimeScanOptions(
            maximumRadius: .kilometers(20_000), maximumDays: 900, permutations: 999_999)
        #expect {
            try SpaceTimeScan(rows, options: options)
        } throws: {
            "\($0)".contains("fewer permutations")
        }
        options.maximumDays = 3
        options.permutations = 9
        let scan = try SpaceTimeScan(rows, options: options)
        #expect(scan.effort > 0 && scan.effort < options.effortLimit)
    }

    @Test(
        "Permutations count as if each were scanned whole, though most is left out by a bound",
        arguments: [(80, 12, 0), (80, 12, 12), (500, 70, 20), (500, 600, 8)])
    func permutations(lastDay: Int, longest: Int, planted: Int) throws {
        var random = SplitMix(seed: 11)
        let towns = (0..<12).map { _ in random.scattered(around: at(44, 33), .kilometers(60)) }
        let rows = (0..<200).map { number in
            Occurrence(
                id: "", coordinate: towns[Int.random(in: 0..<12, using: &random)],
                start: Day(
                    number: Int.random(in: 0...(number < planted ? 5 : lastDay), using: &random)))
        }
        var options = SpaceTimeScanOptions(
            maximumRadius: .kilometers(50), maximumDays: longest, permutations: 39, seed: 4)
        let found = try spaceTimeScan(of: rows, options: options)
        // Each permutation as a list of its own, scanned without a floor under its best.
        let days = rows.compactMap { $0.start?.number }
        options.permutations = 0
        let best = try (0..<39).map { number in
            var random = SeededRandom(seed: 4 &+ UInt64(number) &* 0x9e37_79b9)
            let shuffled = days.shuffled(using: &random)
            let list = zip(rows, shuffled).map {
                Occurrence(id: "", coordinate: $0.coordinate, start: Day(number: $1))
            }
            return try spaceTimeScan(of: list, options: options).first?.logLikelihoodRatio ?? 0
        }
        #expect(found.count > 1)
        for cluster in found {
            let asGood = best.count { $0 >= cluster.logLikelihoodRatio }
            #expect(cluster.probability == Double(1 + asGood) / 40)
        }
    }
}
