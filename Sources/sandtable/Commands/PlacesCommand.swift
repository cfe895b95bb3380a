import ArgumentParser
import Formats
import Incidents
import Pipeline

struct PlacesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "places",
        abstract: "Lists the places each report names, and what each name was taken to mean.",
        discussion: "Example: sandtable places article.txt --format table")

    @OptionGroup var input: InputOptions
    @OptionGroup var gazetteer: GazetteerOptions
    @OptionGroup var reading: ReadingOptions
    @OptionGroup var shape: ReadingFormatOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var run: RunOptions

    func run() async throws {
        let pipeline = try SandtablePipeline(
            placesOnly: reading.configuration(workers: run.workers, keepsReasons: shape.full),
            gazetteer: gazetteer.open())
        var pass = ReportRun("places", input, output, pipeline)
        var sink = try ReadingSink(
            to: output.output, .places, shape, layer: PlaceLayer.layer,
            PlaceLayer.features)
        try await pass.forEachBatch { try sink.write($0) }
        try pass.finish(&sink, output)
    }
}
