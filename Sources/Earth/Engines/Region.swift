internal import CGEOS
internal import Synchronization

/// A polygon prepared for many containment questions, in longitude and latitude, where RFC 7946
/// defines its edges as straight.
///
/// May be shared between threads: GEOS's prepared geometry fills its index on first use and is not
/// safe by itself, so every question takes a lock (20 ns when nobody else asks). Workers that ask
/// millions make one each.
///
/// - Complexity: 0.1 µs a question for some hundred vertices, after the first.
public final class Region: Sendable {
    private let engine: Mutex<PreparedShape>
    /// Where the unrolled polygon lies: a point is tried at each turn of the globe that falls in here.
    private let span: ClosedRange<Double>

    public init(_ geometry: Geometry) throws(EarthError) {
        let flat = FlatShape(unrolling: geometry)
        span = flat.span ?? 0...0
        engine = Mutex(try PreparedShape(flat))
    }

    /// Whether the point is inside or on the boundary.
    public func covers(_ point: Coordinate) -> Bool {
        engine.withLock { engine in
            if abs(point.latitude) == 90 {
                return engine.covers((span.lowerBound + span.upperBound) / 2, point.latitude)
            }
            for turn in [0.0, 360, -360] {
                let x = point.longitude + turn
                if span.contains(x), engine.covers(x, point.latitude) { return true }
            }
            return false
        }
    }
}

/// A prepared geometry with the context it lives in.
private struct PreparedShape: ~Copyable {
    private let context: OpaquePointer
    private let geometry: OpaquePointer
    private let prepared: OpaquePointer

    init(_ flat: FlatShape) throws(EarthError) {
        let geos = try GEOS()
        let shape = try geos.shape(flat)
        guard let prepared = GEOSPrepare_r(geos.handle, shape.handle) else { throw geos.failure() }
        self.prepared = prepared
        geometry = shape.adopted()
        context = geos.kept()
    }

    deinit {
        GEOSPreparedGeom_destroy_r(context, prepared)
        GEOSGeom_destroy_r(context, geometry)
        GEOS_finish_r(context)
    }

    func covers(_ x: Double, _ y: Double) -> Bool {
        guard let point = GEOSGeom_createPointFromXY_r(context, x, y) else { return false }
        defer { GEOSGeom_destroy_r(context, point) }
        return GEOSPreparedCovers_r(context, prepared, point) == 1
    }
}
