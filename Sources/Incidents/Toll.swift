/// How many people an incident harmed in all, as bounds; `nil` = not stated.
public struct Toll: Hashable, Sendable {
    public var minimum: Int?
    public var maximum: Int?

    public init(minimum: Int?, maximum: Int?) {
        self.minimum = minimum
        self.maximum = maximum
    }

    public var isUnknown: Bool { minimum == nil && maximum == nil }
}

extension Incident {
    /// The toll over all sides. Rival figures for one side widen its bounds; the sides add up; a
    /// figure that names no side is a total, and never added to the sides it may contain. A figure
    /// without an upper bound, such as "at least 20", leaves the toll without one, unless another
    /// says the same more narrowly: "at least 20" and "23" are 23, "dozens" and "at least 51" are the
    /// latter.
    ///
    /// Reports are never added up: where several tell of one incident, the toll is that of the best of
    /// them, ``Merge/toll(_:)``.
    public func toll(_ effect: Casualties.Effect) -> Toll {
        merge?.toll(effect) ?? Toll(of: effect, in: casualties)
    }
}

extension Toll {
    package init(of effect: Casualties.Effect, in casualties: [Casualties]) {
        let figures = casualties.filter { $0.effect == effect && !$0.isUnknown }
        guard figures.count > 1 else {
            self.init(minimum: figures.first?.minimum, maximum: figures.first?.maximum)
            return
        }
        var sides = figures.tollsBySide(effect)
        let total = sides.removeValue(forKey: Casualties.unspecifiedSide)
        let isOpen =
            sides.values.contains { $0.maximum == nil } || total.map { $0.maximum == nil } ?? false
        self.init(
            minimum: greater(sum(sides.values.compactMap(\.minimum)), total?.minimum),
            maximum: isOpen ? nil : greater(sum(sides.values.compactMap(\.maximum)), total?.maximum)
        )
    }
}

extension Incident {
    /// The toll of each side, rival figures within its bounds. Spellings of one side ("soldiers",
    /// "Iraqi soldiers", "one soldier") are one; "people" and "persons" name no side, but a total.
    public func tollsBySide(_ effect: Casualties.Effect) -> [String: Toll] {
        casualties.tollsBySide(effect)
    }
}

extension [Casualties] {
    fileprivate func tollsBySide(_ effect: Casualties.Effect) -> [String: Toll] {
        let told = filter { $0.effect == effect && !$0.isUnknown }
        return Dictionary(grouping: told, by: \.sideName).mapValues(Toll.init(rivals:))
    }
}

extension Toll {
    /// What rival figures for one side come to. A mere lower bound that another figure meets adds
    /// nothing; one above all others leaves the toll open.
    fileprivate init(rivals told: [Casualties]) {
        let counted = told.filter { !$0.isVague }
        let rivals = counted.contains { $0.minimum != nil } ? counted : told
        let closed = rivals.filter { $0.maximum != nil }
        let least = closed.compactMap(\.minimum).min()
        let bounds = rivals.filter { $0.maximum == nil }.compactMap(\.minimum)
        let bound = closed.isEmpty ? bounds.min() : bounds.max()
        guard let most = closed.compactMap(\.maximum).max() else {
            self.init(minimum: bound, maximum: nil)
            return
        }
        let isAbove = bound.map { $0 > least ?? most } ?? false
        self.init(minimum: least ?? bound, maximum: isAbove ? nil : most)
    }
}

extension Casualties {
    /// The side's noun in the singular, small letters; the total's name when it says only "people".
    fileprivate var sideName: String {
        let noun = side.lowercased().split(separator: " ").last.map(String.init) ?? side
        if Self.total.contains(noun) { return Self.unspecifiedSide }
        if noun.hasSuffix("men") { return noun.dropLast(2) + "an" }
        return noun.count > 3 && noun.hasSuffix("s") ? String(noun.dropLast()) : noun
    }

    /// "dozens", "scores of people": nobody has counted.
    fileprivate var isVague: Bool {
        maximum == nil
            && text.lowercased().split(separator: " ").contains {
                Self.uncounted.contains(String($0))
            }
    }

    private static let uncounted: Set<String> = [
        "dozens", "scores", "hundreds", "thousands", "several", "many", "numerous",
    ]

    private static let total: Set<String> = [
        "people", "persons", "person", "victims", "others", "individuals",
    ]

    /// The `side` of a figure that does not say whom it counts.
    public static let unspecifiedSide = "unspecified"

    fileprivate var isUnknown: Bool { minimum == nil && maximum == nil }
}

private func sum(_ numbers: [Int]) -> Int? {
    guard !numbers.isEmpty else { return nil }
    return numbers.reduce(0) { total, number in
        let (sum, overflow) = total.addingReportingOverflow(number)
        return overflow ? Int.max : sum
    }
}

private func greater(_ a: Int?, _ b: Int?) -> Int? { [a, b].compactMap { $0 }.max() }
