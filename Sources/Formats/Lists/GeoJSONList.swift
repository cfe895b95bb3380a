import Earth
import Incidents

/// Incident lists in GeoJSON, as a collection or one feature to a line.
///
/// A line or polygon stands at the middle of the smallest circle around it, with the circle's radius
/// added to its own. Outlines of clusters, as ``IncidentLayer`` writes them, are no incidents.
enum GeoJSONList {
    static func fill(
        _ list: IncidentList, from bytes: UnsafeBufferPointer<UInt8>
    ) throws(InputError) {
        var reader = GeoJSONReader(bytes)
        do throws(GeoJSONReader.Failure) {
            try reader.forEach { feature in
                guard feature["type"] != .text("cluster") else { return }
                list.append(row(feature, list))
            }
        } catch {
            throw .malformed(error.description, position: nil)
        }
    }

    private static func row(_ feature: GeoJSONFeature, _ list: IncidentList) -> IncidentList.Row {
        let number = list.count + 1
        let own = feature["radius_km", "uncertainty_km"]?.number.map {
            Distance.kilometers(max(0, $0))
        }
        let start = feature["date_start", "event_date", "date", "start", "time"]?.text
        let end = feature["date_end", "end"]?.text
        var row = IncidentList.Row(
            bytes: feature.position..<feature.end, radius: own ?? .zero,
            start: start.flatMap(PublishedDay.read), end: end.flatMap(PublishedDay.read))
        switch feature.geometry {
        case .point(let point):
            guard point.longitude != 0 || point.latitude != 0 else {
                list.note(
                    .warning, row: number, at: feature.position, "geometry",
                    "0, 0 is taken for a missing position")
                break
            }
            row.point = point
        case let shape?: place(&row, around: shape, number, list)
        case nil:
            list.note(
                feature.problem == nil ? .note : .warning, row: number, at: feature.position,
                "geometry",
                feature.problem ?? "no position")
        }
        return row
    }

    private static func place(
        _ row: inout IncidentList.Row, around shape: Geometry, _ number: Int, _ list: IncidentList
    ) {
        do throws(EarthError) {
            let circle = try shape.enclosingCircle()
            row.point = circle.center
            row.radius = row.radius + circle.radius
            row.shape = shape
        } catch {
            list.note(
                .warning, row: number, at: row.bytes.lowerBound, "geometry", error.description)
        }
    }
}
