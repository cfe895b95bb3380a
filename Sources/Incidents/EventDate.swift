/// When something happened: an interval of days, with the words it was read from.
///
/// Doubt is part of the value: an end that is not known is `nil`, and `precision` says how wide the
/// expression was, so a month is not mistaken for thirty exact days.
public struct EventDate: Hashable, Sendable {
    /// First and last day, both inclusive. `nil` = open or unknown on that side.
    public var start: Day?
    public var end: Day?
    /// Of a range between two periods ("from August to October"), the day its last period begins on: how
    /// far the words reach for certain. `nil` for all else.
    public var lastPeriodStart: Day?
    public var precision: Precision
    /// Where the expression stands in the text; `nil` when the date was inferred.
    public var span: TextSpan?
    /// The words as written, or how the date was inferred.
    public var expression: String
    /// What the expression was counted from.
    public var anchor: Anchor

    public enum Precision: String, Hashable, Sendable, CaseIterable {
        case day, days, week, month, season, year, decade, unknown
    }

    public enum Anchor: String, Hashable, Sendable {
        /// The expression names its day, month or year in full.
        case absolute
        /// Counted from the report's day of publication.
        case publication
        /// Counted from a dateline or caption inside the text.
        case dateline
        /// Counted from an event told before ("the same day", "a week after").
        case previousEvent
        /// Not stated in the text: the report's own day stands in, as the latest possible.
        case assumed
        /// Relative, and nothing is known to count it from: start and end are `nil`.
        case missing
    }

    public init(
        start: Day?, end: Day?, lastPeriodStart: Day? = nil, precision: Precision,
        span: TextSpan?, expression: String, anchor: Anchor
    ) {
        self.start = start
        self.end = end
        self.lastPeriodStart = lastPeriodStart
        self.precision = precision
        self.span = span
        self.expression = expression
        self.anchor = anchor
    }

    public static let unknown = EventDate(
        start: nil, end: nil, precision: .unknown, span: nil, expression: "", anchor: .missing)
}

extension EventDate.Precision {
    /// What an interval is called whose last day is so many days after its first.
    package init(spanning days: Int) {
        self =
            switch days {
            case ...0: .day
            case 1...4: .days
            case 5...9: .week
            case 10...45: .month
            default: .year
            }
    }
}
