/// What a rule has to say: something began, changed or ended.
public struct Alert: Hashable, Sendable {
    /// Made from the rule, what it watches and what set it off, so a second run gives the same.
    public var id: String
    public var rule: String
    public var change: Change
    /// `possible` when the incidents may have been outside the rule's distance.
    public var likelihood: Likelihood
    /// The site watched; `nil` for rules about clusters.
    public var site: String?
    /// The rule's clock when it was said: the latest day it had seen.
    public var day: Day
    /// Ids of the incidents it rests on, the one that set it off last.
    public var incidents: [String]
    /// A sentence for people.
    public var message: String

    public enum Change: String, Hashable, Sendable, CaseIterable {
        case raised
        /// From possible to certain, or grown.
        case updated
        case ended
    }

    public init(
        id: String, rule: String, change: Change, likelihood: Likelihood, site: String?, day: Day,
        incidents: [String], message: String
    ) {
        self.id = id
        self.rule = rule
        self.change = change
        self.likelihood = likelihood
        self.site = site
        self.day = day
        self.incidents = incidents
        self.message = message
    }
}
