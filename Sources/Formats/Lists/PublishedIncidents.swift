public import Earth
public import Incidents

/// Incidents as they may be shown to everyone: coordinates of a coarse grid or of divisions, no names of
/// persons, groups, places or sources, no quotes and no ids that lead back to the original list.
///
/// What is left: the number of the row, what happened, the day, the toll, the country and its first
/// division, and the middle of the cell or division with a radius that holds the whole of it. The same
/// whatever the rest of the list, so two extracts cannot be laid over each other to tell more.
public struct PublishedIncidents {
    // One of the two.
    private var grid: CoarseGrid?
    private var divisions: PublishedDivisions?
    private var count = 0
    /// How many rows lost their position, because it lies in none of the divisions.
    public private(set) var outsideCount = 0

    /// - Parameter size: The side of a cell, measured along the meridian.
    public init(cell size: Distance) { grid = CoarseGrid(cell: size) }

    public init(divisions: PublishedDivisions) { self.divisions = divisions }

    public mutating func published(_ row: LocatedIncident) -> LocatedIncident {
        count += 1
        let id = "published-\(count)"
        let incident = Incident(
            id: id, report: "", type: row.incident.type, acled: row.incident.acled,
            stage: row.incident.stage, status: row.incident.status,
            certainty: row.incident.certainty,
            date: date(row.incident.date), casualties: row.incident.casualties.map(plain),
            confidence: row.incident.confidence)
        return LocatedIncident(
            id: id, incident: incident, place: row.place.flatMap { place($0) }, reports: [])
    }

    private func date(_ date: EventDate) -> EventDate {
        var date = date
        date.expression = ""
        date.span = nil
        return date
    }

    private func plain(_ casualties: Casualties) -> Casualties {
        Casualties(
            effect: casualties.effect, side: Casualties.unspecifiedSide,
            minimum: casualties.minimum,
            maximum: casualties.maximum, span: TextSpan(0, 0), text: "")
    }

    private mutating func place(_ place: IncidentPlace) -> IncidentPlace? {
        guard let point = place.coordinate else { return nil }
        guard let cell = grid?.cell(of: point) ?? divisions?.cell(of: point) else {
            outsideCount += 1
            return nil
        }
        let radius = cell.reach + place.radius
        let known = place.divisions
        let division = Place(
            id: "", name: cell.name ?? known?.admin1 ?? "", kind: .admin1, coordinate: cell.middle,
            radius: radius, country: known?.country ?? "", countryName: known?.countryName ?? "",
            admin1: known?.admin1 ?? "", admin2: "", population: 0)
        return IncidentPlace(
            mention: Mention(
                span: TextSpan(0, 0), text: "", role: .literal,
                resolution: Resolution(place: division, confidence: 0)),
            relation: .within, coordinate: cell.middle, radius: radius)
    }
}

/// What stands for every position in it.
struct CoarseCell {
    var name: String?
    var middle: Coordinate
    /// From the middle to the farthest point.
    var reach: Distance
}

/// Cells of one size. They get wider in degrees toward the poles, row by row, so that they are about as
/// wide as they are high.
private struct CoarseGrid {
    private let cell: Double
    /// Those that were asked for.
    private var rows: [Int: Row] = [:]

    init(cell size: Distance) {
        // A degree of latitude is 110.6 km at the equator, its shortest.
        cell = min(45, max(0.001, size.kilometers / 110.574))
    }

    private struct Row {
        let latitude: Double
        let columns: Double
        /// From the middle of any of its cells to the farthest corner.
        let reach: Distance

        var step: Double { 360 / columns }

        init(_ number: Int, cell: Double) {
            let south = max(-90, Double(number) * cell)
            let north = min(90, Double(number + 1) * cell)
            let width = min(360, cell / max(0.001, cosDegrees(min(abs(south), abs(north)))))
            latitude = (south + north) / 2
            columns = max(1, (360 / width).rounded(.down))
            let middle = Coordinate(wrappingLongitude: 0, latitude: latitude)
            let east = 180 / columns
            reach = max(
                middle.distance(to: Coordinate(wrappingLongitude: east, latitude: south)),
                middle.distance(to: Coordinate(wrappingLongitude: east, latitude: north)))
        }
    }

    mutating func cell(of point: Coordinate) -> CoarseCell? {
        let number = Int((point.latitude / cell).rounded(.down))
        let row = rows[number] ?? Row(number, cell: cell)
        rows[number] = row
        let column = min(
            row.columns - 1, ((point.longitude + 180) / row.step).rounded(.down))
        let longitude = (column + 0.5) * row.step - 180
        guard let middle = try? Coordinate(longitude: longitude, latitude: row.latitude) else {
            return nil
        }
        return CoarseCell(middle: middle, reach: row.reach)
    }
}
