import Foundation

@testable import Gazetteer

/// Tables of a handful of places, written to a folder of their own and compiled.
struct SampleTables {
    let folder: URL
    var compiled: String { folder.appendingPathComponent("sample.sandgaz").path }

    init(_ tables: [String: String]) throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("sandtable-gazetteer-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("words"), withIntermediateDirectories: true)
        for (name, text) in tables {
            try Data(text.utf8).write(to: folder.appendingPathComponent(name))
        }
    }

    func compile() throws -> GazetteerCompiler.Summary {
        try GazetteerCompiler.compile(folder: folder.path, to: compiled)
    }

    func open() throws -> CompiledGazetteer {
        _ = try compile()
        return try CompiledGazetteer(path: compiled)
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    static let header =
        "id\tname\tkind\tlatitude\tlongitude\tradius_km\tcountry\tadmin1\tadmin2\tpopulation\tnames\tsource\n"

    static func row(
        _ id: String, _ name: String, _ kind: String, _ latitude: String, _ longitude: String,
        country: String = "", admin1: String = "", population: String = "", names: String = ""
    ) -> String {
        [id, name, kind, latitude, longitude, "2", country, admin1, "", population, names, "test"]
            .joined(separator: "\t") + "\n"
    }

    static let iraq =
        header
        + row(
            "geonames:99237", "Iraq", "country", "33", "44", country: "IQ",
            names: "demonym:Iraqi|demonym:Iraqis|ar:العراق")
        + row(
            "geonames:99592", "Anbar", "admin1", "32.5", "41.5", country: "IQ",
            names: "Al Anbār|old:Ar Ramadi")
        + row(
            "geonames:98717", "Ramadi", "city", "33.42062", "43.30778", country: "IQ",
            admin1: "Anbar",
            population: "274539", names: "Ar Ramādī|ar:الرمادي")
        + row(
            "geonames:96309", "Haditha", "town", "34.136567", "42.377279", country: "IQ",
            admin1: "Al Anbar")
        + row(
            "sandtable:haditha-dam", "Haditha Dam", "dam", "34.2072", "42.3550", country: "IQ",
            admin1: "Anbar")
        + row("wof:890", "Ramadi", "village", "35.1", "44.9", country: "IQ")

    static let words = [
        "words/given-names.tsv": "name\tfrequency\nali\t9\nmary\t8\n",
        "words/surnames.tsv": "name\tfrequency\nali\t5\n",
        "words/common-words.tsv": "word\tlevel\nhit\t10\nreading\t35\n",
    ]
}
