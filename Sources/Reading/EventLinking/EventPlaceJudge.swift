internal import Gazetteer
package import Incidents

/// A name that may be where an event took place, with what speaks for and against it.
package struct LinkingCandidate: Sendable {
    package let span: TextSpan
    /// Among the report's mentions; `nil` for a name that no gazetteer knows.
    let mention: Int?
    package let features: FeatureSet
}

/// Decides by the ranker where the events of one sentence took place.
///
/// Grammar has its say as one feature among others. What lies at a distance from a place, or between
/// two, is left to grammar.
struct EventPlaceJudge {
    let sentence: LinkingSentence
    let mentions: [Mention]
    /// The sentence's first token in its text.
    let start: Int

    /// Longer sentences are lists or no prose at all, and would cost the square of their length.
    static let mostTokens = 300

    /// `nil` for a sentence that is too long.
    init?(
        text: AnalyzedText, phrases: SentencePhrases, mentions: [Mention],
        names: [ProperNames.Name], keepingNames: Bool = false
    ) {
        guard text.sentences[phrases.sentence].count <= Self.mostTokens else { return nil }
        sentence = LinkingSentence(
            text: text, phrases: phrases, mentions: mentions, names: names,
            keepingNames: keepingNames)
        self.mentions = mentions
        start = text.sentences[phrases.sentence].lowerBound
    }

    /// The names of the sentence but the event itself.
    func candidates(of event: EventMention) -> [LinkingCandidate] {
        let told = event.trigger.lowerBound - start..<event.trigger.upperBound - start
        guard sentence.tokens.indices.contains(told.lowerBound), !told.isEmpty else { return [] }
        let features = LinkingFeatures(
            sentence: sentence, event: LinkingEvent(told, in: sentence), mentions: mentions,
            start: start)
        return sentence.names.indices.compactMap { index in
            let name = sentence.names[index]
            guard !name.tokens.overlaps(told), !isOfPeople(name) else { return nil }
            var set = FeatureSet(keepingNames: sentence.keepsNames)
            features.add(name: index, link: link(to: name.mention, of: event), to: &set)
            return LinkingCandidate(
                span: sentence.span(name.tokens), mention: name.mention, features: set)
        }
    }

    /// "linked the attack to *Boko Haram*", "the kidnapping of *Father Juan Ortiz*": a group that is known by name
    /// or a person with a title, and no place that nobody lists.
    private func isOfPeople(_ name: LinkingSentence.Name) -> Bool {
        if let mention = name.mention, mentions[mention].resolution.place != nil { return false }
        return name.tokens.contains {
            let unit = sentence.unitOfToken[$0]
            guard unit >= 0, let lexeme = sentence.phrases.units[unit].lexeme else { return false }
            return lexeme.group != nil
                || lexeme.person != nil && $0 == name.tokens.lowerBound && name.tokens.count > 1
        }
    }

    /// What grammar says of a name and this event.
    private func link(to mention: Int?, of event: EventMention) -> LinkingFeatures.Link {
        // Of rings around a name and of borders the ranker has learned nothing.
        let links = event.places.filter {
            $0.border == nil && ($0.offset == nil || $0.offset?.degrees != nil)
        }
        guard let best = links.first else { return .none }
        guard let own = links.first(where: { $0.mention == mention }) else { return .other }
        return .own(
            relation: own.relation, strength: own.strength,
            isBest: own.mention == best.mention)
    }

    func review(
        _ event: inout EventMention, _ ranker: EventPlaceRanker,
        choice: EventPlaceChoice = EventPlaceChoice()
    ) {
        guard !event.places.contains(where: \.isReckoned) else { return }
        let candidates = candidates(of: event)
        let likelihoods = candidates.map { ranker.likelihood($0.features) }
        var chosen = choice.indexes(likelihoods)
            .sorted { (likelihoods[$0], $1) > (likelihoods[$1], $0) }
        // "attacked Hit a week after troops retook *Ramadi*": what stands before is another's.
        let objects = event.places.filter(\.isObject).map(\.mention)
        if !objects.isEmpty {
            let verb = Int(sentence.tokens[event.trigger.lowerBound - start].start)
            chosen.removeAll {
                candidates[$0].span.end <= verb
                    && candidates[$0].mention.map(objects.contains) != true
            }
        }
        if let journey = event.journey {
            chosen.removeAll { candidates[$0].mention.map(journey.contains) == true }
            if chosen.isEmpty, let link = event.places.max(by: { $0.strength < $1.strength }) {
                chosen = candidates.indices.filter { candidates[$0].mention == link.mention }
            }
        }
        let best = chosen.first
        chosen.removeAll { isOfOtherClause($0, than: best, candidates, event) }
        chosen += listed(with: chosen, candidates, likelihoods)
        // "On 5 February, in *Port-au-Prince*, a surgeon was kidnapped": what opens so holds.
        if chosen.isEmpty, let head = candidates.firstIndex(where: { opens($0, event) }) {
            chosen = [head]
        }
        let near = Set(event.places.filter { $0.relation == .near }.map(\.mention))
        let here = sentence.span(sentence.tokens.indices)
        event.places.removeAll { !$0.isSettled && here.contains(mentions[$0.mention].span) }
        if !chosen.isEmpty { event.places.removeAll() }
        event.hasChosenPlaces = !chosen.isEmpty
        event.isJudged = true
        event.placeLikelihood = chosen.first.map { likelihoods[$0] } ?? 0
        event.isUnlistedFirst = chosen.first.map { candidates[$0].mention == nil } ?? false
        for index in chosen {
            if let mention = candidates[index].mention,
                let place = mentions[mention].resolution.place
            {
                guard
                    !event.places.contains(where: {
                        mentions[$0.mention].resolution.place?.id == place.id
                    })
                else { continue }
                event.places.append(
                    EventMention.PlaceLink(
                        mention: mention,
                        relation: near.contains(mention) ? .near : relation(of: mention),
                        strength: 9))
            } else if event.unlistedPlace == nil {
                event.unlistedPlace = candidates[index].span
            }
        }
        if let best = chosen.first {
            event.reasons.append(reason(candidates[best], likelihoods[best], ranker))
        }
    }

    /// "strikes on Sanaa, *Dhamar and Hodeidah*": what is listed with a place that was chosen is one, too.
    private func listed(
        with chosen: [Int], _ candidates: [LinkingCandidate], _ likelihoods: [Double]
    ) -> [Int] {
        guard !chosen.isEmpty else { return [] }
        var found: [Int] = []
        var list: [Int] = []
        var hasAnd = false
        func close() {
            if hasAnd, list.contains(where: chosen.contains) {
                found += list.filter {
                    !chosen.contains($0) && likelihoods[$0] >= Self.leastListed
                }
            }
        }
        for index in candidates.indices where isListable(candidates[index]) {
            let isAnd = list.last.flatMap { joint(candidates[$0], candidates[index]) }
            if let isAnd {
                hasAnd = hasAnd || isAnd
                list.append(index)
            } else {
                close()
                list = [index]
                hasAnd = false
            }
        }
        close()
        return found
    }

    private static let leastListed = 0.2

    /// "Three died near *Rafah*, and a fisherman was shot off Deir al-Balah": the clause that names a place of its
    /// own does not borrow that of another.
    private func isOfOtherClause(
        _ index: Int, than best: Int?, _ candidates: [LinkingCandidate], _ event: EventMention
    ) -> Bool {
        let phrases = sentence.phrases
        let own = phrases.clause(around: event.chunk)
        guard let best, index != best, let here = chunk(of: candidates[best]), own.contains(here),
            let there = chunk(of: candidates[index]), !own.contains(there)
        else { return false }
        let other = phrases.clause(around: there)
        return phrases.chunks[max(own.lowerBound, other.lowerBound)].kind == .conjunction
            && phrases.hasFiniteVerb(other) && phrases.hasFiniteVerb(own)
    }

    private func chunk(of candidate: LinkingCandidate) -> Int? {
        let first = sentence.tokenRange(candidate.span).lowerBound + start
        return sentence.phrases.units.firstIndex { $0.tokens.contains(first) }
            .map(sentence.phrases.chunk(ofUnit:))
    }

    private func isListable(_ candidate: LinkingCandidate) -> Bool {
        candidate.mention.map {
            mentions[$0].role == .literal && mentions[$0].resolution.place != nil
        } ?? false
    }

    /// Whether two names stand side by side in a list, `true` behind "and"; `nil` when they do not, or one
    /// lies in the other.
    private func joint(_ a: LinkingCandidate, _ b: LinkingCandidate) -> Bool? {
        let first = sentence.tokenRange(a.span).upperBound
        let second = sentence.tokenRange(b.span).lowerBound
        guard first < second, second - first <= 2,
            let one = a.mention.flatMap({ mentions[$0].resolution.place }),
            let other = b.mention.flatMap({ mentions[$0].resolution.place }),
            PlaceReckoner.fineness(one.kind) == PlaceReckoner.fineness(other.kind)
        else { return nil }
        let gap = sentence.tokens[first..<second]
        guard gap.allSatisfy({ $0.mark == .comma || $0.key == Self.and }) else { return nil }
        return gap.contains { $0.key == Self.and }
    }

    private static let and = WordKey("and")

    /// The place of the event by grammar, behind "in" and before every verb of its sentence.
    private func opens(_ candidate: LinkingCandidate, _ event: EventMention) -> Bool {
        guard let mention = candidate.mention,
            event.places.contains(where: { $0.mention == mention })
        else { return false }
        let own = sentence.tokenRange(candidate.span).lowerBound + start
        let before = sentence.phrases.units.prefix { $0.tokens.upperBound <= own }
        guard let last = before.last, Self.within.contains(last.key) else { return false }
        return !before.contains { Self.verbs.contains($0.tag) }
    }

    private static let verbs: Set<Unit.Tag> = [.verb, .gerund, .be, .have, .do, .modal]
    private static let within: WordSet = [WordKey("in"), WordKey("at"), WordKey("near")]

    private func reason(
        _ candidate: LinkingCandidate, _ likelihood: Double, _ ranker: EventPlaceRanker
    ) -> Reason {
        let evidence = FittedModels.strongest(candidate.features, ranker.weights, for: 0)
        return Reason(
            "place by the words between it and the event, likely to \(Int(likelihood * 100)) %"
                + (evidence.isEmpty ? "" : ": \(evidence)"))
    }

    private func relation(of mention: Int) -> IncidentPlace.Relation {
        let name = sentence.names.first { $0.mention == mention }
        let governor = name?.governor.closed ?? []
        if let first = name?.tokens.lowerBound, first > 1,
            EventPlaces.edges.contains(sentence.tokens[first - 2].key)
        {
            return .near
        }
        if governor.contains(.vicinity) { return .near }
        return governor.contains(.extent) ? .within : .at
    }
}
