import ArgumentParser
import Foundation
import Formats
import Gazetteer
import Incidents

/// How many place names of incident lists without coordinates the gazetteer can place, and whether in the
/// province that the list names.
struct GazetteerLists: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lists",
        abstract: "Looks up the place names of lists without coordinates.",
        discussion:
            "Example: Evaluation lists ../shared/data/incidents --gazetteer sandtable.sandgaz")

    @Argument(help: "The folder with the lists, plain or gzipped.") var folder: String
    @OptionGroup var option: GazetteerOption
    @Option(help: "How many of the names not found to print for each list.") var unresolved = 15

    func run() throws {
        let gazetteer = try option.open()
        var isMissed = false
        for list in PlaceNameList.all {
            let path = folder + "/" + list.file
            guard FileManager.default.fileExists(atPath: path) else {
                print("\(list.file): not there, left out")
                continue
            }
            let score = try list.score(of: path, in: gazetteer)
            print(score.line(list.file, wanted: list.wanted))
            for (name, count) in score.missing.prefix(unresolved) { print("  \(count)  \(name)") }
            if score.share < list.wanted { isMissed = true }
        }
        if isMissed { throw ExitCode(1) }
    }
}

/// A list with a column of place names.
struct PlaceNameList {
    var file: String
    /// The column of the name, and that of the country where there is one.
    var name: String
    var country: String?
    /// The country of all rows, where no column says it.
    var countryCode: String?
    var wanted: Double

    static let all = [
        PlaceNameList(
            file: "centcom_oir_strikes_2014_2016.csv.gz", name: "location", country: "country",
            countryCode: nil, wanted: 0.95),
        PlaceNameList(
            file: "sigacts_iraq_2004_2007_unlocated.csv.gz", name: "city", country: nil,
            countryCode: "IQ", wanted: 0.88),
    ]

    struct Score {
        var rows = 0
        var resolved = 0
        var abroad = 0
        var provinces = 0
        var agreeing = 0
        /// Cells that repeat the header or a value of another column, and those of them that were placed.
        var debris = 0
        var placedDebris = 0
        var missing: [(String, Int)] = []

        var share: Double { rows == 0 ? 0 : Double(resolved) / Double(rows) }

        func line(_ file: String, wanted: Double) -> String {
            func percent(_ part: Int, _ whole: Int) -> String {
                String(format: "%.2f %%", whole == 0 ? 0 : Double(part) * 100 / Double(whole))
            }
            return "\(file): \(resolved) of \(rows) resolved, \(percent(resolved, rows))"
                + " (wanted \(Int(wanted * 100)) %); \(abroad) outside the country named;"
                + " province agrees in \(agreeing) of \(provinces) rows that name one;"
                + " of \(debris) cells that hold another column's words, \(placedDebris) placed"
        }
    }

    func score(of path: String, in gazetteer: CompiledGazetteer) throws -> Score {
        let bytes = try Self.unpacked(path)
        return bytes.withUnsafeBufferPointer { bytes in
            var score = Score()
            guard var table = CSVTable(bytes) else { return score }
            let (nameColumn, countryColumn) = (
                table.column(name), country.flatMap { table.column($0) }
            )
            let others = self.otherWords(bytes)
            var known: [String: Answer] = [:]
            var missing: [String: Int] = [:]
            while table.next() {
                guard let cell = table.field(nameColumn) else { continue }
                let country = table.field(countryColumn)
                let key = cell + "\t" + (country ?? "")
                let answer = known[key] ?? resolve(cell, country, in: gazetteer)
                known[key] = answer
                score.rows += 1
                if others.contains(cell) {
                    score.debris += 1
                    if answer.isResolved { score.placedDebris += 1 }
                }
                guard answer.isResolved else {
                    missing[cell, default: 0] += 1
                    continue
                }
                score.resolved += 1
                if answer.isAbroad { score.abroad += 1 }
                if let agrees = answer.agrees {
                    score.provinces += 1
                    if agrees { score.agreeing += 1 }
                }
            }
            score.missing = missing.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            return score
        }
    }

    /// The header, and the values of the other columns that hold few different ones.
    private func otherWords(_ bytes: UnsafeBufferPointer<UInt8>) -> Set<String> {
        guard var table = CSVTable(bytes) else { return [] }
        let own = table.column(name)
        var words = Set(table.header.map(\.capitalized))
        var values = [Set<String>](repeating: [], count: table.header.count)
        while table.next() {
            for column in table.header.indices where column != own && values[column].count < 50 {
                if let value = table.field(column) { values[column].insert(value) }
            }
        }
        for column in values where column.count < 50 { words.formUnion(column) }
        return words.filter { !["Iraq", "Syria"].contains($0) }
    }

    private struct Answer {
        var isResolved = false
        var isAbroad = false
        /// `nil` = the row names no province.
        var agrees: Bool?
    }

    /// The whole cell, else the last of several that stand in it by mistake.
    private func resolve(
        _ cell: String, _ country: String?, in gazetteer: CompiledGazetteer
    ) -> Answer {
        var options = LocateOptions()
        options.country = countryCode ?? Self.code(country, in: gazetteer)
        options.limit = 1
        for text in Self.readings(of: cell) {
            var found = gazetteer.locate(text, options).first?.place
            let isAbroad = found == nil && options.country != nil && country != nil
            if isAbroad { found = gazetteer.locate(text).first?.place }
            guard let found else { continue }
            return Answer(
                isResolved: true, isAbroad: isAbroad,
                agrees: Self.province(of: text, in: gazetteer).map { $0 == found.admin1 })
        }
        return Answer()
    }

    private static func readings(of cell: String) -> [String] {
        var readings = [cell]
        if let gap = cell.range(of: "  ", options: .backwards) {
            readings.append(String(cell[gap.upperBound...]))
        }
        if let and = cell.range(of: " and ") { readings.append(String(cell[..<and.lowerBound])) }
        return readings
    }

    private static func province(of text: String, in gazetteer: CompiledGazetteer) -> String? {
        guard let cut = text.range(of: " in ") ?? text.range(of: ", ") else { return nil }
        var options = LocateOptions()
        options.kinds = [.admin1]
        return gazetteer.locate(String(text[cut.upperBound...]), options).first?.place.name
    }

    private static func code(_ country: String?, in gazetteer: CompiledGazetteer) -> String? {
        guard let country else { return nil }
        var options = LocateOptions()
        options.kinds = [.country]
        return gazetteer.locate(country, options).first?.place.country
    }

    private static func unpacked(_ path: String) throws -> [UInt8] {
        guard path.hasSuffix(".gz") else {
            return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["gzip", "-dc", path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Array(data)
    }
}
