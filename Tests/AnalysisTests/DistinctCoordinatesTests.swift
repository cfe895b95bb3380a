import Earth
import TestSupport
import Testing

@testable import Analysis

@Suite("Distinct coordinates")
struct DistinctCoordinatesTests {
    @Test(
        "They are those a dictionary finds, with their rows, in order of first appearance",
        arguments: [(0, 1), (1, 1), (40, 3), (5000, 700), (5000, 1_000_000)])
    func dictionary(count: Int, kinds: Int) throws {
        print("seed \(count)")
        var random = SplitMix(seed: UInt64(count))
        let rows = try (0..<count).map { _ in
            let kind = Int.random(in: 0..<kinds, using: &random)
            // Zeros of both signs are one.
            return try Coordinate(
                longitude: Double(kind % 7) * (kind % 2 == 0 ? -1 : 1),
                latitude: Double(kind / 7) / 1e4)
        }
        let distinct = DistinctCoordinates(rows)
        var known: [Coordinate: [Int]] = [:]
        for (row, coordinate) in rows.enumerated() { known[coordinate, default: []].append(row) }
        let expected = known.values.sorted { $0[0] < $1[0] }
        #expect(distinct.rows == expected)
        #expect(distinct.weights == expected.map(\.count))
        #expect(distinct.firstRows == expected.map { $0[0] })
        #expect(distinct.coordinates == expected.map { rows[$0[0]] })
        #expect(rows.indices.allSatisfy { distinct.coordinates[distinct.places[$0]] == rows[$0] })
        let (starts, order) = distinct.rowsInOrder
        #expect(starts.count == expected.count + 1)
        #expect(order.map { Int($0) } == expected.flatMap { $0 })
    }
}
