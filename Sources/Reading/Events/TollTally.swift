internal import Incidents

/// What the tellings of a deed count of its dead, by grammar alone: their figures, and beside these the
/// dead that have names.
struct TollTally {
    let text: AnalyzedText

    /// What its tellings count, of every effect. What it came after ("a massacre after a bomb killed one")
    /// counts its own.
    func casualties(of draft: DraftIncident) -> [Casualties] {
        let told = told(draft)
        let dead = told.filter { $0.effect == .killed || $0.effect == .casualties }
        return told + victims(of: draft, beside: dead)
    }

    func told(_ draft: DraftIncident) -> [Casualties] {
        var seen: Set<TextSpan> = []
        let told = draft.events.filter { !$0.isBackdrop || draft.isBackdrop }
            .flatMap(\.casualties).filter { seen.insert($0.span).inserted }
        // "*The bodies* of 19 people" are the 19 people.
        let bySentence = Dictionary(grouping: told, by: sentence)
        return told.filter { figure in
            !bySentence[sentence(of: figure), default: []].contains {
                $0.span != figure.span && $0.effect == figure.effect
                    && $0.span.contains(figure.span) && $0.minimum == figure.minimum
            }
        }
    }

    private func sentence(of figure: Casualties) -> Int {
        text.sentenceIndex(ofToken: text.tokenIndex(atByte: figure.span.start))
    }

    /// "a minister" and "two bodyguards" are three; "three people" says it all.
    private func victims(of draft: DraftIncident, beside dead: [Casualties]) -> [Casualties] {
        if dead.isEmpty, draft.victims.isEmpty {
            if let victim = draft.events.lazy.compactMap(soleVictim).first {
                return [killed(victim, 1, 1)]
            }
            return harmless(draft)
        }
        guard !dead.contains(where: isTotal) else { return [] }
        return draft.victims.filter { victim in
            let span = text.span(victim.target.tokens)
            return !dead.contains { $0.span.overlaps(span) || isSame($0, as: span) }
                && (dead.isEmpty || victim.maximum == 1)
        }.map { killed($0.target, $0.minimum, $0.maximum) }
    }

    /// "a mayoral candidate, *Lucero López*", "*Lucero López*, a candidate": one person twice.
    func isSame(_ figure: Casualties, as victim: TextSpan) -> Bool {
        guard figure.maximum == 1 else { return false }
        let gap =
            figure.span.end <= victim.start
            ? TextSpan(figure.span.end, victim.start) : TextSpan(victim.end, figure.span.start)
        guard gap.start < gap.end, gap.end - gap.start <= 2 else { return false }
        return text.tokenRange(gap).allSatisfy { text.tokens[$0].mark == .comma }
    }

    private func isTotal(_ figure: Casualties) -> Bool {
        let last = figure.side.split(separator: " ").last?.lowercased() ?? ""
        return figure.effect == .casualties || figure.minimum == 0
            || ["people", "persons", "unspecified", "victims"].contains(last)
    }

    private func killed(
        _ victim: EventMention.Participant, _ minimum: Int?, _ maximum: Int?
    ) -> Casualties {
        Casualties(
            effect: .killed, side: victim.text, minimum: minimum, maximum: maximum,
            span: text.span(victim.tokens), text: victim.text)
    }

    /// "There were no casualties": zero, and not unknown.
    func harmless(_ draft: DraftIncident) -> [Casualties] {
        draft.harmless.map { words in
            let span = text.span(words)
            return [
                Casualties(
                    effect: .killed, side: Casualties.unspecifiedSide, minimum: 0, maximum: 0,
                    span: span, text: text.string(span))
            ]
        } ?? []
    }

    /// "the murder of Mayor X", "X was assassinated": one person, named or spoken of as one.
    private func soleVictim(_ event: EventMention) -> EventMention.Participant? {
        switch event.concept {
        case .kill, .assassinate, .execute: break
        default: return nil
        }
        guard event.modality == .asserted, event.targets.count == 1,
            let victim = event.targets.first,
            !event.isPlural, event.casualties.isEmpty
        else { return nil }
        return isOnePerson(victim) ? victim : nil
    }

    /// A name that ends in no word of the lexicon, or a word for one person.
    private func isOnePerson(_ victim: EventMention.Participant) -> Bool {
        guard let last = victim.tokens.last, !victim.text.contains(","),
            !text.tokens[victim.tokens].contains(where: { $0.kind == .number })
        else { return false }
        guard let known = Lexicon.standard.phrases.value(of: text.tokens[last].key) else {
            return text.tokens[last].isCapitalized && victim.tokens.count > 1
        }
        return known.person?.isGroup == false && !known.isPlural && known.group == nil
    }
}
