public import Analysis
import Earth
public import Incidents
import Reading

/// What a whole run found: the rows of the incident layer, with the nearest site and the cluster of each,
/// and what the rules had to say.
public struct IncidentAnalysis: Sendable {
    public var rows: [LocatedIncident]
    public var clusters: [ClusterSummary]
    /// In the order of days.
    public var alerts: [Alert]
    public var findings: [Finding]
}

extension SandtablePipeline {
    /// The rows of the incidents of some reports, before they are analysed: each report by itself.
    public func rows(of readings: [ReportReading]) -> [LocatedIncident] {
        readings.flatMap(\.reportedIncidents).flatMap(LocatedIncident.rows)
    }

    /// The incidents of a whole run. What several reports tell of one becomes one, unless the
    /// configuration says otherwise; either way they come in the order of the reports' days, so the
    /// order of the input does not matter.
    public func merge(_ told: [ReportedIncident]) -> [ReportedIncident] {
        configuration.mergesReports ? IncidentMerger().merge(told) : IncidentMerger.ordered(told)
    }

    /// Measures rows against the sites and groups them into clusters.
    public func analyze(_ rows: [LocatedIncident]) -> IncidentAnalysis {
        configuration.analyze(rows)
    }
}

extension Configuration {
    /// Measures rows against the sites, groups them into clusters and watches the sites, as far as
    /// each is asked for.
    public func analyze(_ rows: [LocatedIncident]) -> IncidentAnalysis {
        var analysis = IncidentAnalysis(rows: rows, clusters: [], alerts: [], findings: [])
        if !sites.isEmpty { analysis.measure(to: SiteIndex(sites), rings: rings) }
        if let clusters { analysis.cluster(clusters) }
        if !rules.isEmpty { analysis.watch(rules, sites) }
        return analysis
    }
}

extension IncidentAnalysis {
    /// Of what is known no better than a large province or a country, no site is the nearest.
    fileprivate static let vaguest = Distance.kilometers(100)

    fileprivate mutating func measure(to sites: SiteIndex, rings: [Distance]) {
        findings += sites.findings
        for index in rows.indices {
            guard let place = rows[index].place, let point = place.coordinate,
                place.radius <= Self.vaguest
            else { continue }
            let nearest = sites.nearestSites(to: point, radius: place.radius).first
            rows[index].nearest = nearest
            rows[index].ring = nearest.flatMap { nearest in
                rings.first { nearest.distance <= $0 }
            }
        }
    }

    fileprivate mutating func cluster(_ options: Configuration.ClusterOptions) {
        let members = rows.indices.filter { rows[$0].canCluster(within: options.radius) }
        let coordinates = members.compactMap { rows[$0].place?.coordinate }
        let found = Analysis.clusters(
            of: coordinates,
            options: DBSCANOptions(radius: options.radius, minimumCount: options.minimumCount))
        for (position, member) in members.enumerated() { rows[member].cluster = found[position] }
        clusters = summaries(of: found, occurrences: members.compactMap { Occurrence(rows[$0]) })
    }
}

extension IncidentAnalysis {
    /// Replays the rules over the rows, and names with each row the rules whose alerts rest on it.
    fileprivate mutating func watch(_ rules: [AlertRule], _ sites: [Site]) {
        let occurrences = rows.filter(\.canRaiseAlerts).compactMap { Occurrence($0) }
        findings += unmatched(rules, occurrences, sites)
        do throws(AnalysisError) {
            let told = try replay(occurrences, rules: rules, sites: sites)
            alerts = told.alerts
            // The sites' own findings were said when distances were measured.
            findings += told.findings.filter { !findings.contains($0) }
        } catch {
            findings.append(Finding(.error, origin: "alerts", "no rule was asked: \(error)"))
        }
        var names: [String: [String]] = [:]
        for alert in alerts where alert.change != .ended {
            for id in alert.incidents where names[id]?.contains(alert.rule) != true {
                names[id, default: []].append(alert.rule)
            }
        }
        for index in rows.indices {
            let told = Set(names[rows[index].id] ?? [])
            let inOrder = rules.map(\.id).filter(told.contains)
            rows[index].alert = inOrder.isEmpty ? nil : inOrder.joined(separator: "; ")
        }
    }
}

/// What rules ask for that is nowhere to be found, so they can never speak: most likely a misspelling.
public func unmatched(
    _ rules: [AlertRule], _ occurrences: [Occurrence], _ sites: [Site]
) -> [Finding] {
    let types = Set(occurrences.map(\.type))
    let ids = Set(sites.map(\.id))
    let kinds = Set(sites.map(\.kind))
    return rules.flatMap { rule in
        let missing =
            rule.types.subtracting(types).sorted().map { "no incident is of type \"\($0)\"" }
            + rule.siteIDs.subtracting(ids).sorted().map { "no site has the id \"\($0)\"" }
            + rule.siteKinds.subtracting(kinds).map(\.rawValue).sorted().map {
                "no site is of kind \"\($0)\""
            }
            + (rule.isAboutSites && sites.isEmpty ? ["there are no sites to watch"] : [])
        return missing.map { Finding(.note, origin: "alerts", "rule \"\(rule.id)\": \($0)") }
    }
}

extension LocatedIncident {
    /// Only what happened, and at a time of its own.
    fileprivate var canRaiseAlerts: Bool {
        incident.status != .generic && [.accomplished, .attempted].contains(incident.stage)
    }

    /// Only what happened once, at a place known better than clusters are wide, can be near something:
    /// the midpoints of provinces and countries would make clusters of ignorance.
    fileprivate func canCluster(within radius: Distance) -> Bool {
        guard let place, place.coordinate != nil, incident.status != .generic else { return false }
        return place.radius <= max(radius, .kilometers(25))
    }
}
