/// How one incident was put together from what several reports tell of it.
public struct Merge: Hashable, Sendable {
    /// What each report tells, unchanged; the earliest report first, at least two.
    public var members: [ReportedIncident]
    /// Why they are one: a link fewer than there are members, the strongest first.
    public var links: [Link]

    /// Two tellings that were found to be of one incident.
    public struct Link: Hashable, Sendable {
        /// Ids of the members.
        public var first: String
        public var second: String
        /// The sum of the reasons' weights, in natural-log odds.
        public var score: Double
        public var reasons: [Reason]

        public init(first: String, second: String, score: Double, reasons: [Reason]) {
            self.first = first
            self.second = second
            self.score = score
            self.reasons = reasons
        }
    }

    public init(members: [ReportedIncident], links: [Link]) {
        self.members = members
        self.links = links
    }

    /// That of the weakest link, which is how sure the whole is.
    public var score: Double { links.map(\.score).min() ?? 0 }

    /// The toll of the latest report that gives one: later figures correct earlier ones. Of reports of
    /// one day the narrowest; of equally narrow ones the highest.
    public func toll(_ effect: Casualties.Effect) -> Toll {
        let known = members.map {
            (day: $0.reports.first?.published, toll: $0.incident.toll(effect))
        }
        .filter { !$0.toll.isUnknown }
        let latest = known.compactMap(\.day).max()
        return known.filter { $0.day == latest }.map(\.toll).min(by: Toll.isBetter)
            ?? Toll(minimum: nil, maximum: nil)
    }
}

extension Toll {
    fileprivate static func isBetter(_ a: Toll, _ b: Toll) -> Bool {
        a.width == b.width ? (a.minimum ?? 0) > (b.minimum ?? 0) : a.width < b.width
    }

    private var width: Int {
        guard let minimum, let maximum else { return .max }
        let (width, overflow) = maximum.subtractingReportingOverflow(minimum)
        return overflow ? .max : width
    }
}
