/// Finds the compiled gazetteer when the caller does not say where it is.
enum GazetteerSearch {
    static let fileName = "sandtable.sandgaz"
    /// The same and the pack of the neighbours' villages, for those who made it (`make neighbours`).
    static let fullerName = "sandtable-neighbours.sandgaz"
    static let variable = "SANDTABLE_GAZETTEER"

    /// - Parameter path: What the caller asked for; then nothing else is tried.
    static func find(named path: String?) throws(Failure) -> String {
        if let path { return path }
        if let path = DataSearch.environment(variable) { return path }
        for name in [fullerName, fileName] { if let path = DataSearch.find(name) { return path } }
        throw .noInput(
            "no gazetteer found — build one with `sandtable gazetteer build Gazetteer -o \(fileName)`,"
                + " or name one with --gazetteer FILE or $\(variable); looked in "
                + DataSearch.folders.joined(separator: ", "))
    }
}
