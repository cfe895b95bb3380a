public import Incidents

/// The corridor: reports in, incidents with distances and clusters out.
///
/// `read` takes reports batch by batch and keeps nothing; `analyze` takes what was read in the whole
/// run, because clusters need it all.
public struct SandtablePipeline: Sendable {
    public let configuration: Configuration
    private let reader: ReportReader

    /// - Parameter reading: Reads one report; called from several threads.
    public init(
        _ configuration: Configuration = Configuration(),
        reading: @escaping @Sendable (Report) -> ReportReading
    ) {
        self.init(configuration, reader: ReportReader { report, _ in reading(report) })
    }

    public init(_ configuration: Configuration = Configuration(), reader: ReportReader) {
        self.configuration = configuration
        self.reader = reader
    }

    /// What each report says, in the order given. Reports given together tell what their source usually
    /// writes about, if the configuration wants it.
    public func read(_ reports: [Report]) async -> [ReportReading] {
        let lexicons = await lexicons(of: reports)
        return await Parallel.map(
            Array(reports.enumerated()), chunkSize: Self.chunkSize, workers: configuration.workers
        ) { [reader] index, report in
            reader.read(report, lexicons.lexicon(for: index, of: report))
        }
    }

    private func lexicons(of reports: [Report]) async -> SourceLexicons {
        guard configuration.learnsSources, let contribution = reader.contribution else {
            return .none
        }
        return await SourceLexicons(
            reports, workers: configuration.workers, chunkSize: Self.chunkSize, contribution)
    }

    /// Large enough that starting a task costs nothing beside it, small enough that two workers
    /// share one batch of reports evenly.
    private static let chunkSize = 4
}

extension ReportReading {
    /// Its incidents, each told by this report alone.
    public var reportedIncidents: [ReportedIncident] {
        let report = ReportReference(report)
        return incidents.map { ReportedIncident(incident: $0, reports: [report]) }
    }

    /// Why the report gave no incident; `nil` when it gave one, or a finding says it already.
    public var reasonForNoIncidents: Finding? {
        guard incidents.isEmpty, !findings.contains(where: { $0.origin == report.id }) else {
            return nil
        }
        return Finding(.note, origin: report.id, "no incident: " + reasonText)
    }

    private var reasonText: String {
        let news = report.text.utf8.count - boilerplate.reduce(0) { $0 + $1.span.count }
        if report.text.allSatisfy(\.isWhitespace) { return "the report is empty" }
        if news * 20 < report.text.utf8.count { return "it is boilerplate only" }
        if mentions.isEmpty { return "no event and no place is named in it" }
        return "places are named in it, but no event that can be told apart from talk"
    }
}
