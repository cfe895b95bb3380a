public import Earth

/// Something to watch: a dam, a base, a power line.
public struct Site: Hashable, Sendable {
    public let id: String
    public let name: String
    public let kind: PlaceKind
    public let geometry: Geometry
    /// How far the true position may lie from `geometry`.
    public let radius: Distance
    public let country: String
    public let source: String

    public init(
        id: String, name: String, kind: PlaceKind, geometry: Geometry, radius: Distance,
        country: String, source: String
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.geometry = geometry
        self.radius = radius
        self.country = country
        self.source = source
    }
}
