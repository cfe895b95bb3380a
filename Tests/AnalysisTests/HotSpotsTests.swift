import Earth
import Incidents
import TestSupport
import Testing

@testable import Analysis

@Suite("Hot spots")
struct HotSpotsTests {
    /// Made with PySAL esda 2.x, `G_Local(…, transform="B", star=True)`, on a 3 × 3 grid with rook
    /// neighbours.
    @Test("Gi* equals PySAL's on a small grid")
    func giStar() {
        let values: [Double] = [1, 2, 0, 4, 9, 3, 2, 5, 1]
        let neighbors = (0..<9).map { i in
            [(0, 0), (-1, 0), (1, 0), (0, -1), (0, 1)].compactMap { step -> Int? in
                let (row, column) = (i / 3 + step.0, i % 3 + step.1)
                return (0..<3).contains(row) && (0..<3).contains(column) ? row * 3 + column : nil
            }
        }
        let expected = [
            -0.5163977794943223, 0.0, -1.0327955589886446, 0.9797958971132713, 1.9595917942265426,
            0.24494897427831783, 0.5163977794943223, 1.2247448713915894, 0.0,
        ]
        for (z, reference) in zip(getisOrd(values, neighbors: neighbors), expected) {
            #expect(abs(z - reference) < 1e-12)
        }
    }

    @Test("Gi* of equal values is 0")
    func flat() {
        #expect(getisOrd([3, 3, 3], neighbors: [[0], [1], [2]]) == [0, 0, 0])
    }

    /// Made with pymannkendall 1.4.3, `original_test`.
    @Test("The Mann–Kendall test equals pymannkendall's, ties included")
    func trend() throws {
        let trend = try #require(mannKendall([5, 3, 8, 8, 9, 12, 7, 12, 14, 13]))
        #expect(trend.score == 31)
        #expect(abs(trend.z - 2.705008904002297) < 1e-12)
        #expect(abs(trend.probability - 0.006830255863043977) < 1e-12)
        #expect(mannKendall([1, 1, 1, 1]) == nil)
        #expect(mannKendall([1, 2]) == nil)
    }

    @Test("Benjamini–Hochberg keeps what the paper's own example keeps")
    func falseDiscovery() {
        // The fifteen p-values of the 1995 paper; at 0.05 the four smallest stand.
        let p = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
            0.5719, 0.6528, 0.7590, 1.0000,
        ]
        #expect(significant(p, level: 0.05).count { $0 } == 4)
    }

    @Test(
        "Hexagons have equal areas, hold their points and tile without gaps",
        arguments: 0..<4 as Range<UInt64>)
    func hexagons(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let center = seed % 2 == 0 ? at(179.9, -17) : at(44, 33)
        let grid = HexagonGrid(center: center, width: .kilometers(10))
        for _ in 0..<30 {
            let point = random.scattered(around: center, .kilometers(400))
            let hexagon = grid.hexagon(at: point)
            let geometry = grid.geometry(of: hexagon)
            #expect(geometry.defect() == nil)
            #expect(abs(try geometry.area() / grid.area - 1) < 0.001, "seed \(seed)")
            let near = try #require(try geometry.nearestPoint(to: point))
            #expect(near.distance.meters < 10, "seed \(seed)")
            let own = grid.center(of: hexagon)
            let plane = grid.plane.project(point)
            func squared(_ a: PlanePoint) -> Double {
                (a.east - plane.east) * (a.east - plane.east)
                    + (a.north - plane.north) * (a.north - plane.north)
            }
            for neighbor in hexagon.disk(1) {
                #expect(squared(own) <= squared(grid.center(of: neighbor)) + 1e-3, "seed \(seed)")
            }
        }
    }

    @Test("A planted crowd is hot, counts add up, and the far rim is not hot")
    func planted() throws {
        var random = SplitMix(seed: 4)
        let crowd = (0..<300).map { _ in random.scattered(around: at(44, 33), .kilometers(4)) }
        let rest = (0..<200).map { _ in random.scattered(around: at(44, 33), .kilometers(100)) }
        let cells = try hotSpots(of: crowd + rest, options: HotSpotOptions(width: .kilometers(5)))
        #expect(cells.reduce(0) { $0 + $1.count } == 500)
        #expect(cells.contains { $0.count == 0 }, "empty cells inside the area count too")
        let hot = cells.filter { $0.heat > 0 }
        #expect(!hot.isEmpty)
        for cell in hot {
            let near = try #require(try cell.geometry.nearestPoint(to: at(44, 33)))
            #expect(near.distance < .kilometers(25))
        }
    }

    @Test("A width of 0, or one that needs billions of cells, is refused with a sentence")
    func refused() {
        #expect(throws: AnalysisError.self) {
            try hotSpots(of: [at(0, 0)], options: HotSpotOptions(width: .zero))
        }
        #expect(throws: AnalysisError.self) {
            try hotSpots(
                of: [at(0, 0), at(20, 0), at(0, 20)], options: HotSpotOptions(width: .meters(10)))
        }
    }

    @Test("Empty and single inputs have answers")
    func extremes() throws {
        #expect(try hotSpots(of: [], options: HotSpotOptions(width: .kilometers(5))).isEmpty)
        let one = try hotSpots(of: [at(180, 80)], options: HotSpotOptions(width: .kilometers(5)))
        #expect(one.map(\.count) == [1])
        #expect(
            try emergingHotSpots(of: [], options: HotSpotOptions(width: .kilometers(5))).isEmpty)
    }

    @Test(
        "Histories get the class of their definition",
        arguments: [
            ([0, 0, 0, 1], 0, HeatHistory.new), ([0, 0, 1, 1], 0, .consecutive),
            ([1, 1, 1, 1, 1, 1, 1, 1, 1, 1], 1, .intensifying), ([1, 1, 1, 1], 0, .persistent),
            ([1, 1, 1, 1], -1, .diminishing), ([1, 0, 1, 0, 1], 0, .sporadic),
            ([1, -1, 0, 1], 0, .oscillating), ([1, 1, 1, 1, 1, 1, 1, 1, 1, 0], 0, .historical),
            ([0, 1, 0, 0], 0, .none), ([0, 0, 0], 0, .none), ([], 0, .none),
        ] as [([Int], Int, HeatHistory)])
    func classes(_ history: ([Int], Int, HeatHistory)) {
        #expect(heatHistory(history.0, rise: history.1) == history.2)
    }

    @Test("A place that heats up in the last month is a new hot spot there")
    func emerging() throws {
        var random = SplitMix(seed: 8)
        var rows: [Occurrence] = (0..<300).map { i in
            Occurrence(
                id: "", coordinate: random.scattered(around: at(44, 33), .kilometers(60)),
                start: Day(year: 2016, month: 1 + i % 6, day: 3))
        }
        rows += (0..<200).map { _ in
            Occurrence(
                id: "", coordinate: random.scattered(around: at(44.3, 33.2), .kilometers(4)),
                start: Day(year: 2016, month: 6, day: 20))
        }
        let cells = try emergingHotSpots(of: rows, options: HotSpotOptions(width: .kilometers(8)))
        #expect(cells.allSatisfy { $0.heat.count == 6 })
        let new = cells.filter { $0.hot == .new }
        #expect(!new.isEmpty)
        for cell in new {
            let near = try #require(try cell.geometry.nearestPoint(to: at(44.3, 33.2)))
            #expect(near.distance < .kilometers(25))
        }
    }
}
