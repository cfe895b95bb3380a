import Earth
import TestSupport
import Testing

@Suite("Equal-area plane")
struct EqualAreaPlaneTests {
    /// The area of a box of longitude and latitude on the plane, its edges finely broken.
    private func area(_ plane: EqualAreaPlane, _ box: (Double, Double, Double, Double)) -> Double {
        let steps = 400
        let corners = [
            (box.0, box.1), (box.2, box.1), (box.2, box.3), (box.0, box.3), (box.0, box.1),
        ]
        let ring = zip(corners, corners.dropFirst()).flatMap { a, b in
            (0..<steps).map { i in
                let t = Double(i) / Double(steps)
                return plane.project(
                    Coordinate(
                        wrappingLongitude: a.0 + t * (b.0 - a.0), latitude: a.1 + t * (b.1 - a.1)))
            }
        }
        var doubled = 0.0
        for (a, b) in zip(ring, ring.dropFirst() + ring.prefix(1)) {
            doubled += a.east * b.north - b.east * a.north
        }
        return doubled / 2
    }

    /// The areas are those GeographicLib gives for the same boxes, parallels broken 2 000 times.
    @Test("Areas are the ellipsoid's, far from the centre too")
    func areas() {
        for center in [(44.5, 33.5), (44, 60), (-170, -20.0)] {
            let plane = EqualAreaPlane(
                center: Coordinate(wrappingLongitude: center.0, latitude: center.1))
            let box = area(plane, (44, 33, 45, 34))
            #expect(abs(box / 10_306_222_570.735 - 1) < 1e-5)
            let north = area(plane, (10, 70, 12, 71))
            #expect(abs(north / 8_316_237_012.494 - 1) < 1e-5)
        }
    }

    @Test("The plane gives every point back", arguments: 0..<4 as Range<UInt64>)
    func roundTrip(seed: UInt64) {
        var random = SplitMix(seed: seed)
        for center in random.troublesomePoints(60) {
            let plane = EqualAreaPlane(center: center)
            let point = center.moved(
                by: .kilometers(Double.random(in: 0...8000, using: &random)),
                toward: Bearing(degrees: Double.random(in: 0...360, using: &random)))
            #expect(
                plane.coordinate(plane.project(point)).distance(to: point).meters < 0.001,
                "seed \(seed)")
        }
    }
}
