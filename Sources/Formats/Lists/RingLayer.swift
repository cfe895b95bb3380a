public import Earth
public import Incidents

/// Counts of incidents by site, ring and period: one row for each that is not empty.
///
/// `count` goes by the measured distance; of `certain` the true distance lies in the ring whatever the
/// radii, of `possible` it may.
public enum RingLayer {
    public static let layer = Layer(
        name: "rings",
        columns: [
            "id", "site_id", "site", "kind", "ring_km_min", "ring_km_max", "period", "count",
            "certain", "possible",
        ],
        types: [
            "ring_km_min": .number, "ring_km_max": .number, "count": .integer,
            "certain": .integer, "possible": .integer,
        ],
        roles: Layer.Roles(title: "site", start: "period"))

    /// - Parameter period: The first day of the period; `nil` for incidents without a day.
    public static func feature(
        _ site: Site, inner: Distance, outer: Distance, period: Day?, count: Int, certain: Int,
        possible: Int
    ) -> Feature {
        let when = period?.description ?? "undated"
        let id = "\(site.id)|\(outer.kilometers)|\(when)"
        return Feature(
            id: id, geometry: site.geometry,
            values: [
                .text(id), .text(site.id), .text(site.name), .text(site.kind.rawValue),
                .kilometers(inner), .kilometers(outer), .text(orNone: period?.description),
                .integer(count), .integer(certain), .integer(possible),
            ])
    }
}
