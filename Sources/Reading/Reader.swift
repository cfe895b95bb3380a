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
        let mentions = places.mentions(in: text)
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
