import TestSupport
import Testing

@testable import Earth

@Suite("Regions")
struct RegionTests {
    /// A ring round a middle, its corners on a lattice of quarter degrees, so that points of the lattice
    /// often hit corners, edges and the heights of corners.
    private func ring(
        _ random: inout SplitMix, around middle: (Double, Double), _ reach: ClosedRange<Double>
    ) -> [Coordinate] {
        let corners = Int.random(in: 3...24, using: &random)
        let turns = (0..<corners).map { _ in Double.random(in: 0..<360, using: &random) }.sorted()
        var ring = turns.map { turn in
            let far = Double.random(in: reach, using: &random)
            let x = middle.0 + (far * cosDegrees(turn) * 4).rounded() / 4
            let y = middle.1 + (far * sinDegrees(turn) * 4).rounded() / 4
            return at(x, y)
        }
        ring.append(ring[0])
        return ring
    }

    private func polygons(_ random: inout SplitMix, at longitude: Double) -> Geometry {
        .polygons(
            [(longitude, 33.0), (longitude + 16, 37)].map { middle in
                [ring(&random, around: middle, 3...6), ring(&random, around: middle, 0.3...2)]
            })
    }

    @Test(
        "What a region covers is what GEOS says meets it, corners, edges and 180° included",
        arguments: 0..<40 as Range<UInt64>)
    func againstGEOS(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let longitude = seed % 2 == 0 ? 44.0 : 172
        let geometry = polygons(&random, at: longitude)
        guard geometry.defect() == nil else { return }
        let region = try Region(geometry)
        for _ in 0..<150 {
            let x = longitude + Double.random(in: -7...23, using: &random)
            let y = Double.random(in: 26...44, using: &random)
            for point in [at(x, y), at((x * 4).rounded() / 4, (y * 4).rounded() / 4)] {
                #expect(
                    region.covers(point) == (try geometry.intersects(.point(point))),
                    "seed \(seed), \(point)")
            }
        }
        for path in geometry.paths {
            for (a, b) in zip(path, path.dropFirst()) {
                let east = (b.longitude - a.longitude).remainder(dividingBy: 360)
                let middle = at(a.longitude + east / 2, (a.latitude + b.latitude) / 2)
                #expect(region.covers(a), "seed \(seed), corner \(a)")
                #expect(
                    region.covers(middle) == (try geometry.intersects(.point(middle))),
                    "seed \(seed), middle \(middle)")
            }
        }
    }

    @Test(
        "A ring that crosses itself covers what an odd number of its edges surrounds",
        arguments: 0..<20 as Range<UInt64>)
    func evenOdd(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        var ring = (0..<Int.random(in: 4...60, using: &random)).map { _ in
            at(
                Double(Int.random(in: 0...12, using: &random)),
                Double(Int.random(in: 0...12, using: &random)))
        }
        ring.append(ring[0])
        let region = try Region(.polygon([ring]))
        for _ in 0..<200 {
            // Between the lattice lines, so that no edge passes through in all likelihood.
            let p = at(
                Double.random(in: -1...13, using: &random),
                Double.random(in: -1...13, using: &random))
            let crossings = zip(ring, ring.dropFirst()).count { a, b in
                guard (a.latitude > p.latitude) != (b.latitude > p.latitude) else { return false }
                let share = (p.latitude - a.latitude) / (b.latitude - a.latitude)
                return a.longitude + share * (b.longitude - a.longitude) > p.longitude
            }
            #expect(region.covers(p) == (crossings % 2 == 1), "seed \(seed), \(p)")
        }
    }

    @Test("Rings that run to and fro, along or across, are answered like others")
    func combs() throws {
        for isUpright in [true, false] {
            func place(_ along: Double, _ across: Double) -> Coordinate {
                isUpright ? at(along, across) : at(across, along)
            }
            // Teeth between 0 and 50, each 0.01 wide with gaps of 0.01, on a back below.
            let teeth = (0..<2000).flatMap { i -> [Coordinate] in
                let start = Double(i) / 50
                return [
                    place(start, 0), place(start, 50), place(start + 0.01, 50),
                    place(start + 0.01, 0),
                ]
            }
            let back = [place(39.99, -1), place(0, -1)]
            let comb = Geometry.polygon([teeth + back + teeth.prefix(1)])
            let region = try Region(comb)
            for i in stride(from: 0, to: 2000, by: 7) {
                let start = Double(i) / 50
                #expect(region.covers(place(start + 0.005, 25)))
                #expect(!region.covers(place(start + 0.015, 25)))
                #expect(region.covers(place(start, 25)))
            }
            #expect(region.covers(place(20, -0.5)))
        }
    }

    @Test("Lines and points cover themselves alone")
    func thin() throws {
        let line = try Region(.line([at(179, 10), at(-179, 12), at(-179, 14)]))
        #expect(line.covers(at(180, 11)))
        #expect(line.covers(at(-180, 11)))
        #expect(line.covers(at(-179, 13)))
        #expect(!line.covers(at(-179.5, 13)))
        #expect(try Region(.point(at(3, 4))).covers(at(3, 4)))
        #expect(try !Region(.point(at(3, 4))).covers(at(3, 4.000001)))
        #expect(try !Region(.polygons([])).covers(at(0, 0)))
    }

    @Test("A ring flattened to a line or a dot covers that and does not trap")
    func flat() throws {
        let needle = try Region(.polygon([[at(0, 1), at(9, 1), at(4, 1), at(0, 1)]]))
        #expect(needle.covers(at(7.5, 1)))
        #expect(!needle.covers(at(7.5, 1.0000001)))
        let dot = try Region(.polygon([[at(5, 5), at(5, 5), at(5, 5), at(5, 5)]]))
        #expect(dot.covers(at(5, 5)))
        #expect(!dot.covers(at(5, 5.000001)))
        let tiny = Double.leastNonzeroMagnitude
        let speck = try Region(.polygon([[at(0, 0), at(tiny, 0), at(tiny, tiny), at(0, 0)]]))
        #expect(speck.covers(at(tiny, 0)))
        #expect(!speck.covers(at(1, 0)))
    }

    @Test(
        "A box said to hold no edge holds none", arguments: 0..<20 as Range<UInt64>)
    func clearBoxes(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let longitude = seed % 2 == 0 ? 44.0 : 172
        let geometry = polygons(&random, at: longitude)
        let region = try Region(geometry)
        var clear = 0
        for _ in 0..<300 {
            let center = at(
                longitude + Double.random(in: -7...23, using: &random),
                Double.random(in: 26...44, using: &random))
            let box = Box(around: center, radius: .kilometers(10))
            guard region.hasNoEdge(in: box) else { continue }
            clear += 1
            for path in geometry.paths {
                for (a, b) in zip(path, path.dropFirst()) {
                    let east = (b.longitude - a.longitude).remainder(dividingBy: 360)
                    for i in 0...100 {
                        let t = Double(i) / 100
                        let on = at(
                            a.longitude + t * east,
                            a.latitude + t * (b.latitude - a.latitude))
                        #expect(!box.contains(on), "seed \(seed), \(box)")
                    }
                }
            }
        }
        #expect(clear > 50)
    }

    @Test("The side of a line is exact to the last bit", arguments: 0..<20 as Range<UInt64>)
    func sides(seed: UInt64) {
        var random = SplitMix(seed: seed)
        func whole(_ limit: Int128) -> Int128 {
            Int128(Int64.random(in: -Int64(limit)...Int64(limit), using: &random))
        }
        for _ in 0..<500 {
            let (ax, ay, dx, dy) = (whole(1 << 40), whole(1 << 40), whole(1 << 20), whole(1 << 20))
            let along = whole(1 << 18)
            let (bx, by) = (ax + dx * 1024, ay + dy * 1024)
            let (px, py) = (ax + dx * along + whole(1), ay + dy * along + whole(1))
            let exact = (ax - px) * (by - py) - (ay - py) * (bx - px)
            func xy(_ x: Int128, _ y: Int128) -> XY { XY(Double(x) * 0x1p-40, Double(y) * 0x1p-40) }
            let found = orientation(xy(ax, ay), xy(bx, by), xy(px, py))
            #expect(exact.signum() == (found > 0 ? 1 : found < 0 ? -1 : 0), "seed \(seed)")
        }
    }
}
