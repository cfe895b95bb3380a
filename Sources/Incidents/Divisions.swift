/// The divisions in which a point lies; empty text = unknown, or none there.
public struct Divisions: Hashable, Sendable {
    public var admin2: String
    public var admin1: String
    /// ISO 3166-1 alpha-2.
    public var country: String
    public var countryName: String

    public init(admin2: String = "", admin1: String, country: String, countryName: String) {
        self.admin2 = admin2
        self.admin1 = admin1
        self.country = country
        self.countryName = countryName
    }

    /// Those of a place.
    public init(_ place: Place) {
        self.init(
            admin2: place.admin2, admin1: place.admin1, country: place.country,
            countryName: place.countryName)
    }
}
