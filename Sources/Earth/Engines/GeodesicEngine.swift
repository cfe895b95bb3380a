internal import CPROJ

/// PROJ's `geodesic.h`: pure functions over a constant ellipsoid, safe on any thread.
struct GeodesicEngine: Sendable {
    private let ellipsoid: geod_geodesic

    static let wgs84 = GeodesicEngine(equatorialRadius: 6_378_137, flattening: 1 / 298.257_223_563)

    private init(equatorialRadius: Double, flattening: Double) {
        var ellipsoid = geod_geodesic()
        geod_init(&ellipsoid, equatorialRadius, flattening)
        self.ellipsoid = ellipsoid
    }

    func inverse(from a: Coordinate, to b: Coordinate) -> Geodesic {
        var meters = 0.0
        var azimuth = 0.0
        withUnsafePointer(to: ellipsoid) {
            geod_inverse(
                $0, a.latitude, a.longitude, b.latitude, b.longitude, &meters, &azimuth, nil)
        }
        return Geodesic(distance: .meters(meters), initialBearing: Bearing(degrees: azimuth))
    }

    func direct(from a: Coordinate, distance: Distance, bearing: Bearing) -> Coordinate {
        var latitude = 0.0
        var longitude = 0.0
        withUnsafePointer(to: ellipsoid) {
            geod_direct(
                $0, a.latitude, a.longitude, bearing.degrees, distance.meters,
                &latitude, &longitude, nil)
        }
        return Coordinate(wrappingLongitude: longitude, latitude: latitude)
    }
}
