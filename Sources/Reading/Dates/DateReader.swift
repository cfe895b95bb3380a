public import Incidents

/// Reads the date expressions of news English.
///
/// The grammar knows calendar dates in words and figures, weekdays, days and periods counted from the day of
/// publication or from an event, parts of periods, feasts, ranges, times of day; and, so that nothing is
/// dated by them, durations, habits and bounds.
public struct DateReader: Sendable {
    public var periodEnds: DateResolver.PeriodEnds

    public init(periodEnds: DateResolver.PeriodEnds = .whole) { self.periodEnds = periodEnds }

    /// - Parameters:
    ///   - published: The day that "yesterday" counts from. Without it only dates that name their year are
    ///     resolved; the others have the anchor `.missing`.
    ///   - anchor: What `published` was learnt from.
    /// - Returns: Expressions in the order of the text; none overlaps another.
    /// - Complexity: O(*n*) in the length of the text.
    public func expressions(
        in text: AnalyzedText, published: Day?, anchor: EventDate.Anchor = .publication
    ) -> [DateExpression] {
        let resolver = DateResolver(published: published, periodEnds: periodEnds)
        var found: [DateExpression] = []
        DateScanner.runs(in: text) { run in
            for (value, span) in Self.values(in: run) {
                found.append(
                    DateExpression(
                        span: span, text: text.string(span), value: value, resolver: resolver,
                        anchor: anchor))
            }
        }
        return found
    }

    private static func values(in run: DateRun) -> [(DateValue, TextSpan)] {
        let grammar = DateGrammar(run)
        var found: [(DateValue, TextSpan)] = []
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
        return found
    }
}
