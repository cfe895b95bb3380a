public import Gazetteer
public import Incidents

/// Reads reports: places, dates and incidents of each.
///
/// A value without state of its own: one reader serves any number of threads.
public struct Reader: Sendable {
    public var places: PlaceReader
    public var dates = DateReader()
    /// Whether fitted models may place events that grammar leaves without a place, cut ties they find next
    /// to impossible, and choose ACLED pairs where an event's words name no particular type. Off, because
    /// another place also changes which tellings are taken for one incident.
    public var usesFittedModels = false
    private let lexicon = Lexicon.standard
    private let gazetteer: CompiledGazetteer
    private let caseRestorer: CaseRestorer

    public init(gazetteer: CompiledGazetteer) {
        self.gazetteer = gazetteer
        places = PlaceReader(gazetteer: gazetteer)
        caseRestorer = CaseRestorer(gazetteer: gazetteer)
    }

    /// All that is read from one report, with findings for what could not be.
    ///
    /// A long text is read section by section (``TextSections``).
    ///
    /// - Parameter source: What the other reports of its source name, if that is known.
    public func read(_ report: Report, source: SourceLexicon? = nil) -> ReportReading {
        var reading = ReportReading(report: report)
        var allDates: DateReading?
        let sections = TextSections(caseRestorer.restored(report.text) ?? report.text)
        for text in sections {
            let dates =
                allDates.map { self.dates.read(text, following: $0) }
                ?? self.dates.read(text, published: report.published)
            read(text, dates, source, into: &reading)
            if allDates == nil { allDates = dates } else { allDates?.append(dates) }
        }
        reading.findings += allDates?.findings(origin: report.id) ?? []
        if let finding = sections.finding(origin: report.id) { reading.findings.append(finding) }
        return reading
    }

    private func read(
        _ text: AnalyzedText, _ dates: DateReading, _ source: SourceLexicon?,
        into reading: inout ReportReading
    ) {
        // What is no news must not be handed on either, whichever reader met it.
        let boilerplate = text.boilerplate
        let isNews = { (span: TextSpan) in !boilerplate.contains { $0.span.overlaps(span) } }
        let (allMentions, names) = places.read(text, source: source)
        let mentions =
            boilerplate.isEmpty ? allMentions : allMentions.filter { isNews($0.span) }
        let read = reading.incidents.count
        reading.incidents += IncidentReader(
            text: text, report: reading.report, mentions: mentions, dates: dates.expressions,
            published: dates.published, lexicon: lexicon, gazetteer: gazetteer,
            names: names, usesFittedModels: usesFittedModels
        ).incidents()
        let checks = IncidentFindings(published: dates.published, origin: reading.report.id)
        reading.findings += reading.incidents[read...].flatMap(checks.findings)
        reading.boilerplate += boilerplate
        reading.mentions += mentions
        reading.dates += dates.dates.filter { $0.span.map(isNews) ?? true }
    }
}
