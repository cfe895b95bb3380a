internal import Incidents

/// What a reader of an incident should know of figures and days that contradict each other. Figures of
/// different sources are no contradiction: they stand side by side.
struct IncidentFindings {
    let published: Day?
    let origin: String

    func findings(of incident: Incident) -> [Finding] {
        tolls(of: incident) + [day(of: incident)].compactMap { $0 }
    }

    /// One source that gives two figures for one side which cannot both be true.
    private func tolls(of incident: Incident) -> [Finding] {
        var first: [Key: Casualties] = [:]
        return incident.casualties.compactMap { figure in
            let key = Key(effect: figure.effect, side: figure.side, source: figure.source)
            guard let other = first[key], !figure.source.isEmpty else {
                first[key] = figure
                return nil
            }
            guard areApart(other, figure) else { return nil }
            return Finding(
                .note, origin: origin, at: .span(figure.span),
                "“\(figure.text)” and “\(other.text)” are both given by \(figure.source) for one incident",
                hint: "both figures are kept")
        }
    }

    private struct Key: Hashable {
        let effect: Casualties.Effect
        let side: String
        let source: String
    }

    private func areApart(_ a: Casualties, _ b: Casualties) -> Bool {
        (a.maximum ?? .max) < (b.minimum ?? 0) || (b.maximum ?? .max) < (a.minimum ?? 0)
    }

    /// What is told as done cannot be of a day after the report.
    private func day(of incident: Incident) -> Finding? {
        guard let published, let start = incident.date.start, let span = incident.date.span,
            start > published + 1, incident.stage == .accomplished
        else { return nil }
        return Finding(
            .warning, origin: origin, at: .span(span),
            "“\(incident.date.expression)” is \(start), after the report's own day, \(published), of something told as done",
            hint: "check the day of publication")
    }
}
