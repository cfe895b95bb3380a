#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Finds the compiled gazetteer when the caller does not say where it is.
enum GazetteerSearch {
    static let fileName = "sandtable.sandgaz"
    static let variable = "SANDTABLE_GAZETTEER"

    /// - Parameter path: What the caller asked for; then nothing else is tried.
    static func find(named path: String?) throws(Failure) -> String {
        if let path { return path }
        if let path = environment(variable) { return path }
        if let path = places.first(where: exists) { return path }
        throw .noInput(
            "no gazetteer found — build one with `sandtable gazetteer build Gazetteer -o \(fileName)`,"
                + " or name one with --gazetteer FILE or $\(variable); looked for "
                + places.joined(separator: ", "))
    }

    /// Beside the program, in its share folder, then where the XDG Base Directory Specification puts data.
    static var places: [String] {
        let folder = programFolder
        let home = environment("XDG_DATA_HOME") ?? environment("HOME").map { $0 + "/.local/share" }
        let system = environment("XDG_DATA_DIRS") ?? "/usr/local/share:/usr/share"
        let data = [home].compactMap { $0 } + system.split(separator: ":").map(String.init)
        return ["\(folder)/\(fileName)", "\(folder)/../share/sandtable/\(fileName)"]
            + data.map { "\($0)/sandtable/\(fileName)" }
    }

    private static func environment(_ name: String) -> String? {
        guard let value = getenv(name) else { return nil }
        let text = String(cString: value)
        return text.isEmpty ? nil : text
    }

    private static func exists(_ path: String) -> Bool { access(path, R_OK) == 0 }

    private static var programFolder: String {
        let invoked = CommandLine.arguments.first ?? "."
        let program = realpath("/proc/self/exe", nil) ?? realpath(invoked, nil)
        defer { free(program) }
        let path = program.map { String(cString: $0) } ?? invoked
        return path.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
    }
}
