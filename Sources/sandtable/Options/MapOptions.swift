import ArgumentParser
import Formats
import Incidents
import Pipeline

/// The map page that goes with the results.
struct MapOptions: ParsableArguments {
    @Option(
        name: .customLong("map"),
        help: ArgumentHelp("Also writes the incidents as a map page that works offline.", valueName: "file"),
        completion: .file(extensions: ["html"]))
    var path: String?

    @Option(
        help: ArgumentHelp(
            "The ground of the map: GeoJSON polygons. May be given more than once. Default: the folder borders beside the gazetteer.",
            valueName: "file"),
        completion: .file())
    var borders: [String] = []

    func write(_ result: IncidentAnalysis, reports: [Report], sites: [Site]) throws {
        guard let path else { return }
        let page = MapPage(
            rows: result.rows, reports: reports, sites: sites, borders: try readBorders())
        var out = OutputBuffer(page.html())
        let file = try OutputFile(path: path)
        try file.write(&out)
        try file.commit()
    }

    private func readBorders() throws -> [[UInt8]] {
        var paths = borders
        if paths.isEmpty, let folder = DataSearch.find("borders") {
            paths = try WholeFile.names(in: folder).filter { $0.hasSuffix(".geojson") }
                .map { folder + "/" + $0 }
        }
        var files: [[UInt8]] = []
        for path in paths {
            do throws(InputError) { files.append(try WholeFile.read(path)) } catch {
                throw Failure.input(path, error)
            }
        }
        return files
    }
}
