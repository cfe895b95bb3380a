import Earth
import Incidents
import TestSupport
import Testing

@testable import Analysis

/// The definition, every pair by geodesic and difference of times.
private func definition(
    _ rows: [Coordinate], _ times: [Int64?], _ radius: Distance, _ window: Int64, _ minimum: Int
) -> [ClusterLabel] {
    let near = rows.indices.map { a in
        rows.indices.filter { b in
            guard let s = times[a], let t = times[b] else { return false }
            return abs(s - t) <= window && rows[a].distance(to: rows[b]) <= radius
        }
    }
    let isCore = near.map { $0.count >= minimum }
    var number = [Int?](repeating: nil, count: rows.count)
    var count = 0
    for seed in rows.indices where isCore[seed] && number[seed] == nil {
        var open = [seed]
        number[seed] = count
        while let row = open.popLast() {
            for other in near[row] where isCore[other] && number[other] == nil {
                number[other] = count
                open.append(other)
            }
        }
        count += 1
    }
    return rows.indices.map { row in
        if isCore[row] { return ClusterLabel(number: number[row], role: .core) }
        let nearest = near[row].filter { isCore[$0] }.min {
            (rows[row].distance(to: rows[$0]).meters, number[$0] ?? .max)
                < (rows[row].distance(to: rows[$1]).meters, number[$1] ?? .max)
        }
        return nearest.map { ClusterLabel(number: number[$0], role: .border) } ?? .noise
    }
}

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
        let expected = definition(rows, times, radius, window, minimum)
        for threads in [1, 2, 8] {
            let options = SpaceTimeDBSCANOptions(
                radius: radius, window: .seconds(window), minimumCount: minimum, threads: threads)
            #expect(
                clusters(of: rows, times: times, options: options).labels == expected,
                "seed \(seed), \(radius.meters) m, \(window) s, \(minimum), \(threads) threads")
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
