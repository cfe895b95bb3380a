internal import CGEOS

/// An open GEOS context. It lives inside ``withGEOS(_:)`` so no handle outlives it and no
/// two threads share it. Opening one costs 0.03 µs.
///
/// Functions used exist in GEOS 3.11.
struct GEOS: ~Copyable {
    let handle: OpaquePointer
    private let messages: Unmanaged<EngineMessage>

    init() throws(EarthError) {
        guard let handle = GEOS_init_r() else { throw .engine("no context could be opened") }
        self.handle = handle
        messages = Unmanaged.passRetained(EngineMessage())
        GEOSContext_setErrorMessageHandler_r(
            handle,
            { text, box in
                guard let text, let box else { return }
                Unmanaged<EngineMessage>.fromOpaque(box).takeUnretainedValue().text =
                    String(cString: text)
            }, messages.toOpaque())
    }

    deinit {
        GEOS_finish_r(handle)
        messages.release()
    }

    /// The engine's sentence on the call that just failed; taken, so it is told once.
    func failure() -> EarthError {
        let box = messages.takeUnretainedValue()
        defer { box.text = "" }
        return .engine(box.text.isEmpty ? "no reason given" : box.text)
    }

    /// GEOS predicates answer 0, 1, or 2 for "failed".
    func truth(_ answer: CChar) throws(EarthError) -> Bool {
        guard answer == 0 || answer == 1 else { throw failure() }
        return answer == 1
    }
}

private final class EngineMessage {
    var text = ""
}

/// Runs `body` with a GEOS context of its own.
func withGEOS<Result>(
    _ body: (borrowing GEOS) throws(EarthError) -> Result
) throws(EarthError) -> Result {
    try body(GEOS())
}

/// A GEOS geometry with one owner. It must not leave the scope of its context.
struct Shape: ~Copyable {
    let context: OpaquePointer
    let handle: OpaquePointer

    deinit { GEOSGeom_destroy_r(context, handle) }

    /// Gives the handle away, to a collection that will destroy it.
    consuming func adopted() -> OpaquePointer {
        let given = handle
        discard self
        return given
    }
}

extension GEOS {
    func own(_ made: OpaquePointer?) throws(EarthError) -> Shape {
        guard let made else { throw failure() }
        return Shape(context: handle, handle: made)
    }

    func shape(_ flat: FlatShape) throws(EarthError) -> Shape {
        var parts: [OpaquePointer?] = []
        do {
            for point in flat.points { parts.append(try pointShape(point).adopted()) }
            for line in flat.lines { parts.append(try lineShape(line).adopted()) }
            for polygon in flat.polygons { parts.append(try polygonShape(polygon).adopted()) }
        } catch {
            for part in parts { GEOSGeom_destroy_r(handle, part) }
            throw error
        }
        if parts.count == 1 { return try own(parts[0]) }
        let kind =
            flat.lines.isEmpty && flat.polygons.isEmpty
            ? GEOS_MULTIPOINT
            : flat.points.isEmpty && flat.polygons.isEmpty
                ? GEOS_MULTILINESTRING
                : flat.points.isEmpty && flat.lines.isEmpty
                    ? GEOS_MULTIPOLYGON : GEOS_GEOMETRYCOLLECTION
        return try own(
            GEOSGeom_createCollection_r(
                handle, Int32(kind.rawValue), &parts, UInt32(parts.count)))
    }

    private func pointShape(_ point: XY) throws(EarthError) -> Shape {
        try own(GEOSGeom_createPointFromXY_r(handle, point.x, point.y))
    }

    private func lineShape(_ path: [XY]) throws(EarthError) -> Shape {
        try own(GEOSGeom_createLineString_r(handle, sequence(path)))
    }

    private func polygonShape(_ rings: [[XY]]) throws(EarthError) -> Shape {
        guard let exterior = rings.first else {
            return try own(GEOSGeom_createEmptyPolygon_r(handle))
        }
        let shell = try ringShape(exterior)
        var holes: [OpaquePointer?] = []
        do {
            for hole in rings.dropFirst() { holes.append(try ringShape(hole).adopted()) }
        } catch {
            for hole in holes { GEOSGeom_destroy_r(handle, hole) }
            throw error
        }
        return try own(
            GEOSGeom_createPolygon_r(handle, shell.adopted(), &holes, UInt32(holes.count)))
    }

    private func ringShape(_ path: [XY]) throws(EarthError) -> Shape {
        try FlatShape.requireClosed(path)
        return try own(GEOSGeom_createLinearRing_r(handle, sequence(path)))
    }

    /// The whole path in one call. The geometry made from a sequence adopts it.
    private func sequence(_ path: [XY]) throws(EarthError) -> OpaquePointer {
        let made = path.withUnsafeBytes { bytes in
            bytes.baseAddress.flatMap {
                GEOSCoordSeq_copyFromBuffer_r(
                    handle, $0.assumingMemoryBound(to: Double.self), UInt32(path.count), 0, 0)
            }
        }
        guard let made else {
            if path.isEmpty { throw .invalidGeometry("a path without points") }
            throw failure()
        }
        return made
    }
}

extension GEOS {
    /// Everything a geometry holds, collections flattened; empty parts vanish.
    func read(_ shape: borrowing Shape) throws(EarthError) -> FlatShape {
        var flat = FlatShape()
        try gather(shape.handle, into: &flat)
        return flat
    }

    private func gather(_ part: OpaquePointer, into flat: inout FlatShape) throws(EarthError) {
        guard try !truth(GEOSisEmpty_r(handle, part)) else { return }
        switch GEOSGeomTypes(UInt32(bitPattern: GEOSGeomTypeId_r(handle, part))) {
        case GEOS_POINT: flat.points += try path(part)
        case GEOS_LINESTRING, GEOS_LINEARRING: flat.lines.append(try path(part))
        case GEOS_POLYGON: flat.polygons.append(try rings(part))
        default:
            for i in 0..<GEOSGetNumGeometries_r(handle, part) {
                guard let child = GEOSGetGeometryN_r(handle, part, i) else { throw failure() }
                try gather(child, into: &flat)
            }
        }
    }

    private func rings(_ polygon: OpaquePointer) throws(EarthError) -> [[XY]] {
        guard let exterior = GEOSGetExteriorRing_r(handle, polygon) else { throw failure() }
        var rings = [try path(exterior)]
        for i in 0..<max(0, GEOSGetNumInteriorRings_r(handle, polygon)) {
            guard let hole = GEOSGetInteriorRingN_r(handle, polygon, i) else { throw failure() }
            rings.append(try path(hole))
        }
        return rings
    }

    private func path(_ part: OpaquePointer) throws(EarthError) -> [XY] {
        guard let sequence = GEOSGeom_getCoordSeq_r(handle, part) else { throw failure() }
        var count: UInt32 = 0
        guard GEOSCoordSeq_getSize_r(handle, sequence, &count) == 1 else { throw failure() }
        var path = [XY](repeating: .zero, count: Int(count))
        let copied = path.withUnsafeMutableBytes { bytes in
            bytes.baseAddress.map {
                GEOSCoordSeq_copyToBuffer_r(
                    handle, sequence, $0.assumingMemoryBound(to: Double.self), 0, 0)
            }
        }
        guard copied == 1 else { throw failure() }
        return path
    }
}
