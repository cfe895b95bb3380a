import Analysis
import ArgumentParser
import Earth
import Formats
import Incidents

struct ScanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: "Finds circles and stretches of days with more incidents than chance explains.",
        discussion: """
            Example: sandtable scan incidents.csv --max-radius 30km --max-days 30 --format table

            The space-time permutation scan, in circles that hold at most half of the incidents: it
            needs incidents only, no population. Each row is a circle around a place and a stretch of days, the most likely first, none overlapping a
            better one. With --prospective only stretches that reach the last day count.
            """)

    @OptionGroup var input: ListOptions
    @Option(help: "The widest circle looked at, as in 30km.", transform: Quantity.distance)
    var maxRadius: Distance
    @Option(help: "The longest stretch looked at, in days.") var maxDays: Int
    @Flag(help: "Only what is still going on: stretches that reach the last day.")
    var prospective = false
    @Option(help: "At most so many rows.") var limit = 10
    @OptionGroup var chance: ChanceOptions
    @Option(help: "geojson, geojsonl, jsonl, csv, kml, gpkg or table.") var format = OutputFormat
        .geojson
    @OptionGroup var output: OutputOptions
    @OptionGroup var run: RunOptions

    func validate() throws {
        guard maxDays >= 1 else { throw ValidationError("--max-days must be at least 1") }
        guard limit >= 1 else { throw ValidationError("--limit must be at least 1") }
    }

    func run() async throws {
        var pass = ListRun("scan", output)
        let list = try pass.read(input.file)
        let occurrences = list.occurrences()
        pass.say(list.undated(occurrences))
        let scan = try pass.statistics.time(.compute) { () throws(AnalysisError) in
            try SpaceTimeScan(
                occurrences,
                options: SpaceTimeScanOptions(
                    maximumRadius: maxRadius, maximumDays: maxDays,
                    permutations: chance.permutations, seed: chance.seed,
                    isProspective: prospective, clusterLimit: limit, threads: run.workers))
        }
        pass.say(patience(for: scan, list.origin))
        let clusters = pass.statistics.time(.compute) { scan.clusters() }
        try pass.write(
            clusters.enumerated().map { ScanLayer.feature($1, number: $0 + 1) },
            of: ScanLayer.layer, as: format)
    }

    /// Said before the scan begins, where they take more than some minutes.
    private func patience(for scan: SpaceTimeScan, _ origin: String) -> [Finding] {
        let billions = Int(scan.effort / 1e9)
        guard billions >= 100 else { return [] }
        return [
            Finding(
                .note, origin: origin,
                """
                \(chance.permutations) permutations look at \(billions) thousand million circles and \
                stretches of days, which takes some \(max(1, billions / 30)) minutes of one processor; \
                a smaller --max-radius, --max-days or --permutations takes less
                """)
        ]
    }
}
