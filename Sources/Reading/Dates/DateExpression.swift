public import Incidents

/// Words of a text that say when, what they say, and the days that this means.
public struct DateExpression: Hashable, Sendable {
    public let span: TextSpan
    public let text: String
    /// What the words say, independent of any day.
    public let value: DateValue
    /// The days meant, as the report is read. Without both a start and an end for everything whose
    /// ``kind`` is not `.date`, and for what counts from an event told before.
    public let date: EventDate

    public var kind: DateKind { value.kind }

    init(
        span: TextSpan, text: String, value: DateValue, resolver: DateResolver,
        anchor: EventDate.Anchor
    ) {
        self.span = span
        self.text = text
        self.value = value
        date = EventDate(value, span: span, expression: text, resolver: resolver, anchor: anchor)
    }

    /// The days meant when counted from other days than the report's: the event told before, or
    /// looking ahead in a sentence about what is planned.
    public func resolved(by resolver: DateResolver) -> EventDate {
        EventDate(value, span: span, expression: text, resolver: resolver, anchor: .publication)
    }
}

extension EventDate {
    init(
        _ value: DateValue, span: TextSpan, expression: String, resolver: DateResolver,
        anchor: Anchor
    ) {
        let days = resolver.span(value)
        let reference = value.reference
        self.init(
            start: days?.start, end: days?.end, lastPeriodStart: days?.lastPeriodStart,
            precision: days?.precision ?? .unknown, span: span, expression: expression,
            anchor: reference == .absolute || (days != nil && reference == .previousEvent)
                ? reference : days == nil ? .missing : anchor)
    }
}
