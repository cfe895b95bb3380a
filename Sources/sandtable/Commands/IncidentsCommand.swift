import ArgumentParser
import Formats
import Incidents
import Pipeline

struct IncidentsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "incidents",
        abstract: "Lists the incidents each report tells of: what, where, when, to whom.",
        discussion: "Example: sandtable incidents article.txt --published 2016-01-05 --format table")

    @OptionGroup var input: InputOptions
    @OptionGroup var gazetteer: GazetteerOptions
    @Option(help: "jsonl, geojson, geojsonl, csv, kml or table.") var format = OutputFormat.jsonl
    @Flag(help: "Adds the rival candidates and the reasons for each place (jsonl only).")
    var full = false
    @OptionGroup var output: OutputOptions
    @OptionGroup var run: RunOptions

    func run() async throws {
        let pipeline = try SandtablePipeline(
            Configuration(keepsReasons: full || format != .jsonl, workers: run.workers),
            gazetteer: gazetteer.open())
        var pass = ReportRun("incidents", input, output, pipeline)
        var sink = try ReadingSink(
            to: output.output, .incidents, format, full: full, layer: IncidentLayer.layer
        ) { reading in pipeline.rows(of: [reading]).map(IncidentLayer.feature) }
        pass.explainsEmptyReports = true
        try await pass.forEachBatch { try sink.write($0) }
        try pass.finish(&sink, output)
    }
}
