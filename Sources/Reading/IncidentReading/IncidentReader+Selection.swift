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

    /// With places that the words of a longer report give where grammar finds none, and with what
    /// the whole report says of each violent deed.
    func completed(
        _ drafts: [DraftIncident], _ sentences: SentenceReader
    ) -> [DraftIncident] {
        guard let ranker else { return drafts }
        return filled(
            drafts.map { draft in
                guard SelectionModel.judges(draft.type), !draft.isBackdrop, draft.place == nil
                else { return draft }
                var draft = draft
                place(&draft, sentences, ranker)
                return draft
            }, sentences)
    }

    /// Who suffered a violent deed, who is held responsible, with what it was done, how many died.
    func filled(_ drafts: [DraftIncident], _ sentences: SentenceReader) -> [DraftIncident] {
        guard let models = chosenBy, drafts.contains(where: { SelectionModel.judges($0.type) })
        else { return drafts }
        let readers = fillReaders(models, sentences)
        return drafts.map { draft in
            guard SelectionModel.judges(draft.type) else { return draft }
            var draft = draft
            let read = readers.targets.read(draft)
            draft.chosenTargets = read.targets
            draft.victims = read.killed
            draft.harmless = readers.harmless.words(for: draft)
            draft.weaponsBeside = readers.weapons.nearest(to: draft).map { [$0] } ?? []
            if !draft.isBackdrop { blame(&draft, readers.blame) }
            return draft
        }
    }

    /// Where grammar knows no group by name.
    private func blame(_ draft: inout DraftIncident, _ reader: BlameReader) {
        guard draft.perpetrators.allSatisfy({ $0.kind == .unknown || $0.name == $0.text }),
            let blamed = reader.blamed(for: draft)
        else { return }
        draft.blamed = [blamed]
        draft.reasons.append(Reason("the report blames “\(blamed.text)”"))
    }

    struct FillReaders {
        var targets: TargetReader
        var blame: BlameReader
        var weapons: WeaponReader
        var harmless: HarmlessReader
    }

    /// All look at the same sentences.
    func fillReaders(_ models: FittedModels, _ sentences: SentenceReader) -> FillReaders {
        let arabic = ArabicTellings(
            text: text, mentions: mentions, published: published, lexicon: .standard)
        let known = KnownSentences()
        let sentence = { (index: Int) in
            known.sentence(index) {
                isNews(index) && !arabic.isArabic(index)
                    ? TargetSentence(sentences.phrases(ofSentence: index), text) : nil
            }
        }
        return FillReaders(
            targets: TargetReader(
                text: text, mentions: mentions, model: models.targets, sentence: sentence),
            blame: BlameReader(text: text, model: models.blame, sentence: sentence),
            weapons: WeaponReader(text: text, sentence: sentence),
            harmless: HarmlessReader(text: text, isNews: isNews))
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
        var readers = fillReaders(chosenBy ?? .shipped, sentences)
        readers.targets.candidates.keepsNames = keepingNames
        readers.blame.keepsNames = keepingNames
        return completed(drafts, sentences).compactMap { draft in
            guard SelectionModel.judges(draft.type), let incident = builder.incident(from: draft)
            else { return nil }
            var own = features.of(draft, among: drafts, keepingNames: keepingNames)
            own.add(ofReport)
            return SelectionCandidate(
                incident: incident, features: own, isDoubtful: draft.isDoubtful,
                targets: readers.targets.candidates.candidates(of: draft).map {
                    SelectionCandidate.Fill(
                        names: [text.string(text.span($0.core))], features: $0.features)
                },
                groups: readers.blame.suspects(of: draft).map {
                    SelectionCandidate.Fill(names: $0.names, features: $0.features)
                })
        }
    }
}
