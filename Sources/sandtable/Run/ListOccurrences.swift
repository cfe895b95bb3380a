import Analysis
import Formats
import Incidents

extension IncidentList {
    /// The rows that have a point, as analysis sees them.
    func occurrences() -> [Occurrence] {
        zip(zip(points, radii), rowsOfPoints).map { place, row in
            let days = days(ofRow: row)
            return Occurrence(
                id: id(ofRow: row), coordinate: place.0, radius: place.1, start: days.start,
                end: days.end, type: type(ofRow: row))
        }
    }
}
