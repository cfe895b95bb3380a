import ArgumentParser
import Earth
import Formats
import Incidents
import Pipeline

/// What to measure incidents against and how to group them.
struct AnalysisOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Sites to measure distances to: GeoJSON, KML, GeoPackage, CSV with latitude and longitude, or a folder of these. May be given more than once.",
            valueName: "file"),
        completion: .file())
    var sites: [String] = []

    @Option(
        help: "Outer radii of the rings around sites; 5km,10km,25km,50km unless said.",
        transform: Quantity.distances)
    var rings = Configuration.usualRings

    @Option(
        help: ArgumentHelp(
            "Rules of alerts (YAML or JSON): each incident then names those that rest on it.",
            valueName: "file"),
        completion: .file(extensions: ["yaml", "yml", "json"]))
    var rules: String?

    @Flag(help: "Also writes the outline of each cluster.")
    var clusters = false

    @Option(
        help: "How near incidents of a cluster are to each other; 10km unless said.",
        transform: Quantity.distance)
    var radius = Distance.kilometers(10)

    @Option(
        help: "How many incidents near each other, itself included, make one the core of a cluster."
    )
    var minCount = 3

    @Flag(help: "Keeps what several reports tell of one incident apart.")
    var noMerge = false

    func validate() throws {
        guard minCount >= 1 else { throw ValidationError("--min-count must be at least 1") }
    }

    func configuration(
        _ reading: ReadingOptions, workers: Int, _ messages: Messages
    ) throws -> Configuration {
        var all: [Site] = []
        for path in sites {
            do throws(InputError) {
                let (sites, findings) = try SiteReader.read(path: path)
                messages.say(findings)
                all += sites
            } catch {
                throw Failure.input(path, error)
            }
        }
        var configuration = reading.configuration(workers: workers)
        configuration.sites = all
        configuration.rings = rings.sorted()
        configuration.rules = try readRules(messages)
        configuration.clusters = Configuration.ClusterOptions(
            radius: radius, minimumCount: minCount)
        configuration.mergesReports = !noMerge
        return configuration
    }

    private func readRules(_ messages: Messages) throws -> [AlertRule] {
        guard let rules else { return [] }
        let (read, findings) = try RuleOptions.read(rules)
        messages.say(findings)
        return try RuleOptions.checked(read, findings, rules)
    }
}
