import ArgumentParser
import Formats
import Pipeline

struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract:
            "Says why: the sentence of each incident, how its day was reckoned, the candidates of its place.",
        discussion: "Example: sandtable explain article.txt --incident inc-10hz86xt5eed0")

    @OptionGroup var input: InputOptions
    @OptionGroup var gazetteer: GazetteerOptions
    @OptionGroup var reading: ReadingOptions
    @Option(help: "Only the incident with this id.") var incident: String?
    @OptionGroup var output: OutputOptions
    @OptionGroup var run: RunOptions

    func run() async throws {
        let pipeline = try SandtablePipeline(
            reading.configuration(workers: run.workers), gazetteer: gazetteer.open())
        var pass = ReportRun("explain", input, output, pipeline)
        let file = try OutputFile(path: output.output)
        var found = incident == nil
        try await pass.forEachBatch { readings in
            for reading in readings {
                let text = Explanation.text(reading, incident: incident)
                guard !text.isEmpty else { continue }
                found = true
                var out = OutputBuffer()
                out.append(line: text)
                try file.write(&out)
            }
        }
        if pass.hasReports { try file.commit() }
        try pass.finish(output)
        if !found { throw Failure.nothingFound }
    }
}
