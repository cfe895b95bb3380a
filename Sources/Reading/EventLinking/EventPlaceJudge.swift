internal import Gazetteer
internal import Incidents

/// Weighs the places that grammar ties to an event by how likely the ranker finds them.
///
/// Where grammar found none, the ranker may name one; where both agree, the tie is the stronger; a
/// tie that the ranker thinks nothing of is cut, so that an incident stays without a pin rather
/// than with a wrong one.
struct EventPlaceJudge {
    let sentence: LinkingSentence
    let mentions: [Mention]
    /// The sentence's first token in its text.
    let start: Int
    var ranker = EventPlaceRanker.shipped

    /// The likelihood from which on a place counts without grammar.
    static let enough = 0.5
    /// And below which a tie of grammar does not count.
    static let tooLittle = 0.04

    /// Longer sentences are lists or no prose at all, and would cost the square of their length.
    static let mostTokens = 300

    /// `nil` for a sentence in which no place is named, and for one that is too long.
    init?(
        text: AnalyzedText, phrases: SentencePhrases, mentions: [Mention], names: [ProperNames.Name]
    ) {
        guard text.sentences[phrases.sentence].count <= Self.mostTokens,
            phrases.units.contains(where: { unit in
                unit.place.map { mentions[$0].role == .literal } ?? false
            })
        else { return nil }
        sentence = LinkingSentence(
            text: text, phrases: phrases, mentions: mentions, names: names)
        self.mentions = mentions
        start = text.sentences[phrases.sentence].lowerBound
    }

    func review(_ event: inout EventMention) {
        let likelihoods = likelihoodsOfMentions(event)
        guard !likelihoods.isEmpty else { return }
        event.places.removeAll { link in
            link.offset == nil && likelihoods[link.mention].map { $0 < Self.tooLittle } ?? false
        }
        guard event.places.isEmpty, !event.isBackdrop,
            let best = likelihoods.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
            best.value >= Self.enough
        else { return }
        event.places = [
            EventMention.PlaceLink(mention: best.key, relation: relation(of: best.key), strength: 4)
        ]
        event.reasons.append(
            Reason("place by the words between it and the event", weight: best.value))
    }

    /// By the index of the mention; of the places that can be where something happens.
    private func likelihoodsOfMentions(_ event: EventMention) -> [Int: Double] {
        let linking = LinkingEvent(
            event.trigger.lowerBound - start..<event.trigger.upperBound - start, in: sentence)
        let features = LinkingFeatures(sentence: sentence, event: linking, start: start)
        var likelihoods: [Int: Double] = [:]
        for (index, name) in sentence.names.enumerated() {
            guard let mention = name.mention, mention.role == .literal else { continue }
            let number = mentions.partitioningIndex { $0.span.start >= mention.span.start }
            var set = FeatureSet()
            features.add(name: index, to: &set)
            likelihoods[number] = max(likelihoods[number] ?? 0, ranker.likelihood(set))
        }
        return likelihoods
    }

    private func relation(of mention: Int) -> IncidentPlace.Relation {
        let name = sentence.names.first { $0.mention?.span == mentions[mention].span }
        switch name?.governor.word {
        case "near", "outside", "around", "along": return .near
        case "across", "throughout", "within": return .within
        default: return .at
        }
    }
}
