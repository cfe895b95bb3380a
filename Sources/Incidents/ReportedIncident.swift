/// An incident with the reports that tell it.
public struct ReportedIncident: Hashable, Sendable {
    public var incident: Incident
    /// The one its place, quotes and spans are from comes first.
    public var reports: [ReportReference]

    public init(incident: Incident, reports: [ReportReference]) {
        self.incident = incident
        self.reports = reports
    }
}

extension ReportedIncident {
    /// What single reports tell: the members of a merged incident, or the incident itself.
    public var members: [ReportedIncident] { incident.merge?.members ?? [self] }
}
