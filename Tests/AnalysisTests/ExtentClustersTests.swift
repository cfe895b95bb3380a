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

    /// Points, lines, areas, areas within areas, and equal ones, near a place.
    private func shapes(_ random: inout SplitMix, around middle: Coordinate) -> [Geometry] {
        var shapes: [Geometry] = (0..<45).map { i in
            let spot = random.scattered(around: middle, .kilometers(60))
            let corners = [0.0, 90, 180, 270].map {
                spot.moved(
                    by: .kilometers(Double.random(in: 1...9, using: &random)),
                    toward: Bearing(degrees: $0))
            }
            switch i % 4 {
            case 0: return .point(spot)
            case 1: return .line(corners)
            case 2: return .polygon([corners + corners.prefix(1)])
            default:
                let size = Distance.meters(Double.random(in: 1...900, using: &random))
                let small = [0.0, 120, 240].map {
                    spot.moved(by: size, toward: Bearing(degrees: $0))
                }
                return .polygons([[corners + corners.prefix(1)], [small + small.prefix(1)]])
            }
        }
        shapes += (0..<10).map { _ in
            let spot = random.scattered(around: middle, .kilometers(40))
            let ring = [10.0, 130, 250].map {
                spot.moved(by: .kilometers(0.2), toward: Bearing(degrees: $0))
            }
            return .polygon([ring + ring.prefix(1)])
        }
        return shapes + shapes.prefix(5)
    }

    @Test(
        "Shapes cluster as the definition has it, whatever the radius, across 180° too",
        arguments: 0..<10 as Range<UInt64>)
    func definition(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let shapes = shapes(&random, around: seed % 2 == 0 ? at(44, 33) : at(179.9, 64))
            .filter { !$0.isPolygonal || $0.defect() == nil }
        let meters = try shapes.map { a in
            try shapes.map { b in
                a == b ? 0 : try #require(try a.nearestPoints(to: b)).distance.meters
            }
        }
        for kilometers in [0.0, 0.01, 0.7, 4, 9, 30, 20_000] {
            let expected = DensityDefinition(
                rows: shapes.indices, 4, areNear: { meters[$0][$1] <= kilometers * 1000 },
                meters: { meters[$0][$1] })
            for threads in [1, 3] {
                let found = try clusters(
                    of: shapes,
                    options: DBSCANOptions(
                        radius: .kilometers(kilometers), minimumCount: 4, threads: threads))
                #expect(found.labels == expected.labels, "seed \(seed), \(kilometers) km")
            }
            let options = DBSCANOptions(radius: .kilometers(kilometers), minimumCount: 4)
            let clustering = try clusters(of: shapes, options: options)
            let why = try explanations(
                of: clustering, rows: Array(shapes.indices), geometries: shapes, options: options)
            #expect(why.map(\.neighborCount) == expected.counts, "seed \(seed), \(kilometers) km")
            for row in shapes.indices {
                let nearest = shapes.indices.filter {
                    $0 != row && clustering.roles[$0] == .core
                }.map { meters[row][$0] }.min()
                let found = why[row].nearestCore
                #expect((found == nil) == (nearest == nil), "seed \(seed), row \(row)")
                if let found, let nearest {
                    #expect(abs(found.distance.meters - nearest) < 1e-3, "seed \(seed), row \(row)")
                    #expect(found.index != row && clustering.roles[found.index] == .core)
                }
            }
        }
    }

    @Test(
        "Shapes cluster in space and time as the definition has it",
        arguments: 0..<8 as Range<UInt64>)
    func spaceAndTime(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let shapes = shapes(&random, around: seed % 2 == 0 ? at(44, 33) : at(179.9, 64))
            .filter { !$0.isPolygonal || $0.defect() == nil }
        let times = shapes.map { _ -> Int64? in
            let day = Int64.random(in: 0..<9, using: &random)
            return day == 8 ? nil : day * 86_400
        }
        let meters = try shapes.map { a in
            try shapes.map { b in
                a == b ? 0 : try #require(try a.nearestPoints(to: b)).distance.meters
            }
        }
        for (kilometers, days) in [(0.0, 0), (4, 1), (9, 3), (30, 2), (20_000, 20)] {
            let window: Int64 = Int64(days) * 86_400
            let expected = DensityDefinition(
                rows: shapes.indices, 3,
                areNear: { a, b in
                    guard let s = times[a], let t = times[b] else { return false }
                    return abs(s - t) <= window && meters[a][b] <= kilometers * 1000
                }, meters: { meters[$0][$1] })
            let options = DBSCANOptions(
                radius: .kilometers(kilometers), minimumCount: 3, threads: 2)
            let found = try clusters(
                of: shapes, times: times,
                options: SpaceTimeDBSCANOptions(options, window: .seconds(window)))
            #expect(found.labels == expected.labels, "seed \(seed), \(kilometers) km, \(days) d")
            let why = try explanations(
                of: found, rows: Array(shapes.indices), geometries: shapes,
                times: ClusterTimes(times, window: .seconds(window)), options: options)
            for reason in why where times[reason.row] != nil {
                #expect(reason.neighborCount == expected.counts[reason.row], "seed \(seed)")
                guard reason.label.role == .border else { continue }
                let core = try #require(reason.nearestCore)
                #expect(found.roles[core.index] == .core && core.index != reason.row)
            }
        }
    }

    @Test("Where everything is a neighbour of everything, many shapes are one cluster at once")
    func allNeighbors() throws {
        var random = SplitMix(seed: 1)
        let shapes: [Geometry] = (0..<3000).map { i in
            let spot = random.scattered(around: at(44, 33), .kilometers(200))
            let end = spot.moved(by: .kilometers(2), toward: Bearing(degrees: Double(i)))
            return i % 2 == 0 ? .line([spot, end]) : .point(spot)
        }
        for radius in [Distance.kilometers(900), .kilometers(20_000), .meters(1e12)] {
            let found = try clusters(
                of: shapes, options: DBSCANOptions(radius: radius, minimumCount: 3000))
            #expect(found.count == 1)
            #expect(found.roles.allSatisfy { $0 == .core })
        }
    }

    @Test("Shapes without points, and no shapes, have answers")
    func nothing() throws {
        let options = DBSCANOptions(radius: .kilometers(5), minimumCount: 2)
        #expect(try clusters(of: [Geometry](), options: options).count == 0)
        let found = try clusters(
            of: [.lines([]), .point(at(0, 0)), .lines([]), .point(at(0, 0))], options: options)
        #expect(found.numbers == [0, 1, 0, 1])
        #expect(throws: EarthError.self) {
            try clusters(of: [.polygon([[at(0, 0), at(1, 0), at(1, 1)]])], options: options)
        }
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
