import Analysis
import ArgumentParser
import Earth
import Formats
import Incidents

struct DivisionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "divisions",
        abstract:
            "Tells in which province or district each incident of a list lies, or counts them.",
        discussion: """
            Example: sandtable divisions incidents.csv --borders admin1.geojson --summary --by month

            Writes the rows as they were, with columns: division_id and division by the point given;
            division_certain, whether the place is known well enough to be sure; and
            divisions_possible, all that its radius reaches. With --summary it counts by division and
            period.
            """)

    @OptionGroup var input: ListOptions
    @Option(
        help: ArgumentHelp("The divisions: GeoJSON polygons.", valueName: "file"),
        completion: .file(extensions: ["geojson"]))
    var borders: String
    @Flag(help: "Counts incidents by division and period instead of listing them.")
    var summary = false
    @Option(help: "The period of the counts: day, week, month, quarter or year.")
    var by = Period.month
    @Option(help: "Of --summary: csv, geojson, geojsonl, jsonl, kml, gpkg or table.")
    var format = OutputFormat.csv
    @OptionGroup var output: OutputOptions
    @OptionGroup var run: RunOptions

    func run() async throws {
        var pass = ListRun("divisions", output)
        let areas = try pass.readAreas(borders)
        let list = try pass.read(input.file)
        let index = pass.statistics.time(.compute) {
            DivisionIndex(
                areas.map { Division(id: $0.id, name: $0.name, geometry: $0.geometry) },
                origin: borders, threads: run.workers)
        }
        pass.say(index.findings)
        let occurrences = list.occurrences()
        let tags = pass.statistics.time(.compute) {
            index.tags(of: occurrences, threads: run.workers)
        }
        if summary {
            let counts = pass.statistics.time(.compute) {
                divisionCounts(of: occurrences, tags: tags, index: index, period: by)
            }
            return try pass.write(
                counts.map(DivisionLayer.feature), of: DivisionLayer.layer, as: format)
        }
        var positions = [Int?](repeating: nil, count: list.count)
        for (position, row) in list.rowsOfPoints.enumerated() { positions[row] = position }
        let columns = ["division_id", "division", "division_certain", "divisions_possible"]
        try pass.write(list, adding: columns) { row in
            values(positions[row].map { tags[$0] }, index)
        }
    }

    private func values(_ tag: DivisionTag?, _ index: DivisionIndex) -> [FieldValue] {
        guard let tag else { return Array(repeating: .none, count: 4) }
        let own = tag.division.map { index.divisions[$0] }
        let names = tag.possible.map { index.divisions[$0].name }
        return [
            .text(orNone: own?.id), .text(orNone: own?.name), .flag(tag.isCertain),
            .text(orNone: names.joined(separator: "; ")),
        ]
    }
}
