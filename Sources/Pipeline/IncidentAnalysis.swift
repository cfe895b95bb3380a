public import Analysis
import Earth
public import Incidents

/// What a whole run found: the rows of the incident layer, in the order of the reports, with the
/// nearest site and the cluster of each.
public struct IncidentAnalysis: Sendable {
    public var rows: [LocatedIncident]
    public var clusters: [ClusterSummary]
    public var findings: [Finding]
}

extension SandtablePipeline {
    /// The rows of the incidents of some reports, before they are analysed.
    public func rows(of readings: [ReportReading]) -> [LocatedIncident] {
        readings.flatMap { reading in
            let report = ReportReference(reading.report)
            return reading.incidents.flatMap { LocatedIncident.rows(of: $0, reports: [report]) }
        }
    }

    /// Measures rows against the sites and groups them into clusters.
    public func analyze(_ rows: [LocatedIncident]) -> IncidentAnalysis {
        var analysis = IncidentAnalysis(rows: rows, clusters: [], findings: [])
        if !configuration.sites.isEmpty { analysis.measure(to: SiteIndex(configuration.sites)) }
        if let options = configuration.clusters { analysis.cluster(options) }
        return analysis
    }
}

extension IncidentAnalysis {
    fileprivate mutating func measure(to sites: SiteIndex) {
        findings += sites.findings
        for index in rows.indices {
            guard let place = rows[index].place, let point = place.coordinate else { continue }
            rows[index].nearest = sites.nearestSites(to: point, radius: place.radius).first
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

extension LocatedIncident {
    /// Only what happened once, at a place known better than clusters are wide, can be near something:
    /// the midpoints of provinces and countries would make clusters of ignorance.
    fileprivate func canCluster(within radius: Distance) -> Bool {
        guard let place, place.coordinate != nil, incident.status != .generic else { return false }
        return place.radius <= max(radius, .kilometers(25))
    }
}
