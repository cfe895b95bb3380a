import Analysis
import Earth

/// How the time per row grows with the number of rows, on points made here: towns of very unequal size,
/// most rows exactly on a town, some near one, some anywhere, as incident lists have them.
struct BenchmarkCurve {
    let sizes: [Int]
    let threads: [Int]
    let repeats: Int

    func run() -> [BenchmarkRow] {
        sizes.flatMap { size in
            let coordinates = BenchmarkCurve.points(size)
            let sites = PointIndex(BenchmarkCurve.points(10_000, seed: 99))
            return threads.flatMap { threads in
                [
                    row("dbscan 5 km, 5", size, threads) {
                        clusters(
                            of: coordinates,
                            options: DBSCANOptions(
                                radius: .kilometers(5), minimumCount: 5, threads: threads)
                        ).count
                    },
                    row("nearest of 10 000 sites", size, threads) {
                        nearestPoints(of: coordinates, in: sites, threads: threads).count
                    },
                ]
            }
        }
    }

    private func row(
        _ name: String, _ size: Int, _ threads: Int, _ work: () -> Int
    ) -> BenchmarkRow {
        let (result, times) = measured(repeats, work)
        let best = times.map(\.elapsed).min() ?? 0
        return BenchmarkRow(
            workload: name, threads: threads, times: times,
            facts: [
                ("rows", "\(size)"), ("ns_per_row", "\(Int(best * 1e9 / Double(size)))"),
                ("result", "\(result)"),
            ])
    }

    /// The same points for the same seed.
    static func points(_ count: Int, seed: UInt64 = 7) -> [Coordinate] {
        var random = BenchmarkRandom(state: seed)
        let towns = (0..<1500).map { _ in
            Coordinate(
                wrappingLongitude: 35.7 + 12.9 * random.unit(), latitude: 29.2 + 8.1 * random.unit()
            )
        }
        return (0..<count).map { _ in
            // The square of a square: a few towns get most rows.
            let share = random.unit() * random.unit()
            let town = towns[min(towns.count - 1, Int(share * share * Double(towns.count)))]
            let kind = random.unit()
            if kind < 0.7 { return town }
            let reach = kind < 0.95 ? 6000.0 : 200_000
            return town.moved(
                by: .meters(reach * random.unit()), toward: Bearing(degrees: 360 * random.unit()))
        }
    }
}

/// SplitMix64, so that every machine measures the same points.
private struct BenchmarkRandom {
    var state: UInt64

    mutating func unit() -> Double {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
    }
}
