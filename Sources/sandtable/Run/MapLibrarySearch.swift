import Formats

/// Finds the library that draws maps; it stands beside the gazetteer, in the folder `map`.
enum MapLibrarySearch {
    static func find() throws -> MapLibrary {
        guard let folder = DataSearch.find("map") else {
            throw Failure.noInput(
                "no map library found — `make build` puts Leaflet into the folder map beside the"
                    + " program; looked in " + DataSearch.folders.joined(separator: ", "))
        }
        do throws(InputError) {
            return try MapLibrary(
                script: WholeFile.read("\(folder)/\(MapLibrary.scriptName)"),
                style: WholeFile.read("\(folder)/\(MapLibrary.styleName)"))
        } catch {
            throw Failure.input(
                "\(folder)/\(MapLibrary.scriptName), \(MapLibrary.styleName)", error)
        }
    }
}
