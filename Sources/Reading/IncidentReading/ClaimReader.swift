internal import Gazetteer
internal import Incidents

/// Reads who says a deed was theirs, and whom others blame for it.
struct ClaimReader {
    let text: AnalyzedText
    let phrases: SentencePhrases
    let mentions: [Mention]

    struct Claim {
        let sentence: Int
        var participant: EventMention.Participant
        let role: Actor.Role
        /// "The Islamist group": whoever did it.
        var isOfDoer = false
    }

    /// Whether a sentence holds a word that claims or blames turn on: the others are not looked at.
    static func mayClaim(_ sentence: Range<Int>, of text: AnalyzedText) -> Bool {
        let tokens = text.tokens
        let (claiming, blaming, attributing) = (claiming, blaming, attributing)
        let (responsibility, behind) = (responsibility, behind)
        return sentence.contains {
            let key = tokens[$0].key
            return key == responsibility || key == behind || claiming.contains(key)
                || blaming.contains(key) || attributing.contains(key)
        }
    }

    func claims() -> [Claim] {
        phrases.chunks.indices.flatMap { verb -> [Claim] in
            guard phrases.chunks[verb].kind == .verbGroup, !phrases.chunks[verb].verb.isNegated,
                !phrases.chunks[verb].verb.isModal
            else { return [] }
            let found =
                (claimant(of: verb) ?? selfAccused(by: verb)).map { ($0, Actor.Role.claimant) }
                ?? accused(by: verb).map { ($0, .accused) }
            guard let (chunk, role) = found, !isNobody(chunk) else { return [] }
            let isOfDoer = role == .claimant && people.isTheGroup(chunk)
            return people.people(chunk).map {
                Claim(
                    sentence: phrases.sentence, participant: $0, role: role, isOfDoer: isOfDoer)
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

    /// "JNIM said *it was behind* the attack".
    private func selfAccused(by verb: Int) -> Int? {
        guard phrases.head(verb).tag == .be, verb + 2 < phrases.chunks.count,
            phrases.head(verb + 1).key == Self.behind, tellsEvent(verb + 2),
            let subject = phrases.subject(of: verb), Self.own.contains(phrases.head(subject).key)
        else { return nil }
        let said = phrases.chunks[..<subject].lastIndex { $0.kind == .verbGroup }
        return said.flatMap { said in
            phrases.head(said).lexeme?.grammar == .report ? phrases.subject(of: said) : nil
        }
    }

    private static let behind = WordKey("behind")
    private static let own: WordSet = [
        WordKey("it"), WordKey("they"), WordKey("he"), WordKey("its"),
    ]

    /// "Police blamed the insurgents", "blamed the attack on …", "… was blamed on …".
    private func accused(by verb: Int) -> Int? {
        let word = phrases.head(verb).key
        if Self.attributing.contains(word) { return attributed(by: verb) }
        guard Self.blaming.contains(word) else { return nil }
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

    /// "Police attributed the attack *to the ELN*", "was attributed *to*".
    private func attributed(by verb: Int) -> Int? {
        let deed =
            phrases.chunks[verb].verb.isPassive
            ? phrases.subject(of: verb) : phrases.object(of: verb)
        guard let deed, tellsEvent(deed) else { return nil }
        return phrases.phrases(after: max(verb, deed)).first {
            phrases.head($0.preposition).key == Self.to
        }?.noun
    }

    private static let to = WordKey("to")
    private static let attributing: WordSet = [
        WordKey("attributed"), WordKey("attributes"), WordKey("attributing"),
    ]

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
