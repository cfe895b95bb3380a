public import Gazetteer
public import Incidents

/// Reads reports: places, dates and incidents of each.
///
/// A value without state of its own: one reader serves any number of threads.
public struct Reader: Sendable {
    public var places: PlaceReader
    public var dates = DateReader()
    private let lexicon = Lexicon.standard

    public init(gazetteer: CompiledGazetteer) {
        places = PlaceReader(gazetteer: gazetteer)
    }

    /// All that is read from one report, with findings for what could not be.
    public func read(_ report: Report) -> ReportReading {
        let text = AnalyzedText(report.text)
        // The place reader and the incident reader skip boilerplate by its tokens; what is handed on must not
        // hold any either.
        let isNews = { (span: TextSpan) in !text.boilerplate.contains { $0.span.overlaps(span) } }
        let mentions = places.mentions(in: text).filter { isNews($0.span) }
        let dates = dates.read(text, published: report.published)
        let incidents = IncidentReader(
            text: text, report: report, mentions: mentions, dates: dates.expressions,
            published: dates.published, lexicon: lexicon
        ).incidents()
        return ReportReading(
            report: report, boilerplate: text.boilerplate, mentions: mentions, dates: dates.dates,
            incidents: incidents, findings: dates.findings(origin: report.id))
    }
}
