internal import Gazetteer
internal import Incidents

/// Longer reports, where models choose among what grammar finds and help where it finds nothing.
extension IncidentReader {
    func selected(
        _ drafts: [DraftIncident], _ model: SelectionModel
    ) -> [DraftIncident] {
        guard drafts.contains(where: { SelectionModel.judges($0.type) }) else { return drafts }
        let features = SelectionFeatures(text: text, published: published)
        let ofReport = model.weights.sum(features.ofReport())
        return drafts.compactMap { draft in
            guard SelectionModel.judges(draft.type) else { return draft.isDoubtful ? nil : draft }
            let own = features.of(draft, among: drafts, keepingNames: explains)
            let likelihood = Double(PlaceReading.logistic(model.weights.score(own) + ofReport))
            guard model.accepts(draft, likelihood: likelihood) else { return nil }
            var draft = draft
            draft.reasons.append(reason(own, likelihood, model))
            return draft
        }
    }

    private func reason(
        _ features: FeatureSet, _ likelihood: Double, _ model: SelectionModel
    ) -> Reason {
        let evidence = FittedModels.strongest(features, model.weights, for: 0)
        return Reason(
            "a deed of the news, likely to \(Int(likelihood * 100)) %"
                + (evidence.isEmpty ? "" : ": \(evidence)"), weight: 0.2 * (likelihood - 0.5))
    }

    /// With places and perpetrators that other parts of the report give.
    func completed(
        _ drafts: [DraftIncident], _ sentences: SentenceReader
    ) -> [DraftIncident] {
        guard let ranker else { return drafts }
        lazy var blame = BlameReader(text: text, lexicon: lexicon)
        return drafts.map { draft in
            guard SelectionModel.judges(draft.type), !draft.isBackdrop else { return draft }
            var draft = draft
            if draft.place == nil { place(&draft, sentences, ranker) }
            if draft.perpetrators.allSatisfy({ $0.kind == .unknown || $0.name == $0.text }),
                let blamed = blame.blamed(near: draft.events.first?.trigger.lowerBound ?? 0)
            {
                draft.add(perpetrator: blamed)
                draft.reasons.append(Reason("the report blames “\(blamed.text)”"))
            }
            return draft
        }
    }

    /// By the words of its sentences, where grammar finds nothing.
    private func place(
        _ draft: inout DraftIncident, _ sentences: SentenceReader, _ ranker: EventPlaceRanker
    ) {
        for event in draft.events.prefix(3) where !event.isReaction {
            let phrases = sentences.phrases(ofSentence: event.sentence)
            let span = text.span(text.sentences[event.sentence])
            guard mentions.contains(where: { span.contains($0.span) }),
                let judge = EventPlaceJudge(
                    text: text, phrases: phrases, mentions: mentions, names: names,
                    keepingNames: explains)
            else { continue }
            var event = event
            judge.review(&event, ranker)
            let places = PlaceReckoner(text: text, mentions: mentions).places(of: event)
            guard let place = places.first(where: { $0.place != nil }) else { continue }
            draft.place = place
            draft.reasons += event.reasons
            return
        }
    }

    /// What the fit of the selection learns from: each draft with what speaks for it.
    func selectionCandidates(keepingNames: Bool) -> [SelectionCandidate] {
        let sections = ReportSections(text: text, mentions: mentions, dates: dates)
        let sentences = sentences(sections)
        let grouping = grouping(sentences, sections, keepingDoubtful: true)
        let drafts = grouping.drafts + grouping.doubtfulDrafts()
        let builder = builder(sentences)
        let features = SelectionFeatures(text: text, published: published)
        let ofReport = features.ofReport(keepingNames: keepingNames)
        return completed(drafts, sentences).compactMap { draft in
            guard SelectionModel.judges(draft.type), let incident = builder.incident(from: draft)
            else { return nil }
            var own = features.of(draft, among: drafts, keepingNames: keepingNames)
            own.add(ofReport)
            return SelectionCandidate(
                incident: incident, features: own, isDoubtful: draft.isDoubtful)
        }
    }
}
