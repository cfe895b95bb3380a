import Earth
import TestSupport
import Testing

@testable import GeoPackage

@Suite("Shapes in GeoPackage cells")
struct GeometryBlobTests {
    private static func point(_ longitude: Double, _ latitude: Double) -> Coordinate {
        Coordinate(wrappingLongitude: longitude, latitude: latitude)
    }

    private static let ring = [point(0, 0), point(2, 0), point(2, 1), point(0, 0)]

    @Test(
        "Every shape comes back as it was written",
        arguments: [
            .point(point(-179.999999, 89.5)), .line([point(1, 2), point(3, 4)]),
            .lines([[point(1, 2), point(3, 4)], [point(5, 6), point(7, 8)]]),
            .polygon([ring]), .polygon([ring, ring]), .polygons([[ring], [ring, ring]]),
        ] as [Geometry])
    func roundTrip(_ shape: Geometry) throws {
        #expect(try GeometryBlob.decode(GeometryBlob.encode(shape)) == shape)
    }

    /// The bytes GDAL 3.6 writes for this point.
    @Test("A point has the bytes that GDAL gives it")
    func published() {
        let bytes = GeometryBlob.encode(.point(Self.point(44, 33)))
        let text = bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        #expect(text == "47500001e6100000010100000000000000000046400000000000804040")
    }

    @Test("Big-endian shapes with heights are read, their heights dropped")
    func otherOrders() throws {
        let head: [UInt8] = [0x47, 0x50, 0, 0, 0, 0, 0x10, 0xE6]
        func big(_ number: Double) -> [UInt8] {
            (0..<8).map { UInt8(truncatingIfNeeded: number.bitPattern >> UInt64(56 - 8 * $0)) }
        }
        for kind: [UInt8] in [[0, 0, 3, 0xE9], [0x80, 0, 0, 1]] {
            let blob = head + [0] + kind + big(44) + big(33) + big(250)
            #expect(try GeometryBlob.decode(blob) == .point(Self.point(44, 33)))
            #expect(try GeometryBlob.header(blob).referenceSystem == 4326)
        }
    }

    @Test("Cut, bent and random bytes give a fault or a shape, never a trap", arguments: 0..<200)
    func garbage(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var bytes = GeometryBlob.encode(.polygons([[Self.ring], [Self.ring, Self.ring]]))
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(
                in: 0...255, using: &random)
        }
        bytes = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random)))
        _ = try? GeometryBlob.decode(bytes)
    }
}
