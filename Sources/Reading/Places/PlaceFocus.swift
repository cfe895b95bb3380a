#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif
public import Earth
internal import Gazetteer

/// Where the reports of a run are about: of the places of one name those that lie there are preferred,
/// though a place elsewhere may still win by the report's own words.
public struct PlaceFocus: Hashable, Sendable {
    /// ISO 3166-1 alpha-2.
    public var countries: Set<String>
    public var box: Box?
    private let codes: Set<UInt16>

    /// In natural-log odds: as much as the strongest evidence that was learned. Set by hand, because the
    /// texts that the weights are fitted on have no focus.
    static let weight: Float = 4

    /// - Parameter countries: ISO 3166-1 alpha-2; others match nothing.
    public init(countries: Set<String> = [], box: Box? = nil) {
        self.countries = countries
        self.box = box
        codes = Set(countries.map { CountryCode.pack($0) }).subtracting([0])
    }

    func contains(_ candidate: PlaceCandidate) -> Bool {
        if candidate.country != 0, codes.contains(candidate.country) { return true }
        guard let box, !candidate.placeClass.isWide else { return false }
        let point = candidate.point
        let degrees = 180 / Double.pi
        let coordinate = Coordinate(
            wrappingLongitude: atan2(Double(point.y), Double(point.x)) * degrees,
            latitude: asin(min(1, max(-1, Double(point.z)))) * degrees)
        return box.contains(coordinate)
    }
}
