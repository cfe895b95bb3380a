import Analysis
import ArgumentParser
import Earth
import Formats
import Incidents

struct HotspotsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hotspots",
        abstract: "Counts incidents by hexagon, and tells where counts are high or low together.",
        discussion: """
            Example: sandtable hotspots incidents.csv --width 20km -o hotspots.geojson

            Hexagons of equal area cover the convex hull of the incidents. A hexagon is hot or cold by
            the Getis-Ord Gi* of its neighbourhood, at a false discovery rate. With --emerging it also
            tells by period what became of each: new, consecutive, intensifying, persistent,
            diminishing, sporadic, oscillating or historical.
            """)

    @OptionGroup var input: ListOptions
    @Option(help: "Of a hexagon, between opposite sides, as in 20km.", transform: Quantity.distance)
    var width: Distance
    @Option(help: "How many hexagons around each are its neighbourhood, in steps.") var steps = 1
    @Option(help: "The share of false findings allowed among those called hot or cold.")
    var level = 0.05
    @Flag(help: "Compares periods, and tells how each hexagon's heat went.") var emerging = false
    @Option(help: "The period, with --emerging: day, week, month, quarter or year.")
    var by = Period.month
    @Option(help: "geojson, geojsonl, jsonl, csv, kml, gpkg or table.") var format = OutputFormat
        .geojson
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (0...20).contains(steps) else {
            throw ValidationError("--steps must be from 0 to 20")
        }
        guard level > 0, level < 1 else { throw ValidationError("--level must be between 0 and 1") }
    }

    func run() async throws {
        var pass = ListRun("hotspots", output)
        let list = try pass.read(input.file)
        let options = HotSpotOptions(width: width, steps: steps, level: level, period: by)
        if emerging {
            let occurrences = list.occurrences()
            pass.say(list.undated(occurrences))
            let cells = try pass.statistics.time(.compute) { () throws(AnalysisError) in
                try emergingHotSpots(of: occurrences, options: options)
            }
            return try pass.write(
                cells.enumerated().map { EmergingLayer.feature($1, number: $0 + 1) },
                of: EmergingLayer.layer, as: format)
        }
        let cells = try pass.statistics.time(.compute) { () throws(AnalysisError) in
            try hotSpots(of: list.points, options: options)
        }
        try pass.write(
            cells.enumerated().map { HotSpotLayer.feature($1, number: $0 + 1) },
            of: HotSpotLayer.layer, as: format)
    }
}
