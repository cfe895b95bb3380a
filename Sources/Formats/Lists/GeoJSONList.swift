import Earth
import Incidents

/// Incident lists in GeoJSON, as a collection or one feature to a line.
///
/// A line or polygon stands at the middle of the smallest circle around it, with the circle's radius
/// added to its own. Outlines of clusters, as ``IncidentLayer`` writes them, are no incidents.
enum GeoJSONList {
    /// A line that is no GeoJSON is left out with a remark, and the lines after it are read.
    static func fill(
        _ list: IncidentList, from bytes: UnsafeBufferPointer<UInt8>
    ) throws(InputError) {
        var start = 0
        while true {
            var reader = GeoJSONReader(bytes, from: start, wanted: wanted)
            do throws(GeoJSONReader.Failure) {
                return try reader.forEach { feature in
                    guard feature["type"] != .text("cluster") else { return }
                    list.append(row(feature, list))
                }
            } catch {
                guard !reader.isInCollection,
                    let next = nextText(after: reader.textStart, in: bytes)
                else {
                    guard !reader.isInCollection, list.count > 0 else {
                        throw .malformed(error.description, position: nil)
                    }
                    return list.note(
                        .error, at: reader.textStart, "\(error.description); the line was left out")
                }
                list.note(
                    .error, at: reader.textStart, "\(error.description); the line was left out")
                start = next
            }
        }
    }

    /// The start of the next line that begins as an object does, or as RFC 8142 marks one.
    private static func nextText(
        after start: Int, in bytes: UnsafeBufferPointer<UInt8>
    ) -> Int? {
        var from = start
        while let end = bytes.firstPosition(of: UInt8(ascii: "\n"), from: from) {
            let next = end + 1
            guard next < bytes.count else { return nil }
            if [UInt8(ascii: "{"), 0x1E].contains(bytes[next]) { return next }
            from = next
        }
        return nil
    }

    /// What ``row(_:_:)`` asks for.
    private static let wanted: Set<String> = [
        "type", "radius_km", "uncertainty_km", "date_start", "event_date", "date", "start", "time",
        "date_end", "end",
    ]

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
