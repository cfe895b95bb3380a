import ArgumentParser
import Formats
import Incidents
import Pipeline

struct MapCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "map",
        abstract: "Draws incidents on a map page that works offline.",
        discussion: """
            Example: sandtable map incidents.geojson -o map.html

            Files called .geojson or .geojsonl are incidents that analyze wrote; everything else is
            reports, which are read first. Of reports the page also tells why each incident stands
            where it stands.
            """)

    @OptionGroup var input: InputOptions
    @OptionGroup var gazetteer: GazetteerOptions
    @OptionGroup var reading: ReadingOptions
    @OptionGroup var analysis: AnalysisOptions
    @OptionGroup var ground: BorderOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var run: RunOptions

    func run() async throws {
        let target = try MapFile(path: output.output)
        if input.paths.allSatisfy(\.isIncidentLayer) {
            return try draw(layers: input.paths, to: target)
        }
        let done = try await AnalysisRun(
            "map", input, gazetteer, reading, analysis, output, run, keepsReports: true)
        var pass = done.pass
        if pass.hasReports {
            try pass.statistics.time(.write) { () throws(any Error) in
                try target.write(done.map, on: ground)
            }
        }
        try pass.finish(output)
    }

    /// Incidents that `analyze` found earlier; no report is read again.
    private func draw(layers paths: [String], to target: MapFile) throws {
        var configuration = try analysis.configuration(
            reading, workers: run.workers, Messages(isQuiet: output.quiet))
        var list = ListRun("map", output)
        let rows = try paths.flatMap { try list.readLayer($0) }
        let isClustered = rows.contains { $0.cluster != nil }
        if isClustered && !analysis.clusters { configuration.clusters = nil }
        let result = list.statistics.time(.compute) { configuration.analyze(rows) }
        list.say(result.findings)
        try list.statistics.time(.write) { () throws(any Error) in
            try target.write(
                MapContents(rows: result.rows, sites: configuration.sites), on: ground)
        }
        try list.finish()
    }
}
