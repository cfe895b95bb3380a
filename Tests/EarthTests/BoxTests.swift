import Earth
import TestSupport
import Testing

@Suite("Box")
struct BoxTests {
    @Test("A box around Fiji is narrow and crosses 180°")
    func fiji() throws {
        let points = try [177.5, -179.9, 178.4, -178.2].map {
            try Coordinate(longitude: $0, latitude: -17)
        }
        let box = try #require(Box(around: points))
        #expect(box.crossesAntimeridian)
        #expect(box.west == 177.5)
        #expect(box.east == -178.2)
        #expect(try box.contains(Coordinate(longitude: 180, latitude: -17)))
        #expect(try box.contains(Coordinate(longitude: -180, latitude: -17)))
        #expect(try !box.contains(Coordinate(longitude: 0, latitude: -17)))
        #expect(box.parts.count == 2)
    }

    @Test("A box around no points does not exist")
    func empty() { #expect(Box(around: []) == nil) }

    @Test("Swapped axes are named in the error")
    func swapped() {
        #expect(throws: EarthError.invalidBox(west: 33, south: 48, east: 37, north: 38)) {
            try Box(west: 33, south: 48, east: 37, north: 38)
        }
    }

    @Test(
        "The box of a circle holds its boundary, at poles and antimeridian too",
        arguments: 0..<6 as Range<UInt64>)
    func circles(seed: UInt64) {
        var random = SplitMix(seed: seed)
        for center in random.troublesomePoints(200) {
            let radius = Distance.meters(
                [1, 500, 20_000, 900_000, 8_000_000].randomElement(using: &random) ?? 1)
            let box = Box(around: center, radius: radius)
            for degrees in stride(from: 0.0, to: 360, by: 7.5) {
                let rim = center.moved(by: radius * 0.999_999, toward: Bearing(degrees: degrees))
                #expect(box.contains(rim), "seed \(seed): \(center) \(radius.meters) m \(degrees)°")
            }
        }
    }

    @Test("Boxes intersect across the antimeridian")
    func intersections() throws {
        let pacific = try Box(west: 170, south: -10, east: -170, north: 10)
        #expect(try pacific.intersects(Box(west: -175, south: 0, east: -160, north: 5)))
        #expect(try !pacific.intersects(Box(west: -160, south: 0, east: 160, north: 5)))
    }
}
