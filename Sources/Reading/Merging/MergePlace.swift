#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif
internal import Earth
internal import Incidents

/// Where a telling puts its incident, as far as that tells it from others.
struct MergePlace: Sendable {
    let id: String
    let name: String
    let coordinate: Coordinate
    let radius: Distance
    let country: String
    let admin1: String
    let kind: PlaceKind
    /// A town by its own name, not "near" it.
    let isTown: Bool
    /// So large that it sees several incidents a day.
    let isCrowded: Bool

    /// - Returns: `nil` for no place, and for countries: that both were in Iraq says nothing.
    init?(_ located: IncidentPlace?) {
        guard let located, let coordinate = located.coordinate, let place = located.place,
            ![.country, .region, .continent].contains(place.kind)
        else { return nil }
        id = place.id
        name = place.name
        self.coordinate = coordinate
        radius = max(located.radius, .kilometers(1))
        country = place.country
        admin1 = place.admin1
        kind = place.kind
        isTown = located.relation == .at && place.kind.group == .populated
        isCrowded = place.kind == .capital || place.population >= Self.crowd
    }

    private static let crowd = 300_000

    /// - Returns: `nil` when the incidents cannot have been at one place.
    func evidence(with other: MergePlace) -> MergeEvidence? {
        if id == other.id { return .samePlace(weight(of: max(radius, other.radius), other)) }
        if isDivision(holding: other) || other.isDivision(holding: self) { return .containedPlace }
        let reach = radius + other.radius
        let distance = coordinate.distance(to: other.coordinate)
        guard distance <= reach else { return nil }
        // Neighbouring towns are two; the neighbourhood of a town is not.
        let doubt = isTown && other.isTown ? 1 : 0.3
        return .nearPlaces(weight(of: reach, other) - doubt)
    }

    /// How telling it is to be in one circle: the odds against chance grow with 30 km over its radius.
    private func weight(of radius: Distance, _ other: MergePlace) -> Double {
        let weight = min(3.2, 1 + log(30 / radius.kilometers))
        return max(0.2, isCrowded || other.isCrowded ? weight - 1 : weight)
    }

    private func isDivision(holding other: MergePlace) -> Bool {
        guard kind.group == .division, country == other.country else { return false }
        if kind == .admin1 { return other.kind != .admin1 && name == other.admin1 }
        return other.radius < radius && coordinate.distance(to: other.coordinate) <= radius
    }
}
