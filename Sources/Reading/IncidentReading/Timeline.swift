internal import Gazetteer
internal import Incidents

/// Keeps the day of the last event, for "the same day" and "a week later".
struct Timeline {
    let text: AnalyzedText
    let published: Day?
    let expressions: [DateExpression]
    private var last: EventDate?
    /// What was counted from the event before, by expression: several events may share one.
    private var counted: [Int: EventDate] = [:]
    /// Per expression, the last one up to it that names a period longer than a day; −1 = none.
    private let periods: [Int]

    init(text: AnalyzedText, published: Day?, expressions: [DateExpression]) {
        self.text = text
        self.published = published
        self.expressions = expressions
        var last = -1
        periods = expressions.indices.map { index in
            let date = expressions[index].date
            if expressions[index].kind == .date, date.start != nil, date.precision != .day {
                last = index
            }
            return last
        }
    }

    /// The expressions between two bytes: they stand in order, and none overlaps another.
    private func expressions(from start: Int, to end: Int) -> Range<Int> {
        let lower = expressions.partitioningIndex { $0.span.start >= start }
        return lower..<max(lower, expressions.partitioningIndex { $0.span.end > end })
    }

    /// The period that an earlier sentence of the paragraph set: "…has suffered setbacks in recent
    /// months. Troops have retaken…". Days are not handed on: they belong to their own event.
    func setting(_ paragraph: Int, before sentence: Int) -> EventDate? {
        let range = text.paragraphs[paragraph]
        let start = Int(text.tokens[range.lowerBound].start)
        let end = Int(text.tokens[text.sentences[sentence].lowerBound].start)
        let before = expressions(from: start, to: end)
        guard let nearest = before.last, periods[nearest] >= before.lowerBound else { return nil }
        let period = expressions[periods[nearest]]
        let told = text.sentenceIndex(ofToken: text.tokenRange(period.span).lowerBound)
        return sentence - told <= Self.reach ? period.date : nil
    }

    /// How many sentences a period is handed on to.
    private static let reach = 3

    /// "On Friday night something did." A short sentence before that only says when.
    func scene(before sentence: Int) -> EventDate? {
        for earlier in [sentence - 1, sentence - 2] where earlier >= 0 {
            guard text.sentences[earlier].count <= 7 else { continue }
            let span = text.span(text.sentences[earlier])
            let said = expressions(from: span.start, to: span.end).first {
                expressions[$0].kind == .date && expressions[$0].date.isOneDay
                    && !isLineOfPublication(expressions[$0], earlier)
            }
            if let said { return expressions[said].date }
        }
        return nil
    }

    /// "Published: 2024-01-10" above a headline dates the report, and not what it tells.
    private func isLineOfPublication(_ expression: DateExpression, _ sentence: Int) -> Bool {
        expression.date.start == published && expression.date.anchor == .absolute
            && text.paragraphs[
                text.paragraphIndex(ofToken: text.sentences[sentence].lowerBound)
            ] == text.sentences[sentence]
    }

    /// The date of an event, if its sentence says one.
    mutating func date(of event: EventMention, _ expressions: [DateExpression]) -> EventDate? {
        guard let link = event.date else { return stretch(of: event) }
        let expression = expressions[link.expression]
        var date = expression.date
        if link.isOpening, case .since(let value) = expression.value {
            date = EventDate(
                value, span: expression.span, expression: expression.text,
                resolver: DateResolver(published: published), anchor: .publication)
        }
        if expression.value.reference == .previousEvent {
            guard
                let day = counted[link.expression]?.start
                    ?? dayBefore(expression, in: event.sentence) ?? last?.anchorDay
            else { return beforeToday(expression) ?? date }
            date =
                counted[link.expression]
                ?? expression.resolved(by: DateResolver(published: published, event: day))
            counted[link.expression] = date
        }
        if date.start != nil, date.end == nil { date.end = published }
        if isOfTheNews(date) { last = date }
        return date
    }

    /// "vowed to punish the bombing *a day earlier*": before the day of the report, where it tells of no other.
    private func beforeToday(_ expression: DateExpression) -> EventDate? {
        guard let published, !CountedDays.endsInLink(expression.span, text) else { return nil }
        var date = expression.resolved(by: DateResolver(published: published, event: published))
        guard let end = date.end, end < published else { return nil }
        date.anchor = .publication
        return date
    }

    /// "killed hundreds *in three days*": the days before publication.
    private func stretch(of event: EventMention) -> EventDate? {
        // "The attack was the third *in a week*" says nothing of how long it took.
        guard let published, !event.isBackdrop, !event.isNominal else { return nil }
        let sentence = text.span(text.sentences[event.sentence])
        for index in expressions(from: sentence.start, to: sentence.end) {
            let expression = expressions[index]
            guard case .duration(let amounts) = expression.value, amounts.count == 1 else {
                continue
            }
            let opening = expression.text.lowercased()
            if opening.hasPrefix(EventDate.duration), event.tense.isPerfect,
                event.tense.tense != .past
            {
                return lasting(expression, amounts[0], until: published)
            }
            guard let days = amounts[0].days, days <= IncidentStatus.currentDays,
                opening.hasPrefix("in ")
            else { continue }
            return EventDate(
                start: published - days, end: published, precision: .days, span: expression.span,
                expression: expression.text, anchor: .publication)
        }
        return nil
    }

    /// "have held the town *for three weeks*": since a day that long ago. "*For more than a year*" says only that it
    /// began before.
    private func lasting(
        _ expression: DateExpression, _ amount: DateAmount, until published: Day
    ) -> EventDate? {
        let words = text.tokens[text.tokenRange(expression.span)]
        let isLeast = words.contains { Self.atLeast.contains($0.key) }
        return published.adding(amount.negated).map {
            EventDate(
                start: isLeast ? nil : $0, end: published, precision: amount.unit.precision,
                span: expression.span, expression: expression.text, anchor: .publication)
        }
    }

    private static let atLeast: WordSet = [WordKey("more"), WordKey("over"), WordKey("least")]

    /// "on Thursday … a day earlier": counted from the day the sentence named just before.
    private func dayBefore(_ expression: DateExpression, in sentence: Int) -> Day? {
        let start = Int(text.tokens[text.sentences[sentence].lowerBound].start)
        return expressions(from: start, to: expression.span.start).last {
            expressions[$0].kind == .date && expressions[$0].date.precision == .day
        }.flatMap { expressions[$0].date.start }
    }

    /// "The same day" goes back to the last day of the news, never to one of the background.
    private func isOfTheNews(_ date: EventDate) -> Bool {
        guard let start = date.start, let end = date.end, end - start < 7 else { return false }
        return published.map { $0 - end <= IncidentStatus.currentDays } ?? true
    }
}

extension EventDate {
    /// "for more than a year", and "since August" of what "has raged": it goes on.
    func isLasting(_ isOngoing: Bool) -> Bool {
        let words = expression.lowercased()
        return words.hasPrefix(Self.duration) || isOngoing && words.hasPrefix(Self.since)
    }

    fileprivate static let duration = "for "
    private static let since = "since "

    /// The day that others are counted from: of a night, the later one.
    fileprivate var anchorDay: Day? {
        guard let start, let end, end - start == 1 else { return start }
        return end
    }

    fileprivate var isOneDay: Bool {
        guard let start, let end else { return false }
        return end - start <= 1
    }
}

extension DateAmount {
    /// Whole days; `nil` for units that are not counted in days.
    fileprivate var days: Int? {
        switch unit {
        case .hour: max(1, count / 24)
        case .day: count
        case .week: count * 7
        default: nil
        }
    }
}
