import Earth
import Testing

@Suite("Geodesics")
struct GeodesicTests {
    @Test("Distance and bearing of JFK–LHR equal GeographicLib's published example to the millimetre")
    func publishedExample() throws {
        let jfk = try Coordinate(longitude: -73.8, latitude: 40.6)
        let lhr = try Coordinate(longitude: -0.5, latitude: 51.6)
        let line = jfk.geodesic(to: lhr)
        #expect(abs(line.distance.meters - 5_551_759.400) < 0.001)
        #expect(abs(line.initialBearing.degrees - 51.198882845579824) < 1e-9)
    }

    @Test("Moving along a geodesic and measuring back gives the distance moved, across 180° too")
    func moveAndMeasure() throws {
        let start = try Coordinate(longitude: 179.9, latitude: 65)
        let end = start.moved(by: .kilometers(60), toward: Bearing(degrees: 90))
        #expect(end.longitude < 0)
        #expect(abs(start.distance(to: end).meters - 60_000) < 1e-6)
    }
}
