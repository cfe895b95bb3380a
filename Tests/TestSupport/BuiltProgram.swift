public import Foundation

/// The `sandtable` program of this package, with its gazetteer.
///
/// `make test` names both in `SANDTABLE_PROGRAM` and `SANDTABLE_GAZETTEER`. Without it, as in a plain
/// `swift test`, the program built beside the tests is taken, and the gazetteer of the release build.
public enum BuiltProgram {
    /// `nil` when there is no program or no compiled gazetteer, with the reason printed.
    public static func find() -> Program? {
        guard let program = findWithoutGazetteer() else { return nil }
        guard FileManager.default.isReadableFile(atPath: gazetteer.path) else {
            print(
                "skipped: there is no gazetteer at \(gazetteer.path); `make gazetteer` builds one")
            return nil
        }
        return program
    }

    /// For runs that need no gazetteer, or bring their own.
    public static func findWithoutGazetteer() -> Program? {
        guard FileManager.default.isExecutableFile(atPath: program.path) else {
            print("skipped: there is no program at \(program.path); `make test` builds one")
            return nil
        }
        return Program(executable: program)
    }

    /// The variables a run of the program needs to find its gazetteer, and a shell to find the program.
    public static var environment: [String: String] {
        var variables = ProcessInfo.processInfo.environment
        variables["SANDTABLE_GAZETTEER"] = gazetteer.path
        variables["PATH"] =
            program.deletingLastPathComponent().path + ":" + (variables["PATH"] ?? "")
        return variables
    }

    public static var gazetteer: URL {
        named("SANDTABLE_GAZETTEER")
            ?? TestFiles.package.appending(path: ".build/release/sandtable.sandgaz")
    }

    private static var program: URL {
        named("SANDTABLE_PROGRAM")
            ?? URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appending(path: "sandtable")
    }

    private static func named(_ variable: String) -> URL? {
        ProcessInfo.processInfo.environment[variable].map { URL(filePath: $0) }
    }
}
