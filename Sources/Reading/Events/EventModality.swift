internal import Gazetteer

/// Whether a verb says that something happened, might, will, or did not.
extension EventFinder {
    func modality(of chunk: Int) -> EventMention.Modality {
        let verb = phrases.chunks[chunk].verb
        if verb.isNegated { return .negated }
        if isConditional(chunk) { return .hypothetical }
        if verb.isModal { return .hypothetical }
        if verb.tense == .future { return .planned }
        if verb.isInfinitive {
            // "an offensive to retake Mosul": what a noun is for has not happened.
            guard let governor = phrases.governor(of: chunk),
                !phrases.isNounGroup(chunk - 1) || phrases.governingVerb(of: chunk - 1) == governor
            else { return .planned }
            let own = modality(ofGoverned: governor)
            return own == .planned && isShown(chunk, by: governor) ? .asserted : own
        }
        return .asserted
    }

    private func modality(ofGoverned governor: Int) -> EventMention.Modality {
        switch phrases.head(governor).lexeme?.grammar {
        case .attempt:
            // "they will try to…" has not been tried.
            let own = modality(of: governor)
            return own == .asserted ? .attempted : own
        case .threaten: return .threatened
        case .begin, .cause, .happen, .be: return modality(of: governor)
        default: break
        }
        if phrases.head(governor).lexeme?.event?.concept == .threaten { return .threatened }
        let own = modality(of: governor)
        // "used weapons to kill": a purpose is not yet a deed.
        return own == .asserted ? .planned : own
    }

    /// "drove tractors into Warsaw on Tuesday *to protest*": whoever came for it did it; whoever was urged to may
    /// not have.
    private func isShown(_ chunk: Int, by governor: Int) -> Bool {
        guard phrases.head(chunk).lexeme?.event?.concept == .protest,
            phrases.chunks[governor].verb.isFinite, modality(of: governor) == .asserted
        else { return false }
        let before = chunk - 1
        if phrases.chunks[before].kind == .date { return true }
        return phrases.isNounGroup(before) && phrases.phraseStart(before: before) != nil
            && phrases.head(before).lexeme?.person == nil
            && phrases.head(before).lexeme?.group == nil
    }

    private func isConditional(_ chunk: Int) -> Bool {
        let clause = phrases.clause(around: chunk)
        return phrases.chunks[clause.lowerBound].kind == .subordinator
            && Self.conditional.contains(phrases.head(clause.lowerBound).key)
    }

    private static let conditional: WordSet = [
        WordKey("if"), WordKey("unless"), WordKey("whether"),
    ]
}
