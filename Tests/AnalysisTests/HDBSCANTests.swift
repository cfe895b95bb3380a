import Earth
import Incidents
import TestSupport
import Testing

@testable import Analysis

@Suite("HDBSCAN*")
struct HDBSCANTests {
    /// 240 points in four groups, two of them across 180°, without equal distances.
    private var points: [Coordinate] {
        var random = SplitMix(seed: 42)
        func unit() -> Double { Double(random.next()) / 18_446_744_073_709_551_616 }
        func rounded(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }
        return (0..<240).map { i in
            let center = [(179.9, 10.0), (-179.6, 10.2), (44.0, 33.0), (44.8, 33.3)][i % 4]
            if i % 12 == 11 {
                let east = unit() * 4 - 2
                return at(rounded(east + center.0), rounded(unit() * 4 - 2 + center.1))
            }
            let r = 0.12 * (unit() + unit() + unit() - 1.5)
            let q = 0.12 * (unit() + unit() + unit() - 1.5)
            return at(rounded(center.0 + r * Double(1 + i % 4)), rounded(center.1 + q))
        }
    }

    /// Made with scikit-learn 1.9.1 (HDBSCAN, metric "precomputed") on a matrix of WGS84 geodesics; only
    /// settings for which its answer does not change with the order of the rows.
    static let references:
        [(size: Int, samples: Int, count: Int, noise: Int, sum: Int, strengths: Double)] = [
            (8, 5, 4, 19, 284, 174.985252192), (10, 6, 4, 19, 284, 181.474457263),
            (5, 5, 4, 19, 284, 193.953999461), (20, 4, 4, 19, 284, 191.067683925),
            (12, 3, 4, 19, 284, 189.433418550), (6, 2, 5, 12, 318, 215.446467912),
        ]

    @Test("Labels and strengths equal scikit-learn's on a matrix of geodesics", arguments: 0..<6)
    func reference(number: Int) {
        let expected = HDBSCANTests.references[number]
        let found = hierarchicalClusters(
            of: points,
            options: HDBSCANOptions(
                minimumClusterSize: expected.size, minimumSamples: expected.samples))
        #expect(found.clustering.count == expected.count)
        #expect(found.clustering.numbers.count { $0 < 0 } == expected.noise)
        #expect(found.clustering.numbers.reduce(0) { $0 + Int($1) } == expected.sum)
        #expect(abs(found.strengths.reduce(0, +) - expected.strengths) < 1e-3)
    }

    @Test(
        "The spanning tree weighs as much as one found by all pairs",
        arguments: 0..<6 as Range<UInt64>)
    func spanningTree(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let distinct = DistinctCoordinates(random.troublesomePoints(150))
        for threads in [1, 2, 8] {
            let reachability = MutualReachability(
                distinct.coordinates, weights: distinct.weights, samples: 4, floor: .meters(1),
                threads: threads)
            let edges = reachability.spanningTree()
            #expect(edges.count == distinct.coordinates.count - 1)
            let lengths = edges.map { $0.squaredLength.squareRoot() }.reduce(0, +)
            #expect(abs(lengths - prim(distinct, reachability.squaredCores)) < 1e-3, "seed \(seed)")
        }
    }

    /// Prim's algorithm on the full matrix.
    private func prim(_ distinct: DistinctCoordinates, _ cores: [Double]) -> Double {
        let points = distinct.coordinates.map { ECEF($0) }
        var nearest = [Double](repeating: .infinity, count: points.count)
        var isIn = points.map { _ in false }
        var total = 0.0
        nearest[0] = 0
        for _ in points {
            guard
                let next = points.indices.filter({ !isIn[$0] }).min(by: {
                    nearest[$0] < nearest[$1]
                })
            else { break }
            isIn[next] = true
            total += nearest[next].squareRoot()
            for other in points.indices where !isIn[other] {
                let length = max(
                    cores[next], cores[other], points[next].squaredChord(to: points[other]))
                nearest[other] = min(nearest[other], length)
            }
        }
        return total
    }

    @Test("Weights give what the rows repeated a metre apart give")
    func weights() {
        var random = SplitMix(seed: 3)
        let places = points
        let repeats = places.map { _ in Int.random(in: 1...6, using: &random) }
        let equal = zip(places, repeats).flatMap { Array(repeating: $0, count: $1) }
        // The same rows, moved by centimetres: below the resolution, so nothing may change.
        let moved = zip(places, repeats).flatMap { place, count in
            (0..<count).map {
                place.moved(by: .meters(0.01 * Double($0)), toward: Bearing(degrees: 0))
            }
        }
        let options = HDBSCANOptions(
            minimumClusterSize: 20, minimumSamples: 8, resolution: .meters(10))
        let a = hierarchicalClusters(of: equal, options: options)
        let b = hierarchicalClusters(of: moved, options: options)
        #expect(a.clustering.count > 1)
        #expect(a.clustering.numbers == b.clustering.numbers)
        #expect(zip(a.strengths, b.strengths).allSatisfy { abs($0 - $1) < 1e-3 })
    }

    @Test(
        "One thread or eight, ties or not, the result is the same",
        arguments: 0..<4 as Range<UInt64>)
    func deterministic(seed: UInt64) {
        var random = SplitMix(seed: seed)
        // Hundredths of degrees: full of ties.
        let rows = (0..<600).map { _ in
            at(
                Double(Int.random(in: 0...30, using: &random)) / 100,
                Double(Int.random(in: 0...30, using: &random)) / 100)
        }
        let one = hierarchicalClusters(of: rows, options: HDBSCANOptions(minimumClusterSize: 6))
        let eight = hierarchicalClusters(
            of: rows, options: HDBSCANOptions(minimumClusterSize: 6, threads: 8))
        #expect(one == eight, "seed \(seed)")
    }

    @Test("The tree's root holds all rows, children are smaller and born where the parent dies")
    func tree() {
        let found = hierarchicalClusters(
            of: points, options: HDBSCANOptions(minimumClusterSize: 8, minimumSamples: 5))
        #expect(found.tree.first?.size == 240)
        for node in found.tree {
            guard let parent = node.parent else { continue }
            #expect(node.size < found.tree[parent].size)
            #expect(node.birth == found.tree[parent].death)
            #expect(node.stability >= 0)
        }
        #expect(found.tree.compactMap(\.number).sorted() == [0, 1, 2, 3])
    }

    @Test("Empty, single and equal rows have answers")
    func extremes() {
        let options = HDBSCANOptions(minimumClusterSize: 5)
        #expect(hierarchicalClusters(of: [], options: options).clustering.numbers == [])
        #expect(hierarchicalClusters(of: [at(0, 0)], options: options).clustering.numbers == [-1])
        let equal = hierarchicalClusters(
            of: Array(repeating: at(1, 1), count: 5000), options: options)
        #expect(equal.clustering.numbers.allSatisfy { $0 == -1 })
        #expect(equal.tree.count == 1)
    }
}
