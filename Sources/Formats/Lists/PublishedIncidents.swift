public import Earth
public import Incidents

/// Incidents as they may be shown to everyone: coordinates of a coarse grid or of divisions, no names of
/// persons, groups, places or sources, no quotes and no ids that lead back to the original list.
///
/// What is left: the number of the row, what happened, the day, the toll, the country and its first
/// division, and the middle of the cell or division with a radius that holds the whole of it. The same
/// whatever the rest of the list, so two extracts cannot be laid over each other to tell more.
public struct PublishedIncidents {
    private let coarsening: Coarsening
    private var count = 0
    /// How many rows lost their position, because it lies in none of the divisions.
    public private(set) var outsideCount = 0

    private enum Coarsening {
        case grid(CoarseGrid)
        case divisions(PublishedDivisions)
    }

    /// - Parameter size: The side of a cell, measured along the meridian.
    public init(cell size: Distance) { coarsening = .grid(CoarseGrid(cell: size)) }

    public init(divisions: PublishedDivisions) { coarsening = .divisions(divisions) }

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
        guard let cell = cell(of: point) else {
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

    private func cell(of point: Coordinate) -> CoarseCell? {
        switch coarsening {
        case .grid(let grid): grid.cell(of: point)
        case .divisions(let divisions): divisions.cell(of: point)
        }
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

    init(cell size: Distance) {
        // A degree of latitude is 110.6 km at the equator, its shortest.
        cell = min(45, max(0.001, size.kilometers / 110.574))
    }

    func cell(of point: Coordinate) -> CoarseCell? {
        let row = (point.latitude / cell).rounded(.down)
        let south = max(-90, row * cell)
        let north = min(90, (row + 1) * cell)
        let latitude = (south + north) / 2
        let width = min(360, cell / max(0.001, cosDegrees(min(abs(south), abs(north)))))
        let columns = max(1, (360 / width).rounded(.down))
        let step = 360 / columns
        let column = min(columns - 1, ((point.longitude + 180) / step).rounded(.down))
        let west = column * step - 180
        let corners = [south, north].flatMap { latitude in
            [(west, latitude), (west + step, latitude)]
        }
        guard let middle = try? Coordinate(longitude: west + step / 2, latitude: latitude) else {
            return nil
        }
        let reach = corners.map {
            middle.distance(to: Coordinate(wrappingLongitude: $0.0, latitude: $0.1))
        }.max()
        return reach.map { CoarseCell(middle: middle, reach: $0) }
    }
}
