internal import Gazetteer
internal import Incidents

/// Deeds of longer reports that only the words of their sentences tell of.
extension IncidentReader {
    /// What its words say of a report and of its sentences that may tell of an event.
    func deedScores(_ sentences: SentenceReader) -> DeedScores? {
        guard let deeds else { return nil }
        return DeedScores(
            deeds, DeedFeatures(text: text, sentences: sentences),
            sentences: telling(sentences))
    }

    private func telling(_ sentences: SentenceReader) -> [Int] {
        text.sentences.indices.filter { isNews($0) && sentences.mayTellEvent($0) }
    }

    /// Drafts of deeds that words tell of in sentences where grammar finds none of that kind.
    func proposedDrafts(
        besides drafts: [DraftIncident], _ scores: DeedScores, _ sentences: SentenceReader,
        _ sections: ReportSections
    ) -> [DraftIncident] {
        var known: [DeedKind: Set<Int>] = [:]
        var others: Set<Int> = []
        for draft in drafts {
            guard let kind = DeedKind(draft.type) else {
                // An air strike or a clash is no deed under another name.
                others.formUnion(draft.events.map(\.sentence))
                continue
            }
            known[kind, default: []].formUnion(draft.events.map(\.sentence))
        }
        var groupings = DeedKind.allCases.map { _ in IncidentGrouping(published: published) }
        for sentence in telling(sentences)
        where text.paragraphIndex(ofToken: text.sentences[sentence].lowerBound)
            >= sections.headlines
        {
            for kind in DeedKind.allCases
            where scores.ofSentence(sentence, kind) >= DeedModels.least
                && known[kind]?.contains(sentence) != true && !others.contains(sentence)
            {
                guard let telling = proposal(kind, sentence, sentences) else { continue }
                groupings[kind.rawValue].gather(telling)
            }
        }
        return groupings.flatMap(\.drafts).map {
            var draft = $0
            draft.isDoubtful = true
            draft.isProposed = true
            return draft
        }
    }

    /// By the first word that may tell of such a deed.
    private func proposal(
        _ kind: DeedKind, _ sentence: Int, _ sentences: SentenceReader
    ) -> IncidentGrouping.Telling? {
        let phrases = sentences.phrases(ofSentence: sentence)
        let finder = EventFinder(
            text: text, phrases: phrases, mentions: mentions, lastActor: nil)
        guard var event = finder.event(of: kind), EventTyper.mayBeDeed(event),
            !DeedKind.isSoft(event.concept) || isAmidViolence(sentence, sentences)
        else { return nil }
        event.type = kind.type
        return telling(of: event, phrases)
    }

    /// That somebody died, or threw something, is a deed only beside words of violence.
    private func isAmidViolence(_ sentence: Int, _ sentences: SentenceReader) -> Bool {
        let near = max(0, sentence - 5)..<min(text.sentences.count, sentence + 6)
        return near.contains { index in
            isNews(index)
                && sentences.phrases(ofSentence: index).units.contains {
                    $0.lexeme.map(DeedKind.isViolent) ?? false
                }
        }
    }

    /// With place, day and toll as its sentence gives them.
    func telling(
        of event: EventMention, _ phrases: SentencePhrases
    ) -> IncidentGrouping.Telling {
        var event = event
        places(phrases, [event], []).link(&event)
        EventDates(
            text: text, phrases: phrases, expressions: dates, eventChunks: [event.chunk]
        ).link(&event)
        let tolls = TollReader(text: text, phrases: phrases, mentions: mentions)
        event.casualties = tolls.casualties(of: event)
        event.speaker = tolls.speaker(of: event.chunk)
        event.certainty = CertaintyReader(text: text, phrases: phrases).certainty(of: event)
        var timeline = Timeline(text: text, published: published, expressions: dates)
        let paragraph = text.paragraphIndex(ofToken: event.trigger.lowerBound)
        return IncidentGrouping.Telling(
            event: event, places: PlaceReckoner(text: text, mentions: mentions).places(of: event),
            date: timeline.date(of: event, dates), paragraph: paragraph)
    }

    /// What the fit of ``DeedModels`` learns from.
    func deedExample(keepingNames: Bool) -> DeedExample {
        let sentences = sentences(ReportSections(text: text, mentions: mentions, dates: dates))
        let features = DeedFeatures(
            text: text, sentences: sentences, keepingNames: keepingNames)
        return DeedExample(
            report: features.ofReport(),
            sentences: telling(sentences).map {
                DeedExample.Sentence(
                    text: text.string(text.span(text.sentences[$0])),
                    features: features.ofSentence($0))
            })
    }
}

/// What the words of a report offer, and those of each sentence that may tell of an event.
package struct DeedExample: Sendable {
    package struct Sentence: Sendable {
        package let text: String
        package let features: FeatureSet
    }

    package let report: FeatureSet
    package let sentences: [Sentence]
}

extension EventFinder {
    /// The first that may be of a kind of deed, else the first of any.
    func event(of kind: DeedKind) -> EventMention? {
        let known = events()
        return known.first { kind.isTold(by: $0.concept) } ?? known.first
    }
}
