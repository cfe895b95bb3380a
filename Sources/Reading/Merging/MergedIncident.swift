internal import Earth
internal import Incidents

/// One incident made from the tellings of several reports.
///
/// The telling with the finest place leads: place, quotes and spans are of its report. The day is the
/// narrowest that is stated; figures stand side by side, each with its report; actors and weapons
/// are those of all. The id is that of the first report's telling, so it stays when more come.
struct MergedIncident {
    let first: ReportedIncident
    /// All, the earliest report first.
    let members: [ReportedIncident]
    let links: [Merge.Link]

    var told: ReportedIncident {
        guard members.count > 1 else { return first }
        let lead = lead ?? first
        let inOrder = [lead] + members.filter { $0.incident.id != lead.incident.id }
        let incidents = inOrder.map(\.incident)
        var merged = lead.incident
        merged.id = first.incident.id
        let type = incidents.dropFirst().reduce(lead.incident) {
            $1.type.specificity > $0.type.specificity ? $1 : $0
        }
        merged.type = type.type
        merged.acled = type.acled
        merged.stage = incidents.contains { $0.stage == .accomplished } ? .accomplished : .attempted
        merged.status =
            strongest(of: [.current, .ongoing, .background], among: incidents.map(\.status))
            ?? merged.status
        merged.certainty =
            strongest(
                of: [.confirmed, .reported, .claimed, .unconfirmed, .denied],
                among: incidents.map(\.certainty)) ?? merged.certainty
        merged.date = date(lead.incident)
        merged.actors = actors(incidents)
        merged.weapons = weapons(incidents)
        merged.quotes = quotes(incidents, lead)
        merged.casualties = incidents.flatMap { incident in
            incident.casualties.map { attributed($0, incident, lead) }
        }
        let support = min(0.2, 0.05 * Double(members.count - 1))
        merged.reasons.append(Reason("told by \(members.count) reports", weight: support))
        merged.confidence = max(
            lead.incident.confidence, min(0.98, lead.incident.confidence + support))
        merged.merge = Merge(members: members, links: links)
        return ReportedIncident(incident: merged, reports: inOrder.flatMap(\.reports))
    }

    // MARK: Where

    /// Whose place is known best; of equals the earliest.
    private var lead: ReportedIncident? {
        members.filter { $0.incident.places.first.flatMap { MergePlace($0) } != nil }
            .min { radius($0) < radius($1) }
    }

    private func radius(_ member: ReportedIncident) -> Distance {
        member.incident.places.first?.radius ?? .meters(.infinity)
    }

    // MARK: What

    /// `order` holds every value there may be.
    private func strongest<Value: Equatable>(of order: [Value], among values: [Value]) -> Value? {
        order.first(where: values.contains)
    }

    // MARK: When

    /// The narrowest stated interval, cut down to what the others leave of it; its span is kept only
    /// if it is one of the leading report.
    private func date(_ lead: Incident) -> EventDate {
        let stated = ([lead] + members.map(\.incident).filter { $0.id != lead.id }).filter {
            $0.date.anchor != .assumed && $0.date.start != nil && $0.date.end != nil
        }
        guard let narrowest = stated.min(by: { width($0.date) < width($1.date) }) else {
            return members.map(\.incident.date).filter { $0.end != nil }
                .min { ($0.end ?? Day(number: .max)) < ($1.end ?? Day(number: .max)) } ?? lead.date
        }
        var date = narrowest.date
        if narrowest.report != lead.report { date.span = nil }
        for other in stated.map(\.date) {
            guard let start = date.start, let end = date.end, let otherStart = other.start,
                let otherEnd = other.end, start <= otherEnd, otherStart <= end
            else { continue }
            date.start = max(start, otherStart)
            date.end = min(end, otherEnd)
        }
        if date.precision != .day, date.start == date.end { date.precision = .day }
        return date
    }

    private func width(_ date: EventDate) -> Int {
        guard let start = date.start, let end = date.end else { return .max }
        return end - start
    }

    // MARK: Who

    private func actors(_ incidents: [Incident]) -> [Actor] {
        var seen: Set<String> = []
        return incidents.flatMap(\.actors).filter {
            seen.insert("\($0.role.rawValue)|\($0.name.lowercased())").inserted
        }
    }

    private func weapons(_ incidents: [Incident]) -> [String] {
        var seen: Set<String> = []
        return incidents.flatMap(\.weapons).filter { seen.insert($0.lowercased()).inserted }
    }

    // MARK: In whose words

    /// The best words of each report, then the second best of each, ….
    private func quotes(_ incidents: [Incident], _ lead: ReportedIncident) -> [Quote] {
        let most = incidents.map(\.quotes.count).max() ?? 0
        return (0..<most).flatMap { rank in
            incidents.filter { rank < $0.quotes.count }.map {
                attributed($0.quotes[rank], $0, lead)
            }
        }
    }

    private func attributed(
        _ quote: Quote, _ incident: Incident, _ lead: ReportedIncident
    ) -> Quote {
        var quote = quote
        if incident.report != lead.incident.report { quote.report = incident.report }
        return quote
    }

    private func attributed(
        _ figure: Casualties, _ incident: Incident, _ lead: ReportedIncident
    ) -> Casualties {
        var figure = figure
        if incident.report != lead.incident.report { figure.report = incident.report }
        return figure
    }
}
