internal import Gazetteer
internal import Incidents

/// Reports of a few sentences, where fitted models decide with grammar.
extension IncidentReader {
    func brief(_ sentences: SentenceReader) -> BriefReport? {
        guard let models else { return nil }
        return BriefReport(text: text, sentences: sentences, models: models, explains: explains)
    }

    /// What the fit of types learns from; the report is read by grammar alone.
    func typeFeatures(keepingNames: Bool) -> FeatureSet {
        let sections = ReportSections(text: text, mentions: mentions, dates: dates)
        let sentences = sentences(sections)
        let drafts = grouping(sentences, sections).drafts
        let lead = drafts.firstIndex { !$0.isBackdrop } ?? 0
        let types = drafts.isEmpty ? [] : [drafts[lead].type] + drafts.map(\.type)
        return TypeFeatures(text: text, sentences: sentences)
            .features(types: types, keepingNames: keepingNames)
    }

    /// The candidates of an event told at some words, as ``EventPlaceJudge`` weighs them.
    func linkingCandidates(at span: TextSpan, keepingNames: Bool) -> [LinkingCandidate] {
        let tokens = text.tokenRange(span)
        guard tokens.lowerBound < text.tokens.count, !tokens.isEmpty else { return [] }
        let sentence = text.sentenceIndex(ofToken: tokens.lowerBound)
        guard text.sentences.indices.contains(sentence) else { return [] }
        let sections = ReportSections(text: text, mentions: mentions, dates: dates)
        let phrases = sentences(sections).phrases(ofSentence: sentence)
        let finder = EventFinder(
            text: text, phrases: phrases, mentions: mentions, lastActor: nil)
        guard
            let judge = EventPlaceJudge(
                text: text, phrases: phrases, mentions: mentions, names: names,
                keepingNames: keepingNames),
            var event = finder.event(toldAt: tokens)
        else { return [] }
        places(phrases, finder.events(), []).link(&event)
        return judge.candidates(of: event)
    }

    /// An incident that grammar does not recognise: told by the first word that may tell of one, else by
    /// the first verb.
    func unrecognised(
        _ type: IncidentType, _ sentences: SentenceReader
    ) -> DraftIncident? {
        let all = text.sentences.indices.filter(isNews).map { sentences.phrases(ofSentence: $0) }
        // What was said not to have happened, or to happen at times, is no incident.
        let finders = all.map {
            EventFinder(text: text, phrases: $0, mentions: mentions, lastActor: nil)
        }
        guard
            let index = finders.firstIndex(where: { $0.knownEvent() != nil })
                ?? finders.firstIndex(where: { $0.mainEvent() != nil }),
            var event = finders[index].knownEvent() ?? finders[index].mainEvent(),
            event.modality == .asserted || event.modality == .attempted,
            !event.isNominal || !event.isPlural || event.isDefinite
        else { return nil }
        event.type = type
        let phrases = all[index]
        places(phrases, [event], []).link(&event)
        judge(phrases).map { $0.review(&event, models?.places ?? FittedModels.shipped.places) }
        EventDates(
            text: text, phrases: phrases, expressions: dates, eventChunks: [event.chunk]
        ).link(&event)
        var timeline = Timeline(text: text, published: published, expressions: dates)
        let paragraph = text.paragraphIndex(ofToken: event.trigger.lowerBound)
        let telling = IncidentGrouping.Telling(
            event: event, places: PlaceReckoner(text: text, mentions: mentions).places(of: event),
            date: timeline.date(of: event, dates), paragraph: paragraph)
        var draft = DraftIncident(telling, isFirst: true)
        draft.isUnrecognised = true
        return draft
    }

    func judge(_ phrases: SentencePhrases) -> EventPlaceJudge? {
        guard models != nil else { return nil }
        return EventPlaceJudge(
            text: text, phrases: phrases, mentions: mentions, names: names, keepingNames: explains)
    }

    func places(
        _ phrases: SentencePhrases, _ events: [EventMention], _ placed: Set<String>
    ) -> EventPlaces {
        EventPlaces(
            text: text, phrases: phrases, mentions: mentions, eventChunks: events.map(\.chunk),
            placed: placed)
    }
}
