import Earth
import Foundation
import Incidents
import TestSupport
import Testing

@testable import Formats

/// Lines and areas in vector tiles: what all tiles of the finest zoom show within their edges is the shape.
@Suite("Lines and areas in vector tiles")
struct TileShapeTests {
    private static let layer = Layer(
        name: "incidents", columns: ["id", "killed"], types: ["killed": .integer])

    private func archive(_ shapes: [Geometry?]) throws -> (bytes: [UInt8], writer: PMTilesWriter) {
        let writer = PMTilesWriter(Self.layer)
        for (number, shape) in shapes.enumerated() {
            try writer.write(
                Feature(
                    id: "i\(number)", geometry: shape,
                    values: [.text("i\(number)"), .integer(number % 5)]))
        }
        var bytes: [UInt8] = []
        try writer.finish { out throws(OutputError) in
            bytes += out.bytes
            out.removeAll()
        }
        return (bytes, writer)
    }

    private func coordinate(_ longitude: Double, _ latitude: Double) -> Coordinate {
        Coordinate(wrappingLongitude: longitude, latitude: latitude)
    }

    /// A star with a hole in its middle.
    private func star(
        _ longitude: Double, _ latitude: Double, reach: Double, using random: inout SplitMix
    ) -> Geometry {
        let outer = (0..<24).map { _ in reach * .random(in: 0.5...1, using: &random) }
        func ring(_ radii: [Double]) -> [Coordinate] {
            let open = radii.enumerated().map { number, radius in
                let angle = 2 * Double.pi * Double(number) / Double(radii.count)
                return coordinate(
                    longitude + radius * cos(angle), latitude + 0.8 * radius * sin(angle))
            }
            return open + open.prefix(1)
        }
        let hole = Array(ring([Double](repeating: reach / 4, count: 9)).reversed())
        return .polygon([ring(outer), hole])
    }

    private func way(
        _ longitude: Double, _ latitude: Double, using random: inout SplitMix
    ) -> [Coordinate] {
        var (x, y) = (longitude, latitude)
        return (0..<30).map { _ in
            x += .random(in: -0.2...0.3, using: &random)
            y += .random(in: -0.2...0.2, using: &random)
            return coordinate(x, y)
        }
    }

    /// Sums, for each feature of the finest zoom, the areas and lengths within the tiles' edges, as parts of a
    /// tile; checks winding, and that nothing reaches beyond the buffer.
    private static let judge = """
        import sys, json, gzip
        from pmtiles.reader import Reader, MmapSource, all_tiles
        import mapbox_vector_tile
        def inside(p, axis, limit, sign): return (p[axis] - limit) * sign >= 0
        def cut(a, b, axis, limit):
            t = (limit - a[axis]) / (b[axis] - a[axis])
            return [a[i] + t * (b[i] - a[i]) for i in (0, 1)]
        def clip(ring):
            for axis, limit, sign in ((0, 0, 1), (0, 4096, -1), (1, 0, 1), (1, 4096, -1)):
                kept = []
                for a, b in zip(ring, ring[1:] + ring[:1]):
                    if inside(a, axis, limit, sign): kept.append(a)
                    if inside(a, axis, limit, sign) != inside(b, axis, limit, sign): kept.append(cut(a, b, axis, limit))
                ring = kept
            return ring
        def area(ring): return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1])) / 2
        def length(line):
            total = 0
            for a, b in zip(line, line[1:]):
                low, high = 0.0, 1.0
                for axis in (0, 1):
                    d = b[axis] - a[axis]
                    if d == 0:
                        if not 0 <= a[axis] < 4096: low = 2
                        continue
                    s, e = sorted(((0 - a[axis]) / d, (4096 - a[axis]) / d))
                    low, high = max(low, s), min(high, e)
                if low < high: total += (high - low) * ((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) ** 0.5
            return total
        areas, lengths, zooms, faults, shown = {}, {}, set(), [], {}
        with open(sys.argv[1], 'rb') as f:
            source = MmapSource(f)
            finest = Reader(source).header()['max_zoom']
            for (z, x, y), data in all_tiles(source):
                zooms.add(z)
                tile = mapbox_vector_tile.decode(gzip.decompress(data), default_options={'y_coord_down': True})
                for feature in tile['incidents']['features']:
                    shape, name = feature['geometry'], feature['properties']['id']
                    shown.setdefault(z, set()).add(name)
                    kind, parts = shape['type'], shape['coordinates']
                    if kind == 'Polygon': parts = [parts]
                    if kind == 'LineString': parts = [parts]
                    if 'Polygon' in kind:
                        for rings in parts:
                            for n, ring in enumerate(rings):
                                ring = [list(p) for p in ring[:-1]]
                                if any(not -65 <= c <= 4161 for p in ring for c in p): faults.append([z, x, y, 'reach'])
                                if (area(ring) > 0) == (n > 0): faults.append([z, x, y, 'winding'])
                                if z == finest: areas[name] = areas.get(name, 0) + area(clip(ring))
                    elif 'Line' in kind:
                        for line in parts:
                            if any(not -65 <= c <= 4161 for p in line for c in p): faults.append([z, x, y, 'reach'])
                            if z == finest: lengths[name] = lengths.get(name, 0) + length(line)
        print(json.dumps({'max': finest, 'areas': areas, 'lengths': lengths, 'faults': faults[:5],
            'zooms': sorted(zooms), 'shown': {z: len(names) for z, names in shown.items()}}))
        """

    private func judged(_ bytes: [UInt8]) throws -> [String: Any]? {
        guard let python = Program("python3"),
            try python.run(["-c", "import pmtiles, mapbox_vector_tile"]).status == 0
        else {
            print("skipped: Python's pmtiles and mapbox-vector-tile are not installed")
            return nil
        }
        return try TestFiles.withFolder { folder in
            let path = try TestFiles.write(bytes, to: "x.pmtiles", in: folder)
            let result = try python.run(["-c", Self.judge, path])
            #expect(result.errors == "")
            return try JSONSerialization.jsonObject(with: Data(result.output.utf8))
                as? [String: Any]
        }
    }

    /// On the map, in parts of a tile of the zoom.
    private func place(_ point: Coordinate, zoom: Int) -> (x: Double, y: Double) {
        let width = 4096 * pow(2, Double(zoom))
        let latitude = point.latitude * .pi / 180
        return (
            (point.longitude + 180) / 360 * width,
            (1 - log(tan(.pi / 4 + latitude / 2)) / .pi) / 2 * width
        )
    }

    private func size(_ geometry: Geometry, zoom: Int) -> (area: Double, length: Double) {
        func sum(
            _ path: [Coordinate], _ part: ((x: Double, y: Double), (x: Double, y: Double)) -> Double
        ) -> Double {
            zip(path, path.dropFirst()).reduce(0) {
                $0 + part(place($1.0, zoom: zoom), place($1.1, zoom: zoom))
            }
        }
        func area(_ ring: [Coordinate]) -> Double { sum(ring) { ($0.x * $1.y - $1.x * $0.y) / 2 } }
        func area(of rings: [[Coordinate]]) -> Double {
            abs(area(rings[0])) - rings.dropFirst().reduce(0) { $0 + abs(area($1)) }
        }
        func length(_ line: [Coordinate]) -> Double {
            sum(line) { hypot($1.x - $0.x, $1.y - $0.y) }
        }
        switch geometry {
        case .point: return (0, 0)
        case .line(let line): return (0, length(line))
        case .lines(let lines): return (0, lines.reduce(0) { $0 + length($1) })
        case .polygon(let rings): return (area(of: rings), 0)
        case .polygons(let several): return (several.reduce(0) { $0 + area(of: $1) }, 0)
        }
    }

    @Test("All tiles of the finest zoom together show each area and each line, no more and no less")
    func whole() throws {
        var random = SplitMix(seed: 11)
        var shapes: [Geometry] = []
        for _ in 0..<12 {
            let (x, y) = (
                Double.random(in: 36...48, using: &random),
                Double.random(in: -36...60, using: &random)
            )
            shapes.append(star(x, y, reach: .random(in: 0.01...2, using: &random), using: &random))
            shapes.append(.line(way(x, y, using: &random)))
        }
        shapes.append(.lines([way(40, 30, using: &random), way(44, 31, using: &random)]))
        guard case .polygon(let one) = star(41, 35, reach: 0.5, using: &random),
            case .polygon(let other) = star(43, 35, reach: 0.7, using: &random)
        else { return }
        shapes.append(.polygons([one, other]))
        let (bytes, writer) = try archive(shapes)
        #expect(writer.undrawnCount == 0 && writer.thinnedZooms.isEmpty)
        guard let answer = try judged(bytes) else { return }
        let zoom = try #require(answer["max"] as? Int)
        #expect(zoom > 6 && zoom <= 14)
        #expect((answer["faults"] as? [Any])?.isEmpty == true, "\(answer["faults"] ?? "")")
        #expect(answer["zooms"] as? [Int] == Array(0...zoom))
        let areas = try #require(answer["areas"] as? [String: Double])
        let lengths = try #require(answer["lengths"] as? [String: Double])
        for (number, shape) in shapes.enumerated() {
            let expected = size(shape, zoom: zoom)
            let (area, length) = (areas["i\(number)"] ?? 0, lengths["i\(number)"] ?? 0)
            // Vertices are rounded to a part of the tile.
            #expect(
                abs(area - expected.area) <= 0.002 * expected.area + 200, "\(number): \(area)")
            #expect(
                abs(length - expected.length) <= 0.002 * expected.length + 20,
                "\(number): \(length), not \(expected.length)")
        }
        for count in (answer["shown"] as? [String: Int] ?? [:]).values {
            #expect(count == shapes.count)
        }
    }

    @Test(
        "Shapes smaller than a pixel stay, hostile ones do not break the archive, 180° is a border")
    func odd() throws {
        let dot = [(44.0, 33.0), (44.000001, 33), (44.000001, 33.000001), (44, 33)].map {
            coordinate($0.0, $0.1)
        }
        let date = [(170.0, 10.0), (-170, 10), (-170, 20), (170, 20), (170, 10)].map {
            coordinate($0.0, $0.1)
        }
        let shapes: [Geometry?] = [
            .polygon([dot]), .line(Array(dot.prefix(2))), .polygon([date]), nil, .polygon([[]]),
            .polygons([]), .line([coordinate(0, 0)]), .lines([[], []]),
            .line([coordinate(0, 89), coordinate(10, 89)]),
            .line([coordinate(0, -90), coordinate(10, 90)]), .point(coordinate(44, 33)),
        ]
        let (bytes, writer) = try archive(shapes)
        #expect(writer.undrawnCount == 6)
        guard let answer = try judged(bytes) else { return }
        #expect((answer["faults"] as? [Any])?.isEmpty == true, "\(answer["faults"] ?? "")")
        let areas = try #require(answer["areas"] as? [String: Double])
        let expected = size(
            .polygon([date.map { coordinate(abs($0.longitude), $0.latitude) }]), zoom: 0)
        #expect(expected.area == 0)
        #expect((areas["i0"] ?? 0) >= 0.5)
        let zoom = try #require(answer["max"] as? Int)
        let half = [(170.0, 10.0), (180, 10), (180, 20), (170, 20), (170, 10)].map {
            coordinate($0.0, $0.1)
        }
        let both = 2 * size(.polygon([half]), zoom: zoom).area
        #expect(abs((areas["i2"] ?? 0) - both) < 0.01 * both)
    }

    @Test("Crowded tiles show the largest shapes, the finest zoom shows all")
    func crowded() throws {
        var random = SplitMix(seed: 12)
        let shapes: [Geometry] = (0..<5000).map { _ in
            let (x, y) = (
                Double.random(in: 40...44, using: &random),
                Double.random(in: 32...36, using: &random)
            )
            let size = Double.random(in: 0.001...0.05, using: &random)
            return .line([coordinate(x, y), coordinate(x + size, y + size)])
        }
        let (bytes, writer) = try archive(shapes)
        #expect(writer.thinnedZooms.first == 0)
        guard let answer = try judged(bytes) else { return }
        let shown = answer["shown"] as? [String: Int]
        #expect(shown?["0"] == PMTilesWriter.mostPoints)
        #expect(shown?["\(answer["max"] ?? "")"] == 5000)
    }

    @Test("A part that is cut out of a part is the part that is cut out of the whole")
    func clipping() throws {
        var random = SplitMix(seed: 13)
        for _ in 0..<200 {
            let shape = try #require(TileShape(star(10, 20, reach: 5, using: &random)))
            func range(_ middle: Double, _ width: Double) -> ClosedRange<Double> {
                let start = middle + .random(in: -0.01...0.01, using: &random)
                return start - width...start + width
            }
            let (x, y) = (range(0.5278, 0.02), range(0.4433, 0.02))
            let (a, b) = (
                x.lowerBound + 0.01...x.upperBound - 0.005,
                y.lowerBound + 0.008...y.upperBound - 0.01
            )
            let direct = shape.clipped(x: a, y: b)
            let twice = shape.clipped(x: x, y: y)?.clipped(x: a, y: b)
            #expect((direct == nil) == (twice == nil))
            #expect(abs((direct?.area ?? 0) - (twice?.area ?? 0)) < 1e-12)
        }
    }
}

extension TileShape {
    fileprivate var area: Double {
        var sum = 0.0
        for path in paths {
            for (a, b) in zip(path.vertices, path.vertices.dropFirst()) {
                sum += (a.x * b.y - b.x * a.y) / 2
            }
        }
        return sum
    }
}
