internal import Gazetteer
internal import Incidents

/// Names who and what suffered a deed: of the noun groups in the sentences that tell it and in their
/// neighbours, those that a fitted model takes for targets, each once.
///
/// Cost: linear in the length of those sentences for each deed.
struct TargetReader {
    let text: AnalyzedText
    let mentions: [Mention]
    let model: LogisticModel
    var candidates: TargetCandidates

    typealias Participant = EventMention.Participant

    init(
        text: AnalyzedText, mentions: [Mention], model: LogisticModel,
        sentence: @escaping (Int) -> TargetSentence?
    ) {
        self.text = text
        self.mentions = mentions
        self.model = model
        candidates = TargetCandidates(text: text, mentions: mentions, sentence: sentence)
    }

    struct Victim {
        let target: Participant
        let minimum: Int?
        let maximum: Int?
    }

    /// Who and what suffered, most likely first, and those of them who were killed.
    ///
    /// Forces and rebels that grammar ties to the deed are named in any case, for the model learned
    /// from messages that do not count them.
    func read(_ draft: DraftIncident) -> (targets: [Participant], killed: [Victim]) {
        let candidates = candidates.candidates(of: draft)
        let likely = chosen(candidates)
        let chosen = likely.isEmpty && draft.targets.isEmpty ? struck(candidates, draft) : likely
        let named = chosen.compactMap(participant)
        let tied = draft.targets.filter { target in
            (chosen.isEmpty || Self.isFighting(target.kind))
                && !chosen.contains { $0.phrase.overlaps(target.tokens) }
        }
        let killed = chosen.compactMap { candidate in
            candidate.killed.flatMap { count in
                participant(candidate).map {
                    Victim(target: $0, minimum: count.minimum, maximum: count.maximum)
                }
            }
        }
        return (named + tied, killed)
    }

    /// "A drone struck *a power station*": what the deed's verb acts on, where the model names nobody.
    private func struck(
        _ candidates: [TargetCandidate], _ draft: DraftIncident
    ) -> [TargetCandidate] {
        let found = candidates.first { candidate in
            guard Self.structures.contains(candidate.kind),
                let phrases = self.candidates.sentence(candidate.sentence)?.phrases
            else { return false }
            return draft.events.contains {
                $0.sentence == candidate.sentence && $0.acts(on: candidate.chunk, in: phrases)
            }
        }
        return found.map { [$0] } ?? []
    }

    private static let structures: Set<NounKind> = [
        .facility, .camp, .infrastructure, .property, .vehicle, .thing, .unknown,
    ]

    /// Of a deed that the model was not fitted to judge, as a strike from the air.
    func struck(by draft: DraftIncident) -> [Participant] {
        struck(candidates.candidates(of: draft), draft).compactMap(participant)
    }

    private func chosen(_ candidates: [TargetCandidate]) -> [TargetCandidate] {
        let likely =
            candidates
            .map { ($0, model.likelihood($0.features)) }.filter { $0.1 >= model.least }
            .sorted { ($0.1, $1.0.phrase.lowerBound) > ($1.1, $0.0.phrase.lowerBound) }
        var groups: [[TargetCandidate]] = []
        for (candidate, _) in likely {
            if let index = groups.firstIndex(where: { $0.contains { isSame($0, candidate) } }) {
                groups[index].append(candidate)
            } else {
                groups.append([candidate])
            }
        }
        return groups.compactMap(best)
    }

    /// Of several namings of one target, most likely first, the one that says most: with a name
    /// ("a councillor, *Ana Salazar*"), or the whole of what another is a part of.
    private func best(_ namings: [TargetCandidate]) -> TargetCandidate? {
        guard var best = namings.first(where: { $0.lastName != nil }) ?? namings.first else {
            return nil
        }
        for wider in namings
        where wider.phrase.lowerBound < best.phrase.lowerBound
            && wider.phrase.upperBound >= best.phrase.upperBound
        {
            best = wider
        }
        best.killed = best.killed ?? namings.lazy.compactMap(\.killed).first
        return best
    }

    private static func isFighting(_ kind: Actor.Kind) -> Bool {
        kind == .state || kind == .rebel || kind == .militia || kind == .external
    }

    // MARK: One, named twice

    private func isSame(_ a: TargetCandidate, _ b: TargetCandidate) -> Bool {
        if a.phrase.overlaps(b.phrase) { return true }
        if let name = a.lastName, name == b.lastName { return true }
        if a.sentence == b.sentence, a.apposedTo == b.chunk || b.apposedTo == a.chunk,
            (a.lastName == nil) != (b.lastName == nil)
        {
            return true
        }
        return areAlike(content(a.core), content(b.core))
    }

    /// The words that say who, without articles and numbers.
    private func content(_ tokens: Range<Int>) -> [WordKey] {
        text.tokens[tokens].filter {
            $0.isWord && $0.kind != .number && !Self.empty.contains($0.key)
        }.map(\.key)
    }

    /// One holds the other, or they share their last word and half of the rest.
    private func areAlike(_ a: [WordKey], _ b: [WordKey]) -> Bool {
        let (short, long) = a.count <= b.count ? (a, b) : (b, a)
        guard let last = short.last else { return false }
        let isInside = long.indices.contains {
            long[$0...].prefix(short.count).elementsEqual(short)
        }
        return isInside
            || last == long.last && short.filter(long.contains).count * 2 >= short.count
    }

    // MARK: Participants

    private func participant(_ candidate: TargetCandidate) -> Participant? {
        guard let sentence = candidates.sentence(candidate.sentence) else { return nil }
        let known = ParticipantReader(
            text: text, phrases: sentence.phrases, mentions: mentions, lastActor: nil
        ).participant(candidate.core, of: candidate.chunk)
        let name = text.string(text.span(candidate.core))
        let isOwner =
            candidate.core.upperBound < sentence.phrases.tokens(candidate.chunk).upperBound
        return Participant(
            tokens: candidate.phrase, text: text.string(text.span(candidate.phrase)),
            name: known?.name ?? name,
            kind: known?.kind ?? (isOwner || candidate.lastName != nil ? .civilian : .unknown))
    }

    private static let empty: WordSet = [
        WordKey("the"), WordKey("a"), WordKey("an"), WordKey("of"), WordKey("in"), WordKey("at"),
        WordKey("and"), WordKey("or"), WordKey("some"), WordKey("two"), WordKey("three"),
        WordKey("several"), WordKey("members"), WordKey("member"), WordKey("armed"),
        WordKey("his"), WordKey("her"), WordKey("their"), WordKey("its"), WordKey("other"),
    ]
}

/// Sentences looked at before: deeds are told side by side.
final class KnownSentences {
    private var known: [Int: TargetSentence?] = [:]

    func sentence(_ index: Int, made: () -> TargetSentence?) -> TargetSentence? {
        if let sentence = known[index] { return sentence }
        let sentence = made()
        known[index] = .some(sentence)
        return sentence
    }
}

extension EventMention {
    /// Whether a noun group is the object of its verb: "struck *a plant*", "*a plant* was damaged by missiles".
    fileprivate func acts(on chunk: Int, in phrases: SentencePhrases) -> Bool {
        let verb =
            !isNominal
            ? self.chunk
            : phrases.verb(withSubject: self.chunk)
                ?? phrases.chunks[..<self.chunk].indices.last {
                    phrases.chunks[$0].kind == .verbGroup && phrases.agent(of: $0) == self.chunk
                }
        guard let verb else { return false }
        return phrases.chunks[verb].verb.isPassive
            ? phrases.subject(of: verb) == chunk : phrases.object(of: verb) == chunk
    }
}
