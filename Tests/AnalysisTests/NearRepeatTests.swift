import Earth
import Incidents
import TestSupport
import Testing

@testable import Analysis

@Suite("Near repeats")
struct NearRepeatTests {
    private func rows(_ spots: [(Double, Int?)]) -> [Occurrence] {
        spots.map {
            Occurrence(id: "", coordinate: at($0.0, 0), start: $0.1.map { Day(number: $0) })
        }
    }

    @Test("Pairs fall into bands as counted by hand")
    func byHand() throws {
        // On the equator 0.01° is 1 113 m. Pairs: (a,b) 0 m 3 d; (a,c) and (b,c) 1 113 m 10 d and 7 d;
        // (d) is far from all; the undated one is left out.
        let cells = try nearRepeats(
            of: rows([(0, 0), (0, 3), (0.01, 10), (1, 0), (0, nil)]),
            options: NearRepeatOptions(
                distances: [.zero, .kilometers(2)], days: [7, 14], permutations: 0))
        #expect(cells.map(\.observed) == [1, 0, 1, 1])
        #expect(cells.map(\.days) == [0...7, 8...14, 0...7, 8...14])
        #expect(cells.allSatisfy { $0.probability == 1 })
    }

    @Test(
        "Counts by place equal counts by all pairs, whatever the threads",
        arguments: 0..<6 as Range<UInt64>)
    func equalsAllPairs(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let rows = random.troublesomePoints(200).map {
            Occurrence(
                id: "", coordinate: $0, start: Day(number: Int.random(in: 0...60, using: &random)))
        }
        let options = NearRepeatOptions(
            distances: [.zero, .kilometers(1), .kilometers(5)], days: [0, 7, 21], permutations: 19,
            seed: seed)
        let cells = try nearRepeats(of: rows, options: options)
        var expected = [Int](repeating: 0, count: 9)
        for i in rows.indices {
            for j in 0..<i {
                let distance = rows[i].coordinate.distance(to: rows[j].coordinate)
                let days = abs((rows[i].start?.number ?? 0) - (rows[j].start?.number ?? 0))
                if let band = options.distances.firstIndex(where: { distance <= $0 }),
                    let time = options.days.firstIndex(where: { days <= $0 })
                {
                    expected[band * 3 + time] += 1
                }
            }
        }
        #expect(cells.map(\.observed) == expected, "seed \(seed)")
        var threaded = options
        threaded.threads = 8
        #expect(try nearRepeats(of: rows, options: threaded) == cells, "seed \(seed)")
    }

    @Test("Planted repeats are significant, shuffled ones are not")
    func planted() throws {
        var random = SplitMix(seed: 9)
        var spots: [(Double, Int?)] = []
        for i in 0..<60 {
            let day = Int.random(in: 0...1000, using: &random)
            spots += [(Double(i), day), (Double(i) + 0.005, day + 2)]
        }
        let cells = try nearRepeats(
            of: rows(spots),
            options: NearRepeatOptions(
                distances: [.kilometers(1)], days: [7, 1000], permutations: 199))
        #expect(cells[0].observed == 60)
        #expect(cells[0].probability == 1.0 / 200)
        #expect(try #require(cells[0].ratio) > 20)
    }

    @Test("Bands that do not ascend are refused")
    func refused() {
        #expect(throws: AnalysisError.self) {
            try nearRepeats(
                of: [],
                options: NearRepeatOptions(distances: [.kilometers(2), .kilometers(1)], days: [7]))
        }
        #expect(throws: AnalysisError.self) {
            try nearRepeats(
                of: [], options: NearRepeatOptions(distances: [.kilometers(2)], days: []))
        }
    }

    @Test("Bands that hold more pairs than memory should are refused with what would help")
    func limit() {
        let occurrences = (0..<100).map {
            Occurrence(id: "\($0)", coordinate: at(Double($0) / 1000, 0), start: Day(number: $0))
        }
        var options = NearRepeatOptions(distances: [.kilometers(50)], days: [7], permutations: 3)
        options.pairLimit = 5050
        #expect(throws: Never.self) { try nearRepeats(of: occurrences, options: options) }
        options.pairLimit = 5049
        #expect(throws: AnalysisError.self) { try nearRepeats(of: occurrences, options: options) }
    }
}
