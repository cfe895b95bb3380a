import Earth
import Foundation
import Incidents
import TestSupport
import Testing

@testable import Formats

@Suite("GeoJSON reader")
struct GeoJSONReaderTests {
    private func features(
        _ text: String, remembersShapes: Bool = true
    ) throws -> [GeoJSONFeature] {
        // Features read their properties when asked, so the bytes stay.
        let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, text.utf8.count))
        _ = bytes.initialize(from: text.utf8)
        var reader = GeoJSONReader(
            UnsafeBufferPointer(rebasing: bytes[..<text.utf8.count]),
            remembersShapes: remembersShapes)
        var features: [GeoJSONFeature] = []
        try reader.forEach { features.append($0) }
        return features
    }

    /// All that is known of a feature, to be compared.
    private func account(_ text: String, remembersShapes: Bool) -> String {
        do {
            return try features(text, remembersShapes: remembersShapes).map { feature in
                "\(feature.position)–\(feature.end) \(feature.id ?? "-") "
                    + "\(String(describing: feature.geometry)) \(feature.problem ?? "-") "
                    + feature.properties.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
            }.joined(separator: "\n")
        } catch { return "\(error)" }
    }

    @Test(
        "The short way past features like the one before reads what the long way reads",
        arguments: 0..<40)
    func shapes(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let values = [
            "1", "-2.5e3", "\"\"", "\"é\\n\"", "null", "true", "false", "[1,{\"a\":2}]", "{}",
            "1e999", "01",
            "\"x", "nul", "-", "\"\\q\"", "  7", "12345678901234567890.25",
        ]
        let axes = [
            "44.4", "-0", "33.333333", "181", "1e1", "null", "\"4\"", "0.1234567890123456789", "05",
        ]
        for _ in 0..<60 {
            let keys =
                [["a", "b"], ["b", "a"], ["a", "a"], ["id", "type"]].randomElement(using: &random)
                ?? []
            // Mostly sound, so that the short way is taken often.
            let isRough = Int.random(in: 0..<4, using: &random) == 0
            func value() -> String {
                let choice = isRough ? values[...] : values[..<9]
                return choice.randomElement(using: &random) ?? "1"
            }
            func axis() -> String {
                (isRough ? axes[...] : axes[..<3]).randomElement(using: &random) ?? "1"
            }
            let features = (0..<6).map { number in
                let properties = keys.map { "\"\($0)\":\(value())" }.joined(separator: ",")
                return
                    "{\"type\":\"Feature\",\"id\":\(value()),\"geometry\":{\"type\":\"Point\",\"coordinates\":[\(axis()),\(axis())]},\"properties\":{\(properties)},\"bbox\":\(value())}"
            }
            for text in [
                features.joined(separator: "\n"),
                "{\"features\":[" + features.joined(separator: ",\n")
                    + "],\"type\":\"FeatureCollection\"}",
            ] {
                #expect(
                    account(text, remembersShapes: true) == account(text, remembersShapes: false),
                    "seed \(seed): \(text)")
            }
        }
    }

    @Test("Members may come in any order, and features one after the other")
    func order() throws {
        let feature =
            #"{"properties":{"a":1},"geometry":{"coordinates":[44.4,33.3],"type":"Point"},"id":"x","type":"Feature"}"#
        for text in [
            feature, #"{"features":[\#(feature)],"type":"FeatureCollection"}"#,
            "\u{1E}\(feature)\n",
        ] {
            let read = try features(text)
            #expect(read.count == 1)
            #expect(read.first?.geometry == .point(try Coordinate(longitude: 44.4, latitude: 33.3)))
            #expect(read.first?.id == "x")
            #expect(read.first?["a"] == .number(1))
        }
        #expect(try features(feature + "\n" + feature).count == 2)
        #expect(try features(#"{"type":"Point","coordinates":[1,2]}"#).first?.geometry != nil)
    }

    @Test(
        "A geometry that cannot be used leaves its feature without one, and says why",
        arguments: [
            #"{"type":"Point","coordinates":[33,144]}"#, #"{"type":"Point","coordinates":[1]}"#,
            #"{"type":"Point","coordinates":[1e999,2]}"#, #"{"type":"point","coordinates":[1,2]}"#,
            #"{"type":"LineString","coordinates":[[1,2]]}"#,
            #"{"type":"Polygon","coordinates":[[]]}"#,
            #"{"type":"Polygon","coordinates":[[[0,0],[1,1],[0,0]]]}"#, #"{"type":"Point"}"#,
            #"{"type":"GeometryCollection","geometries":[]}"#,
        ])
    func unusable(_ geometry: String) throws {
        let read = try features(#"{"type":"Feature","properties":{},"geometry":\#(geometry)}"#)
        #expect(read.count == 1)
        #expect(read.first?.geometry == nil)
        #expect(read.first?.problem != nil)
    }

    @Test("Another reference system is refused by name")
    func referenceSystem() throws {
        let crs =
            #"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32638"}},"features":[]}"#
        #expect(throws: (any Error).self) { try features(crs) }
        let wgs = crs.replacing("EPSG::32638", with: "OGC:1.3:CRS84")
        #expect(try features(wgs).isEmpty)
    }

    @Test("Public collections of good and bad GeoJSON are read or refused, never a crash")
    func collections() throws {
        for folder in ["bad-inputs/geojson-check", "bad-inputs/geojson-hint"] {
            guard let root = TestFiles.shared(folder) else { continue }
            for part in try TestFiles.names(in: root) {
                let names = (try? TestFiles.names(in: root.appending(path: part))) ?? []
                for name in names where name.hasSuffix("json") {
                    let bytes = try TestFiles.bytes(root.appending(path: "\(part)/\(name)"))
                    _ = try? features(String(decoding: bytes, as: UTF8.self))
                }
            }
        }
    }

    @Test("What the writer writes is read back: shapes, and properties with their types")
    func roundTrip() throws {
        let ring = try [(0.0, 0.0), (2, 0), (2, 1), (0, 0)].map {
            try Coordinate(longitude: $0.0, latitude: $0.1)
        }
        let shapes: [Geometry?] = [
            .point(ring[1]), .line(ring), .lines([ring, ring]), .polygon([ring]),
            .polygons([[ring], [ring]]), nil,
        ]
        var writer = GeoJSONWriter(Layer(name: "l", columns: ["a", "b", "c", "d"]))
        writer.begin()
        for (index, shape) in shapes.enumerated() {
            writer.write(
                Feature(
                    id: "\(index)", geometry: shape,
                    values: [.text("é\"\n"), .integer(3), .number(0.125, decimals: 3), .none]))
        }
        writer.finish()
        let read = try features(writer.out.text)
        #expect(read.map(\.geometry) == shapes)
        #expect(read.allSatisfy { $0["a"] == .text("é\"\n") && $0["b"] == .number(3) })
        #expect(read.allSatisfy { $0["c"] == .number(0.125) && $0["d"] == nil })
    }

    @Test("The box leaves out the widest empty stretch, across 180° where that is smaller")
    func box() {
        func bounds(_ longitudes: [Double]) -> [Double]? {
            var box = BoxOfCoordinates()
            for longitude in longitudes {
                box.beginPath()
                box.add(longitude: longitude, latitude: 1)
            }
            return box.bounds
        }
        #expect(bounds([]) == nil)
        #expect(bounds([44.4]) == [44.4, 1, 44.4, 1])
        #expect(bounds([-10, 40, 44.4]) == [-10, 1, 44.4, 1])
        #expect(bounds([179.5, -179.5]) == [179.5, 1, -179.5, 1])
        #expect(bounds([170, -170, 180]) == [170, 1, -170, 1])
        #expect(
            bounds([-180, 180]) == [180, 1, -180, 1] || bounds([-180, 180]) == [-180, 1, 180, 1])
    }
}

@Suite("Sites")
struct SiteReaderTests {
    private func read(_ text: String) throws -> (sites: [Site], findings: [Finding]) {
        try TestFiles.withFolder { folder in
            try SiteReader.read(path: try TestFiles.write(text, to: "sites", in: folder))
        }
    }

    @Test("A table gives points with kind and radius; bad rows are reported, the others read")
    func table() throws {
        let (sites, findings) = try read(
            """
            kind,name,aliases,lat,lon,uncertainty_km,country,note
            dam,Haditha Dam,a;b,34.207,42.355,2,IQ,"x, y"
            air base,Camp,,33.8,42.4,,IQ,
            dam,Swapped,,144.2,34.2,,IQ,
            dam,Nowhere,,,,,IQ,
            volcano,Odd,,1,2,,XX,
            dam,Degrees,,34°12',42,,IQ,
            """)
        #expect(sites.map(\.name) == ["Haditha Dam", "Camp", "Odd"])
        #expect(sites.map(\.kind) == [.dam, .base, .locality])
        #expect(sites[0].radius == .kilometers(2))
        #expect(sites[0].geometry == .point(try Coordinate(longitude: 42.355, latitude: 34.207)))
        #expect(
            findings.map(\.position) == [
                .row(3, field: "latitude"), .row(4, field: "latitude"), .row(5, field: "kind"),
                .row(6, field: "latitude"),
            ])
        #expect(findings[0].message.contains("swapped"))
    }

    @Test("GeoJSON gives points, lines and areas")
    func geojson() throws {
        let (sites, findings) = try read(
            """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"id":"a","name":"Line","kind":"power line","radius_km":0.5},
             "geometry":{"type":"LineString","coordinates":[[42,34],[43,35]]}},
            {"type":"Feature","id":"b","properties":{"name":"Lost"},"geometry":null}]}
            """)
        #expect(sites.map(\.id) == ["a"])
        #expect(sites.map(\.kind) == [.powerline])
        #expect(findings.count == 1)
    }

    @Test("The sample sites are read without a remark")
    func samples() throws {
        let folder = TestFiles.package.appending(path: "Data/sites")
        for name in try TestFiles.names(in: folder) {
            let (sites, findings) = try SiteReader.read(path: folder.appending(path: name).path)
            #expect(!sites.isEmpty)
            #expect(findings.isEmpty, "\(name): \(findings.prefix(3))")
        }
    }

    @Test("A polygon that crosses itself is repaired, and the finding names file and row")
    func bowTie() throws {
        let (sites, findings) = try read(
            """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"name":"Gate"},"geometry":{"type":"Point","coordinates":[44,33]}},
            {"type":"Feature","properties":{"name":"Field"},"geometry":{"type":"Polygon","coordinates":
             [[[44,33],[44.2,33.2],[44.2,33],[44,33.2],[44,33]]]}},
            {"type":"Feature","properties":{"name":"Nothing"},"geometry":{"type":"Polygon","coordinates":
             [[[44,33],[44,33],[44,33],[44,33]]]}}]}
            """)
        #expect(sites.map(\.name) == ["Gate", "Field"])
        #expect(sites[1].geometry.defect() == nil)
        #expect(
            findings.map(\.position) == [.row(2, field: "geometry"), .row(3, field: "geometry")])
        #expect(findings.map(\.severity) == [.warning, .error])
        #expect(findings.allSatisfy { $0.origin.hasSuffix("sites") })
    }

    @Test("KML gives sites by name, kind and shape")
    func kml() throws {
        let (sites, findings) = try read(
            """
            <?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>
            <Placemark><name>North dam</name><ExtendedData><Data name="kind"><value>dam</value></Data>
            </ExtendedData><LineString><coordinates>42.3,34.2 42.4,34.2</coordinates></LineString></Placemark>
            <Placemark><name>Depot</name><Point><coordinates>44,33</coordinates></Point></Placemark>
            </Document></kml>
            """)
        #expect(findings.isEmpty)
        #expect(sites.map(\.name) == ["North dam", "Depot"])
        #expect(sites.map(\.kind) == [.dam, .locality])
        #expect(
            sites[0].geometry
                == .line([
                    try Coordinate(longitude: 42.3, latitude: 34.2),
                    try Coordinate(longitude: 42.4, latitude: 34.2),
                ]))
    }

    @Test("A folder gives the sites of all its files; one that cannot be read is a finding")
    func folder() throws {
        try TestFiles.withFolder { folder in
            _ = try TestFiles.write("name,lat,lon\nB,1,2\n", to: "b.csv", in: folder)
            _ = try TestFiles.write("name,lat,lon\nA,1,2\n", to: "a.csv", in: folder)
            _ = try TestFiles.write("name,kind\nC,dam\n", to: "c.csv", in: folder)
            _ = try TestFiles.write("notes", to: "readme.txt", in: folder)
            let (sites, findings) = try SiteReader.read(path: folder.path)
            #expect(sites.map(\.name) == ["A", "B"])
            #expect(findings.map(\.origin) == [folder.appending(path: "c.csv").path])
        }
        try TestFiles.withFolder { folder in
            _ = #expect(throws: InputError.self) { try SiteReader.read(path: folder.path) }
        }
    }

    @Test("A file without positions is refused with the columns it has")
    func noPositions() {
        #expect {
            try read("name,kind\nx,dam\n")
        } throws: {
            "\($0)".contains("name, kind")
        }
    }
}
