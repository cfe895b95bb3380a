import ArgumentParser
import Formats
import Gazetteer

struct GazetteerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gazetteer",
        abstract: "Builds, describes and checks the one-file gazetteer.",
        subcommands: [Build.self, Info.self, Check.self])

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
                "\(output): \(summary.places) places, \(summary.names) names, \(summary.bytes) bytes")
        }
    }

    struct Info: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says which gazetteer is used and what it was made from.",
            discussion: "Example: sandtable gazetteer info")

        @OptionGroup var options: GazetteerOptions

        func run() async throws {
            let gazetteer = try options.open()
            var table = TextTable([
                TextTable.Column("table"), TextTable.Column("rows", isNumber: true),
            ])
            for part in gazetteer.contents { table.append([part.table, String(part.rows)]) }
            var out = OutputBuffer()
            out.append(line: "\(gazetteer.path): \(gazetteer.count) places")
            table.write(to: &out)
            try OutputFile(path: nil).write(&out)
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Reads the whole gazetteer and compares it with its checksums.",
            discussion: "Example: sandtable gazetteer check --gazetteer sandtable.sandgaz")

        @OptionGroup var options: GazetteerOptions

        func run() async throws {
            let gazetteer = try options.open()
            try gazetteer.verify()
            var out = OutputBuffer()
            out.append(line: "\(gazetteer.path): sound, \(gazetteer.count) places")
            try OutputFile(path: nil).write(&out)
        }
    }
}
