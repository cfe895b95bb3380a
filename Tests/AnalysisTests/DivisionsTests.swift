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
}
