import Analysis
import ArgumentParser
import Earth
import Formats
import Incidents
import Pipeline

struct AlertsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alerts",
        abstract:
            "Replays rules over the incidents of a list, and tells what they would have said.",
        discussion: """
            Example: sandtable alerts incidents.csv --rules watch.json --sites dams.csv

            A rule is told in JSON: {"rules": [{"name": "near a dam", "when": "enter",
            "within": "15km", "of": ["dam"], "certainty": "possible"}]}. Conditions are enter, count,
            rate, dwell, cluster and growth. Reports can be watched in one go: sandtable analyze
            reports/ --format csv | sandtable alerts - --rules watch.json
            """)

    @OptionGroup var input: ListOptions
    @Option(
        help: ArgumentHelp("The rules, as JSON.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var rules: String
    @Option(
        help: ArgumentHelp("Sites: GeoJSON or CSV. May be given more than once.", valueName: "file")
    )
    var sites: [String] = []
    @Flag(
        help: "Takes incidents in the order of the file, as they came, not in that of their days.")
    var inFileOrder = false
    @Option(
        help: "How late an incident may come and still count, as in 30d; with --in-file-order.",
        transform: Quantity.days)
    var lateness = 30
    @Option(help: "jsonl, csv, geojson, geojsonl, kml, gpkg or table.") var format = OutputFormat.jsonl
    @OptionGroup var output: OutputOptions

    func run() async throws {
        var pass = ListRun("alerts", output)
        let rules = try pass.readRules(rules)
        guard !sites.isEmpty || !rules.contains(where: \.isAboutSites) else {
            throw Failure.usage("a rule watches sites: name them with --sites FILE")
        }
        let sites = try pass.readSites(sites)
        let list = try pass.read(input.file)
        let occurrences = list.occurrences()
        pass.say(unmatched(rules, occurrences, sites))
        let (alerts, findings) = try pass.statistics.time(.compute) { () throws(AnalysisError) in
            try replay(
                occurrences, rules: rules, sites: sites, lateness: lateness,
                inOrderOfDays: !inFileOrder)
        }
        pass.say(findings)
        pass.statistics.rows = alerts.count
        try pass.statistics.time(.write) { try write(alerts, occurrences, sites) }
        try pass.finish()
        if alerts.isEmpty { throw Failure.nothingFound }
    }

    private func write(_ alerts: [Alert], _ occurrences: [Occurrence], _ sites: [Site]) throws {
        let points = Dictionary(
            occurrences.map { ($0.id, $0.coordinate) }, uniquingKeysWith: { first, _ in first })
        let names = Dictionary(
            sites.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        var sink = try FeatureOutput(
            to: try OutputFile(path: output.output), as: format, AlertLayer.layer)
        try sink.write(
            alerts.map { alert in
                AlertLayer.feature(
                    alert, site: alert.site.flatMap { names[$0] },
                    at: alert.incidents.last.flatMap { points[$0] })
            })
        try sink.finish()
    }
}
