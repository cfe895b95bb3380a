public import Incidents

/// What is known of reports beforehand.
public struct ReportOptions: Sendable {
    /// `nil` = recognised from the content.
    public var kind: ReportKind?
    /// The day of publication of a text or a page; of a JSON report only if it names none.
    public var published: Day?
    /// A batch ends with this many reports …
    public var batchCount = 256
    /// … or after the report with which its texts reach this many bytes.
    public var batchBytes = 8 << 20
    /// Of one report's text; what is beyond is not read, and a finding says so. A book has two million.
    public var mostTextBytes = 16 << 20

    public init(kind: ReportKind? = nil, published: Day? = nil) {
        self.kind = kind
        self.published = published
    }
}

/// Some reports, and what was noticed while they were read.
public struct ReportBatch: Sendable {
    public var reports: [Report] = []
    public var findings: [Finding] = []
    var bytes = 0

    mutating func append(_ report: Report) {
        reports.append(report)
        bytes += report.text.utf8.count
    }
}

/// Metadata for one file that stand outside it, as in a folder's `index.csv`.
struct ReportMetadata: Hashable, Sendable {
    var id: String?
    var title: String?
    var published: Day?
    var source: String?
    var url: String?
    var language: String?
}
