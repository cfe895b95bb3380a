internal import Earth
internal import Gazetteer
internal import Incidents

/// Finds the divisions that a reckoned point lies in: 35 miles north of a capital is not in the
/// capital's own district any more.
struct PointDivisions {
    let gazetteer: CompiledGazetteer
    /// The province that the tellings name beside the place, if there is one.
    let named: [Place]

    /// A province that the report names, if the point may be in it; else that of the nearest town or
    /// village; else none, but the country.
    ///
    /// - Returns: `nil` for a point that is its place's own.
    func divisions(of place: IncidentPlace) -> Divisions? {
        guard let point = place.coordinate, let origin = place.place,
            place.relation == .offset || place.relation == .between, point != origin.coordinate
        else { return nil }
        let nearest = gazetteer.nearestPlaces(
            to: point, count: 1, within: max(place.radius, Self.reach), kinds: Self.settled
        ).first.map { Divisions($0.place) }
        let reached = named.filter {
            point.distance(to: $0.coordinate) <= $0.radius + place.radius
        }
        if let nearest, reached.isEmpty || reached.contains(where: { $0.name == nearest.admin1 }) {
            return nearest
        }
        guard let said = reached.first else {
            return Divisions(
                admin1: "", country: origin.country, countryName: origin.countryName)
        }
        return Divisions(admin1: said.name, country: said.country, countryName: said.countryName)
    }

    private static let settled: Set<PlaceKind> = [.capital, .city, .town, .village]
    private static let reach = Distance.kilometers(50)
}
