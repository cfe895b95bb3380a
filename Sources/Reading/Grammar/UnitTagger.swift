internal import Gazetteer
internal import Incidents

/// Decides what part each unit plays, from the lexicon and the neighbours on both sides.
///
/// No statistics: closed classes are certain, and a word that may be noun or verb is judged by what
/// stands before and behind it. Cost: constant per unit.
struct UnitTagger {
    let text: AnalyzedText

    func tag(_ units: inout [Unit]) {
        for index in units.indices { units[index].tag = firstTag(units[index]) }
        for index in units.indices.dropFirst() { retag(index, in: &units) }
        for index in units.indices where units[index].lexeme?.verb != nil {
            guard case .word = units[index].content else { continue }
            units[index].tag = verbOrNoun(index, in: units)
        }
    }

    // MARK: Certain tags

    private func firstTag(_ unit: Unit) -> Unit.Tag {
        switch unit.content {
        case .date: return .date
        case .quantity: return .number
        case .place: return .noun
        case .word: break
        }
        let token = text.tokens[unit.tokens.lowerBound]
        if token.kind == .mark {
            return ties(unit.tokens.lowerBound) ? .mark : tag(of: token.mark)
        }
        if token.flags.contains(.possessive) { return .possessive }
        if token.kind == .number { return unit.tokens.count > 1 ? .noun : .number }
        if let grammar = unit.lexeme?.grammar, unit.lexeme?.tellsEvent != true {
            return tag(of: grammar)
        }
        if unit.lexeme != nil { return .noun }
        return endsInLy(token) ? .adverb : .noun
    }

    /// "the Kapenguria–Lodwar road": an en dash without spaces between two names is a hyphen.
    private func ties(_ index: Int) -> Bool {
        let token = text.tokens[index]
        guard token.mark == .dash, token.flags.contains(.joined), index > 0,
            text.tokens.indices.contains(index + 1),
            text.tokens[index + 1].flags.contains(.joined),
            text.bytes[Int(token.start)..<Int(token.end)].elementsEqual("–".utf8)
        else { return false }
        return text.tokens[index - 1].isCapitalized && text.tokens[index + 1].isCapitalized
    }

    private func tag(of mark: Token.Mark) -> Unit.Tag {
        switch mark {
        case .comma: .comma
        case .semicolon, .colon, .dash, .question, .exclamation, .ellipsis, .period: .boundary
        case .openQuote: .openQuote
        case .closeQuote: .closeQuote
        default: .mark
        }
    }

    private func tag(of grammar: GrammarClass) -> Unit.Tag {
        switch grammar {
        case .determiner: .determiner
        case .pronoun: .pronoun
        case .relative, .that: .relative
        case .preposition: .preposition
        case .subordinator: .subordinator
        case .conjunction: .conjunction
        case .negation: .negation
        case .to: .to
        case .be: .be
        case .have: .have
        case .do: .do
        case .modal: .modal
        case .adverb: .adverb
        case .report, .react, .attempt, .threaten, .begin, .cause, .happen, .verb, .past: .verb
        }
    }

    private func endsInLy(_ token: Token) -> Bool {
        token.end - token.start > 4 && !token.isCapitalized
            && text.bytes[Int(token.end) - 2] == UInt8(ascii: "l")
            && text.bytes[Int(token.end) - 1] == UInt8(ascii: "y")
    }

    /// Behind a determiner "-ly" is an adjective ("a deadly raid"); behind a preposition "that" is a
    /// determiner ("in that area").
    private func retag(_ index: Int, in units: inout [Unit]) {
        let before = units[index - 1].tag
        if units[index].tag == .adverb, before == .determiner { units[index].tag = .adjective }
        // "four *others*".
        if before == .number, units[index].key == Self.others { units[index].tag = .noun }
        if units[index].lexeme?.grammar == .that, before == .preposition {
            units[index].tag = .determiner
        }
    }

    // MARK: Verb or noun

    private func verbOrNoun(_ index: Int, in units: [Unit]) -> Unit.Tag {
        let unit = units[index]
        guard let form = unit.lexeme?.verb else { return unit.tag }
        let before = previous(index, in: units)
        let after = next(index, in: units)
        if isJoinedModifier(unit, before, after) { return .adjective }
        // "according to *state* media", "…, *state* television reported".
        if before?.tag == .to, index > 1, units[index - 2].key == Self.according { return .noun }
        if form == .base, let after, Self.media.contains(after.key) { return .noun }
        switch form {
        case .base, .thirdPerson: return presentOrNoun(form, unit, before, after)
        case .past, .participle, .pastOrParticiple: return pastOrAdjective(unit, before, after)
        case .gerund: return gerundOrNoun(unit, before, after)
        }
    }

    /// "US-backed offensive", "Isis-controlled city".
    private func isJoinedModifier(_ unit: Unit, _ before: Unit?, _ after: Unit?) -> Bool {
        let token = text.tokens[unit.tokens.lowerBound]
        guard token.flags.contains(.joined), let before,
            text.tokens[before.tokens.lowerBound].mark == .hyphen
        else { return false }
        return true
    }

    private func presentOrNoun(
        _ form: VerbForm, _ unit: Unit, _ before: Unit?, _ after: Unit?
    ) -> Unit.Tag {
        guard let before else { return unit.lexeme?.isNoun == true ? .noun : .verb }
        switch before.tag {
        case .to, .modal, .do, .negation: return .verb
        case .pronoun, .relative: return .verb
        case .determiner, .adjective, .number, .preposition, .possessive, .verb, .gerund, .be:
            return .noun
        case .noun:
            let opensObject = after.map { opensNounGroup($0) } ?? false
            if isFall(unit, before, after) || isPastLikeBase(unit, after) { return .verb }
            if unit.lexeme?.isNoun == true || unit.lexeme?.event != nil && form == .base {
                // "militants attack Haditha", against "the Taliban attack on Haditha".
                let isSubject = before.lexeme?.group != nil || before.lexeme?.person != nil
                let isPhrase = unit.tokens.count > 1 && unit.lexeme?.isNoun != true
                return (opensObject || isPhrase) && isSubject ? .verb : .noun
            }
            let agrees =
                form == .thirdPerson || before.lexeme?.isPlural == true
                || before.lexeme?.person?.isGroup == true
            return agrees && (opensObject || after?.tag == .preposition || after?.tag == .relative)
                ? .verb : .noun
        case .conjunction where form == .base: return .noun
        // "the March 7 fire at the mill".
        case .date where form == .base: return .noun
        default: return unit.lexeme?.isNoun == true ? .noun : .verb
        }
    }

    /// "mortar rounds *land* near the airport".
    private func isFall(_ unit: Unit, _ before: Unit, _ after: Unit?) -> Bool {
        unit.lexeme?.grammar == .verb && before.lexeme?.isPlural == true
            && before.lexeme?.things.contains(.weapon) == true && after?.tag == .preposition
    }

    /// "residents of Langa *beat* a robber": its past is written as its base is, and agrees with nobody.
    private func isPastLikeBase(_ unit: Unit, _ after: Unit?) -> Bool {
        (after?.tag == .determiner || after?.tag == .number) && Self.pastLikeBase.contains(unit.key)
    }

    private static let pastLikeBase: WordSet = [
        WordKey("beat"), WordKey("hit"), WordKey("cut"), WordKey("set"), WordKey("put"),
        WordKey("hurt"), WordKey("shut"), WordKey("split"), WordKey("burst"), WordKey("quit"),
    ]

    private func pastOrAdjective(_ unit: Unit, _ before: Unit?, _ after: Unit?) -> Unit.Tag {
        // "left ten dead and *30 wounded*".
        if before?.tag == .number, after?.isNominal != true, unit.lexeme?.nounEvent != nil {
            return .noun
        }
        if unit.lexeme?.grammar == .past, isAdjective(unit, before, after) { return .adjective }
        guard let before, let after else { return .verb }
        switch before.tag {
        case .determiner
        where !after.isNominal && before.lexeme?.isPlural != true
            && before.quantity == nil && Self.articles.contains(before.key):
            // "keep *the shot* out": no verb follows an article.
            return .noun
        case .determiner, .adjective, .number, .preposition, .possessive:
            return after.isNominal && after.tag != .determiner && after.tag != .number
                ? .adjective : .verb
        default: return .verb
        }
    }

    /// "*Masked* gunmen", "and *suspected* rebels": before a noun without a subject of its own.
    private func isAdjective(_ unit: Unit, _ before: Unit?, _ after: Unit?) -> Bool {
        guard let after, after.tag == .noun || after.tag == .adjective || after.tag == .gerund
        else { return false }
        switch before?.tag {
        case .noun, .pronoun, .relative, .be, .have, .modal, .to, .adverb, .date: return false
        default: return true
        }
    }

    private static let articles: WordSet = [WordKey("the"), WordKey("a"), WordKey("an")]
    private static let others = WordKey("others")
    private static let media: WordSet = [
        WordKey("media"), WordKey("television"), WordKey("tv"), WordKey("radio"),
        WordKey("broadcaster"), WordKey("newspaper"),
    ]
    private static let according = WordKey("according")

    private func gerundOrNoun(_ unit: Unit, _ before: Unit?, _ after: Unit?) -> Unit.Tag {
        // "Shelling *destroyed* a bridge": a verb of the past is no object's adjective.
        let opensObject = after.map { opensNounGroup($0) && !isPast($0) } ?? false
        if unit.lexeme?.grammar == .past {
            return isSurelyGerund(before, opensObject) ? .gerund : .noun
        }
        guard let before else {
            return opensObject ? .gerund : unit.lexeme?.isNoun == true ? .noun : .gerund
        }
        switch before.tag {
        case .be: return .verb
        case .determiner, .adjective, .number, .possessive: return .noun
        case .pronoun: return .gerund
        case .noun where before.lexeme?.person != nil: return .gerund
        case .noun where unit.lexeme?.isNoun == true: return opensObject ? .gerund : .noun
        case .preposition: return opensObject || unit.lexeme?.isNoun != true ? .gerund : .noun
        case .verb where unit.lexeme?.isNoun == true: return opensObject ? .gerund : .noun
        default: return unit.lexeme?.isNoun == true && !opensObject ? .noun : .gerund
        }
    }

    /// ", *sending* hundreds fleeing", "men *wearing* masks"; but "*drilling* rigs", "a *housing* project".
    private func isSurelyGerund(_ before: Unit?, _ opensObject: Bool) -> Bool {
        switch before?.tag {
        case .comma, .be: true
        case .noun: opensObject
        case .preposition: opensObject && before?.key != Words.of
        default: false
        }
    }

    private func isPast(_ unit: Unit) -> Bool {
        unit.lexeme?.verb == .past || unit.lexeme?.verb == .pastOrParticiple
    }

    private func opensNounGroup(_ unit: Unit) -> Bool {
        switch unit.tag {
        case .determiner, .number, .pronoun: return true
        case .noun, .adjective: return unit.lexeme?.grammar == nil
        default: return false
        }
    }

    // Adverbs and quotation marks do not come between a verb and what it goes with.

    private func previous(_ index: Int, in units: [Unit]) -> Unit? {
        var index = index - 1
        while index >= 0, isTransparent(units[index]) { index -= 1 }
        return index >= 0 ? units[index] : nil
    }

    private func next(_ index: Int, in units: [Unit]) -> Unit? {
        var index = index + 1
        while index < units.count, isTransparent(units[index]) { index += 1 }
        return index < units.count ? units[index] : nil
    }

    private func isTransparent(_ unit: Unit) -> Bool {
        switch unit.tag {
        case .adverb, .openQuote, .closeQuote: true
        default: false
        }
    }
}
