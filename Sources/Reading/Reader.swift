public import Gazetteer
public import Incidents

/// Reads reports: places, dates and incidents of each.
///
/// A value without state of its own: one reader serves any number of threads.
public struct Reader: Sendable {
    public var places: PlaceReader
    public var dates = DateReader()
    private let lexicon = Lexicon.standard
    private let gazetteer: CompiledGazetteer

    public init(gazetteer: CompiledGazetteer) {
        self.gazetteer = gazetteer
        places = PlaceReader(gazetteer: gazetteer)
    }

    /// All that is read from one report, with findings for what could not be.
    ///
    /// - Parameter source: What the other reports of its source name, if that is known.
    public func read(_ report: Report, source: SourceLexicon? = nil) -> ReportReading {
        let text = AnalyzedText(report.text)
        // What is no news must not be handed on either, whichever reader met it.
        let isNews = { (span: TextSpan) in !text.boilerplate.contains { $0.span.overlaps(span) } }
        let mentions = places.mentions(in: text, source: source).filter { isNews($0.span) }
        let dates = dates.read(text, published: report.published)
        let incidents = IncidentReader(
            text: text, report: report, mentions: mentions, dates: dates.expressions,
            published: dates.published, lexicon: lexicon, gazetteer: gazetteer
        ).incidents()
        return ReportReading(
            report: report, boilerplate: text.boilerplate, mentions: mentions,
            dates: dates.dates.filter { $0.span.map(isNews) ?? true }, incidents: incidents,
            findings: dates.findings(origin: report.id))
    }
}
