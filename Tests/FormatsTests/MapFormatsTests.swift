import Earth
import Foundation
#if canImport(FoundationXML)
    import FoundationXML
#endif
import Incidents
import TestSupport
import Testing

@testable import Formats

/// Formats for maps of large sets, read back by their specifications and by GDAL.
@Suite("FlatGeobuf, vector tiles and styles")
struct MapFormatsTests {
    private static let layer = Layer(
        name: "incidents", columns: ["id", "title", "killed", "day", "share", "open"],
        types: ["killed": .integer, "day": .day, "share": .number, "open": .flag],
        roles: Layer.Roles(title: "title", start: "day"))

    private func features(_ count: Int, seed: UInt64) -> [Feature] {
        var random = SplitMix(seed: seed)
        return (0..<count).map { number in
            let point = Coordinate(
                wrappingLongitude: .random(in: 38...48, using: &random),
                latitude: .random(in: 30...37, using: &random))
            return Feature(
                id: "i\(number)", geometry: number % 50 == 7 ? nil : .point(point),
                values: [
                    .text("i\(number)"), .text("Überfall \(number % 9)"), .integer(number % 7),
                    .text("2016-01-0\(number % 9 + 1)"), .number(Double(number) / 8, decimals: 3),
                    number % 2 == 0 ? .flag(true) : .none,
                ])
        }
    }

    private func flatGeobuf(_ features: [Feature]) throws -> [UInt8] {
        let writer = FlatGeobufWriter(Self.layer)
        for feature in features { try writer.write(feature) }
        var bytes: [UInt8] = []
        try writer.finish { out throws(OutputError) in
            bytes += out.bytes
            out.removeAll()
        }
        return bytes
    }

    @Test(
        "FlatGeobuf opens in GDAL with all rows, typed columns and the extent, and its index finds what is there"
    )
    func flatGeobufInGDAL() throws {
        guard let ogrinfo = Program("ogrinfo") else {
            return print("skipped: ogrinfo is not installed (Debian: gdal-bin)")
        }
        let features = features(2000, seed: 1)
        let ring = [(0.0, 0.0), (2, 0), (2, 1), (0, 0)].map {
            Coordinate(wrappingLongitude: $0.0, latitude: $0.1)
        }
        let shapes: [Geometry] = [
            .polygon([ring]), .polygons([[ring], [ring]]), .line(ring), .lines([ring, ring]),
        ]
        try TestFiles.withFolder { folder in
            let path = try TestFiles.write(flatGeobuf(features), to: "x.fgb", in: folder)
            let all = try ogrinfo.run(["-ro", "-so", "-al", path])
            #expect(all.errors == "")
            for line in [
                "Layer name: incidents", "Geometry: Point", "Feature Count: 2000",
                "killed: Integer64",
                "day: DateTime", "share: Real", "open: Integer(Boolean)", "title: String",
                "ID[\"EPSG\",4326]",
            ] { #expect(all.output.contains(line), "\(line)") }
            var random = SplitMix(seed: 2)
            for _ in 0..<5 {
                let west = Double.random(in: 38...47, using: &random)
                let south = Double.random(in: 30...36, using: &random)
                let inside = features.count { feature in
                    guard case .point(let point)? = feature.geometry else { return false }
                    return point.longitude >= west && point.longitude <= west + 1
                        && point.latitude >= south && point.latitude <= south + 1
                }
                let box = [west, south, west + 1, south + 1].map { "\($0)" }
                let found = try ogrinfo.run(["-ro", "-so", "-al", "-spat"] + box + [path])
                #expect(found.output.contains("Feature Count: \(inside)\n"), "\(box)")
            }
            let odd = try TestFiles.write(
                flatGeobuf(
                    shapes.map { Feature(id: "x", geometry: $0, values: [.text("x")]) }),
                to: "y.fgb", in: folder)
            let result = try ogrinfo.run(["-ro", "-al", odd])
            #expect(result.errors == "")
            for kind in ["POLYGON", "MULTIPOLYGON", "LINESTRING", "MULTILINESTRING"] {
                #expect(result.output.contains("  \(kind) ("), "\(kind)")
            }
            let one = try TestFiles.write(
                flatGeobuf(Array(features.prefix(1))), to: "z.fgb", in: folder)
            #expect(
                try ogrinfo.run(["-ro", "-so", "-al", one]).output.contains("Feature Count: 1\n"))
            let none = try TestFiles.write(flatGeobuf([]), to: "n.fgb", in: folder)
            #expect(
                try ogrinfo.run(["-ro", "-so", "-al", none]).output.contains("Feature Count: 0\n"))
        }
    }

    @Test("The curve of tiles puts the four quarters of a tile behind each other, at every zoom")
    func curve() {
        var random = SplitMix(seed: 4)
        // As the specification's own table has it.
        func tile(_ x: UInt32, _ y: UInt32, zoom: UInt32) -> UInt64 {
            let shift = 32 - zoom
            return HilbertCurve.place(x: x << shift, y: y << shift) >> UInt64(64 - 2 * zoom)
        }
        #expect(
            [tile(0, 0, zoom: 1), tile(0, 1, zoom: 1), tile(1, 1, zoom: 1), tile(1, 0, zoom: 1)]
                == [0, 1, 2, 3])
        #expect(TilePoint.firstTile(ofZoom: 2) + tile(0, 0, zoom: 2) == 5)
        #expect(TilePoint.firstTile(ofZoom: 12) + tile(3423, 1763, zoom: 12) == 19_078_479)
        for _ in 0..<1000 {
            let (x, y) = (
                UInt32.random(in: 0...(.max), using: &random),
                UInt32.random(in: 0...(.max), using: &random)
            )
            for zoom in UInt32(1)...14 {
                let shift = 32 - zoom
                #expect(
                    tile(x >> shift, y >> shift, zoom: zoom)
                        == HilbertCurve.place(x: x, y: y) >> UInt64(64 - 2 * zoom))
            }
        }
    }

    /// An archive read by an independent reader; `nil` where Python or its packages are missing.
    private static let judge = """
        import sys, json, gzip
        from pmtiles.reader import Reader, MmapSource, all_tiles
        import mapbox_vector_tile
        with open(sys.argv[1], 'rb') as f:
            source = MmapSource(f)
            reader = Reader(source)
            header = reader.header()
            finest, more, shown = set(), {}, {}
            for (z, x, y), data in all_tiles(source):
                tile = mapbox_vector_tile.decode(gzip.decompress(data))
                for feature in tile['incidents']['features']:
                    shown[z] = shown.get(z, 0) + 1
                    more[z] = more.get(z, 0) + feature['properties'].get('more', 0)
                    if z == header['max_zoom']: finest.add(feature['properties']['id'])
            print(json.dumps({'max': header['max_zoom'], 'clustered': header['clustered'], 'finest': len(finest),
                'sums': [shown[z] + more[z] for z in sorted(shown)], 'shown': [shown[z] for z in sorted(shown)],
                'layers': reader.metadata()['vector_layers'][0]['id']}))
        """

    @Test(
        "Tiles hold every point at the finest zoom; above it crowded tiles tell of how many they stand for",
        arguments: [300, 20_000])
    func tiles(count: Int) throws {
        let features = features(count, seed: 3)
        let writer = PMTilesWriter(Self.layer)
        for feature in features { try writer.write(feature) }
        var bytes: [UInt8] = []
        try writer.finish { out throws(OutputError) in
            bytes += out.bytes
            out.removeAll()
        }
        let points = features.count { $0.geometry != nil }
        #expect(writer.undrawnCount == count - points)
        #expect(writer.thinnedZooms.isEmpty == (count < PMTilesWriter.mostPoints))
        #expect(bytes.starts(with: Array("PMTiles".utf8) + [3]))
        guard let python = Program("python3"),
            try python.run(["-c", "import pmtiles, mapbox_vector_tile"]).status == 0
        else { return print("skipped: Python's pmtiles and mapbox-vector-tile are not installed") }
        try TestFiles.withFolder { folder in
            let path = try TestFiles.write(bytes, to: "x.pmtiles", in: folder)
            let result = try python.run(["-c", Self.judge, path])
            #expect(result.errors == "")
            let answer =
                try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
            #expect(answer?["finest"] as? Int == points)
            #expect((answer?["sums"] as? [Int])?.allSatisfy { $0 == points } == true)
            #expect((answer?["shown"] as? [Int])?.last == points)
            #expect(answer?["layers"] as? String == "incidents")
        }
    }

    @Test("A directory too long for the first bytes is put into leaves that all fit")
    func leaves() throws {
        var random = SplitMix(seed: 5)
        var tile: UInt64 = 0
        let entries = (0..<60_000).map { number in
            tile += .random(in: 1...9000, using: &random)
            return TileDirectory.Entry(
                tile: tile, offset: UInt64(number) * 100,
                length: .random(in: 1...5000, using: &random),
                runLength: 1)
        }
        let directory = try TileDirectory(entries)
        #expect(directory.root.count <= 16_257)
        #expect(directory.leaves.count > directory.root.count)
    }

    @Test("simplestyle colours by event type, and leaves the layer's own columns alone")
    func simpleStyle() throws {
        let style = SimpleStyle(IncidentLayer.layer)
        for row in try GoldenSample().rows {
            let feature = IncidentLayer.feature(row)
            let styled = style.styled(feature)
            #expect(styled.values.count == style.layer.columns.count)
            #expect(Array(styled.values.prefix(feature.values.count)) == feature.values)
            let colour = style.layer.value("marker-color", of: styled)
            #expect((colour == .none) == (feature.geometry == nil))
        }
        #expect(style.layer.columns.count { $0 == "title" } == 1)
    }

    @Test("The style for QGIS is XML, with a category for each event type and the time span")
    func qgisStyle() throws {
        let text = QGISStyle.document(IncidentLayer.layer)
        let document = try XMLDocument(data: Data(text.utf8))
        #expect(try document.nodes(forXPath: "//category").count == MapStyle.colours.count + 1)
        #expect(try document.nodes(forXPath: "//symbol").count == MapStyle.colours.count + 1)
        #expect(text.contains("startField=\"date_start\" endField=\"date_end\""))
    }
}
