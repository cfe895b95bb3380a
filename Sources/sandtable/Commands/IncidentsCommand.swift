import ArgumentParser
import Formats
import Incidents
import Pipeline

struct IncidentsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "incidents",
        abstract: "Lists the incidents each report tells of: what, where, when, to whom.",
        discussion: "Example: sandtable incidents article.txt --published 2016-01-05 --format table"
    )

    @OptionGroup var input: InputOptions
    @OptionGroup var gazetteer: GazetteerOptions
    @OptionGroup var reading: ReadingOptions
    @OptionGroup var shape: ReadingFormatOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var run: RunOptions

    func run() async throws {
        let pipeline = try SandtablePipeline(
            reading.configuration(workers: run.workers, keepsReasons: shape.keepsReasons),
            gazetteer: gazetteer.open())
        var pass = ReportRun("incidents", input, output, pipeline)
        var sink = try ReadingSink(
            to: output.output, .incidents, shape, layer: IncidentLayer.layer
        ) { reading in pipeline.rows(of: [reading]).map(IncidentLayer.feature) }
        pass.explainsEmptyReports = true
        try await pass.forEachBatch { try sink.write($0) }
        try pass.finish(&sink, output)
    }
}
