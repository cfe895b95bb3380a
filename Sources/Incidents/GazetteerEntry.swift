public import Earth

/// A place as somebody's list has it, on its way into a gazetteer.
public struct GazetteerEntry: Hashable, Sendable {
    /// `source:id`.
    public var id: String
    public var name: String
    public var kind: PlaceKind
    public var coordinate: Coordinate
    /// `nil` = the usual one of its kind.
    public var radius: Distance?
    /// ISO 3166-1 alpha-2; empty when unknown.
    public var country = ""
    /// Names of its divisions.
    public var admin1 = ""
    public var admin2 = ""
    /// 0 = unknown.
    public var population = 0
    /// Other names, in any script.
    public var names: [String] = []
    /// 1-based line of the list; `nil` where lines mean nothing.
    public var line: Int?

    public init(id: String, name: String, kind: PlaceKind, coordinate: Coordinate) {
        self.id = id
        self.name = name
        self.kind = kind
        self.coordinate = coordinate
    }
}
