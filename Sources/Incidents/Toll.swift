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
    /// without an upper bound, such as "at least 20", leaves the toll without one.
    ///
    /// Reports are never added up: where several tell of one incident, the toll is that of the best of
    /// them, ``Merge/toll(_:)``.
    public func toll(_ effect: Casualties.Effect) -> Toll {
        if let merge { return merge.toll(effect) }
        var sides: [String: Toll] = [:]
        let figures = casualties.filter { $0.effect == effect && !$0.isUnknown }
        for figure in figures { sides[figure.side] = sides[figure.side].widened(by: figure) }
        let total = sides.removeValue(forKey: Casualties.unspecifiedSide)
        let isOpen = figures.contains { $0.maximum == nil }
        return Toll(
            minimum: greater(sum(sides.values.compactMap(\.minimum)), total?.minimum),
            maximum: isOpen ? nil : greater(sum(sides.values.compactMap(\.maximum)), total?.maximum)
        )
    }
}

extension Casualties {
    /// The `side` of a figure that does not say whom it counts.
    public static let unspecifiedSide = "unspecified"

    fileprivate var isUnknown: Bool { minimum == nil && maximum == nil }
}

extension Toll? {
    fileprivate func widened(by figure: Casualties) -> Toll {
        Toll(
            minimum: [self?.minimum, figure.minimum].compactMap { $0 }.min(),
            maximum: [self?.maximum, figure.maximum].compactMap { $0 }.max())
    }
}

private func sum(_ numbers: [Int]) -> Int? {
    guard !numbers.isEmpty else { return nil }
    return numbers.reduce(0) { total, number in
        let (sum, overflow) = total.addingReportingOverflow(number)
        return overflow ? Int.max : sum
    }
}

private func greater(_ a: Int?, _ b: Int?) -> Int? { [a, b].compactMap { $0 }.max() }
