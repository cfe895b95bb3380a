import Earth
import Incidents
import TestSupport
import Testing

@testable import Analysis

@Suite("Clusters of shapes, and why")
struct ExtentClustersTests {
    @Test("Points alone cluster as coordinates do", arguments: 0..<6 as Range<UInt64>)
    func points(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let rows = random.troublesomePoints(120)
        let options = DBSCANOptions(radius: .kilometers(4), minimumCount: 3)
        let shapes = rows.map { Geometry.point($0) }
        #expect(
            try clusters(of: shapes, options: options) == clusters(of: rows, options: options),
            "seed \(seed)")
    }

    @Test("An area joins what lies at its rim and inside, across 180° too")
    func areas() throws {
        let area = Geometry.polygon([
            [at(179, -18), at(-179, -18), at(-179, -16), at(179, -16), at(179, -18)]
        ])
        let shapes: [Geometry] = [
            .point(at(-178.97, -17)), area, .point(at(180, -17)),
            .line([at(178, -15), at(179.2, -15.97)]),
            .point(at(0, 0)),
        ]
        let found = try clusters(
            of: shapes, options: DBSCANOptions(radius: .kilometers(5), minimumCount: 2))
        #expect(found.numbers == [0, 0, 0, 0, -1])
    }

    @Test("Reasons name the count within reach and the nearest core")
    func reasons() throws {
        let rows = [at(0, 0), at(0, 0), at(0.01, 0), at(0.04, 0), at(0.2, 0)]
        let options = DBSCANOptions(radius: .kilometers(3.5), minimumCount: 3)
        let clustering = clusters(of: rows, options: options)
        let why = explanations(
            of: clustering, rows: Array(rows.indices), coordinates: rows, options: options)
        #expect(why.map(\.neighborCount) == [3, 3, 4, 2, 1])
        #expect(why.map(\.label.role) == [.core, .core, .core, .border, .noise])
        #expect(why.map { $0.nearestCore?.index } == [1, 0, 0, 2, 2])
        #expect(why[4].description.hasPrefix("noise: 1 of 3 needed"))
    }
}
