import Analysis
import ArgumentParser
import Earth
import Formats
import Incidents

struct KnoxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "knox",
        abstract: "Tests whether incidents near each other in space follow each other in time.",
        discussion: """
            Example: sandtable knox incidents.csv --distances 0km,2km,5km --days 7,14,28 --format table

            Counts pairs of incidents by bands of distance and of days, and compares them with what is
            found when the days are shuffled among the incidents. A ratio above 1 with a small p means
            repeats. A first distance of 0 is a band of its own: the very same place.
            """)

    @OptionGroup var input: ListOptions
    @Option(
        help: "Outer edges of the distance bands, as in 0km,2km,5km.",
        transform: { try $0.split(separator: ",").map { try Quantity.distance(String($0)) } })
    var distances: [Distance]
    @Option(help: "Last days of the time bands, as in 7,14,28.", transform: wholeNumbers)
    var days: [Int]
    @OptionGroup var chance: ChanceOptions
    @Option(help: "csv, geojson, geojsonl, jsonl, kml, gpkg or table.") var format = OutputFormat
        .csv
    @OptionGroup var output: OutputOptions
    @OptionGroup var run: RunOptions

    func run() async throws {
        var pass = ListRun("knox", output)
        let list = try pass.read(input.file)
        let occurrences = list.occurrences()
        pass.say(list.undated(occurrences))
        let cells = try pass.statistics.time(.compute) { () throws(AnalysisError) in
            try nearRepeats(
                of: occurrences,
                options: NearRepeatOptions(
                    distances: distances, days: days, permutations: chance.permutations,
                    seed: chance.seed, threads: run.workers))
        }
        try pass.write(
            cells.enumerated().map { KnoxLayer.feature($1, number: $0 + 1) },
            of: KnoxLayer.layer, as: format)
    }
}

private func wholeNumbers(_ text: String) throws -> [Int] {
    try text.split(separator: ",", omittingEmptySubsequences: false).map {
        guard let number = Int($0), (0...1_000_000).contains(number) else {
            throw ValidationError("--days are whole numbers, as in 7,14,28")
        }
        return number
    }
}
