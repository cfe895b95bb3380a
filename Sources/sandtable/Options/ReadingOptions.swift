import ArgumentParser
import Pipeline

/// How reports are read.
struct ReadingOptions: ParsableArguments {
    @Flag(
        inversion: .prefixedNo,
        help: "Lets the other reports of a source tell which places it usually means.")
    var sourceLexicon = true

    func configuration(workers: Int, keepsReasons: Bool = true) -> Configuration {
        Configuration(
            keepsReasons: keepsReasons, learnsSources: sourceLexicon, workers: workers)
    }
}

/// How readings are written.
struct ReadingFormatOptions: ParsableArguments {
    @Option(help: "jsonl, geojson, geojsonl, csv, kml or table.") var format = OutputFormat.jsonl
    @Flag(help: "Adds the rival candidates and the reasons for each place (jsonl only).")
    var full = false

    /// Features hold reasons, lines only if asked.
    var keepsReasons: Bool { full || format != .jsonl }
}
