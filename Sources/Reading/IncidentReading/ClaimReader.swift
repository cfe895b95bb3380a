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
        let (claiming, accusing) = (claiming, accusing)
        let (responsibility, credit, behind) = (responsibility, credit, behind)
        return sentence.contains {
            let key = tokens[$0].key
            return key == responsibility || key == credit || key == behind
                || claiming.contains(key)
                || accusing.contains(key)
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
            guard let (chunk, role) = found, !isNobody(chunk) else {
                return armedGroup(blamedBy: verb).map {
                    [Claim(sentence: phrases.sentence, participant: $0, role: .accused)]
                } ?? []
            }
            let isOfDoer = role == .claimant && people.isTheGroup(chunk)
            return people.people(chunk).map {
                Claim(
                    sentence: phrases.sentence, participant: $0, role: role, isOfDoer: isOfDoer)
            }
        }
    }

    var people: ParticipantReader {
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
        guard let object = phrases.object(of: verb) else { return claimantBehind(verb) }
        let claims =
            Self.claiming.contains(word) && (isResponsibility(object) || tellsEvent(object))
        let takes = Self.taking.contains(word) && isResponsibility(object)
        return claims || takes ? phrases.subject(of: verb) : nil
    }

    /// "an attack *claimed by* Boko Haram".
    private func claimantBehind(_ verb: Int) -> Int? {
        guard Self.claiming.contains(phrases.head(verb).key), verb > 0,
            phrases.isNounGroup(verb - 1), tellsEvent(verb - 1) || isResponsibility(verb - 1),
            verb + 1 < phrases.chunks.count, phrases.head(verb + 1).key == Words.by
        else { return nil }
        return phrases.agent(of: verb)
    }

    /// "JNIM said *it was behind* the attack"; "denied it was behind" claims nothing.
    private func selfAccused(by verb: Int) -> Int? {
        guard isOfGuilt(verb), let subject = phrases.subject(of: verb),
            Self.own.contains(phrases.head(subject).key)
        else { return nil }
        let said = phrases.chunks[..<subject].lastIndex { $0.kind == .verbGroup }
        return said.flatMap { said in
            let word = phrases.head(said)
            return word.lexeme?.grammar == .report && !Self.denying.contains(word.key)
                ? phrases.subject(of: said) : nil
        }
    }

    static let behind = WordKey("behind")
    static let denying: WordSet = [
        WordKey("denied"), WordKey("denies"), WordKey("deny"), WordKey("denying"),
    ]
    static let own: WordSet = [
        WordKey("it"), WordKey("they"), WordKey("he"), WordKey("its"),
    ]

    private func isResponsibility(_ chunk: Int) -> Bool {
        let key = phrases.head(chunk).key
        return key == Self.responsibility || key == Self.credit
    }

    func tellsEvent(_ chunk: Int) -> Bool {
        phrases.chunks[chunk].units.contains { phrases.units[$0].lexeme?.nounEvent != nil }
    }

    /// "No group claimed responsibility."
    private func isNobody(_ chunk: Int) -> Bool {
        phrases.chunks[chunk].units.contains { Self.nobody.contains(phrases.units[$0].key) }
    }

    private static let responsibility = WordKey("responsibility")
    private static let credit = WordKey("credit")
    private static let claiming: WordSet = [
        WordKey("claimed"), WordKey("claims"), WordKey("claim"), WordKey("claiming"),
    ]
    private static let taking: WordSet = [
        WordKey("took"), WordKey("taken"), WordKey("takes"), WordKey("assumed"),
        WordKey("accepted"), WordKey("admitted"),
    ]
    private static let nobody: WordSet = [
        WordKey("no"), WordKey("nobody"), WordKey("none"), WordKey("neither"),
    ]
}
