#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where the program's data may stand: beside it, in its share folder, then where the XDG Base
/// Directory Specification puts data.
enum DataSearch {
    static var folders: [String] {
        let home = environment("XDG_DATA_HOME") ?? environment("HOME").map { $0 + "/.local/share" }
        let system = environment("XDG_DATA_DIRS") ?? "/usr/local/share:/usr/share"
        let data = [home].compactMap { $0 } + system.split(separator: ":").map(String.init)
        return [programFolder, programFolder + "/../share/sandtable"]
            + data.map { $0 + "/sandtable" }
    }

    /// The first of the folders' files called `name` that can be read.
    static func find(_ name: String) -> String? {
        folders.lazy.map { $0 + "/" + name }.first { access($0, R_OK) == 0 }
    }

    static func environment(_ name: String) -> String? {
        guard let value = getenv(name) else { return nil }
        let text = String(cString: value)
        return text.isEmpty ? nil : text
    }

    private static var programFolder: String {
        let invoked = CommandLine.arguments.first ?? "."
        let program = realpath("/proc/self/exe", nil) ?? realpath(invoked, nil)
        defer { free(program) }
        let path = program.map { String(cString: $0) } ?? invoked
        return path.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
    }
}
