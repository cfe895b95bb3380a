import Earth
import TestSupport
import Testing

@testable import Analysis

@Suite("Kernel density")
struct DensityTests {
    @Test(
        "One incident has the kernel's peak, volume one, and round contours where the formula has them"
    )
    func kernel() throws {
        let options = DensityOptions(
            bandwidth: .kilometers(10), spacing: .meters(250), levels: [0.25])
        let grid = try DensityGrid([PlanePoint(east: 0, north: 0)], options)
        let volume = grid.values.reduce(0, +) * 250 * 250
        #expect(abs(volume - 1) < 1e-3)
        #expect(abs((grid.values.max() ?? 0) * .pi * 1e8 / 3 - 1) < 0.001)
        // (1 − d²/h²)² = 1/4 at d = h·√½.
        let contour = try #require(
            try densityContours(of: [at(179.97, 64)], options: options).first)
        #expect(contour.area.defect() == nil)
        for vertex in contour.area.vertices where abs(vertex.longitude) != 180 {
            #expect(abs(vertex.distance(to: at(179.97, 64)).meters - 7071) < 60)
        }
    }

    @Test("Two towns apart give two areas; a ring of towns gives a hole")
    func shapes() throws {
        let options = DensityOptions(bandwidth: .kilometers(6), levels: [0.3])
        let two = try densityContours(of: [at(44, 33), at(44.5, 33)], options: options)
        guard case .polygons(let parts) = two[0].area else {
            Issue.record("two areas expected")
            return
        }
        #expect(parts.count == 2)
        let ring = (0..<24).map {
            at(44, 33).moved(by: .kilometers(20), toward: Bearing(degrees: Double(15 * $0)))
        }
        guard case .polygon(let rings) = try densityContours(of: ring, options: options)[0].area
        else {
            Issue.record("one area expected")
            return
        }
        #expect(rings.count == 2)
    }

    @Test("Higher levels lie inside lower ones")
    func nested() throws {
        var random = SplitMix(seed: 6)
        let points = (0..<80).map { _ in random.scattered(around: at(44, 33), .kilometers(30)) }
        let contours = try densityContours(
            of: points, options: DensityOptions(bandwidth: .kilometers(8)))
        let areas = try contours.map { try $0.area.area() }
        #expect(areas.count == 4)
        #expect(areas == areas.sorted(by: >))
    }

    @Test("Nothing gives nothing; bad options and huge grids are refused")
    func extremes() throws {
        #expect(
            try densityContours(of: [], options: DensityOptions(bandwidth: .kilometers(1))).isEmpty)
        #expect(throws: AnalysisError.self) {
            try densityContours(of: [at(0, 0)], options: DensityOptions(bandwidth: .zero))
        }
        #expect(throws: AnalysisError.self) {
            try densityContours(
                of: [at(0, 0), at(60, 60)], options: DensityOptions(bandwidth: .kilometers(1)))
        }
    }
}
