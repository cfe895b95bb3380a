import Analysis
import Formats
import Incidents

extension IncidentList {
    /// The rows that have a point, as analysis sees them.
    func occurrences() -> [Occurrence] {
        withRows { rows in
            zip(zip(points, radii), rowsOfPoints).map { place, row in
                let days = days(ofRow: row)
                let killed = rows.killed(ofRow: row)
                return Occurrence(
                    id: rows.id(ofRow: row), coordinate: place.0, radius: place.1,
                    start: days.start, end: days.end, type: rows.type(ofRow: row),
                    place: rows.place(ofRow: row),
                    killed: Toll(minimum: killed.minimum, maximum: killed.maximum))
            }
        }
    }

    /// The same with nothing but place and time, which costs no reading.
    func placedOccurrences() -> [Occurrence] {
        zip(zip(points, radii), rowsOfPoints).map { place, row in
            let days = days(ofRow: row)
            return Occurrence(
                id: "", coordinate: place.0, radius: place.1, start: days.start, end: days.end)
        }
    }
}
