public import Earth
public import Incidents

/// An incident as spatial analysis sees it: where, how surely, when, of what kind.
public struct Occurrence: Hashable, Sendable {
    public var id: String
    public var coordinate: Coordinate
    /// How far the true place may lie from `coordinate`.
    public var radius: Distance
    /// First and last day it can have happened on; `nil` = unknown.
    public var start: Day?
    public var end: Day?
    public var type: String
    public var place: String
    public var killed: Toll

    public init(
        id: String, coordinate: Coordinate, radius: Distance = .zero, start: Day? = nil,
        end: Day? = nil, type: String = "", place: String = "",
        killed: Toll = Toll(minimum: nil, maximum: nil)
    ) {
        self.id = id
        self.coordinate = coordinate
        self.radius = radius
        self.start = start
        self.end = end
        self.type = type
        self.place = place
        self.killed = killed
    }

    /// - Returns: `nil` for an incident without a known place.
    public init?(_ row: LocatedIncident) {
        guard let place = row.place, let coordinate = place.coordinate else { return nil }
        self.init(
            id: row.id, coordinate: coordinate, radius: place.radius,
            start: row.incident.date.start, end: row.incident.date.end,
            type: row.incident.type.rawValue, place: place.place?.name ?? place.mention.text,
            killed: row.incident.toll(.killed))
    }

    /// The day it is counted on: the first it can have happened on, or else the last.
    public var day: Day? { start ?? end }
}
