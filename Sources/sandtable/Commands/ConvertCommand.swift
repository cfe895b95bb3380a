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

            fgb is FlatGeobuf; pmtiles is an archive of vector tiles for maps of large sets.
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
            "Coarsens positions to cells of this size, as in 25km, or to divisions, and leaves out who, where and whence."
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

    func run() async throws {
        var pass = ListRun("convert", output)
        let target = try OutputFile(path: output.output)
        if !locate, profile == nil, publish == nil {
            return try stream(&pass, to: target)
        }
        let list = try pass.read(input.file, self.list.options())
        var findings = list.findings
        if profile != nil || publish != nil {
            findings += try pass.time(.write) { pass in
                try writeProfile(of: list, to: target, &pass)
            }
        } else {
            let names = try gazetteer.open()
            let location = pass.statistics.time(.compute) { ListLocation(list, names) }
            pass.say(location.findings)
            findings += location.findings
            let features = ListFeatures(list, adding: ListLocation.columns)
            findings += try pass.time(.write) { pass in
                var sink = try sink(to: target, features.layer)
                try features.forEach(in: list, adding: location.values(ofRow:)) {
                    try sink.write(CollectionOfOne($0))
                }
                return try finish(&sink, &pass)
            }
        }
        pass.statistics.rows = list.count
        try write(findings)
        try pass.finish()
    }

    /// A list of any length passes twice, part by part: what its columns are is known at the end.
    private func stream(_ pass: inout ListRun, to target: OutputFile) throws {
        let remarks = try FindingOutput(path: errors)
        let parts = try pass.open(input.file, list.options())
        try remarks.write(parts.findings)
        var table = ListColumnTable()
        var count = 0
        try pass.time(.read) { pass in
            try pass.parts(parts, input.file) { list, pass in
                pass.say(list.findings)
                try remarks.write(list.findings)
                table.add(list)
                count += list.count
            }
        }
        let features = ListFeatures(table)
        try pass.time(.write) { pass in
            var sink = try sink(to: target, features.layer)
            try pass.parts(parts, input.file) { list, _ in
                try features.forEach(in: list) { try sink.write(CollectionOfOne($0)) }
            }
            try remarks.write(finish(&sink, &pass))
        }
        pass.statistics.incidents = count
        pass.statistics.rows = count
        try remarks.finish()
        try pass.finish()
    }

    private func sink(
        to target: OutputFile, _ layer: Layer, tags: [String] = []
    ) throws -> FeatureOutput {
        try FeatureOutput(
            to: target, as: format, layer, tags: tags, isStyled: style.style == .simplestyle)
    }

    private func finish(
        _ sink: inout FeatureOutput, _ pass: inout ListRun
    ) throws -> [Finding] {
        let findings = try sink.finish(isQuiet: output.quiet)
        pass.statistics.findings += findings.count
        try style.write(profile?.layer, beside: output)
        return findings
    }

    private func writeProfile(
        of list: IncidentList, to target: OutputFile, _ pass: inout ListRun
    ) throws -> [Finding] {
        let profile = profile ?? .flat
        var findings: [Finding] = []
        var publishing = try publisher(&pass)
        var sink = try sink(to: target, profile.layer, tags: profile.tags)
        for row in try ListRun.incidents(of: list) {
            let row = publishing?.published(row) ?? row
            try sink.write(CollectionOfOne(profile.feature(row)))
        }
        if let count = publishing?.outsideCount, count > 0 {
            findings.append(
                Finding(
                    .warning, origin: list.origin,
                    "\(count) rows lie in no division and are written without a position"))
            pass.say(findings)
        }
        return try findings + finish(&sink, &pass)
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

    private func write(_ findings: [Finding]) throws {
        let file = try FindingOutput(path: errors)
        try file.write(findings)
        try file.finish()
    }
}
