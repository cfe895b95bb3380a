import ArgumentParser
import Earth
import Formats
import Incidents

struct ConvertCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "Writes an incident list in another format, and finds the places it names.",
        discussion: """
            Example: sandtable convert acled.csv --format gpkg -o incidents.gpkg

            What is read is recognised from its content: CSV (ACLED, UCDP GED, GTD, HXL or plain),
            GDELT, GeoJSON, GeoPackage, KML, also in gzip or ZIP. --locate looks up the places of
            rows without coordinates, with the row's country and province as context, and checks
            the coordinates of the others against the places they name.

            --profile writes the columns that others know: flat (those of analyze), full (those with the
            evidence, as JSON), acled, ged or hxl. --publish makes a list that may be shown to everyone:
            positions are the middles of a coarse grid, or one point for each division of --borders, and
            names, quotes, sources and ids are left out.

            fgb is FlatGeobuf; pmtiles is an archive of vector tiles for maps of large sets. Lists of any
            length pass through bounded memory; --locate keeps the names of the list, each once.
            """)

    @OptionGroup var input: ListOptions
    @Option(
        help:
            "geojson, geojsonl, geojsonseq (RFC 8142), jsonl, csv, kml, gpkg, fgb, pmtiles or table."
    )
    var format: OutputFormat
    @Flag(help: "Finds the places that rows without coordinates name.") var locate = false
    @Option(help: "Columns to write: flat, full, acled, ged or hxl; default: those of the list.")
    var profile: ListProfile?
    @Option(
        help:
            "Coarsens positions to cells of this size, 1km or more, or to divisions, and leaves out who, where and whence."
    )
    var publish: Publication?
    @Option(
        help: "The divisions of --publish divisions, as GeoJSON areas.", completion: .file())
    var borders: String?
    @OptionGroup var style: StyleOptions
    @OptionGroup var gazetteer: GazetteerOptions
    @OptionGroup var list: ListInputOptions
    @Option(
        help: "Writes every remark about a row as a line of JSON to this file.", completion: .file()
    )
    var errors: String?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (publish == .divisions) == (borders != nil) else {
            throw ValidationError("--publish divisions and --borders FILE go together")
        }
        try style.validate(with: output)
    }

    /// A list of any length passes twice, part by part: what its columns are, which country it is about and
    /// which ids come again is known at the end.
    func run() async throws {
        var pass = ListRun("convert", output)
        let target = try OutputFile(path: output.output)
        let remarks = try FindingOutput(path: errors)
        let parts = try pass.open(input.file, list.options())
        try remarks.write(parts.findings)
        var conversion = ListConversion(
            try locate ? gazetteer.open() : nil,
            profile ?? (publish == nil ? nil : .flat), try publisher(&pass))
        try pass.time(.read) { pass in
            try pass.parts(parts, input.file) { part, pass in
                pass.say(part.findings)
                try remarks.write(part.findings)
                conversion.look(at: part, of: parts.byteCount)
            }
        }
        try pass.time(.write) { pass in
            let layout = conversion.layout()
            var sink = try FeatureOutput(
                to: target, as: format, layout.layer, tags: layout.tags,
                isStyled: style.style == .simplestyle)
            try pass.parts(parts, input.file) { part, pass in
                let findings = try conversion.write(part, as: layout) {
                    try sink.write(CollectionOfOne($0))
                }
                pass.say(findings)
                try remarks.write(findings)
            }
            let last = conversion.lastFindings(parts.origin)
            pass.say(last)
            let undrawn = try sink.finish(isQuiet: output.quiet)
            pass.statistics.findings += undrawn.count
            try remarks.write(last + undrawn)
            try style.write(profile?.layer, beside: output)
        }
        pass.statistics.incidents = conversion.count
        pass.statistics.rows = conversion.count
        try remarks.finish()
        try pass.finish()
    }

    private func publisher(_ pass: inout ListRun) throws -> PublishedIncidents? {
        switch publish {
        case nil: return nil
        case .grid(let size): return PublishedIncidents(cell: size)
        case .divisions:
            let path = borders ?? ""
            let divisions = PublishedDivisions(try pass.readAreas(path), origin: path)
            pass.say(divisions.findings)
            guard !divisions.isEmpty else {
                throw Failure.badData("\(path) has no area that can be used")
            }
            return PublishedIncidents(divisions: divisions)
        }
    }
}
