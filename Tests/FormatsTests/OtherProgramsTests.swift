import Earth
import Foundation
import GeoPackage
import Incidents
import TestSupport
import Testing

@testable import Formats

/// What GDAL makes of our files is what QGIS and most map tools will.
@Suite("Other people's programs read what we write")
struct OtherProgramsTests {
    /// What `ogrinfo` says of the sample in a format; `nil` where GDAL is not installed.
    private func summary(
        of writer: some FeatureWriter, named name: String, options: [String] = []
    ) throws -> String? {
        guard let ogrinfo = Program("ogrinfo") else {
            print("skipped: ogrinfo is not installed (Debian: gdal-bin)")
            return nil
        }
        var writer = writer
        writer.begin()
        for row in try GoldenSample().rows { writer.write(IncidentLayer.feature(row)) }
        writer.finish()
        return try TestFiles.withFolder { folder in
            let file = try TestFiles.write(writer.out.bytes, to: name, in: folder)
            let result = try ogrinfo.run(["-ro", "-so", "-al", file] + options)
            #expect(result.status == 0)
            #expect(result.errors == "")
            return result.output
        }
    }

    @Test("GeoJSON opens with its name, its rows and typed columns")
    func geoJSON() throws {
        let writer = GeoJSONWriter(IncidentLayer.layer)
        guard let summary = try summary(of: writer, named: "x.geojson") else { return }
        for line in [
            "Layer name: incidents", "Geometry: Point", "Feature Count: 4", "date_start: Date",
            "date_end: Date", "killed_min: Integer", "radius_km: Real", "confidence: Real",
            "site_km: Real", "cluster: Integer", "title: String",
        ] { #expect(summary.contains(line), "\(line)") }
    }

    @Test("GeoJSON lines open with as many rows")
    func geoJSONLines() throws {
        let writer = GeoJSONLinesWriter(IncidentLayer.layer)
        guard let summary = try summary(of: writer, named: "x.geojsonl") else { return }
        #expect(summary.contains("Feature Count: 4"))
        #expect(summary.contains("date_start: Date"))
    }

    @Test("CSV of areas opens with their shapes")
    func csvOfAreas() throws {
        guard let ogrinfo = Program("ogrinfo") else {
            return print("skipped: ogrinfo is not installed (Debian: gdal-bin)")
        }
        let ring = try [(44.0, 33.0), (44.2, 33.0), (44.2, 33.2), (44.0, 33.0)].map {
            try Coordinate(longitude: $0.0, latitude: $0.1)
        }
        var writer = CSVWriter(Layer(name: "hulls", columns: ["id", "count"], hasShapes: true))
        writer.begin()
        writer.write(
            Feature(id: "1", geometry: .polygon([ring]), values: [.integer(1), .integer(4)]))
        writer.write(Feature(id: "2", geometry: nil, values: [.integer(2), .integer(1)]))
        writer.write(
            Feature(
                id: "3", geometry: .polygons([[ring], [ring]]), values: [.integer(3), .integer(9)]))
        writer.finish()
        try TestFiles.withFolder { folder in
            let file = try TestFiles.write(writer.out.bytes, to: "hulls.csv", in: folder)
            let result = try ogrinfo.run(["-ro", "-al", file])
            #expect(result.status == 0)
            #expect(result.output.contains("POLYGON ((44 33,44.2 33,44.2 33.2,44 33))"))
            #expect(result.output.contains("MULTIPOLYGON (((44 33"))
            #expect(
                result.output.contains("Extent: (44.000000, 33.000000) - (44.200000, 33.200000)"))
        }
    }

    @Test("CSV opens with points and typed columns")
    func csv() throws {
        let options = [
            "-oo", "X_POSSIBLE_NAMES=longitude", "-oo", "Y_POSSIBLE_NAMES=latitude", "-oo",
            "AUTODETECT_TYPE=YES",
        ]
        let writer = CSVWriter(IncidentLayer.layer)
        guard let summary = try summary(of: writer, named: "x.csv", options: options) else {
            return
        }
        for line in [
            "Geometry: Point", "Feature Count: 4", "date_start: Date", "killed_min: Integer",
            "radius_km: Real",
        ] { #expect(summary.contains(line), "\(line)") }
    }

    @Test("A GeoPackage opens with points, typed columns and a spatial index, sound and valid")
    func geoPackage() throws {
        guard let ogrinfo = Program("ogrinfo") else {
            return print("skipped: ogrinfo is not installed (Debian: gdal-bin)")
        }
        try TestFiles.withFolder { folder in
            let path = folder.appending(path: "x.gpkg").path
            let writer = try GeoPackageWriter(IncidentLayer.layer, path: path)
            for row in try GoldenSample().rows { try writer.write(IncidentLayer.feature(row)) }
            let outline = Geometry.polygon([
                [(0.0, 0.0), (1, 0), (1, 1), (0, 0)].map {
                    Coordinate(wrappingLongitude: $0.0, latitude: $0.1)
                }
            ])
            try writer.write(
                IncidentLayer.cluster(
                    number: 0, count: 2, outline: outline, radius: .kilometers(1), start: nil,
                    end: nil))
            try writer.finish()
            let result = try ogrinfo.run(["-ro", "-so", "-al", path])
            #expect(result.status == 0)
            #expect(result.errors == "")
            for line in [
                "Layer name: incidents", "Geometry: Point", "Feature Count: 4", "date_start: Date",
                "killed_min: Integer64", "radius_km: Real", "title: String",
                "Layer name: incidents_outlines", "Feature Count: 1", "WGS 84",
            ] { #expect(result.output.contains(line), "\(line)") }
            let near = try ogrinfo.run([
                "-ro", "-al", "-so", "-spat", "179", "-17", "180", "-16", path, "incidents",
            ])
            #expect(near.output.contains("Feature Count: 1"))
            if let sqlite = Program("sqlite3") {
                #expect(try sqlite.run([path, "PRAGMA integrity_check"]).output == "ok\n")
            }
            if FileManager.default.isReadableFile(atPath: validator) {
                let check = try Program(executable: URL(filePath: "/usr/bin/python3")).run([
                    validator, path,
                ])
                #expect(check.status == 0, "\(check.output) \(check.errors)")
            } else {
                print("skipped: the validator of GDAL is not installed (Debian: python3-gdal)")
            }
        }
    }

    private let validator = "/usr/lib/python3/dist-packages/osgeo_utils/samples/validate_gpkg.py"

    @Test("KML opens with every row, placed or not")
    func kml() throws {
        let writer = KMLWriter(IncidentLayer.layer)
        guard let summary = try summary(of: writer, named: "x.kml") else { return }
        #expect(summary.contains("Feature Count: 4"))
    }
}
