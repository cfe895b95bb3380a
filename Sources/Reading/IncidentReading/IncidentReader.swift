internal import Earth
internal import Gazetteer
internal import Incidents

/// Reads the incidents of a report from its words, places and dates.
///
/// A cascade over tokens, without a parser: units → phrases → events of a clause → tellings with
/// place, day and toll → incidents. Sentences without a word that tells of an event cost one look-up
/// a word.
/// - Source: in the manner of J. R. Hobbs et al., "FASTUS: a cascaded finite-state transducer for
///   extracting information from natural-language text", 1997.
struct IncidentReader {
    let text: AnalyzedText
    let report: Report
    let mentions: [Mention]
    let dates: [DateExpression]
    let published: Day?
    let lexicon: Lexicon

    func incidents() -> [Incident] {
        var grouping = IncidentGrouping()
        for telling in tellings() { grouping.add(telling) }
        let builder = IncidentBuilder(text: text, report: report, published: published)
        return grouping.drafts.compactMap { builder.incident(from: $0) }
    }

    // MARK: Tellings

    private func tellings() -> [IncidentGrouping.Telling] {
        let sentences = SentenceReader(
            text: text, lexicon: lexicon, places: mentions.map { text.tokenRange($0.span) },
            dates: dates.map { text.tokenRange($0.span) })
        let reckoner = PlaceReckoner(text: text, mentions: mentions)
        var timeline = Timeline(text: text, published: published, expressions: dates)
        var found: [IncidentGrouping.Telling] = []
        var lastActor: EventMention.Participant?
        for sentence in text.sentences.indices
        where isNews(sentence) && sentences.mayTellEvent(sentence) {
            let phrases = sentences.phrases(ofSentence: sentence)
            let paragraph = text.paragraphIndex(ofToken: text.sentences[sentence].lowerBound)
            let finder = EventFinder(
                text: text, phrases: phrases, mentions: mentions, lastActor: lastActor)
            for event in events(by: finder) {
                let date = timeline.date(of: event, dates)
                    ?? (event.concept == .siege ? nil : timeline.setting(paragraph, before: sentence))
                found.append(
                    IncidentGrouping.Telling(
                        event: event, places: reckoner.places(of: event), date: date,
                        paragraph: paragraph))
            }
            lastActor = finder.firstActor() ?? lastActor
        }
        return found
    }

    private func isNews(_ sentence: Int) -> Bool {
        text.sentences[sentence].first.map { !text.tokens[$0].flags.contains(.boilerplate) } ?? false
    }

    private func events(by finder: EventFinder) -> [EventMention] {
        let phrases = finder.phrases
        let found = finder.events()
        let places = EventPlaces(
            text: text, phrases: phrases, mentions: mentions, eventChunks: found.map(\.chunk))
        let days = EventDates(phrases: phrases, expressions: dates)
        let tolls = TollReader(text: text, phrases: phrases)
        var events: [EventMention] = []
        for var event in found {
            places.link(&event)
            days.link(&event)
            event.casualties = tolls.casualties(of: event)
            event.certainty = CertaintyReader(text: text, phrases: phrases).certainty(of: event)
            guard event.modality != .negated, event.modality != .hypothetical else { continue }
            guard let type = EventTyper.type(of: event) ?? harmOnly(event) else { continue }
            event.type = type
            events.append(event)
        }
        return events
    }

    /// Deaths and wounds alone are no type, but belong to an incident told before.
    private func harmOnly(_ event: EventMention) -> IncidentType? {
        (event.concept == .die || event.concept == .wound) && !event.casualties.isEmpty ? .other : nil
    }
}

/// Keeps the day of the last event, for "the same day" and "a week later".
struct Timeline {
    let text: AnalyzedText
    let published: Day?
    let expressions: [DateExpression]
    private var last: EventDate?

    init(text: AnalyzedText, published: Day?, expressions: [DateExpression]) {
        self.text = text
        self.published = published
        self.expressions = expressions
    }

    /// The period that an earlier sentence of the paragraph set: "…has suffered setbacks in recent
    /// months. Troops have retaken…". Days are not handed on: they belong to their own event.
    func setting(_ paragraph: Int, before sentence: Int) -> EventDate? {
        let range = text.paragraphs[paragraph]
        let start = Int(text.tokens[range.lowerBound].start)
        let end = Int(text.tokens[text.sentences[sentence].lowerBound].start)
        return expressions.last {
            $0.span.start >= start && $0.span.end <= end && $0.kind == .date
                && $0.date.start != nil && $0.date.precision != .day
        }?.date
    }

    /// The date of an event, if its sentence says one.
    mutating func date(of event: EventMention, _ expressions: [DateExpression]) -> EventDate? {
        guard let link = event.date else { return nil }
        let expression = expressions[link.expression]
        var date = expression.date
        if expression.value.reference == .previousEvent {
            guard let day = last?.start else { return date }
            date = expression.resolved(by: DateResolver(published: published, event: day))
        }
        if date.start != nil, date.end == nil { date.end = published }
        if date.start != nil { last = date }
        return date
    }
}
