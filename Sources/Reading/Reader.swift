public import Gazetteer
public import Incidents

/// Reads reports: places, dates and incidents of each.
///
/// A value without state of its own: one reader serves any number of threads.
public struct Reader: Sendable {
    public var places: PlaceReader
    public var dates = DateReader()
    /// Whether fitted models have their say in reports of a few sentences.
    public var usesFittedModels = true
    /// Other weights than the shipped ones, for cross-validation.
    package var models: FittedModels?
    /// The longest section in bytes.
    var sectionLimit = TextSections.limit
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
        let sections = sections(of: report)
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

    private func sections(of report: Report) -> TextSections {
        TextSections(caseRestorer.restored(report.text) ?? report.text, limit: sectionLimit)
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
        var incidents = incidentReader(text, reading.report, mentions, dates, names)
        if usesFittedModels { incidents.use(models ?? .shipped) }
        incidents.explains = places.options.explains
        let read = reading.incidents.count
        reading.incidents += incidents.incidents()
        let checks = IncidentFindings(published: dates.published, origin: reading.report.id)
        reading.findings += reading.incidents[read...].flatMap(checks.findings)
        reading.boilerplate += boilerplate
        reading.mentions += mentions
        reading.dates +=
            boilerplate.isEmpty
            ? dates.dates : dates.dates.filter { $0.span.map(isNews) ?? true }
    }

    private func incidentReader(
        _ text: AnalyzedText, _ report: Report, _ mentions: [Mention], _ dates: DateReading,
        _ names: [ProperNames.Name]
    ) -> IncidentReader {
        IncidentReader(
            text: text, report: report, mentions: mentions, dates: dates.expressions,
            published: dates.published, lexicon: lexicon, gazetteer: gazetteer, names: names)
    }
}

// MARK: Fitting

extension Reader {
    /// What a brief text offers for its type, read as the reader reads it.
    package func typeFeatures(of string: String, keepingNames: Bool) -> FeatureSet {
        var reader = byGrammar(string)
        if usesFittedModels { reader.use(models ?? .shipped) }
        return reader.typeFeatures(keepingNames: keepingNames)
    }

    /// The names that may be where an event told at `event` took place.
    package func linkingCandidates(
        in string: String, event: TextSpan, keepingNames: Bool
    ) -> [LinkingCandidate] {
        byGrammar(string).linkingCandidates(at: event, keepingNames: keepingNames)
    }

    private func byGrammar(_ string: String) -> IncidentReader {
        let text = AnalyzedText(string)
        let (mentions, names) = places.read(text)
        let dates = dates.read(text, published: nil)
        return incidentReader(
            text, Report(id: "", text: string), mentions, dates, names)
    }

    /// What the words of a report and its sentences offer to ``DeedModels``, section by section.
    package func deedExamples(in report: Report, keepingNames: Bool) -> [DeedExample] {
        grammarReaders(of: report).map { $0.deedExample(keepingNames: keepingNames) }
    }

    /// What a report may tell of, each with what speaks for its being an incident of the news.
    package func selectionCandidates(
        in report: Report, keepingNames: Bool
    ) -> [SelectionCandidate] {
        grammarReaders(of: report).flatMap { reader in
            var reader = reader
            let models = models ?? .shipped
            reader.ranker = models.places
            reader.chosenBy = models
            reader.deeds = models.deeds.weights.isEmpty ? nil : models.deeds
            return reader.selectionCandidates(keepingNames: keepingNames)
        }
    }

    /// A reader for each section of a report, without models.
    private func grammarReaders(of report: Report) -> [IncidentReader] {
        sections(of: report).map { text in
            let (mentions, names) = places.read(text)
            let isNews = { (span: TextSpan) in
                !text.boilerplate.contains { $0.span.overlaps(span) }
            }
            let dates = self.dates.read(text, published: report.published)
            return incidentReader(
                text, report, mentions.filter { isNews($0.span) }, dates, names)
        }
    }
}
