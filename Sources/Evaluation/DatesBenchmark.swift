import ArgumentParser
import Foundation
import Incidents
import Reading

/// How fast date expressions are read, apart from cutting the text into tokens.
struct DatesBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dates-benchmark", abstract: "Measure the speed of the date reader on texts.")

    @Argument(help: "Text files.")
    var files: [String]

    @Option(help: "Runs; the median counts.")
    var runs = 5

    func run() throws {
        for file in files {
            let text = AnalyzedText(try String(contentsOfFile: file, encoding: .utf8))
            var count = 0
            let seconds = (0..<max(1, runs)).map { _ in
                // Processor time: other work on the machine does not count.
                let start = clock()
                count = DateReader().expressions(in: text, published: Day(number: 16_000)).count
                return Double(clock() - start) / Double(CLOCKS_PER_SEC)
            }.sorted()
            let megabytes = Double(text.bytes.count) / 1e6
            print(
                String(
                    format: "%@: %.1f MB, %d expressions, %.1f MB/s", file, megabytes, count,
                    megabytes / seconds[seconds.count / 2]))
        }
    }
}
