public import Earth

/// An entry of the gazetteer: a named part of the earth with the point and radius that stand for it.
public struct Place: Hashable, Sendable {
    /// `source:id`, for example `geonames:96309`.
    public let id: String
    public let name: String
    public let kind: PlaceKind
    public let coordinate: Coordinate
    /// The circle around `coordinate` in which a thing said to be "in" this place lies.
    public let radius: Distance
    /// ISO 3166-1 alpha-2; empty where no country applies, as for seas.
    public let country: String
    public let countryName: String
    /// First- and second-level division, in English; empty when unknown.
    public let admin1: String
    public let admin2: String
    /// 0 = unknown.
    public let population: Int

    public init(
        id: String, name: String, kind: PlaceKind, coordinate: Coordinate, radius: Distance,
        country: String, countryName: String, admin1: String, admin2: String, population: Int
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.coordinate = coordinate
        self.radius = radius
        self.country = country
        self.countryName = countryName
        self.admin1 = admin1
        self.admin2 = admin2
        self.population = population
    }

    /// Opens the id of what no gazetteer lists, and stands where the places named beside it do.
    public static let unlistedPrefix = "unlisted:"
    public var isUnlisted: Bool { id.hasPrefix(Self.unlistedPrefix) }

    /// Opens the id of a position that a text gives in figures.
    public static let positionPrefix = "position:"
    public var isPosition: Bool { id.hasPrefix(Self.positionPrefix) }
}
