public import ArgumentParser
public import Formats
import Incidents

/// Which reports to read.
struct InputOptions: ParsableArguments {
    @Argument(help: "Files, folders or - for standard input.", completion: .file())
    var paths: [String]

    @Option(
        help:
            "How the input is written, instead of judging by its content: text, html, json, jsonl or feed."
    )
    var from: ReportKind?

    @Option(
        help: "The day of publication of a text or page, as in 2016-01-05.",
        transform: Quantity.day)
    var published: Day?

    var reports: ReportFiles {
        ReportFiles(paths, options: ReportOptions(kind: from, published: published))
    }
}

extension ReportKind: ExpressibleByArgument {}
