import Earth
import Incidents
import TestSupport
import Testing

@testable import Analysis

@Suite("Divisions")
struct DivisionsTests {
    private func square(_ west: Double, _ east: Double) -> Geometry {
        .polygon([[at(west, 33), at(east, 33), at(east, 34), at(west, 34), at(west, 33)]])
    }

    private var index: DivisionIndex {
        DivisionIndex([
            Division(id: "W", name: "West", geometry: square(44, 45)),
            Division(id: "E", name: "East", geometry: square(45, 46)),
            Division(id: "X", name: "Broken", geometry: .line([at(0, 0), at(1, 1)])),
        ])
    }

    @Test("A point gets its division; within its radius of a border the neighbour is possible")
    func tags() {
        #expect(index.tag(at(44.5, 33.5)) == DivisionTag(division: 0, possible: [0]))
        let near = index.tag(at(44.99, 33.5), radius: .kilometers(2))
        #expect(near == DivisionTag(division: 0, possible: [0, 1]))
        #expect(!near.isCertain)
        #expect(index.tag(at(44.9, 33.5), radius: .kilometers(2)).isCertain)
        #expect(index.tag(at(45, 33.5)) == DivisionTag(division: 0, possible: [0, 1]))
        #expect(
            index.tag(at(43.99, 33.5), radius: .kilometers(2))
                == DivisionTag(division: nil, possible: [0]))
        #expect(index.tag(at(0.5, 0.5)) == DivisionTag(division: nil, possible: []))
        #expect(index.findings.map(\.severity) == [.error])
    }

    @Test("Counts by division and month tell the certain from the possible")
    func counts() {
        let january = Day(year: 2016, month: 1, day: 9)
        let rows = [
            Occurrence(id: "a", coordinate: at(44.5, 33.5), start: january),
            Occurrence(
                id: "b", coordinate: at(44.99, 33.5), radius: .kilometers(3), start: january),
            Occurrence(id: "c", coordinate: at(45.5, 33.5)),
        ]
        let counts = divisionCounts(
            of: rows, tags: index.tags(of: rows, threads: 2), index: index, period: .month)
        let lines = counts.map {
            "\($0.division.id) \($0.period.map(String.init(describing:)) ?? "–") \($0.count) \($0.certain) \($0.possible)"
        }
        #expect(lines == ["W 2016-01-01 2 1 2", "E 2016-01-01 0 0 1", "E – 1 1 1"])
    }

    @Test("Tags of many points equal tags one by one", arguments: 0..<3 as Range<UInt64>)
    func many(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let rows = (0..<300).map { _ in
            Occurrence(
                id: "", coordinate: random.scattered(around: at(45, 33.5), .kilometers(120)),
                radius: .kilometers(Double.random(in: 0...5, using: &random)))
        }
        let expected = rows.map { index.tag($0.coordinate, radius: $0.radius) }
        #expect(index.tags(of: rows, threads: 8) == expected, "seed \(seed)")
    }

    /// Countries of a lattice of squares, each with its provinces, over the antimeridian and up to the
    /// pole, and one of two parts, and one drawn across it.
    private var world: [Division] {
        func square(_ west: Double, _ south: Double, _ size: Double) -> [[Coordinate]] {
            let corners = [(0.0, 0.0), (1, 0), (1, 1), (0, 1), (0, 0)]
            return [corners.map { at(west + $0.0 * size, south + $0.1 * size) }]
        }
        var divisions: [Division] = []
        for west in [172.0, 176, -180, -176] {
            for south in [78.0, 82, 86] {
                divisions.append(
                    Division(
                        id: "country \(west) \(south)", name: "",
                        geometry: .polygon(square(west, south, 4))))
                for step in 0..<4 {
                    divisions.append(
                        Division(
                            id: "province \(west) \(south) \(step)", name: "",
                            geometry: .polygon(square(west + Double(step), south, 1))))
                }
            }
        }
        let parts = [square(178, 70, 2), square(-180, 70, 2)]
        divisions.append(Division(id: "islands", name: "", geometry: .polygons(parts)))
        divisions.append(Division(id: "strait", name: "", geometry: .polygon(square(179, 74, 2))))
        return divisions
    }

    @Test(
        "Nested divisions, common borders, 180° and the pole: each division that meets a point, and each its circle reaches",
        arguments: 0..<4 as Range<UInt64>)
    func everywhere(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let divisions = world
        let index = DivisionIndex(divisions)
        #expect(index.findings.isEmpty)
        let rows = (0..<150).map { i in
            let x = 170 + Double.random(in: 0...18, using: &random)
            let y = Double.random(in: 68...90, using: &random)
            let spot = i % 3 == 0 ? at(x.rounded(), y.rounded()) : at(x, y)
            return Occurrence(
                id: "", coordinate: spot,
                radius: i % 2 == 0 ? .zero : .kilometers(Double(i % 40) * 5))
        }
        let tags = index.tags(of: rows)
        for (row, tag) in zip(rows, tags) {
            let point = row.coordinate
            let covering = try divisions.indices.filter {
                try divisions[$0].geometry.intersects(.point(point))
                    || (point.latitude == 90 && divisions[$0].geometry.covers(point))
            }
            let reached = try divisions.indices.filter {
                let near = try divisions[$0].geometry.nearestPoint(to: point)
                return try #require(near).distance <= row.radius
            }
            #expect(tag.division == covering.first, "seed \(seed), \(point)")
            #expect(
                tag.possible == Set(covering + reached).sorted(),
                "seed \(seed), \(point) ± \(row.radius.kilometers) km")
        }
        for threads in [2, 8] { #expect(index.tags(of: rows, threads: threads) == tags) }
    }

    @Test("A million rows at one spot and a row at every corner of the globe have answers")
    func extremes() {
        let index = DivisionIndex(world, threads: 8)
        let tags = index.tags(
            at: Array(repeating: at(174.5, 78.5), count: 1_000_000), threads: 2)
        #expect(tags.count == 1_000_000)
        #expect(Set(tags).count == 1)
        #expect(
            tags[0].possible.map { index.divisions[$0].id } == [
                "country 172.0 78.0", "province 172.0 78.0 2",
            ])
        #expect(index.tags(at: []).isEmpty)
        let wide = index.tag(at(0, 0), radius: .kilometers(20_000))
        #expect(wide.division == nil)
        #expect(wide.possible == Array(index.divisions.indices))
    }
}
