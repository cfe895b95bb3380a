import Earth
import Incidents
import TestSupport
import Testing

@testable import Analysis

private func site(_ id: String, _ geometry: Geometry, radius: Distance = .zero) -> Site {
    Site(
        id: id, name: id, kind: .dam, geometry: geometry, radius: radius, country: "IQ", source: "")
}

@Suite("Sites near an incident")
struct SiteIndexTests {
    private let base = Geometry.polygon([
        [at(44, 33), at(44.2, 33), at(44.2, 33.2), at(44, 33.2), at(44, 33)]
    ])

    @Test("Points, a line and a polygon are ranked together; inside counts as 0")
    func ranked() {
        let index = SiteIndex([
            site("dam", .point(at(44.5, 33.1))),
            site("line", .line([at(44.3, 32), at(44.3, 34)])),
            site("base", base),
        ])
        let near = index.nearestSites(to: at(44.1, 33.05), count: 3)
        #expect(near.map(\.site.id) == ["base", "line", "dam"])
        #expect(near[0].distance == .zero)
        #expect(near[0].bearing.compassPoint == "S")
        #expect(abs(near[1].distance.kilometers - 18.66) < 0.05)
        #expect(near[1].bearing.compassPoint == "W")
        #expect(index.findings.isEmpty)
    }

    @Test("The interval takes both radii, and within is certain, possible or no")
    func interval() throws {
        let dam = at(42.35, 34.2)
        let index = SiteIndex([site("dam", .point(dam), radius: .kilometers(1))])
        let point = dam.moved(by: .kilometers(9), toward: Bearing(degrees: 315))
        let near = try #require(index.nearestSites(to: point, radius: .kilometers(2)).first)
        #expect(abs(near.minimum.meters - 6000) < 1e-6)
        #expect(abs(near.maximum.meters - 12_000) < 1e-6)
        #expect(near.bearing.compassPoint == "NW")
        #expect(near.isWithin(.kilometers(12.001)) == .certain)
        #expect(near.isWithin(.kilometers(10)) == .possible)
        #expect(near.isWithin(.kilometers(5.9)) == .no)
        #expect(index.sites(within: .kilometers(6.5), of: point, radius: .kilometers(2)).count == 1)
        #expect(index.sites(within: .kilometers(5.5), of: point, radius: .kilometers(2)).isEmpty)
    }

    @Test("Sites within a distance equal a scan of all sites", arguments: 0..<6 as Range<UInt64>)
    func equalsScan(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let points = random.troublesomePoints(200)
        let sites = points.enumerated().map {
            site("\($0.offset)", .point($0.element), radius: .meters(Double($0.offset * 40)))
        }
        let index = SiteIndex(sites)
        for point in points.prefix(40) {
            let expected = sites.filter { site in
                guard case .point(let place) = site.geometry else { return false }
                return (place.distance(to: point) - site.radius - .kilometers(3)) <= .kilometers(20)
            }
            let found = index.sites(within: .kilometers(20), of: point, radius: .kilometers(3))
            #expect(Set(found.map(\.site.id)) == Set(expected.map(\.id)), "seed \(seed)")
            #expect(found.map(\.distance) == found.map(\.distance).sorted(), "seed \(seed)")
        }
    }

    @Test(
        "Searching each distinct point once gives what searching all of them gives",
        arguments: [1, 2, 8])
    func shared(_ threads: Int) {
        var random = SplitMix(seed: 23)
        func point() -> Coordinate {
            Coordinate(
                wrappingLongitude: Double(Int.random(in: 178...182, using: &random)),
                latitude: Double(Int.random(in: -2...2, using: &random)))
        }
        let sites = (0..<20).map { number in
            Site(
                id: "\(number)", name: "", kind: .dam, geometry: .point(point()),
                radius: .kilometers(1), country: "", source: "")
        }
        let index = SiteIndex(sites)
        let points = (0..<600).map { _ in point() }
        let radii = (0..<600).map { _ in
            Distance.kilometers(Double(Int.random(in: 0...2, using: &random)))
        }
        let nearest = index.near(points[...], radii: radii[...], .nearest(3), threads: threads)
        let within = index.near(
            points[...], radii: radii[...], .within(.kilometers(150)), threads: threads)
        #expect(nearest.count == 75, "seed 23")
        for (number, (point, radius)) in zip(points, radii).enumerated() {
            let circle = nearest.circle(ofPoint: number)
            #expect(nearest.center(ofCircle: circle) == point, "seed 23")
            #expect(
                nearest.sites(ofCircle: circle).map(index.proximity)
                    == index.nearestSites(to: point, radius: radius, count: 3), "seed 23")
            #expect(
                within.sites(ofCircle: within.circle(ofPoint: number)).map(index.proximity)
                    == index.sites(within: .kilometers(150), of: point, radius: radius), "seed 23")
        }
    }

    @Test("An invalid polygon is repaired, an empty line left out, each with a finding")
    func repairs() {
        let bowTie = Geometry.polygon([[at(0, 0), at(1, 1), at(1, 0), at(0, 1), at(0, 0)]])
        let index = SiteIndex([site("tie", bowTie), site("void", .line([]))])
        #expect(index.findings.map(\.severity) == [.warning, .error])
        #expect(index.nearestSites(to: at(0.9, 0.5), count: 2).map(\.distance) == [.zero])
    }

    @Test("No sites, no answers")
    func empty() {
        #expect(SiteIndex([]).nearestSites(to: at(0, 0), count: 3).isEmpty)
        #expect(SiteIndex([]).sites(within: .kilometers(9), of: at(0, 0)).isEmpty)
    }
}
