import ArgumentParser
import Formats
import Incidents
import Pipeline

/// The ground that a map page is drawn on.
struct BorderOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The ground of the map: GeoJSON borders, rivers, lakes. May be given more than once. Default: the folder borders beside the gazetteer.",
            valueName: "file"),
        completion: .file())
    var borders: [String] = []

    func page(_ contents: MapContents, _ library: MapLibrary) throws -> OutputBuffer {
        let page = MapPage(
            rows: contents.rows, reports: contents.reports, reportCount: contents.reportCount,
            sites: contents.sites, borders: try readBorders(), library: library)
        return OutputBuffer(page.html())
    }

    private func readBorders() throws -> [[UInt8]] {
        var paths = borders
        if paths.isEmpty, let folder = DataSearch.find("borders") {
            paths = try WholeFile.names(in: folder).filter { $0.hasSuffix(".geojson") }
                .map { folder + "/" + $0 }
        }
        var files: [[UInt8]] = []
        for path in paths {
            do throws(InputError) {
                let file = try WholeFile.read(path)
                try MapPage.check(borders: file)
                files.append(file)
            } catch {
                throw Failure.input(path, error)
            }
        }
        return files
    }
}

/// The map page that goes with other results.
struct MapOptions: ParsableArguments {
    @Option(
        name: .customLong("map"),
        help: ArgumentHelp(
            "Also writes the incidents as a map page that works offline.", valueName: "file"),
        completion: .file(extensions: ["html"]))
    var path: String?

    @OptionGroup var ground: BorderOptions

    /// The file and the library, before any work is done, so that a wrong path is found out first.
    func open() throws -> MapFile? { try path.map { try MapFile(path: $0) } }
}

/// What a map page shows.
struct MapContents {
    var rows: [LocatedIncident]
    var reports: [Report] = []
    /// `nil` = the reports that the rows name.
    var reportCount: Int?
    var sites: [Site]
}

extension AnalysisRun {
    var map: MapContents {
        MapContents(
            rows: result.rows, reports: reports, reportCount: pass.reportCount,
            sites: configuration.sites)
    }
}

/// Where a map page goes.
struct MapFile {
    private let library: MapLibrary
    private let file: OutputFile

    init(path: String?) throws {
        library = try MapLibrarySearch.find()
        file = try OutputFile(path: path)
    }

    func write(_ contents: MapContents, on ground: BorderOptions) throws {
        var page = try ground.page(contents, library)
        try file.write(&page)
        try file.commit()
    }
}
