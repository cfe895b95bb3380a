/// How many or how far, as far as the words say.
///
/// | words | minimum | maximum |
/// |---|--:|--:|
/// | 10, ten | 10 | 10 |
/// | at least 10, more than 10, 10 or more | 10 | – |
/// | up to 10, as many as 10, fewer than 10 | 0 | 10 |
/// | about 30, some 30, 30 or so | 27 | 33 |
/// | nearly 300 | 270 | 300 |
/// | between two dozen and 60, 24–60 | 24 | 60 |
/// | several, a handful | 3 | 10 |
/// | dozens, scores, hundreds | 24, 40, 200 | – |
public struct Quantity: Hashable, Sendable {
    /// Inclusive bounds; `nil` = the words set none.
    public var minimum: Double?
    public var maximum: Double?
    /// The words do not claim to be exact ("about", "dozens", "a couple").
    public var isApproximate: Bool
    /// A plural without a number before it: "dozens", "hundreds".
    public var isBarePlural: Bool
    /// The tokens it was read from.
    public var tokens: Range<Int>

    init(
        _ minimum: Double?, _ maximum: Double?, isApproximate: Bool = false,
        isBarePlural: Bool = false,
        tokens: Range<Int>
    ) {
        self.minimum = minimum
        self.maximum = maximum
        self.isApproximate = isApproximate
        self.isBarePlural = isBarePlural
        self.tokens = tokens
    }

    /// Bounds in whole numbers, for people and things.
    public var wholeMinimum: Int? { minimum.flatMap { Int(exactly: $0.rounded(.up)) } }
    public var wholeMaximum: Int? { maximum.flatMap { Int(exactly: $0.rounded(.down)) } }

    /// The most careful figure: of bare plurals one unit instead of the two that grammar asks for, as
    /// ACLED codes them (dozens 12, hundreds 100).
    ///
    /// - Source: ACLED, "FAQs: ACLED fatality methodology".
    public var conservativeMinimum: Int? {
        isBarePlural ? wholeMinimum.map { $0 / 2 } : wholeMinimum
    }

    /// A figure to reckon with: the middle when both bounds are known, else the bound there is.
    public var estimate: Double? {
        if let minimum, let maximum { return (minimum + maximum) / 2 }
        return minimum ?? maximum
    }
}
