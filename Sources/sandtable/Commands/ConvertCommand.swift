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

            --profile writes the columns that others know: flat (those of analyze), acled, ged or hxl.
            --publish makes a list that may be shown to everyone: positions are the middles of a coarse
            grid, and names, quotes, sources and ids are left out.
            """)

    @OptionGroup var input: ListOptions
    @Option(help: "geojson, geojsonl, geojsonseq (RFC 8142), jsonl, csv, kml, gpkg or table.")
    var format: OutputFormat
    @Flag(help: "Finds the places that rows without coordinates name.") var locate = false
    @Option(help: "Columns to write: flat, acled, ged or hxl; default: those of the list.")
    var profile: ListProfile?
    @Option(
        help:
            "Coarsens positions to cells of this size, as in 25km, and leaves out who, where and whence.",
        transform: Quantity.distance)
    var publish: Distance?
    @OptionGroup var gazetteer: GazetteerOptions
    @OptionGroup var list: ListInputOptions
    @Option(
        help: "Writes every remark about a row as a line of JSON to this file.", completion: .file()
    )
    var errors: String?
    @OptionGroup var output: OutputOptions

    func run() async throws {
        var pass = ListRun("convert", output)
        let target = try OutputFile(path: output.output)
        let list = try pass.read(input.file, self.list.options())
        var findings = list.findings
        var location: ListLocation?
        if locate {
            let names = try gazetteer.open()
            let found = pass.statistics.time(.compute) { ListLocation(list, names) }
            pass.say(found.findings)
            findings += found.findings
            location = found
        }
        try pass.statistics.time(.write) { () throws(any Error) in
            try write(list, location, to: target)
            try write(findings)
        }
        pass.statistics.rows = list.count
        try pass.finish()
    }

    private func write(
        _ list: IncidentList, _ location: ListLocation?, to target: OutputFile
    ) throws {
        if profile != nil || publish != nil { return try writeProfile(of: list, to: target) }
        let features =
            location.map { location in
                ListFeatures(list, adding: ListLocation.columns, values: location.values(ofRow:))
            } ?? ListFeatures(list)
        var sink = try FeatureOutput(to: target, as: format, features.layer)
        try features.forEach { try sink.write(CollectionOfOne($0)) }
        try sink.finish()
    }

    private func writeProfile(of list: IncidentList, to target: OutputFile) throws {
        let profile = profile ?? .flat
        var publishing = publish.map { PublishedIncidents(cell: $0) }
        var sink = try FeatureOutput(to: target, as: format, profile.layer, tags: profile.tags)
        for row in try ListRun.incidents(of: list) {
            let row = publishing?.published(row) ?? row
            try sink.write(CollectionOfOne(profile.feature(row)))
        }
        try sink.finish()
    }

    private func write(_ findings: [Finding]) throws {
        guard let errors else { return }
        let file = try OutputFile(path: errors)
        var out = FindingLines.lines(findings)
        try file.write(&out)
        try file.commit()
    }
}
