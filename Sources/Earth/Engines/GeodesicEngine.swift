internal import CPROJ

/// PROJ's `geodesic.h`: pure functions over a constant ellipsoid.
///
/// `@unchecked Sendable`: the pointer is filled once before anyone sees it, never changed and never
/// freed, and the functions only read it.
struct GeodesicEngine: @unchecked Sendable {
    private let ellipsoid: UnsafePointer<geod_geodesic>

    static let wgs84 = GeodesicEngine(equatorialRadius: 6_378_137, flattening: 1 / 298.257_223_563)

    private init(equatorialRadius: Double, flattening: Double) {
        let ellipsoid = UnsafeMutablePointer<geod_geodesic>.allocate(capacity: 1)
        ellipsoid.initialize(to: geod_geodesic())
        geod_init(ellipsoid, equatorialRadius, flattening)
        self.ellipsoid = UnsafePointer(ellipsoid)
    }

    func inverse(from a: Coordinate, to b: Coordinate) -> Geodesic {
        var meters = 0.0
        var azimuth = 0.0
        geod_inverse(
            ellipsoid, a.latitude, a.longitude, b.latitude, b.longitude, &meters, &azimuth, nil)
        return Geodesic(distance: .meters(meters), initialBearing: Bearing(degrees: azimuth))
    }

    /// Spares the azimuths' arctangents.
    func distance(from a: Coordinate, to b: Coordinate) -> Distance {
        var meters = 0.0
        geod_inverse(ellipsoid, a.latitude, a.longitude, b.latitude, b.longitude, &meters, nil, nil)
        return .meters(meters)
    }

    func direct(from a: Coordinate, distance: Distance, bearing: Bearing) -> Coordinate {
        var latitude = 0.0
        var longitude = 0.0
        geod_direct(
            ellipsoid, a.latitude, a.longitude, bearing.degrees, distance.meters,
            &latitude, &longitude, nil)
        return Coordinate(wrappingLongitude: longitude, latitude: latitude)
    }
}
