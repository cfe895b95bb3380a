internal import Gazetteer
internal import Incidents

/// Reads who says a deed was theirs, and whom others blame for it.
struct ClaimReader {
    let text: AnalyzedText
    let phrases: SentencePhrases
    let mentions: [Mention]

    struct Claim {
        let sentence: Int
        let participant: EventMention.Participant
        let role: Actor.Role
    }

    /// Whether a sentence holds a word that claims or blames turn on: the others are not looked at.
    static func mayClaim(_ sentence: Range<Int>, of text: AnalyzedText) -> Bool {
        let tokens = text.tokens
        let (claiming, blaming, responsibility) = (claiming, blaming, responsibility)
        return sentence.contains {
            let key = tokens[$0].key
            return key == responsibility || claiming.contains(key) || blaming.contains(key)
        }
    }

    func claims() -> [Claim] {
        phrases.chunks.indices.flatMap { verb -> [Claim] in
            guard phrases.chunks[verb].kind == .verbGroup, !phrases.chunks[verb].verb.isNegated,
                !phrases.chunks[verb].verb.isModal
            else { return [] }
            let found =
                claimant(of: verb).map { ($0, Actor.Role.claimant) }
                ?? accused(by: verb).map { ($0, .accused) }
            guard let (chunk, role) = found, !isNobody(chunk) else { return [] }
            return people.people(chunk).map {
                Claim(sentence: phrases.sentence, participant: $0, role: role)
            }
        }
    }

    private var people: ParticipantReader {
        ParticipantReader(text: text, phrases: phrases, mentions: mentions, lastActor: nil)
    }

    /// "The group claimed responsibility", "took responsibility", "claimed the attack", "responsibility was
    /// claimed by …".
    private func claimant(of verb: Int) -> Int? {
        let word = phrases.head(verb).key
        if phrases.chunks[verb].verb.isPassive {
            guard Self.claiming.contains(word), let said = phrases.subject(of: verb),
                isResponsibility(said) || tellsEvent(said)
            else { return nil }
            return phrases.agent(of: verb)
        }
        guard let object = phrases.object(of: verb) else { return nil }
        let claims =
            Self.claiming.contains(word) && (isResponsibility(object) || tellsEvent(object))
        let takes = Self.taking.contains(word) && isResponsibility(object)
        return claims || takes ? phrases.subject(of: verb) : nil
    }

    /// "Police blamed the insurgents", "blamed the attack on …", "… was blamed on …".
    private func accused(by verb: Int) -> Int? {
        guard Self.blaming.contains(phrases.head(verb).key) else { return nil }
        let on = phrases.phrases(after: verb).first { phrases.head($0.preposition).key == Words.on }
        if phrases.chunks[verb].verb.isPassive {
            return on?.noun ?? phrases.subject(of: verb).flatMap { tellsEvent($0) ? nil : $0 }
        }
        guard let object = phrases.object(of: verb) else { return nil }
        guard tellsEvent(object) else { return object }
        return phrases.phrases(after: object).first {
            phrases.head($0.preposition).key == Words.on
        }?.noun
    }

    private func isResponsibility(_ chunk: Int) -> Bool {
        phrases.head(chunk).key == Self.responsibility
    }

    private func tellsEvent(_ chunk: Int) -> Bool {
        phrases.chunks[chunk].units.contains { phrases.units[$0].lexeme?.nounEvent != nil }
    }

    /// "No group claimed responsibility."
    private func isNobody(_ chunk: Int) -> Bool {
        phrases.chunks[chunk].units.contains { Self.nobody.contains(phrases.units[$0].key) }
    }

    private static let responsibility = WordKey("responsibility")
    private static let claiming: WordSet = [
        WordKey("claimed"), WordKey("claims"), WordKey("claim"), WordKey("claiming"),
    ]
    private static let taking: WordSet = [
        WordKey("took"), WordKey("taken"), WordKey("takes"), WordKey("assumed"),
        WordKey("accepted"), WordKey("admitted"),
    ]
    static let blaming: WordSet = [
        WordKey("blamed"), WordKey("blames"), WordKey("blame"), WordKey("accused"),
        WordKey("accuses"), WordKey("blaming"), WordKey("accusing"),
    ]
    private static let nobody: WordSet = [
        WordKey("no"), WordKey("nobody"), WordKey("none"), WordKey("neither"),
    ]
}
