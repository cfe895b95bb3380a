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
    /// figure that names no side is a total, and never added to the sides it may contain.
    public func toll(_ effect: Casualties.Effect) -> Toll {
        let figures = casualties.filter { $0.effect == effect }
        var sides: [String: Toll] = [:]
        for figure in figures { sides[figure.side, default: Toll(minimum: nil, maximum: nil)].widen(figure) }
        let total = sides.removeValue(forKey: Casualties.unspecifiedSide)
        return Toll(
            minimum: greater(sum(sides.values.compactMap(\.minimum)), total?.minimum),
            maximum: greater(sum(sides.values.compactMap(\.maximum)), total?.maximum))
    }
}

extension Casualties {
    /// The `side` of a figure that does not say whom it counts.
    public static let unspecifiedSide = "unspecified"
}

extension Toll {
    fileprivate mutating func widen(_ figure: Casualties) {
        if let low = figure.minimum { minimum = Swift.min(minimum ?? low, low) }
        if let high = figure.maximum { maximum = Swift.max(maximum ?? high, high) }
    }
}

private func sum(_ numbers: [Int]) -> Int? {
    guard !numbers.isEmpty else { return nil }
    return numbers.reduce(0) { total, number in
        let (sum, overflow) = total.addingReportingOverflow(number)
        return overflow ? Int.max : sum
    }
}

private func greater(_ a: Int?, _ b: Int?) -> Int? {
    guard let a, let b else { return a ?? b }
    return max(a, b)
}
