import ArgumentParser
import Earth
import Formats
import Gazetteer
import Incidents

struct LocateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "locate",
        abstract: "Asks the gazetteer what places a name may mean, or what lies at a point.",
        discussion: """
            Examples: sandtable locate Qurayyah --near 43.12,36.34
                      sandtable locate "Sakran, Anbar" الرمادي --explain
                      sandtable locate --at 42.36,34.21

            Names may be in Latin or Arabic letters and need not be spelled as the gazetteer spells them.
            What stands behind a comma is taken for the country or division. Exit status 1 when no name
            was found.
            """)

    @Argument(help: "Names; - reads them from standard input, one a line.") var names: [String] = []
    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("Prefers places near a point.", valueName: "lon,lat"),
        transform: PointOption.coordinate)
    var near: Coordinate?
    @Option(
        name: .long, parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Lists the division a point lies in and the places nearest to it.", valueName: "lon,lat"
        ),
        transform: PointOption.coordinate)
    var at: [Coordinate] = []
    @Option(help: "Only places of a country: two letters, or its name.") var country: String?
    @Option(
        help: ArgumentHelp(
            "Only places of a kind, as in town or dam, or of a group: division, populated, nature, site. May be given more than once.",
            valueName: "kind"),
        transform: KindOption.kinds)
    var kind: [Set<PlaceKind>] = []
    @Option(help: "How many places to list for each name.") var limit = 10
    @Flag(help: "Shows what each piece of evidence adds to the score.") var explain = false
    @Option(help: "table, jsonl, csv, geojson, geojsonl or kml.") var format = OutputFormat.table
    @OptionGroup var output: OutputOptions
    @OptionGroup var gazetteer: GazetteerOptions

    func validate() throws {
        guard !names.isEmpty || !at.isEmpty else {
            throw ValidationError("give names to look up, or a point with --at lon,lat")
        }
        guard limit >= 1 else { throw ValidationError("--limit must be at least 1") }
    }

    func run() async throws {
        let gazetteer = try gazetteer.open()
        let messages = Messages(isQuiet: output.quiet)
        let options = try locateOptions(gazetteer)
        var listing = CandidateListing(explains: explain)
        for point in at { listing.add(point, in: gazetteer, options) }
        for name in try allNames() {
            let found = gazetteer.locate(name, options)
            listing.add(found, of: name)
            if found.isEmpty { messages.say([Self.missing(name, gazetteer, options)]) }
        }
        try write(listing)
        if listing.isEmpty { throw Failure.nothingFound }
    }

    private func locateOptions(_ gazetteer: CompiledGazetteer) throws -> LocateOptions {
        var options = LocateOptions()
        options.near = near
        options.limit = limit
        options.kinds = kind.reduce(into: []) { $0.formUnion($1) }
        if let country { options.country = try Self.countryCode(country, gazetteer) }
        return options
    }

    private static func countryCode(
        _ text: String, _ gazetteer: CompiledGazetteer
    ) throws -> String {
        if text.utf8.count == 2, text.utf8.allSatisfy({ ($0 | 0x20) &- 0x61 < 26 }) {
            return text.uppercased()
        }
        var options = LocateOptions()
        options.kinds = [.country]
        guard let place = gazetteer.locate(text, options).first?.place else {
            throw Failure.usage(
                "\(text) is no country the gazetteer knows — write two letters, as in IQ")
        }
        return place.country
    }

    private func allNames() throws -> [String] {
        guard names == ["-"] else { return names }
        do throws(InputError) {
            return String(decoding: try WholeFile.read("-"), as: UTF8.self)
                .split(whereSeparator: \.isNewline).map(String.init)
        } catch {
            throw Failure.input("-", error)
        }
    }

    private static func missing(
        _ name: String, _ gazetteer: CompiledGazetteer, _ options: LocateOptions
    ) -> Finding {
        var anywhere = LocateOptions()
        anywhere.limit = 3
        let elsewhere = gazetteer.locate(name, anywhere).map {
            "\($0.place.name) (\($0.place.kind.rawValue), \($0.place.countryName))"
        }
        let spellings = elsewhere.isEmpty ? gazetteer.nearestSpellings(to: name) : elsewhere
        return Finding(
            .warning, origin: "",
            "“\(name)” is in no table of the gazetteer"
                + (elsewhere.isEmpty ? "" : " with these conditions"),
            hint: spellings.isEmpty ? nil : "did you mean \(spellings.joined(separator: ", "))?")
    }

    private func write(_ listing: CandidateListing) throws {
        let file = try OutputFile(path: output.output)
        if format == .table {
            var out = listing.table
            try file.write(&out)
            return try file.commit()
        }
        var sink = try FeatureOutput(to: file, as: format, CandidateLayer.layer)
        try sink.write(listing.features)
        try sink.finish()
    }
}

/// Kinds on the command line: one, or all of a group.
enum KindOption {
    static func kinds(_ text: String) throws -> Set<PlaceKind> {
        if let kind = PlaceKind(rawValue: text) { return [kind] }
        let group: PlaceKind.Group? =
            switch text {
            case "division": .division
            case "populated": .populated
            case "nature": .nature
            case "site": .site
            default: nil
            }
        guard let group else {
            let all = PlaceKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("no kind “\(text)” — kinds are \(all)")
        }
        return Set(PlaceKind.allCases.filter { $0.group == group })
    }
}
