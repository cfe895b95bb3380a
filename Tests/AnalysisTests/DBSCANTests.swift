import Earth
import Incidents
import TestSupport
import Testing

@testable import Analysis

@Suite("DBSCAN")
struct DBSCANTests {
    @Test(
        "Labels equal the definition by all pairs, for radii from 0 to the whole globe",
        arguments: 0..<30 as Range<UInt64>)
    func equalsDefinition(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let rows = random.troublesomePoints(Int.random(in: 1...160, using: &random))
        let radius = Distance.meters(
            [0, 0.01, 31, 900, 3000, 9000, 60_000, 2_000_000, 11_000_000, 19_950_000, 25_000_000]
                .randomElement(using: &random) ?? 0)
        let minimum = Int.random(in: 1...9, using: &random)
        let definition = DensityDefinition(rows, minimum) {
            rows[$0].distance(to: rows[$1]) <= radius
        }
        let expected = definition.labels
        for threads in [1, 2, 8] {
            let options = DBSCANOptions(radius: radius, minimumCount: minimum, threads: threads)
            #expect(
                dbscan(rows, options: options) == expected,
                "seed \(seed), \(radius.meters) m, \(minimum), \(threads) threads")
        }
        let options = DBSCANOptions(radius: radius, minimumCount: minimum)
        let byIndex = clustersByIndex(of: rows, options: options)
        #expect(byIndex.labels == expected, "seed \(seed)")
        let why = explanations(
            of: byIndex, rows: Array(rows.indices), coordinates: rows, options: options)
        #expect(why.map(\.neighborCount) == definition.counts, "seed \(seed)")
    }

    @Test(
        "The grid equals the index on thousands of rows, whatever the threads",
        arguments: 0..<4 as Range<UInt64>)
    func gridEqualsIndex(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let rows = random.troublesomePoints(2000)
        var options = DBSCANOptions(
            radius: .meters(Double.random(in: 40...20_000, using: &random)),
            minimumCount: Int.random(in: 2...12, using: &random))
        let expected = clustersByIndex(of: rows, options: options)
        for threads in [1, 2, 8] {
            options.threads = threads
            #expect(
                clusters(of: rows, options: options) == expected, "seed \(seed), \(threads) threads"
            )
        }
    }

    @Test("A row at exactly the radius is a neighbour")
    func inclusive() {
        let a = at(44, 33)
        let b = at(44.05, 33)
        let labels = dbscan(
            [a, b], options: DBSCANOptions(radius: a.distance(to: b), minimumCount: 2))
        #expect(labels.map(\.number) == [0, 0])
    }

    @Test(
        "A border row between two clusters joins the nearer; when equally near, the smaller number")
    func border() {
        // Five rows and one before them on each side are core; the middle row sees three rows only.
        let east = Array(repeating: at(0.06, 0), count: 5) + [at(0.03, 0)]
        let west = Array(repeating: at(-0.06, 0), count: 5) + [at(-0.03, 0)]
        let options = DBSCANOptions(radius: .kilometers(4), minimumCount: 6)
        let even = dbscan(west + east + [at(0, 0)], options: options)
        #expect(
            even.map(\.number) == Array(repeating: 0, count: 6) + Array(repeating: 1, count: 6) + [
                0
            ])
        #expect(even[12].role == .border)
        let nearEast = dbscan(west + east + [at(0.0001, 0)], options: options)
        #expect(nearEast[12] == ClusterLabel(number: 1, role: .border))
    }

    @Test("Empty input, one row, a negative radius and a count below one have answers")
    func extremes() {
        #expect(dbscan([], options: DBSCANOptions(radius: .kilometers(5), minimumCount: 5)) == [])
        let one = dbscan(
            [at(1, 1)], options: DBSCANOptions(radius: .kilometers(5), minimumCount: 0))
        #expect(one == [ClusterLabel(number: 0, role: .core)])
        let none = dbscan([at(1, 1)], options: DBSCANOptions(radius: .meters(-1), minimumCount: 1))
        #expect(none == [.noise])
    }

    @Test("Thirty thousand equal rows are one cluster")
    func crowd() {
        let rows = Array(repeating: at(44.366, 33.315), count: 30_000)
        let found = clusters(
            of: rows, options: DBSCANOptions(radius: .kilometers(5), minimumCount: 5))
        #expect(found.count == 1)
        #expect(found.roles.allSatisfy { $0 == .core })
    }

    @Test(
        "Turning every longitude by the same angle changes no grouping",
        arguments: 0..<4 as Range<UInt64>)
    func turned(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let rows = random.troublesomePoints(800)
        let options = DBSCANOptions(radius: .kilometers(4), minimumCount: 4)
        let turned = rows.map { at($0.longitude + 77.125, $0.latitude) }
        #expect(
            dbscan(rows, options: options).map(\.role)
                == dbscan(turned, options: options).map(\.role),
            "seed \(seed)")
    }

    @Test("Two crowds of thousands just out of reach stay apart, and quickly; a bridge joins them")
    func crowds() {
        // Two parallel rows of points, 5 km and a little apart: every pair of cells has to be told apart.
        let gap = Distance.meters(5000.5)
        let south = (0..<4000).map { at(44 + Double($0) * 1e-7, 33) }
        let north = south.map { $0.moved(by: gap, toward: Bearing(degrees: 0)) }
        let options = DBSCANOptions(radius: .kilometers(5), minimumCount: 5)
        #expect(clusters(of: south + north, options: options).count == 2)
        let bridge = south[0].moved(by: gap * 0.5, toward: Bearing(degrees: 0))
        #expect(clusters(of: south + north + [bridge], options: options).count == 1)
    }
}
