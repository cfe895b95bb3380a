internal import Gazetteer
internal import Incidents

/// Longer reports, where models choose among what grammar finds and help where it finds nothing.
extension IncidentReader {
    /// What a report may tell of, and what its words say of that.
    struct Candidates {
        let drafts: [DraftIncident]
        let scores: DeedScores?
    }

    func candidates(
        _ grouping: IncidentGrouping, _ sentences: SentenceReader, _ sections: ReportSections
    ) -> Candidates {
        let doubtful = grouping.doubtfulDrafts()
        guard var scores = deedScores(sentences) else {
            return Candidates(drafts: grouping.drafts + doubtful, scores: nil)
        }
        let proposed = proposedDrafts(
            besides: grouping.drafts + doubtful, scores, sentences, sections)
        let retelling = Retelling(published: published, scores: scores)
        let drafts = retelling.joined(doubtful + proposed, to: grouping.drafts)
        if drafts.contains(where: { DeedKind($0.type) != nil }) { scores.readReport() }
        return Candidates(drafts: drafts, scores: scores)
    }

    /// - Parameter placed: The candidates' drafts with what places them.
    func selected(
        _ candidates: Candidates, placed: [DraftIncident], _ model: SelectionModel
    ) -> [DraftIncident] {
        let drafts = candidates.drafts
        guard drafts.contains(where: { SelectionModel.judges($0.type) }) else { return placed }
        let features = SelectionFeatures(
            text: text, published: published, drafts: drafts, scores: candidates.scores)
        let chosen = drafts.indices.compactMap { index -> (draft: DraftIncident, Double)? in
            var draft = placed[index]
            guard SelectionModel.judges(draft.type) else {
                return draft.isDoubtful ? nil : (draft, 1)
            }
            let own = features.of(index, keepingNames: explains)
            let likelihood = Double(LogisticModel.likelihood(ofScore: model.weights.score(own)))
            guard model.accepts(draft, likelihood: likelihood) else { return nil }
            draft.reasons.append(reason(own, likelihood, model))
            return (draft, likelihood)
        }
        return withoutRivals(chosen)
    }

    /// A sentence that tells of an "attack" with a bomb tells of one deed: the likelier reading stays.
    private func withoutRivals(_ chosen: [(draft: DraftIncident, likelihood: Double)])
        -> [DraftIncident]
    {
        guard chosen.contains(where: { $0.draft.isProposed }) else { return chosen.map(\.draft) }
        var best: [Int: [(kind: DeedKind, isProposed: Bool, likelihood: Double)]] = [:]
        for (draft, likelihood) in chosen {
            guard let kind = DeedKind(draft.type), let first = draft.events.first else { continue }
            best[first.sentence, default: []].append((kind, draft.isProposed, likelihood))
        }
        return chosen.filter { draft, likelihood in
            guard let kind = DeedKind(draft.type), let first = draft.events.first,
                let rivals = best[first.sentence]
            else { return true }
            // "A landmine killed two": the "attack" that its words tell of is that of the mine.
            if draft.isProposed, kind == .attack,
                rivals.contains(where: { !$0.isProposed && $0.kind == .bombing })
            {
                return false
            }
            return !rivals.contains {
                $0.likelihood > likelihood && $0.kind != kind
                    && (draft.isProposed || $0.isProposed && kind == .attack)
            }
        }.map(\.draft)
    }

    private func reason(
        _ features: FeatureSet, _ likelihood: Double, _ model: SelectionModel
    ) -> Reason {
        let evidence = FittedModels.strongest(features, model.weights, for: 0)
        return Reason(
            "a deed of the news, likely to \(Int(likelihood * 100)) %"
                + (evidence.isEmpty ? "" : ": \(evidence)"), weight: 0.2 * (likelihood - 0.5))
    }

    /// With places that the words of a longer report give where grammar finds none.
    func placed(
        _ drafts: [DraftIncident], _ sentences: SentenceReader, leavingDoubtful: Bool = false
    ) -> [DraftIncident] {
        let isOpen = { (draft: DraftIncident) in
            mayBePlaced(draft) && !draft.isBackdrop && draft.place == nil
                && !(leavingDoubtful && draft.isDoubtful)
        }
        guard let ranker, drafts.contains(where: isOpen) else { return drafts }
        lazy var scenes = gazetteer.map {
            SceneReader(
                text: text, mentions: mentions, sentences: sentences,
                story: StoryPlaces(
                    text: text, mentions: mentions, gazetteer: $0, body: sentences.starts[0] ?? 0),
                told: Set(drafts.filter { $0.place != nil }.flatMap { $0.events.map(\.sentence) }))
        }
        return drafts.map { draft in
            guard isOpen(draft) else { return draft }
            var draft = draft
            place(&draft, sentences, ranker)
            if draft.place != nil {
                draft.placing = .words
            } else {
                draft.place = scenes?.place(of: draft)
                draft.placing = .story
            }
            return draft
        }
    }

    /// Who suffered a violent deed, who is held responsible, with what it was done, how many died.
    func filled(_ drafts: [DraftIncident], _ sentences: SentenceReader) -> [DraftIncident] {
        guard let models = chosenBy else { return drafts }
        let drafts = withHarmless(drafts)
        guard drafts.contains(where: mayBePlaced) else { return drafts }
        let readers = fillReaders(models, drafts, sentences)
        let told = Dictionary(
            grouping: drafts.filter { !$0.isDoubtful }.flatMap(\.events), by: \.sentence)
        return drafts.map { draft in
            var draft = draft
            if let places = readers.places, mayBePlaced(draft),
                draft.place == nil || SelectionModel.judges(draft.type)
            {
                replace(&draft, places)
            }
            guard SelectionModel.judges(draft.type) else {
                if draft.targets.isEmpty, draft.family == .violence {
                    draft.chosenTargets = readers.targets.struck(by: draft)
                }
                return draft
            }
            let read = readers.targets.read(draft)
            draft.chosenTargets = read.targets
            draft.victims = read.killed
            count(&draft, readers.tolls, told)
            draft.chosenWeapons = readers.weapons.weapons(of: draft)
            if !draft.isBackdrop, isRecent(draft.date) { blame(&draft, readers.blame) }
            return draft
        }
    }

    /// Violence of any kind took place somewhere.
    private func mayBePlaced(_ draft: DraftIncident) -> Bool {
        SelectionModel.judges(draft.type) || draft.family == .violence
    }

    /// That nobody came to harm is said of strikes, blasts, accidents and what is done to things.
    private func withHarmless(_ drafts: [DraftIncident]) -> [DraftIncident] {
        let reader = HarmlessReader(text: text, isNews: isNews)
        let told = drafts.filter { !$0.isDoubtful && $0.place?.place != nil }
        return drafts.map { draft in
            guard Self.harmful.contains(draft.family) else { return draft }
            var draft = draft
            let elsewhere = told.filter {
                draft.place?.place != nil && $0.place?.place?.id != draft.place?.place?.id
            }.flatMap { $0.events.map(\.sentence) }
            draft.harmless = reader.words(
                for: draft, others: Set(elsewhere).subtracting(draft.events.map(\.sentence)))
            return draft
        }
    }

    private static let harmful: Set<EventFamily> = [
        .violence, .things, .disaster, .taking, .street,
    ]

    private func replace(_ draft: inout DraftIncident, _ chooser: DeedPlaceChooser) {
        guard let (place, reason) = chooser.place(of: draft) else { return }
        draft.place = place
        draft.otherPlaces = []
        draft.reasons.append(reason)
    }

    private func count(
        _ draft: inout DraftIncident, _ reader: TollChooser, _ told: [Int: [EventMention]]
    ) {
        guard let dead = reader.dead(of: draft),
            !dead.contains(where: { isOfAnother($0, than: draft, told) })
        else { return }
        draft.chosenDead = dead
        let words = dead.map { "“\($0.text)”" }.joined(separator: ", ")
        draft.reasons.append(Reason("its dead are counted by \(words)"))
    }

    /// Grammar ties the figure to another deed that stands, and not to this one.
    ///
    /// - Parameter told: by sentence, the events of the deeds that stand.
    private func isOfAnother(
        _ figure: Casualties, than draft: DraftIncident, _ told: [Int: [EventMention]]
    ) -> Bool {
        func counts(_ event: EventMention) -> Bool {
            event.casualties.contains {
                $0.effect == figure.effect && $0.span.overlaps(figure.span)
            }
        }
        guard !draft.events.contains(where: counts) else { return false }
        let tokens = text.tokenRange(figure.span)
        guard !tokens.isEmpty else { return false }
        let own = Set(draft.events.map(\.trigger))
        return told[text.sentenceIndex(ofToken: tokens.lowerBound), default: []].contains {
            !own.contains($0.trigger) && counts($0)
        }
    }

    /// Where grammar knows no group by name, or the report speaks of another one.
    private func blame(_ draft: inout DraftIncident, _ reader: BlameReader) {
        let isDoerNamed = draft.perpetrators.contains {
            $0.kind != .unknown && $0.name != $0.text
                && NationalService.country(ofForces: $0.name) == nil
        }
        guard
            !draft.perpetrators.contains(where: { Self.ofNoGroup.contains($0.kind) }),
            let blamed = reader.blamed(for: draft, isDoerNamed: isDoerNamed),
            !isDoerNamed || !draft.perpetrators.contains(where: { $0.name == blamed.name }),
            // Whom the deed was done to did not do it.
            draft.type == .clash || !draft.targets.contains(where: { $0.name == blamed.name })
        else { return }
        draft.blamed = [blamed]
        draft.reasons.append(Reason("the report blames “\(blamed.text)”"))
    }

    /// "settlers", "a mob": no armed group did it.
    private static let ofNoGroup: Set<Actor.Kind> = [.identity, .rioter, .protester]

    struct FillReaders {
        var targets: TargetReader
        var blame: BlameReader
        var weapons: WeaponReader
        var tolls: TollChooser
        /// `nil` for a brief report without a dateline, where every name has been weighed.
        var places: DeedPlaceChooser?
    }

    /// All look at the same sentences.
    func fillReaders(
        _ models: FittedModels, _ drafts: [DraftIncident], _ sentences: SentenceReader
    ) -> FillReaders {
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
            blame: BlameReader(
                text: text, model: models.blame, drafts: drafts, sentence: sentence),
            weapons: WeaponReader(text: text, model: models.weapons, sentence: sentence),
            tolls: TollChooser(text: text, model: models.tolls, sentence: sentence),
            places: deedPlaces(models, drafts, sentences, sentence))
    }

    private func deedPlaces(
        _ models: FittedModels, _ drafts: [DraftIncident], _ sentences: SentenceReader,
        _ sentence: @escaping (Int) -> TargetSentence?
    ) -> DeedPlaceChooser? {
        let body = sentences.starts[0] ?? 0
        guard let gazetteer, self.models == nil || body > 0 else { return nil }
        let story = StoryPlaces(text: text, mentions: mentions, gazetteer: gazetteer, body: body)
        var told: [String: Int] = [:]
        for id in drafts.compactMap({ $0.place?.place?.id }) { told[id, default: 0] += 1 }
        return DeedPlaceChooser(
            text: text, mentions: mentions, model: models.deedPlaces, story: story, body: body,
            sentence: sentence, judged: { weighed($0, models.places, sentences) }, told: told)
    }

    /// The names of a telling's sentence with how likely each is its place.
    private func weighed(
        _ event: EventMention, _ ranker: EventPlaceRanker, _ sentences: SentenceReader
    ) -> [(candidate: LinkingCandidate, likelihood: Double)] {
        let judge = EventPlaceJudge(
            text: text, phrases: sentences.phrases(ofSentence: event.sentence),
            mentions: mentions, names: names, keepingNames: explains)
        return judge.map { judge in
            judge.candidates(of: event).map { ($0, ranker.likelihood($0.features)) }
        } ?? []
    }

    /// By the words of its sentences, where grammar finds nothing. Else there is nothing but the country:
    /// so less is enough than in a brief report.
    private func place(
        _ draft: inout DraftIncident, _ sentences: SentenceReader, _ ranker: EventPlaceRanker
    ) {
        var choice = EventPlaceChoice()
        choice.threshold = 0.3
        for event in draft.events.prefix(3) where !event.isReaction {
            let phrases = sentences.phrases(ofSentence: event.sentence)
            let span = text.span(text.sentences[event.sentence])
            guard mentions.contains(where: { span.contains($0.span) }),
                let judge = EventPlaceJudge(
                    text: text, phrases: phrases, mentions: mentions, names: names,
                    keepingNames: explains)
            else { continue }
            var event = event
            judge.review(&event, ranker, choice: choice)
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
        let candidates = candidates(grouping, sentences, sections)
        let builder = builder(sentences)
        let features = SelectionFeatures(
            text: text, published: published, drafts: candidates.drafts,
            scores: candidates.scores)
        let placed = placed(candidates.drafts, sentences)
        let completed = filled(placed, sentences)
        var readers = fillReaders(chosenBy ?? .shipped, placed, sentences)
        readers.places?.keepsNames = keepingNames
        readers.targets.candidates.keepsNames = keepingNames
        readers.blame.keepsNames = keepingNames
        readers.tolls.keepsNames = keepingNames
        readers.weapons.keepsNames = keepingNames
        return completed.indices.compactMap { index in
            let draft = completed[index]
            guard SelectionModel.judges(draft.type), let incident = builder.incident(from: draft)
            else { return nil }
            return SelectionCandidate(
                incident: incident, features: features.of(index, keepingNames: keepingNames),
                isDoubtful: draft.isDoubtful,
                targets: readers.targets.candidates.candidates(of: draft).map {
                    SelectionCandidate.Fill(
                        names: [text.string(text.span($0.core))], features: $0.features)
                },
                groups: readers.blame.suspects(of: draft).map {
                    SelectionCandidate.Fill(names: $0.names, features: $0.features)
                },
                weapons: readers.weapons.candidates(of: draft).compactMap { weapon in
                    weapon.best.map {
                        SelectionCandidate.Fill(
                            names: [text.string(text.span($0.tokens))],
                            features: weapon.features)
                    }
                },
                tolls: readers.tolls.candidates(of: draft).map {
                    SelectionCandidate.Count(
                        toll: Toll(minimum: $0.minimum, maximum: $0.maximum),
                        features: $0.features)
                },
                places: readers.places?.candidates(of: placed[index]).map {
                    SelectionCandidate.Site(place: $0.place.place, features: $0.features)
                } ?? [])
        }
    }
}
