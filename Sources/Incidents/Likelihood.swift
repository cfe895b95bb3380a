public import Earth

/// Whether a statement about distance holds, given how well both places are known.
public enum Likelihood: String, Hashable, Sendable, CaseIterable {
    case certain, possible, no
}

extension Proximity {
    /// Whether the incident lies within `distance` of the site: certainly if even the longest possible
    /// distance does, possibly if the shortest does.
    public func isWithin(_ distance: Distance) -> Likelihood {
        maximum <= distance ? .certain : minimum <= distance ? .possible : .no
    }
}
