import Earth
import TestSupport
import Testing

private func path(_ numbers: [(Double, Double)]) -> [Coordinate] {
    numbers.map { Coordinate(wrappingLongitude: $0.0, latitude: $0.1) }
}

/// A square with a hole, on the Iraqi plain.
private let square = Geometry.polygon([
    path([(44, 33), (45, 33), (45, 34), (44, 34), (44, 33)]),
    path([(44.4, 33.4), (44.4, 33.6), (44.6, 33.6), (44.6, 33.4), (44.4, 33.4)]),
])
private let acrossTheAntimeridian = Geometry.polygon([
    path([(179, -18), (-179, -18), (-179, -16), (179, -16), (179, -18)])
])
private let roundThePole = Geometry.polygon([
    path([(0, 80), (90, 80), (180, 80), (-90, 80), (0, 80)])
])

@Suite("Containment")
struct ContainmentTests {
    @Test("The inside and the boundary are covered, a hole is not")
    func holes() throws {
        #expect(try square.covers(at(44.1, 33.1)))
        #expect(try square.covers(at(44, 33.5)))
        #expect(try square.covers(at(44.4, 33.5)))
        #expect(try !square.covers(at(44.5, 33.5)))
        #expect(try !square.covers(at(43.9, 33.5)))
    }

    @Test("A ring drawn across 180° covers what lies between its sides")
    func antimeridian() throws {
        for longitude in [179.5, 180, -180, -179.5] {
            #expect(try acrossTheAntimeridian.covers(at(longitude, -17)))
        }
        #expect(try !acrossTheAntimeridian.covers(at(0, -17)))
        #expect(try !acrossTheAntimeridian.covers(at(178.9, -17)))
    }

    @Test("A ring round the pole covers the pole, under every longitude")
    func pole() throws {
        for longitude in [-180.0, -77, 0, 13, 180] {
            #expect(try roundThePole.covers(at(longitude, 90)))
            #expect(try roundThePole.covers(at(longitude, 85)))
            #expect(try !roundThePole.covers(at(longitude, 79)))
        }
    }

    @Test("A ring that is not closed is refused with a sentence")
    func unclosed() {
        let open = Geometry.polygon([path([(0, 0), (1, 0), (1, 1), (0, 1)])])
        #expect(throws: EarthError.self) { try open.covers(at(0.5, 0.5)) }
        #expect(open.defect() != nil)
    }
}

@Suite("Repair and cutting")
struct ShapeTests {
    @Test("A bow tie has a defect and is repaired into two triangles")
    func bowTie() throws {
        let bowTie = Geometry.polygon([path([(0, 0), (1, 1), (1, 0), (0, 1), (0, 0)])])
        #expect(try #require(bowTie.defect()).contains("Self-intersection"))
        let repaired = try bowTie.repaired()
        #expect(repaired.defect() == nil)
        guard case .polygons(let parts) = repaired else {
            Issue.record("two parts expected, got \(repaired)")
            return
        }
        #expect(parts.count == 2)
    }

    @Test("An unclosed ring is closed by repair; one without area is refused")
    func closing() throws {
        let open = Geometry.polygon([path([(0, 0), (1, 0), (1, 1), (0, 1)])])
        #expect(try open.repaired().covers(at(0.5, 0.5)))
        let needle = Geometry.polygon([path([(0, 0), (1, 0), (0, 0), (0, 0)])])
        #expect(throws: EarthError.self) { try needle.repaired() }
    }

    @Test("A ring across 180° is cut into two valid parts with right-hand rings")
    func cutPolygon() throws {
        guard case .polygons(let parts) = try acrossTheAntimeridian.conformingToRFC7946() else {
            Issue.record("two parts expected")
            return
        }
        #expect(parts.count == 2)
        for part in parts {
            let longitudes = part[0].map(\.longitude)
            #expect(longitudes.allSatisfy { $0 >= 179 } || longitudes.allSatisfy { $0 <= -179 })
            #expect(Geometry.polygon(part).defect() == nil)
        }
        let box = try #require(try acrossTheAntimeridian.conformingToRFC7946().boundingBox)
        #expect(box == (try Box(west: 179, south: -18, east: -179, north: -16)))
        #expect(box == acrossTheAntimeridian.boundingBox)
    }

    @Test("RFC 7946 §3.1.9: the line from (170, 45) to (−170, 45) is cut in two")
    func cutLine() throws {
        let line = Geometry.line(path([(170, 45), (-170, 45)]))
        #expect(
            try line.conformingToRFC7946()
                == .lines([path([(170, 45), (180, 45)]), path([(-180, 45), (-170, 45)])]))
    }

    @Test("A line along a whole parallel, or one that never crosses, is left as it is")
    func uncutLines() throws {
        for points in [[(-180.0, 10.0), (180, 10)], [(44, 33), (45, 34)], [(179, 1), (180, 1)]] {
            let line = Geometry.line(path(points))
            #expect(try line.conformingToRFC7946() == line)
        }
    }

    @Test("A ring round the pole is closed along the pole")
    func cutPole() throws {
        let cut = try roundThePole.conformingToRFC7946()
        #expect(cut.defect() == nil)
        #expect(cut.vertices.contains { $0.latitude == 90 })
        #expect(cut.boundingBox?.width == 360)
        #expect(cut.boundingBox?.north == 90)
    }

    @Test("The whole world's box stays the whole world")
    func world() throws {
        let world = Box.world.geometry
        #expect(try world.covers(at(0, 0)))
        #expect(try world.covers(at(-180, 90)))
        #expect(world.boundingBox == .world)
    }

    @Test("The union of two overlapping squares is one polygon")
    func union() throws {
        let other = Geometry.polygon([
            path([(44.9, 33.2), (46, 33.2), (46, 33.8), (44.9, 33.8), (44.9, 33.2)])
        ])
        guard case .polygon(let rings) = try Geometry.union([square, other]) else {
            Issue.record("one polygon expected")
            return
        }
        #expect(rings.count == 2)
    }
}

@Suite("Distance to shapes")
struct ShapeDistanceTests {
    /// The minimum over many points of every edge: an upper bound, close when the sampling is dense.
    private func sampled(_ geometry: Geometry, _ point: Coordinate, steps: Int = 4000) -> Double {
        var best = Double.infinity
        for path in geometry.paths {
            for (a, b) in zip(path, path.dropFirst()) {
                let turn = (b.longitude - a.longitude).remainder(dividingBy: 360)
                for i in 0...steps {
                    let t = Double(i) / Double(steps)
                    let on = at(
                        a.longitude + t * turn, a.latitude + t * (b.latitude - a.latitude))
                    best = min(best, point.distance(to: on).meters)
                }
            }
        }
        return best
    }

    @Test("Distance to a line equals dense sampling", arguments: 0..<10 as Range<UInt64>)
    func lines(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let start = seed % 2 == 0 ? at(179.8, 66) : random.uniformPoint()
        var line = [start]
        for _ in 0..<4 {
            let step = Distance.kilometers(Double.random(in: 1...400, using: &random))
            let bearing = Bearing(degrees: Double.random(in: 0...360, using: &random))
            line.append(line[line.count - 1].moved(by: step, toward: bearing))
        }
        let geometry = Geometry.line(line)
        let index = try GeometryIndex(geometry)
        for _ in 0..<8 {
            let offset = Distance.kilometers(Double.random(in: 0...900, using: &random))
            let bearing = Bearing(degrees: Double.random(in: 0...360, using: &random))
            let point = line[0].moved(by: offset, toward: bearing)
            let near = try #require(index.nearestPoint(to: point))
            let expected = sampled(geometry, point)
            #expect(near.distance.meters <= expected + 1e-3, "seed \(seed)")
            // Sampling overshoots by at most (step/2)²/2d along the edge.
            #expect(near.distance.meters >= expected - 60, "seed \(seed)")
            #expect(abs(point.distance(to: near.coordinate).meters - near.distance.meters) < 1e-6)
        }
    }

    @Test("Distance along a parallel near the pole follows the parallel, not the chord")
    func parallel() throws {
        let parallel = Geometry.line(path([(-170, 80), (-80, 80), (10, 80), (100, 80)]))
        let pole = at(0, 90)
        let near = try #require(try parallel.nearestPoint(to: pole))
        #expect(abs(near.distance.meters - pole.distance(to: at(0, 80)).meters) < 1e-3)
    }

    @Test("Inside a polygon the distance is 0 and in a hole it is that to the hole's rim")
    func polygon() throws {
        #expect(try square.nearestPoint(to: at(44.2, 33.2))?.distance == .zero)
        let inHole = try #require(try square.nearestPoint(to: at(44.5, 33.41)))
        #expect(inHole.distance.meters < at(44.5, 33.41).distance(to: at(44.5, 33.4)).meters + 1e-6)
        #expect(inHole.distance.meters > 1000)
    }

    @Test(
        "Many geometries: the nearest few and those within a radius equal one-by-one distances",
        arguments: 0..<6 as Range<UInt64>)
    func many(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let anchor = seed % 2 == 0 ? at(179.9, -17) : at(44, 33)
        let geometries: [Geometry] = (0..<40).map { i in
            let spot = anchor.moved(
                by: .kilometers(Double.random(in: 0...300, using: &random)),
                toward: Bearing(degrees: Double.random(in: 0...360, using: &random)))
            let next = spot.moved(by: .kilometers(20), toward: Bearing(degrees: Double(i * 31)))
            let third = spot.moved(
                by: .kilometers(20), toward: Bearing(degrees: Double(i * 31 + 70)))
            switch i % 3 {
            case 0: return .point(spot)
            case 1: return .line([spot, next])
            default: return .polygon([[spot, next, third, spot]])
            }
        }
        let index = try GeometryIndex(geometries)
        for _ in 0..<10 {
            let point = anchor.moved(
                by: .kilometers(Double.random(in: 0...350, using: &random)),
                toward: Bearing(degrees: Double.random(in: 0...360, using: &random)))
            let expected = try geometries.enumerated().compactMap { i, geometry in
                try geometry.nearestPoint(to: point).map { NearGeometry(index: i, point: $0) }
            }.sorted()
            #expect(
                index.nearest(5, to: point).map(\.index) == expected.prefix(5).map(\.index),
                "seed \(seed)")
            let within = index.within(.kilometers(60), of: point)
            #expect(
                within.map(\.index)
                    == expected.filter { $0.distance <= .kilometers(60) }.map(\.index),
                "seed \(seed)")
            for (a, b) in zip(within, expected) {
                #expect(abs(a.distance.meters - b.distance.meters) < 1e-3, "seed \(seed)")
            }
        }
    }

    @Test("Nearest points of two shapes: 0 where they meet, else the least over dense samples")
    func pairs() throws {
        let road = Geometry.line(path([(46, 33.2), (46.5, 33.9), (46, 34.5)]))
        let apart = try #require(try square.nearestPoints(to: road))
        let back = try #require(try road.nearestPoints(to: square))
        #expect(abs(apart.distance.meters - back.distance.meters) < 1e-3)
        var least = Double.infinity
        for i in 0...700 {
            let t = Double(i) / 700
            for p in [at(46 + 0.5 * t, 33.2 + 0.7 * t), at(46.5 - 0.5 * t, 33.9 + 0.6 * t)] {
                least = min(least, try #require(try square.nearestPoint(to: p)).distance.meters)
            }
        }
        #expect(apart.distance.meters <= least + 1e-3)
        #expect(apart.distance.meters > least - 1)
        let through = Geometry.line(path([(43, 33.2), (46, 33.2)]))
        #expect(try square.nearestPoints(to: through)?.distance == .zero)
        let otherSide = Geometry.line(path([(-178.5, -17), (-178, -17)]))
        let gap = try #require(try acrossTheAntimeridian.nearestPoints(to: otherSide))
        #expect(abs(gap.distance.meters - at(-179, -17).distance(to: at(-178.5, -17)).meters) < 1)
    }
}

@Suite("Buffers, hulls and middles")
struct PlaneTests {
    @Test(
        "A local plane gives every point back, and distances from its centre are exact",
        arguments: 0..<4 as Range<UInt64>)
    func plane(seed: UInt64) {
        var random = SplitMix(seed: seed)
        for center in random.troublesomePoints(60) {
            let plane = LocalPlane(center: center)
            let point = center.moved(
                by: .kilometers(Double.random(in: 0...2000, using: &random)),
                toward: Bearing(degrees: Double.random(in: 0...360, using: &random)))
            let flat = plane.project(point)
            let meters = (flat.east * flat.east + flat.north * flat.north).squareRoot()
            #expect(abs(meters - center.distance(to: point).meters) < 1e-6, "seed \(seed)")
            #expect(plane.coordinate(flat).distance(to: point).meters < 1e-6, "seed \(seed)")
        }
    }

    @Test(
        "A line's buffer has its boundary at the radius",
        arguments: [at(44, 33), at(179.95, 64), at(10, 89.9)])
    func buffer(start: Coordinate) throws {
        let line = Geometry.line([
            start, start.moved(by: .kilometers(80), toward: Bearing(degrees: 60)),
        ])
        let buffer = try line.buffered(by: .kilometers(10))
        #expect(buffer.defect() == nil)
        let index = try GeometryIndex(line)
        for vertex in buffer.vertices where abs(vertex.longitude) != 180 && vertex.latitude != 90 {
            let near = try #require(index.nearestPoint(to: vertex))
            #expect(abs(near.distance.meters - 10_000) < 12)
        }
    }

    @Test("A circle over the pole covers the pole and is valid")
    func circle() throws {
        let circle = try Geometry.circle(center: at(20, 89.5), radius: .kilometers(100))
        #expect(circle.defect() == nil)
        #expect(try circle.covers(at(0, 90)))
        #expect(try circle.covers(at(-160, 89.9)))
        #expect(try !circle.covers(at(-160, 89)))
    }

    @Test("A hull holds its points; one across 180° is cut")
    func hulls() throws {
        var random = SplitMix(seed: 5)
        let center = at(179.9, -17)
        let points = (0..<200).map { _ in
            center.moved(
                by: .kilometers(Double.random(in: 0...90, using: &random)),
                toward: Bearing(degrees: Double.random(in: 0...360, using: &random)))
        }
        let hull = try Geometry.convexHull(of: points)
        guard case .polygons = hull else {
            Issue.record("cut hull expected")
            return
        }
        let index = try GeometryIndex(hull)
        for point in points {
            #expect(try #require(index.nearestPoint(to: point)).distance.meters < 20)
        }
        let concave = try Geometry.concaveHull(of: points)
        #expect(try concave.area() <= hull.area())
    }

    @Test("Hulls of one and two points are a point and a line; of none, an error")
    func thinHulls() throws {
        #expect(try Geometry.convexHull(of: [at(1, 1)]).vertices.count == 1)
        #expect(try Geometry.convexHull(of: [at(1, 1), at(2, 2), at(1, 1)]).vertices.count == 2)
        #expect(throws: EarthError.self) { try Geometry.convexHull(of: []) }
    }

    @Test("A representative point lies inside even where the centroid does not")
    func middles() throws {
        let horseshoe = Geometry.polygon([
            path([(0, 0), (3, 0), (3, 3), (2, 3), (2, 1), (1, 1), (1, 3), (0, 3), (0, 0)])
        ])
        #expect(try horseshoe.covers(horseshoe.representativePoint()))
        let (center, radius) = try horseshoe.enclosingCircle()
        #expect(horseshoe.vertices.allSatisfy { center.distance(to: $0) <= radius })
        let crossing = try acrossTheAntimeridian.centroid()
        #expect(abs(abs(crossing.longitude) - 180) < 1e-5)
    }

    @Test("The area of a one-degree square at the equator is 12 309 km² to a tenth of a percent")
    func area() throws {
        let degree = Geometry.polygon([path([(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)])])
        #expect(abs(try degree.area() / 12_308.778e6 - 1) < 0.001)
    }
}
