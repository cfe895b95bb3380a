public import Incidents

/// The dates of one text, and the day they were counted from.
public struct DateReading: Hashable, Sendable {
    /// The day given, else the one found in the text.
    public let published: Day?
    /// What "today" means: the day of the dateline, where a report appeared a day or so later.
    let spokenOn: Day?
    /// Where the text tells its day of publication, when it was not given.
    public let evidence: PublicationDay?
    public private(set) var expressions: [DateExpression]
    /// The days of each expression. Those that count from an event told before are counted from the day
    /// named last before them, or from publication when there is none.
    public private(set) var dates: [EventDate]

    /// Adds what the next section of the same text says.
    mutating func append(_ next: DateReading) {
        expressions += next.expressions
        dates += next.dates
    }
}

extension DateReading {
    /// What a user should know of the day the dates were counted from.
    public func findings(origin: String) -> [Finding] {
        publicationFindings(origin) + weekdayFindings(origin) + noSuchDayFindings(origin)
    }

    /// "31 June 2016".
    private func noSuchDayFindings(_ origin: String) -> [Finding] {
        expressions.compactMap { expression in
            guard case .noSuchDay = expression.value else { return nil }
            return Finding(
                .warning, origin: origin, at: .span(expression.span),
                "“\(expression.text)”: there is no such day",
                hint: "only its month is read")
        }
    }

    /// "Tuesday, Jan. 4, 2016", which was a Monday.
    private func weekdayFindings(_ origin: String) -> [Finding] {
        zip(expressions, dates).compactMap { expression, date in
            guard case .day(.some, _, _, _) = expression.value,
                let stated = expression.value.statedWeekday, let day = date.start,
                day.weekday != stated
            else { return nil }
            return Finding(
                .warning, origin: origin, at: .span(expression.span),
                "“\(expression.text)”: \(day) is a \(day.weekday), not a \(stated)",
                hint: "the day is read by its number")
        }
    }

    private func publicationFindings(_ origin: String) -> [Finding] {
        if let evidence {
            let severity: Finding.Severity = evidence.evidence == .caption ? .warning : .note
            return [
                Finding(
                    severity, origin: origin, at: .span(evidence.span),
                    "no day of publication given; \(evidence.day) is taken from a \(evidence.evidence) in the text",
                    hint: Self.hint)
            ]
        }
        let undated = dates.count { $0.anchor == .missing }
        guard published == nil, undated > 0 else { return [] }
        return [
            Finding(
                .warning, origin: origin,
                "no day of publication given or found; dates that count from it stay open: \(undated)",
                hint: Self.hint)
        ]
    }

    private static let hint = "give it in the report, in index.csv or with --published"
}

extension DateReader {
    /// Reads the dates of a text, finding its day of publication in the text itself when none is given.
    public func read(_ text: AnalyzedText, published: Day?) -> DateReading {
        let values = Self.values(in: text)
        guard let published else {
            let evidence = PublicationDay.find(in: text, among: values)
            return read(
                values, of: text, published: evidence?.day, evidence, spokenOn: evidence?.day)
        }
        let spoken = Self.dateline(in: text, values, before: published) ?? published
        return read(values, of: text, published: published, nil, spokenOn: spoken)
    }

    /// "BAGHDAD, March 14 -" in a report that appeared on the 15th: "overnight" and "Friday" are those of the
    /// 14th.
    private static func dateline(
        in text: AnalyzedText, _ values: [Found], before published: Day
    ) -> Day? {
        let opening = values.prefix { $0.span.start < lineLength }
        guard !opening.isEmpty,
            let day = PublicationDay.dateline(in: text, among: opening, before: published),
            (1...daysLate).contains(published - day)
        else { return nil }
        return day
    }

    /// Datelines end before this byte.
    private static let lineLength = 100
    /// A report that appears later after its dateline is a reprint, or the line is misread.
    private static let daysLate = 3

    /// Reads the dates of a text of any length, section by section.
    public func read(_ sections: TextSections, published: Day?) -> DateReading {
        var whole: DateReading?
        for text in sections {
            let next = whole.map { read(text, following: $0) } ?? read(text, published: published)
            if whole == nil { whole = next } else { whole?.append(next) }
        }
        return whole ?? read(AnalyzedText(""), published: published)
    }

    /// Reads a section that follows others: its dates count from the day that the first one told.
    func read(_ text: AnalyzedText, following first: DateReading) -> DateReading {
        read(
            Self.values(in: text), of: text, published: first.published, first.evidence,
            spokenOn: first.spokenOn)
    }

    private func read(
        _ values: [Found], of text: AnalyzedText, published day: Day?, _ evidence: PublicationDay?,
        spokenOn spoken: Day?
    ) -> DateReading {
        let anchor: EventDate.Anchor =
            evidence == nil && spoken == day ? .publication : .dateline
        let expressions = expressions(
            values, in: text, by: DateResolver(published: spoken), anchor: anchor)
        return DateReading(
            published: day, spokenOn: spoken, evidence: evidence, expressions: expressions,
            dates: chained(expressions, published: spoken))
    }

    private func chained(_ expressions: [DateExpression], published: Day?) -> [EventDate] {
        var told: Day?
        return expressions.map { expression in
            var date = expression.date
            if expression.value.reference == .previousEvent, expression.kind == .date {
                date = expression.resolved(
                    by: DateResolver(published: published, event: told ?? published))
                if told == nil, date.start != nil { date.anchor = .publication }
            }
            if expression.kind == .date, expression.value != .present, date.precision == .day {
                told = date.start ?? told
            }
            return date
        }
    }
}
