public import Incidents

/// What a whole run found: the rows of the incident layer, in the order of the reports.
public struct IncidentAnalysis: Sendable {
    public var rows: [LocatedIncident] = []
    public var findings: [Finding] = []

    public init(rows: [LocatedIncident] = [], findings: [Finding] = []) {
        self.rows = rows
        self.findings = findings
    }

    /// Adds the incidents of some reports.
    public mutating func append(_ readings: [ReportReading]) {
        for reading in readings {
            let report = ReportReference(reading.report)
            for incident in reading.incidents {
                rows += LocatedIncident.rows(of: incident, reports: [report])
            }
        }
    }
}
