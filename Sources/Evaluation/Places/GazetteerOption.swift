import ArgumentParser
import Foundation
import Gazetteer

/// Where the compiled gazetteer is; built from the tables when it is not there.
struct GazetteerOption: ParsableArguments {
    @Option(help: "The compiled gazetteer; made from the tables in Gazetteer/ when absent.")
    var gazetteer = ".build/sandtable.sandgaz"

    @Option(help: "The folder of place tables.")
    var tables = "Gazetteer"

    func open() throws -> CompiledGazetteer {
        if !FileManager.default.fileExists(atPath: gazetteer) {
            _ = try GazetteerCompiler.compile(folder: tables, to: gazetteer)
        }
        return try CompiledGazetteer(path: gazetteer)
    }
}

struct BuildGazetteerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build-gazetteer", abstract: "Compiles the place tables into one file.")

    @OptionGroup var option: GazetteerOption

    func run() throws {
        let start = ContinuousClock.now
        let summary = try GazetteerCompiler.compile(folder: option.tables, to: option.gazetteer)
        for finding in summary.findings {
            FileHandle.standardError.write(Data("\(finding)\n".utf8))
        }
        print(
            "\(summary.places) places, \(summary.names) names, \(summary.words) words,"
                + " \(summary.bytes) bytes in \(ContinuousClock.now - start)")
    }
}
