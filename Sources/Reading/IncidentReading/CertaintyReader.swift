internal import Gazetteer
internal import Incidents

/// How sure the report is of an event: its own word, somebody's claim, or a denial.
struct CertaintyReader {
    let text: AnalyzedText
    let phrases: SentencePhrases

    func certainty(of event: EventMention) -> Incident.Certainty {
        let sentence = text.sentences[phrases.sentence]
        if text.tokens[sentence].contains(where: { Self.unconfirmed.contains($0.key) })
            || saysNotConfirmed(sentence)
        {
            return .unconfirmed
        }
        lazy var isAlleged = text.tokens[sentence].contains { $0.key == Self.allegedly }
        for (index, chunk) in phrases.chunks.enumerated() where chunk.kind == .verbGroup {
            let key = phrases.head(index).key
            if Self.denials.contains(key) { return .denied }
            if Self.claims.contains(key) && !isOfDeed(index) || isAlleged { return .claimed }
            if Self.confirmations.contains(key), !chunk.verb.isNegated { return .confirmed }
        }
        return .reported
    }

    /// Who claims responsibility, or the attack itself, does not put it in doubt.
    private func isOfDeed(_ verb: Int) -> Bool {
        guard let object = phrases.object(of: verb) else { return false }
        return phrases.head(object).key == Self.responsibility
            || phrases.chunks[object].units.contains {
                phrases.units[$0].lexeme?.nounEvent != nil
            }
    }

    private static let responsibility = WordKey("responsibility")

    /// "could not be independently verified".
    private func saysNotConfirmed(_ sentence: Range<Int>) -> Bool {
        for (index, chunk) in phrases.chunks.enumerated()
        where chunk.kind == .verbGroup && chunk.verb.isNegated {
            if Self.verification.contains(phrases.head(index).key) { return true }
        }
        return false
    }

    private static let allegedly = WordKey("allegedly")
    private static let unconfirmed: WordSet = [WordKey("unconfirmed"), WordKey("unverified")]
    private static let verification: WordSet = [
        WordKey("confirmed"), WordKey("verified"), WordKey("corroborated"), WordKey("reconciled"),
    ]
    private static let denials: WordSet = [WordKey("denied"), WordKey("denies")]
    private static let claims: WordSet = [
        WordKey("claimed"), WordKey("claims"), WordKey("alleged"), WordKey("alleges"),
        WordKey("asserted"),
    ]
    private static let confirmations: WordSet = [
        WordKey("confirmed"), WordKey("confirms"),
    ]
}
