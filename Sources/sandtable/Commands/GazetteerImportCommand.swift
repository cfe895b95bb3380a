import ArgumentParser
import Formats
import Gazetteer
import Incidents

struct GazetteerImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Makes a gazetteer out of other people's dumps and lists, or lays them over one.",
        discussion: """
            Examples: sandtable gazetteer import IQ.txt SY.txt -o region.sandgaz
                      sandtable gazetteer import allCountries.txt alternateNamesV2.txt -o world.sandgaz
                      sandtable gazetteer import sites.csv --onto sandtable.sandgaz --kind base -o mine.sandgaz

            Known from their content: GeoNames dumps, alternate names and division codes; the NGA's GNS; Who's
            On First; Wikidata; OurAirports; tables of this project; any other CSV or GeoJSON with a name
            and a point. Of places with one id the one read last counts. Rows that cannot be used are
            remarked upon and left out.
            """)

    @Argument(
        help:
            "The files, also gzipped for GeoNames and GNS. Names and codes may stand anywhere among them.",
        completion: .file())
    var files: [String]
    @Option(name: [.short, .long], help: "The gazetteer to write.", completion: .file())
    var output: String
    @Option(
        help: ArgumentHelp(
            "A gazetteer that the files are laid over; “default” is the one this program uses.",
            valueName: "file"),
        completion: .file(extensions: ["sandgaz"]))
    var onto: String?
    @Option(
        help: ArgumentHelp(
            "Columns of a CSV or properties of a GeoJSON, as in name=NAME_EN,latitude=LAT. Fields: id, name, kind, latitude, longitude, country, admin1, admin2, population, names, radius_km.",
            valueName: "field=column,…"))
    var columns = ""
    @Option(
        help: "The kind of places that say none.",
        transform: { text in
            guard let kind = PlaceKind(rawValue: text) else {
                throw ValidationError("no kind “\(text)”")
            }
            return kind
        })
    var kind = PlaceKind.locality
    @Option(help: "What the ids of a list begin with; its file name unless said.")
    var source: String?
    @Option(help: "The licence of the files, to be shown with the gazetteer.") var licence: String?
    @Flag(name: [.short, .long], help: "Says nothing but errors on standard error.")
    var quiet = false

    func validate() throws { _ = try listOptions() }

    func run() async throws {
        let messages = Messages(isQuiet: quiet)
        let (places, supplements) = try sorted()
        var importer = GazetteerImporter(to: output, onto: try base())
        var rows = 0
        for (path, kind) in places + supplements {
            let count: Int
            if let kind {
                count = try importer.read(dump: path, as: kind)
                messages.say("\(path): \(kind.rawValue), \(count) rows")
            } else {
                count = try read(list: path, into: &importer, messages)
            }
            rows += count
        }
        guard rows > 0 else { throw Failure.badData("no row of the files could be used") }
        let summary = try importer.finish()
        messages.say(summary.findings)
        messages.say(
            "\(output): \(summary.places) places, \(summary.names) names, \(summary.bytes) bytes"
                + (summary.replaced > 0 ? ", \(summary.replaced) places replaced" : ""))
    }

    /// The files by what they are: places first, then what needs them.
    private func sorted() throws -> (
        places: [(String, DumpKind?)], supplements: [(String, DumpKind?)]
    ) {
        var places: [(String, DumpKind?)] = []
        var supplements: [(String, DumpKind?)] = []
        for path in files {
            let kind = try GazetteerImporter.kind(of: path)
            switch kind {
            case .alternateNames, .divisionCodes: supplements.append((path, kind))
            default: places.append((path, kind))
            }
        }
        return (places, supplements)
    }

    private func base() throws -> CompiledGazetteer? {
        guard let onto else { return nil }
        return try CompiledGazetteer(
            path: onto == "default" ? try GazetteerSearch.find(named: nil) : onto)
    }

    private func listOptions() throws -> PlaceList.Options {
        var options = PlaceList.Options()
        options.kind = kind
        options.source = source
        for pair in columns.split(separator: ",") {
            guard let equals = pair.firstIndex(of: "=") else {
                throw ValidationError("write columns as in name=NAME_EN,latitude=LAT")
            }
            options.columns[String(pair[..<equals])] = String(pair[pair.index(after: equals)...])
        }
        return options
    }

    private func read(
        list path: String, into importer: inout GazetteerImporter, _ messages: Messages
    ) throws -> Int {
        importer.begin(list: path)
        var taken = 0
        let outcome: PlaceList.Outcome
        do throws(InputError) {
            outcome = try PlaceList.read(path: path, options: listOptions(of: path)) {
                if importer.add($0, from: path) { taken += 1 }
            }
        } catch {
            throw Failure.input(path, error)
        }
        importer.note(path, rows: taken)
        note(licenceOf: outcome.kind, path, into: &importer)
        messages.say(outcome.findings)
        messages.say("\(path): \(outcome.kind.rawValue), \(taken) rows")
        return taken
    }

    private func listOptions(of path: String) -> PlaceList.Options {
        (try? listOptions()) ?? PlaceList.Options()
    }

    private func note(
        licenceOf kind: PlaceList.Kind, _ path: String, into importer: inout GazetteerImporter
    ) {
        switch kind {
        case .whosOnFirst, .whosOnFirstMeta:
            importer.noteLicence(
                "wof", "whosonfirst.org/docs/licenses",
                "Contains data from Who's On First (License: whosonfirst.org/docs/licenses)")
        case .wikidata, .wikidataQuery: importer.noteLicence("wikidata", "CC0", "Wikidata")
        case .ourAirports:
            importer.noteLicence("ourairports", "public domain", "OurAirports")
        case .table, .geojson:
            let name = path.split(separator: "/").last.map(String.init) ?? path
            importer.noteLicence(source ?? name, licence ?? "not stated", "")
        }
    }
}
