/// Finds the compiled gazetteer when the caller does not say where it is.
enum GazetteerSearch {
    static let fileName = "sandtable.sandgaz"
    static let variable = "SANDTABLE_GAZETTEER"

    /// - Parameter path: What the caller asked for; then nothing else is tried.
    static func find(named path: String?) throws(Failure) -> String {
        if let path { return path }
        if let path = DataSearch.environment(variable) { return path }
        if let path = DataSearch.find(fileName) { return path }
        throw .noInput(
            "no gazetteer found — build one with `sandtable gazetteer build Gazetteer -o \(fileName)`,"
                + " or name one with --gazetteer FILE or $\(variable); looked in "
                + DataSearch.folders.joined(separator: ", "))
    }
}
