internal import Incidents

/// What a reader of an incident should know of figures and days that contradict each other. Figures of
/// different sources are no contradiction: they stand side by side.
struct IncidentFindings {
    let published: Day?
    let origin: String

    func findings(of incident: Incident) -> [Finding] {
        contradictions(in: incident.casualties) + incident.casualties.compactMap(impossible)
            + [day(of: incident)].compactMap { $0 }
    }

    /// One source, or the report itself, gives two figures for one side which cannot both be true.
    private func contradictions(in casualties: [Casualties]) -> [Finding] {
        var first: [Key: Casualties] = [:]
        return casualties.compactMap { figure in
            let key = Key(effect: figure.effect, side: figure.side, source: figure.source)
            guard let other = first[key] else {
                first[key] = figure
                return nil
            }
            // Of people that are not told apart by any word the report may well count two lots.
            let isOfOne = !figure.source.isEmpty || figure.side != Casualties.unspecifiedSide
            guard isOfOne, areApart(other, figure) else { return nil }
            let source = figure.source.isEmpty ? "the report itself" : figure.source
            return Finding(
                .note, origin: origin, at: .span(figure.span),
                "“\(figure.text)” and “\(other.text)” are both given by \(source) for one incident",
                hint: "both figures are kept")
        }
    }

    /// More than any one incident is known to have taken.
    private func impossible(_ figure: Casualties) -> Finding? {
        let most = figure.effect == .displaced ? Self.mostDisplaced : Self.mostHarmed
        guard let count = figure.minimum, count > most else { return nil }
        return Finding(
            .warning, origin: origin, at: .span(figure.span),
            "“\(figure.text)”: \(count) are more than any one incident is known to have harmed",
            hint: "the figure is kept; check whether it counts something else")
    }

    /// The Bhola cyclone of 1970, the flood of the Huang He in 1931 and the battles of the Somme and of
    /// Stalingrad are below it or about it.
    private static let mostHarmed = 2_000_000
    private static let mostDisplaced = 50_000_000

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
