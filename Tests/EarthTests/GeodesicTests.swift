import TestSupport
import Testing

@testable import Earth

/// One line of a published geodesic test set, axes spelled.
struct GeodesicLine: Sendable, CustomTestStringConvertible {
    let from: (latitude: Double, longitude: Double)
    let to: (latitude: Double, longitude: Double)
    let bearing: Double
    let meters: Double

    init(_ fields: [Double]) {
        from = (fields[0], fields[1])
        bearing = fields[2]
        to = (fields[3], fields[4])
        meters = fields[5]
    }

    var testDescription: String { "\(from) → \(to)" }
}

@Suite("Geodesics")
struct GeodesicTests {
    /// GeographicLib's own test lines (latitude, longitude, azimuth, latitude, longitude, metres):
    /// the first is the example of `Geodesic.hpp`, the others are of its regression tests.
    static let published = [
        [40.6, -73.8, 51.19888284557982, 51.6, -0.5, 5_551_759.400318679],
        [35.60777, -139.44815, 111.098748429560326, -11.17491, -69.95921, 8_935_244.5604818305],
        [55.52454, 106.05087, 22.020059880982801, 77.03196, 197.18234, 4_105_086.1713924406],
        [-21.97856, 142.59065, -32.44456876433189, 41.84138, 98.56635, 8_394_328.894657671],
        [-66.99028, 112.2363, 173.73491240878403, -12.70631, 285.90344, 11_150_344.2312080241],
        [-17.42761, 173.34268, -159.033557661192928, -15.84784, 5.93557, 16_076_603.1631180673],
        [6.96833, 52.74123, 92.581585386317712, -7.39675, 206.17291, 17_102_477.2496958388],
        [-68.82867, -74.28391, 93.774347763114881, -50.63005, -8.36685, 3_956_936.926063544],
        [-19.79938, -174.47484, 71.167275780171533, -11.99349, -154.35109, 2_319_004.8601169389],
    ].map(GeodesicLine.init)

    @Test("Distance and bearing equal published test lines to a micrometre", arguments: published)
    func publishedLine(_ line: GeodesicLine) {
        let start = Coordinate(wrappingLongitude: line.from.longitude, latitude: line.from.latitude)
        let end = Coordinate(wrappingLongitude: line.to.longitude, latitude: line.to.latitude)
        let geodesic = start.geodesic(to: end)
        #expect(abs(geodesic.distance.meters - line.meters) < 1e-6)
        let bearing = Bearing(degrees: line.bearing).degrees
        #expect(abs(geodesic.initialBearing.degrees - bearing) < 1e-9)
        let reached = start.moved(by: .meters(line.meters), toward: Bearing(degrees: line.bearing))
        #expect(reached.distance(to: end).meters < 1e-6)
    }

    @Test("Moving along a geodesic and measuring back gives the distance moved, across 180° too")
    func moveAndMeasure() throws {
        let start = try Coordinate(longitude: 179.9, latitude: 65)
        let end = start.moved(by: .kilometers(60), toward: Bearing(degrees: 90))
        #expect(end.longitude < 0)
        #expect(abs(start.distance(to: end).meters - 60_000) < 1e-6)
    }

    @Test(
        "Nearby points are measured by their chord as the inverse problem measures them",
        arguments: [0.001, 1, 100, 5000, 25_000, 40_000])
    func short(reach: Double) throws {
        var random = SplitMix(seed: 31)
        for _ in 0..<4000 {
            let start = random.uniformPoint()
            let end = start.moved(
                by: .meters(reach * Double.random(in: 0.1...1, using: &random)),
                toward: Bearing(degrees: Double.random(in: 0...360, using: &random)))
            let exact = GeodesicEngine.wgs84.inverse(from: start, to: end)
            let found = start.sight(of: end)
            let context = "seed 31, \(start) to \(end)"
            #expect(abs(found.distance.meters - exact.distance.meters) < 2e-8, "\(context)")
            #expect(found.distance == start.distance(to: end), "\(context)")
            #expect(found.distance == end.distance(to: start), "\(context)")
            guard reach >= 100, abs(start.latitude) < 85 else { continue }
            let turn = found.initialBearing.degrees - exact.initialBearing.degrees
            #expect(abs(turn.remainder(dividingBy: 360)) < 2e-6, "\(context)")
        }
    }

    @Test("Where the chord no longer tells, the inverse problem does")
    func notShort() {
        for (a, b) in [
            (at(179.99, 10), at(-179.99, 10)), (at(10, 86), at(10.1, 86)), (at(0, 0), at(0.5, 0)),
            (at(5, 5), at(5, 5)), (at(0, 90), at(90, 90)),
        ] {
            #expect(ShortGeodesic(from: a, to: b) == nil)
            #expect(a.sight(of: b) == GeodesicEngine.wgs84.inverse(from: a, to: b))
        }
    }
}
