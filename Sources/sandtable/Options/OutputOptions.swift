import ArgumentParser
import Formats

/// Where results, counts and remarks go.
struct OutputOptions: ParsableArguments {
    @Option(
        name: [.short, .long],
        help: "The file to write, whole or not at all; - is standard output.", completion: .file())
    var output: String?

    @Option(
        help:
            "Writes counts and seconds as JSON to a file; - is standard output, or standard error while results go there.",
        completion: .file())
    var stats: String?

    @Flag(name: [.short, .long], help: "Says nothing but errors on standard error.")
    var quiet = false

    func validate() throws {
        if let output, output == stats, output != "-" {
            throw ValidationError("\(output) is named for the results and for the statistics")
        }
    }

    var goesToStandardOutput: Bool { output == nil || output == "-" }

    func write(_ statistics: Statistics) throws {
        guard let stats else { return }
        var json = statistics.json
        if stats == "-", goesToStandardOutput {
            Messages.print(json.text)
            return
        }
        let file = try OutputFile(path: stats)
        json.endLine()
        try file.write(&json)
        try file.commit()
    }
}

enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case geojson, geojsonl, geojsonseq, jsonl, csv, kml, gpkg, fgb, pmtiles, table
}
