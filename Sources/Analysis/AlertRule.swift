public import Earth
public import Incidents

/// What to be told about.
public struct AlertRule: Hashable, Sendable {
    /// Unique among the rules of a run; part of every alert's id.
    public var id: String
    public var condition: Condition
    /// Which sites are watched: those of these kinds and with these ids; empty = any. Unused by rules
    /// about clusters.
    public var siteKinds: Set<PlaceKind>
    public var siteIDs: Set<String>
    /// Which incidents count, by type; empty = any.
    public var types: Set<String>
    /// `possible` also counts incidents that may have been within the distance; `certain` does not.
    public var likelihood: Likelihood
    /// Days for which the same rule keeps silent about the same site after it was raised.
    public var coolDown: Int

    public enum Condition: Hashable, Sendable {
        /// A new incident within the distance of a site.
        case enters(within: Distance)
        /// So many incidents within the distance in so many days. Ends, and may be raised anew, when
        /// there are fewer than `endsBelow` (`nil` = `atLeast`): a gap between the two stops flapping.
        case count(atLeast: Int, within: Distance, days: Int, endsBelow: Int? = nil)
        /// At least `factor` times the mean of the `baseline` windows before, and at least `atLeast`.
        case rate(factor: Double, atLeast: Int, within: Distance, days: Int, baseline: Int)
        /// Incidents within the distance over a stretch of so many days without a gap longer than
        /// `gap` days.
        case dwell(days: Int, within: Distance, gap: Int)
        /// A cluster in space and time that was not there before. Ends when it has had no incident for
        /// the window's days.
        case newCluster(radius: Distance, days: Int, minimumCount: Int)
        /// A cluster that has grown by this share since it was last told of (0.5 = half as many again).
        case growingCluster(radius: Distance, days: Int, minimumCount: Int, growth: Double)
    }

    public init(
        id: String, condition: Condition, siteKinds: Set<PlaceKind> = [],
        siteIDs: Set<String> = [], types: Set<String> = [], likelihood: Likelihood = .possible,
        coolDown: Int = 0
    ) {
        self.id = id
        self.condition = condition
        self.siteKinds = siteKinds
        self.siteIDs = siteIDs
        self.types = types
        self.likelihood = likelihood
        self.coolDown = coolDown
    }
}

extension AlertRule {
    /// - Throws: ``AnalysisError/unusableOption(name:value:hint:)`` with what would be right.
    public func check() throws(AnalysisError) {
        func demand(_ holds: Bool, _ name: String, _ hint: String) throws(AnalysisError) {
            guard holds else {
                throw .unusableOption(
                    name: "rule \(id): \(name)", value: "\(condition)", hint: hint)
            }
        }
        try demand(!id.isEmpty, "id", "give each rule a name of its own")
        try demand(coolDown >= 0, "cool-down", "give 0 days or more")
        switch condition {
        case .enters(let distance):
            try demand(distance.isUsable, "distance", "give a length of 0 or more")
        case .count(let count, let distance, let days, let below):
            try demand(distance.isUsable, "distance", "give a length of 0 or more")
            try demand(count >= 1 && days >= 1, "count", "count and days must be at least 1")
            try demand(below ?? count <= count, "end", "it cannot end above where it begins")
        case .rate(let factor, let count, let distance, let days, let baseline):
            try demand(distance.isUsable, "distance", "give a length of 0 or more")
            try demand(factor > 0 && factor.isFinite, "factor", "give a number above 0")
            try demand(
                count >= 1 && days >= 1 && baseline >= 1, "rate",
                "count, days and baseline must be at least 1")
        case .dwell(let days, let distance, let gap):
            try demand(distance.isUsable, "distance", "give a length of 0 or more")
            try demand(days >= 1 && gap >= 1, "dwell", "days and gap must be at least 1")
        case .newCluster(let radius, let days, let count):
            try demand(radius.isUsable, "radius", "give a length of 0 or more")
            try demand(days >= 1 && count >= 1, "cluster", "days and count must be at least 1")
        case .growingCluster(let radius, let days, let count, let growth):
            try demand(radius.isUsable, "radius", "give a length of 0 or more")
            try demand(days >= 1 && count >= 1, "cluster", "days and count must be at least 1")
            try demand(growth > 0 && growth.isFinite, "growth", "give a share above 0, as 0.5")
        }
    }
}

extension Distance {
    fileprivate var isUsable: Bool { meters >= 0 && meters.isFinite }
}
