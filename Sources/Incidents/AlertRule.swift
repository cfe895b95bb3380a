public import Earth

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
    /// Incidents whose place is known no better than this do not count; `nil` = all do. A country's
    /// midpoint with a radius of hundreds of kilometres is possibly near every site in it.
    public var widestRadius: Distance?
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

    /// Rules about clusters watch no sites.
    public var isAboutSites: Bool {
        switch condition {
        case .enters, .count, .rate, .dwell: true
        case .newCluster, .growingCluster: false
        }
    }

    public init(
        id: String, condition: Condition, siteKinds: Set<PlaceKind> = [],
        siteIDs: Set<String> = [], types: Set<String> = [], likelihood: Likelihood = .possible,
        widestRadius: Distance? = nil, coolDown: Int = 0
    ) {
        self.id = id
        self.condition = condition
        self.siteKinds = siteKinds
        self.siteIDs = siteIDs
        self.types = types
        self.likelihood = likelihood
        self.widestRadius = widestRadius
        self.coolDown = coolDown
    }
}
