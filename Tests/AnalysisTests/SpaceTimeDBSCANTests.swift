import Earth
import Incidents
import TestSupport
import Testing

@testable import Analysis

@Suite("Clusters in space and time")
struct SpaceTimeDBSCANTests {
    @Test(
        "Labels equal the definition by all pairs, undated rows being noise",
        arguments: 0..<30 as Range<UInt64>)
    func equalsDefinition(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let rows = random.troublesomePoints(Int.random(in: 1...150, using: &random))
        let times = rows.map { _ -> Int64? in
            let day = Int64.random(in: 0..<12, using: &random)
            return day == 11 ? nil : day * 86_400 + Int64.random(in: 0..<3, using: &random)
        }
        let radius = Distance.meters(
            [0, 5, 3000, 9000, 60_000, 25_000_000].randomElement(using: &random) ?? 0)
        let window: Int64 = [0, 1, 86_400, 259_200].randomElement(using: &random) ?? 0
        let minimum = Int.random(in: 1...5, using: &random)
        let definition = DensityDefinition(rows, minimum) { a, b in
            guard let s = times[a], let t = times[b] else { return false }
            return abs(s - t) <= window && rows[a].distance(to: rows[b]) <= radius
        }
        let expected = definition.labels
        for threads in [1, 2, 8] {
            let options = SpaceTimeDBSCANOptions(
                radius: radius, window: .seconds(window), minimumCount: minimum, threads: threads)
            #expect(
                clusters(of: rows, times: times, options: options).labels == expected,
                "seed \(seed), \(radius.meters) m, \(window) s, \(minimum), \(threads) threads")
        }
        let options = DBSCANOptions(radius: radius, minimumCount: minimum, threads: 2)
        let found = clusters(
            of: rows, times: times,
            options: SpaceTimeDBSCANOptions(
                radius: radius, window: .seconds(window), minimumCount: minimum))
        let why = explanations(
            of: found, rows: Array(rows.indices), coordinates: rows,
            times: ClusterTimes(times, window: .seconds(window)), options: options)
        for reason in why where times[reason.row] != nil {
            #expect(reason.neighborCount == definition.counts[reason.row], "seed \(seed)")
            if reason.label.role == .border, let core = reason.nearestCore {
                #expect(expected[core.index].role == .core, "seed \(seed)")
                #expect(core.distance <= radius, "seed \(seed)")
            }
        }
    }

    @Test(
        "A window longer than all of history gives plain DBSCAN", arguments: 0..<4 as Range<UInt64>)
    func wideWindow(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let rows = random.troublesomePoints(700)
        let times = rows.map { _ in Int64?(Int64.random(in: 0..<1_000_000, using: &random)) }
        let plain = clusters(
            of: rows, options: DBSCANOptions(radius: .kilometers(3), minimumCount: 4))
        let wide = clusters(
            of: rows, times: times,
            options: SpaceTimeDBSCANOptions(
                radius: .kilometers(3), window: .days(100_000), minimumCount: 4))
        #expect(plain == wide, "seed \(seed)")
    }

    @Test("One town with tens of thousands of rows falls into its campaigns")
    func campaigns() {
        let rows = Array(repeating: at(44, 33), count: 20_000)
        let times = rows.indices.map { Int64?(Int64($0 % 2) * 8_640_000 + Int64($0) * 60) }
        let found = clusters(
            of: rows, times: times,
            options: SpaceTimeDBSCANOptions(radius: .zero, window: .days(3), minimumCount: 5))
        #expect(found.count == 2)
        #expect(found.numbers[0] == 0 && found.numbers[1] == 1)
    }
}
