import ArgumentParser
import Formats
import Incidents
import Pipeline
import Reading

struct DatesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dates",
        abstract: "Lists the date expressions of each report and the days they mean.",
        discussion: "Example: sandtable dates article.txt --published 2016-01-05 --format table")

    @OptionGroup var input: InputOptions
    @Option(help: "jsonl, csv or table.") var format = OutputFormat.jsonl
    @OptionGroup var output: OutputOptions
    @OptionGroup var run: RunOptions

    func validate() throws {
        guard [.jsonl, .csv, .table].contains(format) else {
            throw ValidationError("dates have no place: write them as jsonl, csv or table")
        }
    }

    func run() async throws {
        // Dates need no gazetteer.
        let pipeline = SandtablePipeline(Configuration(workers: run.workers)) { report in
            let sections = TextSections(report.text)
            let reading = DateReader().read(sections, published: report.published)
            return ReportReading(
                report: report, dates: reading.dates,
                findings: reading.findings(origin: report.id)
                    + [sections.finding(origin: report.id)].compactMap { $0 })
        }
        var pass = ReportRun("dates", input, output, pipeline)
        var sink = try ReadingSink(
            to: output.output, .dates, format, layer: DateLayer.layer, DateLayer.features)
        try await pass.forEachBatch { try sink.write($0) }
        try pass.finish(&sink, output)
    }
}
