/// A length on the ground, in metres.
public struct Distance: Hashable, Comparable, Sendable {
    public let meters: Double

    public init(meters: Double) { self.meters = meters }
    public static func meters(_ value: Double) -> Distance { Distance(meters: value) }
    public static func kilometers(_ value: Double) -> Distance { Distance(meters: value * 1000) }
    /// International miles of 1 609.344 m, as newspapers use.
    public static func miles(_ value: Double) -> Distance { Distance(meters: value * 1609.344) }

    public static let zero = Distance(meters: 0)

    public var kilometers: Double { meters / 1000 }

    public static func < (a: Distance, b: Distance) -> Bool { a.meters < b.meters }
    public static func + (a: Distance, b: Distance) -> Distance { .meters(a.meters + b.meters) }
    public static func - (a: Distance, b: Distance) -> Distance { .meters(a.meters - b.meters) }
    public static func * (a: Distance, factor: Double) -> Distance { .meters(a.meters * factor) }
}
