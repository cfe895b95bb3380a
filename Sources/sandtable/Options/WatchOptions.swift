import Analysis
import ArgumentParser
import Earth
import Formats
import Incidents
import Pipeline

/// What to watch, and what to be told about.
struct WatchOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The rules, as YAML or JSON.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml", "json"]))
    var rules: String
    @Option(
        help: ArgumentHelp("Sites: GeoJSON or CSV. May be given more than once.", valueName: "file")
    )
    var sites: [String] = []

    func read(_ pass: inout ListRun) throws -> (rules: [AlertRule], sites: [Site]) {
        let rules = try pass.readRules(rules)
        guard !sites.isEmpty || !rules.contains(where: \.isAboutSites) else {
            throw Failure.usage("a rule watches sites: name them with --sites FILE")
        }
        return (rules, try pass.readSites(sites))
    }
}

/// Alerts as features: what they lack, the names of their sites and the points of their incidents, is
/// kept here.
struct AlertFeatures {
    private let names: [String: String]
    private var points: [String: Geometry] = [:]

    init(_ sites: [Site]) {
        names = Dictionary(
            sites.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    }

    mutating func add(_ occurrence: Occurrence) {
        if points[occurrence.id] == nil { points[occurrence.id] = .point(occurrence.coordinate) }
    }

    func feature(_ alert: Alert) -> Feature {
        let place = alert.incidents.last.flatMap { points[$0] }
        var feature = AlertLayer.feature(alert, site: alert.site.flatMap { names[$0] }, at: nil)
        feature.geometry = place
        return feature
    }
}
