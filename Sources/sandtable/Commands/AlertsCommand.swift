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
            Example: sandtable alerts incidents.csv --rules watch.yaml --sites dams.csv

            Rules are a list in YAML (or JSON): {name: near a dam, when: enter, within: 15km,
            of: [dam], certainty: possible}. Conditions are enter, count, rate, dwell, cluster and
            growth. Reports can be watched in one go: sandtable analyze reports/ --format csv |
            sandtable alerts - --rules watch.yaml. The same rules are asked live by watch.
            """)

    @OptionGroup var input: ListOptions
    @OptionGroup var watch: WatchOptions
    @Flag(
        help: "Takes incidents in the order of the file, as they came, not in that of their days.")
    var inFileOrder = false
    @Option(
        help: "How late an incident may come and still count, as in 30d; with --in-file-order.",
        transform: Quantity.days)
    var lateness = 30
    @Option(help: "jsonl, csv, geojson, geojsonl, kml, gpkg or table.") var format = OutputFormat
        .jsonl
    @OptionGroup var output: OutputOptions

    func run() async throws {
        var pass = ListRun("alerts", output)
        let (rules, sites) = try watch.read(&pass)
        let list = try pass.read(input.file)
        let occurrences = list.occurrences()
        pass.say(unmatched(rules, occurrences, sites))
        let (alerts, findings) = try pass.statistics.time(.compute) { () throws(AnalysisError) in
            try replay(
                occurrences, rules: rules, sites: sites, lateness: lateness,
                inOrderOfDays: !inFileOrder)
        }
        pass.say(findings)
        var features = AlertFeatures(sites)
        for occurrence in occurrences { features.add(occurrence) }
        try pass.write(alerts.map(features.feature), of: AlertLayer.layer, as: format)
    }
}
