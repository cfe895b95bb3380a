import Analysis
import ArgumentParser
import Earth
import Formats

struct DensityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "density",
        abstract: "Draws where incidents lie densest, as areas of equal density.",
        discussion: """
            Example: sandtable density incidents.csv --bandwidth 25km -o density.geojson

            Each incident is spread over a circle of the bandwidth; areas enclose what is at least the
            given shares of the highest density. Computed on an equal-area plane.
            """)

    @OptionGroup var input: ListOptions
    @Option(help: "How far an incident is spread, as in 25km.", transform: Quantity.distance)
    var bandwidth: Distance
    @Option(
        help: "Of the grid; an eighth of the bandwidth unless said.", transform: Quantity.distance)
    var spacing: Distance?
    @Option(help: "Shares of the highest density, as in 0.1,0.5.", transform: shares)
    var levels = [0.1, 0.25, 0.5, 0.75]
    @Option(help: "geojson, geojsonl, jsonl, csv, kml, gpkg or table.") var format = OutputFormat
        .geojson
    @OptionGroup var output: OutputOptions

    func run() async throws {
        var pass = ListRun("density", output)
        let list = try pass.read(input.file)
        let contours = try pass.statistics.time(.compute) { () throws(AnalysisError) in
            try densityContours(
                of: list.points,
                options: DensityOptions(bandwidth: bandwidth, spacing: spacing, levels: levels))
        }
        try pass.write(
            contours.enumerated().map { DensityLayer.feature($1, number: $0 + 1) },
            of: DensityLayer.layer, as: format)
    }
}

private func shares(_ text: String) throws -> [Double] {
    try text.split(separator: ",", omittingEmptySubsequences: false).map {
        guard let share = Double($0), share > 0, share < 1 else {
            throw ValidationError("--levels are shares between 0 and 1, as in 0.1,0.5")
        }
        return share
    }
}
