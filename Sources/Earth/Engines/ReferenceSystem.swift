internal import CPROJ

/// Positions of another coordinate reference system, turned into WGS84.
///
/// Making one takes milliseconds, a position about a microsecond. Used by one thread at a time.
/// Functions used exist in PROJ 9.1.
public final class ReferenceSystem {
    private let context: OpaquePointer?
    private let transformation: OpaquePointer

    /// - Parameter code: What PROJ knows: `EPSG:32638`, a WKT or PROJ text.
    /// - Throws: ``EarthError/engine(_:)`` for what it does not know.
    public init(_ code: String) throws(EarthError) {
        context = proj_context_create()
        proj_log_level(context, PJ_LOG_NONE)
        // The one place where axes are put in the order east, north.
        guard let made = proj_create_crs_to_crs(context, code, "EPSG:4326", nil),
            let normal = proj_normalize_for_visualization(context, made)
        else {
            proj_context_destroy(context)
            throw .engine("\(code.prefix(80)) is no reference system known here")
        }
        proj_destroy(made)
        transformation = normal
    }

    deinit {
        proj_destroy(transformation)
        proj_context_destroy(context)
    }

    /// - Parameters:
    ///   - x: Easting in the system's unit, or longitude.
    ///   - y: Northing, or latitude.
    /// - Throws: ``EarthError`` when the system does not reach there.
    public func coordinate(x: Double, y: Double) throws(EarthError) -> Coordinate {
        let point = proj_trans(transformation, PJ_FWD, proj_coord(x, y, 0, 0))
        guard point.xy.x.isFinite, point.xy.y.isFinite else {
            throw .engine("\(x), \(y) is outside the reference system")
        }
        return try Coordinate(longitude: point.xy.x, latitude: point.xy.y)
    }
}
