import ArgumentParser
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
            """)

    @OptionGroup var input: ListOptions
    @Option(help: "geojson, geojsonl, jsonl, csv, kml, gpkg or table.") var format: OutputFormat
    @Flag(help: "Finds the places that rows without coordinates name.") var locate = false
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
        let features =
            location.map { location in
                ListFeatures(list, adding: ListLocation.columns, values: location.values(ofRow:))
            } ?? ListFeatures(list)
        var sink = try FeatureOutput(to: target, as: format, features.layer)
        try features.forEach { try sink.write(CollectionOfOne($0)) }
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
