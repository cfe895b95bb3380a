import Foundation
import TestSupport
import Testing

/// Reports read into a store, and read again.
@Suite("Reports in the store", .enabled(if: BuiltProgram.find() != nil))
struct AnalyzeStoreTests {
    private let program: Program

    init() throws { program = try #require(BuiltProgram.find()) }

    private func run(_ arguments: [String], in folder: URL) throws -> Program.Result {
        try program.run(arguments, in: folder, environment: BuiltProgram.environment)
    }

    private func info(_ folder: URL) throws -> [String: Any] {
        let result = try run(["store", "info", "s.gpkg"], in: folder)
        let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
        return try #require(object as? [String: Any])
    }

    @Test(
        "Reports, mentions and incidents are kept once, and corrections hold when they are read again"
    )
    func rereading() throws {
        try TestFiles.withFolder { folder in
            try TestFiles.write(
                "A car bomb killed nine people in Ramadi on Monday, police said. Mosul was quiet.",
                to: "a.txt", in: folder)
            let analyze = [
                "analyze", "a.txt", "--published", "2016-01-05", "--store", "s.gpkg", "-o",
                "out.geojson",
            ]
            let first = try run(analyze, in: folder)
            #expect(first.status == 0, "\(first.errors)")
            #expect(first.errors.contains("1 incidents added"))
            let before = try info(folder)
            #expect(before["reports"] as? Int == 1)
            #expect(before["incidents"] as? Int == 1)
            #expect(before["mentions"] as? Int ?? 0 >= 2)
            let list = try run(["store", "export", "s.gpkg", "--format", "csv"], in: folder)
            let row = try #require(list.output.split(separator: "\n").last)
            let id = String(row.prefix { $0 != "," })
            let correct = try run(
                [
                    "correct", id, "--store", "s.gpkg", "--type", "attack", "--why",
                    "a test",
                ],
                in: folder)
            #expect(correct.status == 0, "\(correct.errors)")
            let second = try run(analyze, in: folder)
            #expect(second.errors.contains("0 incidents added, 0 changed, 1 unchanged"))
            let shown = try String(
                contentsOf: folder.appending(path: "out.geojson"), encoding: .utf8)
            #expect(shown.contains("\"type\":\"attack\"") && !shown.contains("car bombing\""))
            #expect(shown.contains("put right by"))
            let export = try run(
                ["store", "export", "s.gpkg", "--format", "csv"], in: folder)
            #expect(export.output.contains(",attack,"))
            #expect(try info(folder)["mentions"] as? Int == before["mentions"] as? Int)
            #expect(try run(["store", "check", "s.gpkg"], in: folder).status == 0)
        }
    }
}
