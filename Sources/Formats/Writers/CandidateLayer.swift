public import Earth
public import Incidents

/// Places that a name may mean, or that a point lies in or near: one row for each.
public enum CandidateLayer {
    public static let layer = Layer(
        name: "candidates",
        columns: [
            "query", "rank", "name", "kind", "admin2", "admin1", "country", "country_name",
            "population", "radius_km", "gazetteer_id", "score", "relation", "distance_km",
            "bearing", "reasons",
        ],
        roles: Layer.Roles(title: "name", description: "reasons"))

    /// - Parameter reasons: Whether the evidence is written out: `town +1; official name +2`.
    public static func feature(
        _ candidate: Resolution.Candidate, of query: String, rank: Int, reasons: Bool
    ) -> Feature {
        let place = candidate.place
        return Feature(
            id: "\(query)#\(rank)", geometry: .point(place.coordinate),
            values: start(query, rank, place) + [
                .number(candidate.score, decimals: 3), .none, .none, .none,
                .text(orNone: reasons ? text(candidate.reasons) : nil),
            ])
    }

    public enum Relation: String, Sendable { case within, near }

    /// A division a point lies in, or a place near it.
    public static func feature(
        _ place: Place, _ relation: Relation, _ point: Coordinate, query: String, rank: Int
    ) -> Feature {
        let way = point.geodesic(to: place.coordinate)
        let isNear = relation == .near
        return Feature(
            id: "\(query)#\(rank)", geometry: .point(place.coordinate),
            values: start(query, rank, place) + [
                .none, .text(relation.rawValue), isNear ? .kilometers(way.distance) : .none,
                isNear ? .number(way.initialBearing.degrees, decimals: 1) : .none, .none,
            ])
    }

    private static func start(_ query: String, _ rank: Int, _ place: Place) -> [FieldValue] {
        [
            .text(query), .integer(rank), .text(place.name), .text(place.kind.rawValue),
            .text(orNone: place.admin2), .text(orNone: place.admin1), .text(orNone: place.country),
            .text(orNone: place.countryName),
            .integer(orNone: place.population == 0 ? nil : place.population),
            .kilometers(place.radius), .text(place.id),
        ]
    }

    private static func text(_ reasons: [Reason]) -> String {
        reasons.map { "\($0.evidence) \(weight($0.weight))" }.joined(separator: "; ")
    }

    /// A weight with its sign: `+1.2`, `-3.56`.
    public static func weight(_ weight: Double) -> String {
        (weight < 0 ? "" : "+") + decimal(weight, 3)
    }

    public static func decimal(_ number: Double, _ decimals: Int) -> String {
        var out = OutputBuffer()
        out.append(number, decimals: decimals)
        return out.text
    }
}
