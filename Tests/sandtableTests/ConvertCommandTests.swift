import Foundation
import TestSupport
import Testing

/// Lists in one format and out in another, as a user would.
@Suite("Converting lists", .enabled(if: BuiltProgram.findWithoutGazetteer() != nil))
struct ConvertCommandTests {
    private let program: Program

    init() throws { program = try #require(BuiltProgram.findWithoutGazetteer()) }

    private static let list = """
        id,lat,lon,date,event_type,killed,note
        a,33.42,43.3,2016-01-05,Battles,4,"They fought, hard."
        b,34.14,42.38,2016-01-06,Protests,,=1+1
        c,,,2016-01-07,Riots,1,
        d,95,42,2016-01-08,Riots,1,

        """

    private func shell(_ line: String, in folder: URL) throws -> Program.Result {
        let bash = try #require(Program("bash"))
        return try bash.run(
            ["-c", line.replacing("$S", with: program.executable.path)], in: folder)
    }

    private func withList<Result>(_ body: (URL) throws -> Result) throws -> Result {
        try TestFiles.withFolder { folder in
            try TestFiles.write(Self.list, to: "a.csv", in: folder)
            return try body(folder)
        }
    }

    @Test("A pipe, gzip and the file itself give the same, in every format that streams")
    func pipes() throws {
        try withList { folder in
            for format in ["geojson", "geojsonl", "csv", "kml", "fgb", "pmtiles"] {
                for input in [
                    "cat a.csv | $S convert - --format \(format) -q",
                    "gzip -c a.csv | $S convert - --format \(format) -q",
                    "$S convert - --format \(format) -q < a.csv",
                ] {
                    let line =
                        "$S convert a.csv --format \(format) -q -o file; \(input) | cmp - file"
                    let result = try shell(line, in: folder)
                    #expect(result.status == 0, "\(input): \(result.output) \(result.errors)")
                }
            }
        }
    }

    @Test("What was said of rows is the same with and without reading twice, and goes to --errors")
    func findings() throws {
        try withList { folder in
            let result = try shell(
                "$S convert a.csv --format csv --errors e.jsonl -o x.csv && cat e.jsonl", in: folder
            )
            #expect(result.status == 0)
            #expect(result.output.contains("\"row\":3") && result.output.contains("\"row\":4"))
            #expect(result.output.split(separator: "\n").count == 2, "\(result.output)")
            let flat = try shell(
                "$S convert a.csv --format csv --profile flat --errors - -o y.csv", in: folder)
            #expect(flat.output == result.output)
        }
    }

    @Test("Styles: members of simplestyle in the features, a file for QGIS beside them")
    func styles() throws {
        try withList { folder in
            let simple = try shell(
                "$S convert a.csv --format geojson --profile flat --style simplestyle -q",
                in: folder)
            #expect(simple.output.contains("\"marker-color\":\"#ee6677\""), "\(simple.errors)")
            let qgis = try shell(
                "$S convert a.csv --format gpkg --profile flat --style qgis -q -o x.gpkg && cat x.qml",
                in: folder)
            #expect(qgis.output.contains("categorizedSymbol"), "\(qgis.errors)")
            #expect(
                try shell("$S convert a.csv --format csv --style qgis", in: folder).status == 64)
        }
    }

    @Test(
        "Publishing by division needs borders, tells of rows outside, and shows no coordinate of the list"
    )
    func published() throws {
        let borders = TestFiles.package.appending(path: "Data/borders/iraq-syria-admin1.geojson")
            .path
        try withList { folder in
            #expect(
                try shell("$S convert a.csv --format csv --publish divisions", in: folder).status
                    == 64)
            for size in ["far", "0km", "500m"] {
                #expect(
                    try shell("$S convert a.csv --format csv --publish \(size)", in: folder).status
                        == 64)
            }
            for format in ["geojson", "csv", "kml", "jsonl", "table"] {
                let result = try shell(
                    "$S convert a.csv --format \(format) --publish divisions --borders \(borders) -q",
                    in: folder)
                #expect(result.status == 0, "\(result.errors)")
                for secret in ["33.42", "43.3,", "34.14", "42.38", "fought"] {
                    #expect(!result.output.contains(secret), "\(format): \(secret)")
                }
                #expect(result.output.contains("published-1"), "\(format)")
            }
        }
    }

    @Test("The full profile nests what was weighed as JSON")
    func full() throws {
        try withList { folder in
            let result = try shell(
                "$S convert a.csv --format geojsonl --profile full -q", in: folder)
            let line = try #require(result.output.split(separator: "\n").first)
            let feature = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            let properties = feature?["properties"] as? [String: Any]
            #expect(properties?["evidence"] is [Any])
            #expect(properties?["ucdp_where_prec"] as? Int == 1)
        }
    }
}
