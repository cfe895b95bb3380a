public import Earth

/// One row of the incident layer: an incident at one of its places, with what analysis added.
///
/// An incident with two places makes two rows; one without a known place makes one row without.
public struct LocatedIncident: Hashable, Sendable {
    /// The incident's id; the rows after its first add `-2`, `-3`, ….
    public var id: String
    public var incident: Incident
    /// `nil` when the report does not say where, or no known place fits.
    public var place: IncidentPlace?
    /// The reports that tell it; the one it was read from comes first.
    public var reports: [ReportReference]
    public var nearest: Proximity?
    /// The outer radius of the smallest ring around the nearest site that the measured distance lies in.
    public var ring: Distance?
    public var cluster: ClusterLabel?
    /// The rules whose alerts rest on it, joined by "; ".
    public var alert: String?

    public init(
        id: String, incident: Incident, place: IncidentPlace?, reports: [ReportReference],
        nearest: Proximity? = nil, ring: Distance? = nil, cluster: ClusterLabel? = nil,
        alert: String? = nil
    ) {
        self.id = id
        self.incident = incident
        self.place = place
        self.reports = reports
        self.nearest = nearest
        self.ring = ring
        self.cluster = cluster
        self.alert = alert
    }
}

/// Which report, without its text.
public struct ReportReference: Hashable, Sendable {
    public var id: String
    public var title: String?
    public var published: Day?
    public var source: String?
    public var url: String?

    public init(_ report: Report) {
        id = report.id
        title = report.title
        published = report.published
        source = report.source
        url = report.url
    }
}

extension LocatedIncident {
    /// The rows of one incident, in the order of its places.
    public static func rows(of told: ReportedIncident) -> [LocatedIncident] {
        rows(of: told.incident, reports: told.reports)
    }

    /// The rows of one incident, in the order of its places.
    public static func rows(of incident: Incident, reports: [ReportReference]) -> [LocatedIncident]
    {
        let known = incident.places.filter { $0.coordinate != nil }
        guard !known.isEmpty else {
            return [
                LocatedIncident(
                    id: incident.id, incident: incident, place: incident.places.first,
                    reports: reports)
            ]
        }
        return known.enumerated().map { index, place in
            LocatedIncident(
                id: index == 0 ? incident.id : "\(incident.id)-\(index + 1)",
                incident: incident, place: place, reports: reports)
        }
    }
}
