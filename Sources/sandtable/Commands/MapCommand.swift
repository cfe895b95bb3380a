import ArgumentParser
import Formats

struct MapCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "map",
        abstract: "Draws the incidents of reports on a map page that works offline.",
        discussion: "Example: sandtable map reports/ --sites dams.csv -o map.html")

    @OptionGroup var input: InputOptions
    @OptionGroup var gazetteer: GazetteerOptions
    @OptionGroup var analysis: AnalysisOptions
    @OptionGroup var ground: BorderOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var run: RunOptions

    func run() async throws {
        let target = try MapFile(path: output.output)
        let done = try await AnalysisRun(
            "map", input, gazetteer, analysis, output, run, keepsReports: true)
        var pass = done.pass
        if pass.hasReports {
            try pass.statistics.time(.write) { () throws(any Error) in
                try target.write(done, on: ground)
            }
        }
        try pass.finish(output)
    }
}
