public import Incidents

/// Reads the date expressions of news English.
///
/// The grammar knows calendar dates in words and figures, weekdays, days and periods counted from the day of
/// publication or from an event, parts of periods, feasts, ranges, times of day; and, so that nothing is
/// dated by them, durations, habits and bounds.
public struct DateReader: Sendable {
    public init() {}

    /// - Parameters:
    ///   - published: The day that "yesterday" counts from. Without it only dates that name their year are
    ///     resolved; the others have the anchor `.missing`.
    ///   - anchor: What `published` was learnt from.
    /// - Returns: Expressions in the order of the text; none overlaps another.
    /// - Complexity: O(*n*) in the length of the text.
    public func expressions(
        in text: AnalyzedText, published: Day?, anchor: EventDate.Anchor = .publication
    ) -> [DateExpression] {
        expressions(
            Self.values(in: text), in: text, by: DateResolver(published: published),
            anchor: anchor)
    }

    func expressions(
        _ values: some Sequence<Found>, in text: AnalyzedText, by resolver: DateResolver,
        anchor: EventDate.Anchor
    ) -> [DateExpression] {
        values.map { value, span in
            DateExpression(
                span: span, text: text.string(span), value: value, resolver: resolver,
                anchor: anchor)
        }
    }

    /// What words say, and which, before it is counted from any day.
    typealias Found = (value: DateValue, span: TextSpan)

    static func values(in text: AnalyzedText) -> [Found] {
        var found: [Found] = []
        DateScanner.runs(in: text) { append(valuesOf: $0, to: &found) }
        let houses = HouseNumbers(text: text)
        return CountedDays(text: text).counted(
            found.filter { !houses.contains($0.span, $0.value) })
    }

    private static func append(valuesOf run: DateRun, to found: inout [Found]) {
        let grammar = DateGrammar(run)
        var index = 0
        while let core = run.nextCore(from: index) {
            index = max(index, core - DateGrammar.lead)
            if run.tokens[index].mayBegin, let match = grammar.expression(at: index),
                match.end > index
            {
                let span = TextSpan(run.tokens[index].start, run.tokens[match.end - 1].end)
                found.append((match.value, span))
                index = match.end
            } else {
                index += 1
            }
        }
    }
}
