internal import Gazetteer
internal import Incidents

/// Days counted from an event that its own words date: "*a week after* the army retook Ramadi *on 28 February*".
struct CountedDays {
    let text: AnalyzedText

    /// The expressions, those that count from the day named behind them counted from it.
    func counted(_ found: [DateReader.Found]) -> [DateReader.Found] {
        found.indices.map { index in
            guard case .offset(let amounts, .event) = found[index].value,
                Self.endsInLink(found[index].span, text), index + 1 < found.count,
                found[index + 1].value.isDayLike,
                found[index + 1].value.reference != .previousEvent,
                isDayOfEvent(found[index + 1].span, from: found[index].span)
            else { return found[index] }
            return (.offset(amounts, found[index + 1].value), found[index].span)
        }
    }

    /// "a week *after*", "two days *before*".
    static func endsInLink(_ span: TextSpan, _ text: AnalyzedText) -> Bool {
        text.tokenRange(span).last.map { links.contains(text.tokens[$0].key) } ?? false
    }

    /// "a week after" an event that nothing in the sentence dates.
    static func isOpen(_ expression: DateExpression, in text: AnalyzedText) -> Bool {
        expression.value.reference == .previousEvent && endsInLink(expression.span, text)
    }

    /// The words of an expression that are its own: "after" in "a week after" opens the clause of the event that
    /// it counts from.
    static func tokens(of expression: DateExpression, in text: AnalyzedText) -> Range<Int> {
        let tokens = text.tokenRange(expression.span)
        guard case .offset = expression.value, tokens.count > 1,
            endsInLink(expression.span, text)
        else { return tokens }
        return tokens.dropLast()
    }

    /// Only words stand between the two. Where the first opens its sentence, the event ends with a comma: "A week
    /// after the blast police arrested two men on Friday" says no day of the blast.
    private func isDayOfEvent(_ day: TextSpan, from link: TextSpan) -> Bool {
        let first = text.tokenRange(link)
        let last = text.tokenRange(day)
        let sentence = text.sentences[text.sentenceIndex(ofToken: first.lowerBound)]
        guard sentence.contains(last.lowerBound),
            (1...Self.longest).contains(last.lowerBound - first.upperBound),
            text.tokens[first.upperBound..<last.lowerBound].allSatisfy({ $0.kind != .mark })
        else { return false }
        let opens =
            first.lowerBound == sentence.lowerBound
            || text.tokens[first.lowerBound - 1].kind == .mark
        return !opens
            || last.upperBound < sentence.upperBound
                && text.tokens[last.upperBound].is(.comma)
    }

    private static let longest = 16
    private static let links: WordSet = [
        WordKey("after"), WordKey("before"), WordKey("since"),
    ]
}
