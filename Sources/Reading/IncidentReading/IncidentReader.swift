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
        let sentences = SentenceReader(
            text: text, lexicon: lexicon, places: mentions.map { text.tokenRange($0.span) },
            dates: dates.map { text.tokenRange($0.span) })
        var grouping = IncidentGrouping(published: published)
        for telling in tellings(sentences) { grouping.add(telling) }
        guard !grouping.drafts.isEmpty else { return [] }
        let stated = StatedDistances(text: text, mentions: mentions, sentences: sentences)
        let builder = IncidentBuilder(
            text: text, report: report, published: published, mentions: mentions,
            stated: stated.statements())
        return grouping.drafts.compactMap { builder.incident(from: $0) }
    }

    // MARK: Tellings

    func tellings(_ sentences: SentenceReader) -> [IncidentGrouping.Telling] {
        let reckoner = PlaceReckoner(text: text, mentions: mentions)
        var timeline = Timeline(text: text, published: published, expressions: dates)
        var found: [IncidentGrouping.Telling] = []
        var lastActor: EventMention.Participant?
        var setting: Int?
        for sentence in text.sentences.indices
        where isNews(sentence) && sentences.mayTellEvent(sentence) {
            let phrases = sentences.phrases(ofSentence: sentence)
            let paragraph = text.paragraphIndex(ofToken: text.sentences[sentence].lowerBound)
            let finder = EventFinder(
                text: text, phrases: phrases, mentions: mentions, lastActor: lastActor)
            for var event in events(by: finder, setting) {
                let date = timeline.date(of: event, dates)
                    ?? (event.concept == .siege ? nil : timeline.setting(paragraph, before: sentence))
                if event.places.isEmpty, !event.isBackdrop {
                    event.places = scene(before: sentence, paragraph, sentences)
                }
                found.append(
                    IncidentGrouping.Telling(
                        event: event, places: reckoner.places(of: event), date: date,
                        paragraph: paragraph))
                setting = event.places.first?.mention ?? setting
            }
            lastActor = finder.firstActor() ?? lastActor
        }
        return found
    }

    /// Where the sentence before set the scene without telling of an event: "Gunmen stopped three
    /// trucks 70 kilometres east of Rutba. They shot one driver dead."
    private func scene(
        before sentence: Int, _ paragraph: Int, _ sentences: SentenceReader
    ) -> [EventMention.PlaceLink] {
        guard sentence > 0, !sentences.mayTellEvent(sentence - 1),
            text.sentences[sentence - 1].lowerBound >= text.paragraphs[paragraph].lowerBound
        else { return [] }
        let phrases = sentences.phrases(ofSentence: sentence - 1)
        guard let verb = phrases.chunks.firstIndex(where: { $0.kind == .verbGroup && $0.verb.isFinite }),
            phrases.chunks[verb].verb.tense == .past,
            phrases.head(verb).lexeme?.grammar != .report
        else { return [] }
        var scene = EventMention(
            sentence: sentence - 1, trigger: phrases.tokens(verb), chunk: verb, concept: .clash,
            type: .other, isWeak: true, isNominal: false)
        EventPlaces(text: text, phrases: phrases, mentions: mentions, eventChunks: []).link(&scene)
        return scene.places.filter { $0.strength >= 6 }
    }

    private func isNews(_ sentence: Int) -> Bool {
        text.sentences[sentence].first.map { !text.tokens[$0].flags.contains(.boilerplate) } ?? false
    }

    private func events(by finder: EventFinder, _ setting: Int?) -> [EventMention] {
        let phrases = finder.phrases
        let found = finder.events()
        let places = EventPlaces(
            text: text, phrases: phrases, mentions: mentions, eventChunks: found.map(\.chunk),
            setting: setting)
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
        return absorbed(events, phrases)
    }

    /// "a bombing that killed ten near Baiji": the verb whose subject is an event's noun tells the same
    /// event, and what it says of toll, place and day is the noun's.
    private func absorbed(_ events: [EventMention], _ phrases: SentencePhrases) -> [EventMention] {
        var kept = events
        for verb in events where !verb.isNominal {
            guard let subject = phrases.subject(of: verb.chunk),
                let noun = kept.firstIndex(where: { $0.isNominal && $0.chunk == subject }),
                EventFamily.of(verb.type) == EventFamily.of(kept[noun].type) || verb.type == .other
            else { continue }
            kept[noun].absorb(verb)
            kept.removeAll { $0.trigger == verb.trigger }
        }
        return kept
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
        guard let link = event.date else { return stretch(of: event) }
        let expression = expressions[link.expression]
        var date = expression.date
        if expression.value.reference == .previousEvent {
            guard let day = dayBefore(expression, in: event.sentence) ?? last?.start else { return date }
            date = expression.resolved(by: DateResolver(published: published, event: day))
        }
        if date.start != nil, date.end == nil { date.end = published }
        if isOfTheNews(date) { last = date }
        return date
    }

    /// "killed hundreds *in three days*": the days before publication.
    private func stretch(of event: EventMention) -> EventDate? {
        guard let published, !event.isBackdrop else { return nil }
        let sentence = text.span(text.sentences[event.sentence])
        for expression in expressions where sentence.contains(expression.span) {
            guard case .duration(let amounts) = expression.value, amounts.count == 1,
                let days = amounts[0].days, days <= IncidentStatus.currentDays,
                expression.text.lowercased().hasPrefix("in ")
            else { continue }
            return EventDate(
                start: published - days, end: published, precision: .days, span: expression.span,
                expression: expression.text, anchor: .publication)
        }
        return nil
    }

    /// "on Thursday … a day earlier": counted from the day the sentence named just before.
    private func dayBefore(_ expression: DateExpression, in sentence: Int) -> Day? {
        let start = Int(text.tokens[text.sentences[sentence].lowerBound].start)
        return expressions.last {
            $0.span.start >= start && $0.span.end <= expression.span.start && $0.kind == .date
                && $0.date.precision == .day
        }?.date.start
    }

    /// "The same day" goes back to the last day of the news, never to one of the background.
    private func isOfTheNews(_ date: EventDate) -> Bool {
        guard let start = date.start, let end = date.end, end - start < 7 else { return false }
        return published.map { $0 - end <= IncidentStatus.currentDays } ?? true
    }
}

extension DateAmount {
    /// Whole days; `nil` for units that are not counted in days.
    fileprivate var days: Int? {
        switch unit {
        case .hour: max(1, count / 24)
        case .day: count
        case .week: count * 7
        default: nil
        }
    }
}
