/// All that was read from one report.
public struct ReportReading: Hashable, Sendable {
    public var report: Report
    /// Spans that are not news: appeals, link lists, forms, copyright lines.
    public var boilerplate: [Boilerplate]
    public var mentions: [Mention]
    public var dates: [EventDate]
    public var incidents: [Incident]
    public var findings: [Finding]

    public init(
        report: Report, boilerplate: [Boilerplate] = [], mentions: [Mention] = [],
        dates: [EventDate] = [], incidents: [Incident] = [], findings: [Finding] = []
    ) {
        self.report = report
        self.boilerplate = boilerplate
        self.mentions = mentions
        self.dates = dates
        self.incidents = incidents
        self.findings = findings
    }
}

/// A stretch of the text that no incident is read from, and why.
public struct Boilerplate: Hashable, Sendable {
    public var span: TextSpan
    public var reason: String

    public init(span: TextSpan, reason: String) {
        self.span = span
        self.reason = reason
    }
}
