import ArgumentParser
import Formats
import Gazetteer
import Incidents

struct GazetteerInfoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info",
        abstract: "Says which gazetteer is used, what it was made from, and counts its places.",
        discussion: "Example: sandtable gazetteer info --countries")

    @Flag(help: "Counts the places of every country, not only of the ten with the most.")
    var countries = false
    @OptionGroup var options: GazetteerOptions

    func run() async throws {
        let gazetteer = try options.open()
        // Counts of a damaged file would be wrong.
        try gazetteer.verify()
        let counts = gazetteer.counts()
        var out = OutputBuffer()
        out.append(line: "\(gazetteer.path): \(gazetteer.count) places, \(gazetteer.names) names")
        write("table", gazetteer.contents.map { ($0.table, $0.rows) }, "rows", to: &out)
        write("kind", sorted(counts.kinds.map { ($0.key.rawValue, $0.value) }), to: &out)
        let all = sorted(counts.countries.map { ($0.key.isEmpty ? "–" : $0.key, $0.value) })
        write("country", countries ? all : Array(all.prefix(10)), to: &out)
        write("id source", sorted(counts.sources.map { ($0.key, $0.value) }), to: &out)
        for licence in gazetteer.licences {
            out.append(
                line: "\(licence.source): \(licence.licence)"
                    + (licence.attribution.isEmpty ? "" : ". \(licence.attribution)"))
        }
        try OutputFile(path: nil).write(&out)
    }

    private func sorted(_ counts: [(String, Int)]) -> [(String, Int)] {
        counts.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    }

    private func write(
        _ title: String, _ rows: [(String, Int)], _ unit: String = "places",
        to out: inout OutputBuffer
    ) {
        guard !rows.isEmpty else { return }
        out.endLine()
        var table = TextTable([TextTable.Column(title), TextTable.Column(unit, isNumber: true)])
        for row in rows { table.append([row.0, String(row.1)]) }
        table.write(to: &out)
    }
}
