/// A place as a row of a table names it: by words, with the divisions around it.
public struct PlaceDescription: Hashable, Sendable {
    /// `nil` when only divisions are named.
    public var name: String?
    public var admin2: String?
    public var admin1: String?
    /// A name or a code of two letters.
    public var country: String?

    public init(name: String?, admin2: String? = nil, admin1: String? = nil, country: String? = nil)
    {
        self.name = name
        self.admin2 = admin2
        self.admin1 = admin1
        self.country = country
    }
}
