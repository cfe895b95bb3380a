import ArgumentParser
import Formats

struct ConvertCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "Writes an incident list in another format.",
        discussion: "Example: sandtable convert acled.csv --format geojson -o incidents.geojson")

    @OptionGroup var input: ListOptions
    @Option(help: "geojson, geojsonl, jsonl, csv, kml or table.") var format: OutputFormat
    @OptionGroup var output: OutputOptions

    func run() async throws {
        var pass = ListRun("convert", output)
        let list = try pass.read(input.file)
        let target = try OutputFile(path: output.output)
        try pass.statistics.time(.write) { () throws(any Error) in
            let features = ListFeatures(list)
            var sink = FeatureOutput(to: target, as: format.writer(for: features.layer))
            try features.forEach { try sink.write(CollectionOfOne($0)) }
            try sink.finish()
        }
        pass.statistics.rows = list.count
        try pass.finish()
    }
}
