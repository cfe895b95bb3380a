import Foundation
import Gazetteer

/// A gazetteer of a few dozen places, compiled once for all tests of this folder.
enum SampleGazetteer {
    static let shared: CompiledGazetteer? = try? make()

    private static func make() throws -> CompiledGazetteer {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("sandtable-places-\(UUID().uuidString)")
        let words = folder.appendingPathComponent("words")
        try FileManager.default.createDirectory(at: words, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try table.write(
            to: folder.appendingPathComponent("places.tsv"), atomically: true, encoding: .utf8)
        try "name\tfrequency\nsabah\t5\nmustafa\t8\npaul\t9\njordan\t6\n".write(
            to: words.appendingPathComponent("given-names.tsv"), atomically: true, encoding: .utf8)
        try "name\tfrequency\nali\t8\nsalim\t5\nparis\t3\njordan\t5\n".write(
            to: words.appendingPathComponent("surnames.tsv"), atomically: true, encoding: .utf8)
        try "word\tlevel\nhit\t10\nof\t10\ntroops\t20\nattack\t10\nvillage\t10\n".write(
            to: words.appendingPathComponent("common-words.tsv"), atomically: true, encoding: .utf8)
        let file = folder.appendingPathComponent("places.sandgaz").path
        _ = try GazetteerCompiler.compile(folder: folder.path, to: file)
        // The mapping outlives the folder.
        return try CompiledGazetteer(path: file)
    }

    private static let table: String = {
        let rows: [(String, String, String, Double, Double, String, String, Int, String)] = [
            (
                "t:1", "Iraq", "country", 33, 44, "IQ", "", 38_000_000,
                "demonym:Iraqi|demonym:Iraqis"
            ),
            (
                "t:2", "Syria", "country", 35, 38, "SY", "", 17_000_000,
                "demonym:Syrian|demonym:Syrians"
            ),
            (
                "t:3", "United States", "country", 39.76, -98.5, "US", "", 330_000_000,
                "abbr:US|abbr:U.S.|abbr:USA|demonym:American|demonym:Americans"
            ),
            ("t:4", "Anbar", "admin1", 33.05, 41.66, "IQ", "", 1_700_000, "Al Anbar"),
            ("t:5", "Nineveh", "admin1", 36.1, 42.5, "IQ", "", 3_700_000, "Ninewa"),
            ("t:6", "Haditha", "town", 34.137, 42.377, "IQ", "Anbar", 46_500, ""),
            ("t:7", "Haditha Dam", "dam", 34.207, 42.355, "IQ", "Anbar", 0, ""),
            ("t:8", "Haditha", "village", 32.0, 34.97, "IL", "", 900, ""),
            ("t:9", "Baghdad", "capital", 33.34, 44.4, "IQ", "", 5_700_000, ""),
            ("t:10", "Hit", "town", 33.64, 42.83, "IQ", "Anbar", 66_000, "هيت"),
            ("t:11", "Troy", "town", 35.36, -79.89, "US", "North Carolina", 3_000, ""),
            ("t:38", "Eighty Four", "village", 40.18, -80.13, "US", "Pennsylvania", 600, ""),
            ("t:12", "Troy", "city", 42.73, -73.69, "US", "New York", 50_000, ""),
            (
                "t:13", "North Carolina", "admin1", 35.5, -80, "US", "", 10_000_000,
                "abbr:N.C.|abbr:NC"
            ),
            (
                "t:36", "Mississippi", "admin1", 32.75, -89.75, "US", "", 3_000_000,
                "abbr:MS|abbr:Miss."
            ),
            (
                "t:37", "British Columbia", "admin1", 54, -125, "CA", "", 5_000_000,
                "abbr:BC|abbr:B.C."
            ),
            ("t:14", "New York", "admin1", 43, -75, "US", "", 19_000_000, "abbr:N.Y.|abbr:NY"),
            ("t:15", "St. Louis", "city", 38.63, -90.2, "US", "", 300_000, "Saint Louis"),
            ("t:16", "Paris", "capital", 48.85, 2.35, "FR", "", 2_100_000, "demonym:Parisian"),
            ("t:17", "France", "country", 46, 2, "FR", "", 67_000_000, "demonym:French"),
            (
                "t:18", "Ayn al-Asad Air Base", "base", 33.786, 42.441, "IQ", "Anbar", 0,
                "Ayn al-Asad|Al Asad"
            ),
            ("t:19", "Jordan", "country", 31, 36, "JO", "", 10_000_000, "demonym:Jordanian"),
            ("t:20", "Mosul", "city", 36.335, 43.119, "IQ", "Nineveh", 1_680_000, "الموصل"),
            ("t:21", "Ūn", "town", 29.58, 77.25, "IN", "", 15_000, ""),
            ("t:22", "Land's End", "locality", 50.066, -5.715, "GB", "", 0, ""),
            ("t:23", "Barwana", "town", 34.096, 42.389, "IQ", "Anbar", 0, ""),
            ("t:24", "Qayyarah", "town", 35.78, 43.27, "IQ", "Nineveh", 15_000, ""),
            ("t:25", "Qayara", "village", 34.9, 38.5, "SY", "", 0, ""),
            ("t:26", "Tall Zabdin", "village", 36.2, 43.0, "IQ", "Nineveh", 0, ""),
            ("t:27", "Mozambique", "country", -18.25, 35, "MZ", "", 30_000_000, ""),
            ("t:28", "Cabo Delgado", "admin1", -12.46, 39.37, "MZ", "", 2_300_000, ""),
            ("t:29", "Macomia", "town", -12.25, 40.12, "MZ", "Cabo Delgado", 20_000, ""),
            ("t:30", "Madimba", "town", -10.4, 40.33, "TZ", "Mtwara", 9_000, ""),
            ("t:31", "Mtwara", "admin1", -10.7, 38.9, "TZ", "", 1_600_000, ""),
            ("t:32", "Tanzania", "country", -6, 35, "TZ", "", 60_000_000, ""),
            ("t:33", "Homs", "admin1", 34.56, 38.9, "SY", "", 1_800_000, ""),
            ("t:34", "Mazraa", "village", 36.4, 42.4, "IQ", "Nineveh", 0, ""),
            ("t:39", "Kabir", "village", 35.1, 37.2, "SY", "Homs", 0, "كبير|كبيرا"),
            ("t:40", "Dukhkhan", "village", 35.2, 37.3, "SY", "Homs", 0, "دخان"),
            ("t:41", "El Jadida", "city", 33.25, -8.5, "MA", "", 212_000, "الجديدة|جديدة"),
            ("t:42", "Ur", "locality", 30.96, 46.1, "IQ", "", 0, ""),
            ("t:35", "Al Mizra", "village", 34.73, 36.66, "SY", "Homs", 0, ""),
        ]
        let lines = rows.map { row in
            let (id, name, kind, latitude, longitude, country, admin1, population, names) = row
            return [
                id, name, kind, "\(latitude)", "\(longitude)", "3", country, admin1, "",
                population == 0 ? "" : "\(population)", names, "test",
            ].joined(separator: "\t")
        }
        let header =
            "id\tname\tkind\tlatitude\tlongitude\tradius_km\tcountry\tadmin1\tadmin2\tpopulation\tnames\tsource"
        return ([header] + lines).joined(separator: "\n") + "\n"
    }()
}
