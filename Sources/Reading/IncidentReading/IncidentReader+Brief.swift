internal import Gazetteer
internal import Incidents

/// Reports of a few sentences, where fitted models decide with grammar.
extension IncidentReader {
    func brief(_ sentences: SentenceReader) -> BriefReport? {
        guard let models else { return nil }
        return BriefReport(text: text, sentences: sentences, models: models, explains: explains)
    }

    /// What the fit of types learns from.
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
    ///
    /// - Parameter type: What the words of the report as a whole tell of. Without it only what has a place
    ///   is an incident: what a word of the lexicon tells of, or what armed forces do.
    func unrecognised(
        _ type: IncidentType?, _ sentences: SentenceReader
    ) -> DraftIncident? {
        let all = text.sentences.indices.filter(isNews).map { sentences.phrases(ofSentence: $0) }
        // What was said not to have happened, or to happen at times, is no incident.
        let finders = all.map {
            EventFinder(text: text, phrases: $0, mentions: mentions, lastActor: nil)
        }
        guard let (index, found, told) = mainTelling(finders, type) else { return nil }
        var event = found
        event.type = told
        let phrases = all[index]
        places(phrases, [event], []).link(&event)
        judge(phrases).map { $0.review(&event, models?.places ?? FittedModels.shipped.places) }
        if type == nil, event.places.isEmpty, event.unlistedPlace == nil { return nil }
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

    /// The event that stands for a report, the sentence that tells it, and its type.
    private func mainTelling(
        _ finders: [EventFinder], _ type: IncidentType?
    ) -> (sentence: Int, EventMention, IncidentType)? {
        let known = finders.indices.flatMap { index in
            finders[index].knownEvents().map { (index, $0) }
        }
        let main = finders.indices.lazy.compactMap { index in
            finders[index].mainEvent().map { (index, $0) }
        }.first
        if let type {
            // That somebody died tells no incident: he may have been ill.
            let told =
                known.first(where: { happens($0.1) && $0.1.concept != .die })
                ?? known.first(where: { mayHappen($0.1, finders[$0.0].phrases) })
            if let told { return (told.0, told.1, type) }
            guard known.isEmpty, let (index, event) = main, happens(event) else { return nil }
            return (index, event, type)
        }
        for (index, event) in known where happens(event) {
            if let own = EventTyper.type(of: event) { return (index, event, own) }
        }
        guard let (index, event) = main, happens(event),
            finders[index].actors().contains(where: { Self.forces.contains($0.kind) })
        else { return nil }
        return (index, event, .groupChange)
    }

    private func happens(_ event: EventMention) -> Bool {
        (event.modality == .asserted || event.modality == .attempted)
            && (!event.isNominal || !event.isPlural || event.isDefinite)
    }

    /// A bare plural that a report as a whole is about: "staged protests across the country"; but not
    /// "bombings were frequent".
    private func mayHappen(_ event: EventMention, _ phrases: SentencePhrases) -> Bool {
        guard event.isNominal, event.modality == .asserted, !event.isBackdrop else { return false }
        return phrases.verb(withSubject: event.chunk).map { phrases.head($0).tag != .be } ?? true
    }

    /// Those whose moves are news: "troops *patrolled* the town".
    private static let forces: Set<Actor.Kind> = [.state, .rebel, .militia, .external]

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
