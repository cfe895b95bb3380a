public import Incidents
public import Reading

/// What a pipeline asks of whoever reads reports; both are called from several threads.
public struct ReportReader: Sendable {
    /// Reads one report, knowing what the other reports of its source name.
    public var read: @Sendable (Report, SourceLexicon?) -> ReportReading
    /// What a report adds to the lexicon of its source; `nil` = sources play no part.
    public var contribution: (@Sendable (Report, SourceLexicon?) -> SourceContribution)?

    public init(
        read: @escaping @Sendable (Report, SourceLexicon?) -> ReportReading,
        contribution: (@Sendable (Report, SourceLexicon?) -> SourceContribution)? = nil
    ) {
        self.read = read
        self.contribution = contribution
    }
}
