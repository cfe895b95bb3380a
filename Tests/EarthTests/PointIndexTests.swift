import Earth
import TestSupport
import Testing

@Suite("Point index")
struct PointIndexTests {
    @Test(
        "Neighbours within a radius equal a scan of all points", arguments: 0..<12 as Range<UInt64>)
    func withinEqualsScan(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let points = random.troublesomePoints(400)
        let index = PointIndex(points)
        for center in points.prefix(60) {
            let radius = Distance.meters(
                [0, 3000, 9000, 50_000, 3_000_000, 25_000_000].randomElement(using: &random) ?? 0)
            let expected = index.neighborsByScan(within: radius, of: center)
            #expect(index.neighbors(within: radius, of: center) == expected, "seed \(seed)")
        }
    }

    @Test(
        "The nearest few equal the head of a scan, equals by index",
        arguments: 0..<12 as Range<UInt64>)
    func nearestEqualsScan(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let points = random.troublesomePoints(300)
        let index = PointIndex(points)
        for count in [1, 2, 7, 40, 299, 500] {
            let center = random.uniformPoint()
            let all = index.neighborsByScan(within: .kilometers(30_000), of: center)
            #expect(index.nearest(count, to: center) == Array(all.prefix(count)), "seed \(seed)")
        }
    }

    @Test("Empty, single and a hundred thousand equal points are answered")
    func extremes() throws {
        let here = try Coordinate(longitude: 44, latitude: 33)
        #expect(PointIndex([]).nearest(to: here) == nil)
        #expect(PointIndex([]).neighbors(within: .kilometers(1), of: here) == [])
        #expect(PointIndex([here]).nearest(3, to: here).map(\.index) == [0])
        let crowd = PointIndex(Array(repeating: here, count: 100_000))
        #expect(crowd.nearest(to: here) == Neighbor(index: 0, distance: .zero))
        var count = 0
        crowd.visit(within: .zero, of: here) { _ in count += 1 }
        #expect(count == 100_000)
    }

    @Test("A negative radius finds nothing")
    func negativeRadius() throws {
        let here = try Coordinate(longitude: 44, latitude: 33)
        #expect(PointIndex([here]).neighbors(within: .meters(-1), of: here) == [])
    }
}
