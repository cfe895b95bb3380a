import Testing

@testable import Earth

@Suite("Positions in text")
struct CoordinateTextTests {
    private func expect(
        _ text: String, _ longitude: Double, _ latitude: Double, within degrees: Double
    ) {
        guard let point = CoordinateText.read(text) else {
            Issue.record("\(text) is not read")
            return
        }
        #expect(abs(point.longitude - longitude) <= degrees, "\(text): \(point)")
        #expect(abs(point.latitude - latitude) <= degrees, "\(text): \(point)")
    }

    @Test(
        "Every common dress of one position is read as that position",
        arguments: [
            "33.5, 44.25", "33.5 44.25", "33.5N 44.25E", "44.25E, 33.5N", "N33.5 E44.25",
            "33°30'N 44°15'E", "33°30'00\"N, 44°15'00\"E", "33 30 00 N 44 15 0 E", "N33 30 E044 15",
            "33:30:00N 44:15:00E", "33° 30.0′ N, 44° 15.0′ E", "33d30'N 44d15'E", "33.5;44.25",
        ])
    func dresses(_ text: String) { expect(text, 44.25, 33.5, within: 1e-9) }

    @Test("South and west are negative")
    func signs() {
        expect("16°30'S 179°6'W", -179.1, -16.5, within: 1e-9)
        expect("-16.5, -179.1", -179.1, -16.5, within: 1e-9)
    }

    @Test(
        "What could be read two ways, or not at all, is refused",
        arguments: [
            "", "33 44", "Baghdad", "33.3", "33.3N 44.4", "33.3N 44.4N", "33°70'N 44°0'E",
            "95.0, 44.0",
            "33.3, 44.4, 12.0", "33.5°30'N 44E", "-33N 44E", "1e999, 2.5", "38SMB448", "38SIB4488",
            "61SMB4488", "33.3, 200.5", ",,,,", "N", "NNEE", String(repeating: "9", count: 100),
        ])
    func refused(_ text: String) { #expect(CoordinateText.read(text) == nil, "\(text)") }

    /// GeographicLib's documentation of GeoConvert: `38SMB4488` is 38n 444500 3688500, 33.33424 44.40363.
    @Test("A grid reference stands for the middle of its square")
    func published() {
        expect("38SMB4488", 44.40363, 33.33424, within: 5e-6)
        expect("38S MB 44 88", 44.40363, 33.33424, within: 5e-6)
        expect("38smb4488", 44.40363, 33.33424, within: 5e-6)
        #expect(abs((MGRS("38SMB4488")?.radius.meters ?? 0) - 707.1) < 0.1)
    }

    /// The square of a grid reference, reckoned by PROJ's own projection of the same zone.
    @Test(
        "Grid references agree with PROJ's UTM in every band and on both sides of the equator",
        arguments: [
            ("38SMB4450088500", "EPSG:32638", 444_500.5, 3_688_500.5),
            ("4QFJ1234567890", "EPSG:32604", 612_345.5, 2_367_890.5),
            ("18SUJ2348306479", "EPSG:32618", 323_483.5, 4_306_479.5),
            ("33XVG7459443593", "EPSG:32633", 474_594.5, 8_643_593.5),
            ("56HLH3436851948", "EPSG:32756", 334_368.5, 6_251_948.5),
            ("60CVT0000000000", "EPSG:32760", 400_000.5, 1_200_000.5),
            ("31NAA6602100000", "EPSG:32631", 166_021.5, 0.5),
        ])
    func zones(_ text: String, _ system: String, _ east: Double, _ north: Double) throws {
        let wanted = try ReferenceSystem(system).coordinate(x: east, y: north)
        expect(text, wanted.longitude, wanted.latitude, within: 1e-8)
    }

    @Test("A reference system that nobody knows is an error, and a point outside one as well")
    func referenceSystems() throws {
        #expect(throws: EarthError.self) { try ReferenceSystem("EPSG:1") }
        #expect(throws: EarthError.self) {
            try ReferenceSystem("EPSG:32638").coordinate(x: .infinity, y: 0)
        }
    }
}
