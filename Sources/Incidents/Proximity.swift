public import Earth

/// How an incident lies to a site. The true distance is between `minimum` and `maximum`: the
/// measured one, less or plus the radii of both places.
public struct Proximity: Hashable, Sendable {
    public let site: Site
    public let distance: Distance
    public let minimum: Distance
    public let maximum: Distance
    /// From the site to the incident, as in "20 km north-west of the dam".
    public let bearing: Bearing

    public init(
        site: Site, distance: Distance, minimum: Distance, maximum: Distance, bearing: Bearing
    ) {
        self.site = site
        self.distance = distance
        self.minimum = minimum
        self.maximum = maximum
        self.bearing = bearing
    }
}
