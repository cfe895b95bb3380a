import Earth
import Incidents
import TestSupport
import Testing

@testable import Analysis

@Suite("Queries")
struct IncidentIndexTests {
    private func occurrences(_ seed: UInt64, _ center: Coordinate) -> [Occurrence] {
        var random = SplitMix(seed: seed)
        return (0..<300).map { i in
            Occurrence(
                id: "\(i)", coordinate: random.scattered(around: center, .kilometers(200)),
                radius: .kilometers(Double.random(in: 0...10, using: &random)),
                start: i % 10 == 0 ? nil : Day(number: i),
                end: i % 10 == 0 ? nil : Day(number: i + 3),
                type: i % 2 == 0 ? "shelling" : "clash")
        }
    }

    private func rows(_ index: IncidentIndex, _ area: IncidentQuery.Area, possible: Bool = false)
        throws -> [Int]
    {
        try index.matches(IncidentQuery(area: area, includesPossible: possible)).map(\.row)
    }

    @Test(
        "Box, polygon, circle, corridor and sites equal a scan of all rows",
        arguments: 0..<6 as Range<UInt64>)
    func equalsScan(seed: UInt64) throws {
        let center = [at(44, 33), at(179.9, -17), at(20, 88.9)][Int(seed) % 3]
        let all = occurrences(seed, center)
        let index = IncidentIndex(all)
        func scan(_ isInside: (Occurrence) throws -> Bool) rethrows -> [Int] {
            try all.indices.filter { try isInside(all[$0]) }
        }
        let box = Box(around: center, radius: .kilometers(70))
        #expect(try rows(index, .box(box)) == scan { box.contains($0.coordinate) }, "seed \(seed)")
        let polygon = try Geometry.circle(center: center, radius: .kilometers(90), segments: 7)
        let region = try Region(polygon)
        #expect(
            try rows(index, .polygon(polygon)) == scan { region.covers($0.coordinate) },
            "seed \(seed)")
        #expect(
            try rows(index, .circle(center: center, radius: .kilometers(80)))
                == scan { center.distance(to: $0.coordinate) <= .kilometers(80) }, "seed \(seed)")
        let road = Geometry.line([
            center, center.moved(by: .kilometers(150), toward: Bearing(degrees: 70)),
            center.moved(by: .kilometers(190), toward: Bearing(degrees: 130)),
        ])
        let near = try GeometryIndex(road)
        #expect(
            try rows(index, .corridor(road, width: .kilometers(20)))
                == scan {
                    (near.nearestPoint(to: $0.coordinate)?.distance ?? .zero) <= .kilometers(20)
                },
            "seed \(seed)")
        let dam = Site(
            id: "d", name: "d", kind: .dam, geometry: .point(center), radius: .zero, country: "",
            source: "")
        #expect(
            try rows(index, .sites(SiteIndex([dam]), kinds: [.dam], within: .kilometers(50)))
                == scan { center.distance(to: $0.coordinate) <= .kilometers(50) }, "seed \(seed)")
        #expect(
            try rows(index, .sites(SiteIndex([dam]), kinds: [.bridge], within: .kilometers(50)))
                .isEmpty)
    }

    @Test(
        "Rows whose radius reaches the area are possible, those deep inside certain",
        arguments: 0..<3 as Range<UInt64>)
    func doubt(seed: UInt64) throws {
        let center = at(44, 33)
        let all = occurrences(seed, center)
        let found = try IncidentIndex(all).matches(
            IncidentQuery(
                area: .circle(center: center, radius: .kilometers(80)), includesPossible: true))
        let expected = all.indices.compactMap { row -> IncidentMatch? in
            let distance = center.distance(to: all[row].coordinate)
            if distance + all[row].radius <= .kilometers(80) {
                return IncidentMatch(row: row, likelihood: .certain)
            }
            if distance - all[row].radius <= .kilometers(80) {
                return IncidentMatch(row: row, likelihood: .possible)
            }
            return nil
        }
        #expect(found == expected, "seed \(seed)")
        let polygon = try Geometry.circle(center: center, radius: .kilometers(80), segments: 360)
        let byPolygon = try IncidentIndex(all).matches(
            IncidentQuery(area: .polygon(polygon), includesPossible: true))
        #expect(abs(byPolygon.count - found.count) <= 2, "seed \(seed)")
    }

    @Test("Time windows take incidents that may have happened in them; undated ones are not in any")
    func time() throws {
        let index = IncidentIndex(occurrences(1, at(44, 33)))
        let query = IncidentQuery(since: Day(number: 20), until: Day(number: 22), types: ["clash"])
        #expect(try index.matches(query).map(\.row) == [17, 19, 21])
        #expect(try index.matches(IncidentQuery()).count == 300)
        #expect(try index.matches(IncidentQuery(since: Day(number: 0))).count == 270)
    }

    @Test("The whole world's box holds every row, the poles included")
    func world() throws {
        var random = SplitMix(seed: 2)
        let all = random.troublesomePoints(100).map { Occurrence(id: "", coordinate: $0) }
        #expect(try rows(IncidentIndex(all), .box(.world)).count == 100)
        #expect(try rows(IncidentIndex([]), .box(.world)).isEmpty)
    }
}
