import ArgumentParser
import Formats
import Incidents
import Pipeline
import Reading

struct PlacesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "places",
        abstract: "Lists the places each report names, and what each name was taken to mean.",
        discussion: "Example: sandtable places article.txt --format table")

    @OptionGroup var input: InputOptions
    @OptionGroup var gazetteer: GazetteerOptions
    @Option(help: "jsonl, geojson, geojsonl, csv, kml or table.") var format = OutputFormat.jsonl
    @Flag(help: "Adds the rival candidates and the reasons of each choice (jsonl only).")
    var full = false
    @OptionGroup var output: OutputOptions
    @OptionGroup var run: RunOptions

    func run() async throws {
        var options = PlaceReaderOptions()
        options.keepsReasons = full
        let places = PlaceReader(gazetteer: try gazetteer.open(), options: options)
        let pipeline = SandtablePipeline(Configuration(workers: run.workers)) { report in
            ReportReading(report: report, mentions: places.mentions(in: AnalyzedText(report.text)))
        }
        var pass = ReportRun("places", input, output, pipeline)
        var sink = try ReadingSink(
            to: output.output, .places, format, full: full, layer: PlaceLayer.layer,
            PlaceLayer.features)
        try await pass.forEachBatch { try sink.write($0) }
        try pass.finish(&sink, output)
    }
}
