internal import Gazetteer
internal import Incidents

/// Places of incidents made as fine as the text allows, once it is clear which incidents there are.
extension IncidentReader {
    func refined(_ drafts: [DraftIncident], _ sentences: SentenceReader) -> [DraftIncident] {
        pinned(inNamedParts(atSoleSites(drafts)), sentences)
    }

    /// Attacks on "the prison" of a province, at the only one it has; each question is asked once.
    private func atSoleSites(_ drafts: [DraftIncident]) -> [DraftIncident] {
        guard let gazetteer,
            drafts.contains(where: { $0.place != nil && !$0.siteWords.isEmpty })
        else { return drafts }
        var sites = SoleSite(gazetteer: gazetteer)
        return drafts.map { draft in
            guard let place = draft.place, !draft.siteWords.isEmpty else { return draft }
            var draft = draft
            draft.place = sites.refined(place, siteWords: draft.siteWords)
            return draft
        }
    }

    /// In longer reports; in a brief one the ranker has weighed every name.
    private func inNamedParts(_ drafts: [DraftIncident]) -> [DraftIncident] {
        guard models == nil else { return drafts }
        let parts = NamedParts(text: text, mentions: mentions)
        return drafts.map { draft in
            guard let place = draft.place else { return draft }
            var draft = draft
            let own = draft.events.filter { !$0.isReaction }.map(\.sentence)
            draft.place = parts.refined(place, sentences: Array(own.prefix(3)))
            return draft
        }
    }

    private func pinned(_ drafts: [DraftIncident], _ sentences: SentenceReader) -> [DraftIncident] {
        let names = PinnedNames(text: text, mentions: mentions, sentences: sentences)
        lazy var story = gazetteer.map {
            StoryPlaces(
                text: text, mentions: mentions, gazetteer: $0, body: sentences.starts[0] ?? 0)
        }
        return drafts.map { draft in
            var draft = draft
            draft.place = draft.place.map(names.pinned)
            if draft.place == nil {
                draft.place = story?.namedCapital(in: Set(draft.events.map(\.sentence)))
            } else if let place = draft.place, place.coordinate == nil {
                draft.place = story?.standing(place, of: Set(draft.events.map(\.sentence))) ?? place
            }
            draft.otherPlaces = draft.otherPlaces.map(names.pinned)
            return draft
        }
    }
}
