import ArgumentParser
import Formats
import Gazetteer

struct GazetteerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gazetteer",
        abstract: "Builds, imports, describes and checks the one-file gazetteer.",
        subcommands: [
            Build.self, GazetteerImportCommand.self, GazetteerInfoCommand.self,
            GazetteerCheckCommand.self,
        ])

    struct Build: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Compiles a folder of place tables into one file.",
            discussion: "Example: sandtable gazetteer build Gazetteer -o sandtable.sandgaz")

        @Argument(help: "The folder with the tables.", completion: .directory) var folder: String
        @Option(name: [.short, .long], help: "The file to write.", completion: .file())
        var output = GazetteerSearch.fileName
        @Flag(name: [.short, .long], help: "Says nothing but errors on standard error.")
        var quiet = false

        func run() async throws {
            let messages = Messages(isQuiet: quiet)
            let summary = try GazetteerCompiler.compile(folder: folder, to: output)
            messages.say(summary.findings)
            messages.say(
                "\(output): \(summary.places) places, \(summary.names) names, \(summary.bytes) bytes"
            )
        }
    }
}
