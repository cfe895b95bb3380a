public import Earth
public import Incidents
public import Reading

/// How a run is set up: everything a caller may choose, resolved and valid.
public struct Configuration: Sendable {
    /// What to measure distances to; empty = nothing.
    public var sites: [Site]
    /// Outer radii of the rings around sites, each above zero.
    public var rings: [Distance]
    /// What to be told about.
    public var rules: [AlertRule]
    /// `nil` = incidents are not clustered.
    public var clusters: ClusterOptions?
    /// Reports of one incident become one.
    public var mergesReports: Bool
    /// Places keep their rival candidates and what decided; without them reading is faster.
    public var keepsReasons: Bool
    /// Every candidate also keeps the evidence that made its score.
    public var explains: Bool
    /// Names are resolved with an eye to what the other reports of the same source are about.
    public var learnsSources: Bool
    /// Where the reports are about, if that is known.
    public var focus: PlaceFocus?
    /// How many reports are read at a time, at least 1. Results never depend on it.
    public var workers: Int

    public struct ClusterOptions: Hashable, Sendable {
        /// Reach of one incident's neighbourhood.
        public var radius: Distance
        /// Neighbours, itself included, that make an incident the core of a cluster.
        public var minimumCount: Int

        public init(radius: Distance = .kilometers(10), minimumCount: Int = 2) {
            self.radius = radius
            self.minimumCount = minimumCount
        }
    }

    public static let usualRings: [Distance] = [5, 10, 25, 50].map { .kilometers($0) }

    public init(
        sites: [Site] = [], rings: [Distance] = Configuration.usualRings,
        rules: [AlertRule] = [], clusters: ClusterOptions? = nil, mergesReports: Bool = true,
        keepsReasons: Bool = true, explains: Bool = false, learnsSources: Bool = true,
        focus: PlaceFocus? = nil, workers: Int = 1
    ) {
        self.sites = sites
        self.rings = rings.sorted()
        self.rules = rules
        self.clusters = clusters
        self.mergesReports = mergesReports
        self.keepsReasons = keepsReasons
        self.explains = explains
        self.learnsSources = learnsSources
        self.focus = focus
        self.workers = workers
    }
}
