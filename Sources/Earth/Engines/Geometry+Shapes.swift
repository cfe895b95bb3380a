internal import CGEOS

extension Geometry {
    /// What is wrong with the geometry, in the engine's words ("Self-intersection[44.2 33.1]"); `nil`
    /// when it is valid in the OGC sense.
    public func defect() -> String? {
        do throws(EarthError) {
            return try withGEOS { (geos) throws(EarthError) -> String? in
                let shape = try geos.shape(FlatShape(unrolling: self, gathering: false))
                if try geos.truth(GEOSisValid_r(geos.handle, shape.handle)) { return nil }
                guard let reason = GEOSisValidReason_r(geos.handle, shape.handle) else {
                    throw geos.failure()
                }
                defer { GEOSFree_r(geos.handle, reason) }
                return String(cString: reason)
            }
        } catch {
            return "\(error)"
        }
    }

    /// A valid geometry of the same extent: unclosed rings closed, rings without area dropped,
    /// self-crossing ones split into what they enclose.
    ///
    /// - Throws: ``EarthError/invalidGeometry(_:)`` when nothing with its dimension is left.
    public func repaired() throws(EarthError) -> Geometry {
        guard isPolygonal else { return self }
        var flat = FlatShape(unrolling: self)
        flat.polygons = flat.polygons.map { $0.compactMap(FlatShape.closed) }.filter { !$0.isEmpty }
        let repaired = try withGEOS { (geos) throws(EarthError) -> FlatShape in
            let shape = try geos.shape(flat)
            guard let parameters = GEOSMakeValidParams_create_r(geos.handle) else {
                throw geos.failure()
            }
            defer { GEOSMakeValidParams_destroy_r(geos.handle, parameters) }
            _ = GEOSMakeValidParams_setMethod_r(
                geos.handle, parameters, GEOS_MAKE_VALID_STRUCTURE)
            return try geos.read(
                geos.own(GEOSMakeValidWithParams_r(geos.handle, shape.handle, parameters)))
        }
        guard !repaired.polygons.isEmpty else {
            throw .invalidGeometry("a polygon that encloses nothing")
        }
        return try FlatShape(polygons: repaired.polygons).cutAtAntimeridian()
    }

    /// Itself where it is valid or has no area; else what repair makes of it, and what was wrong.
    ///
    /// - Throws: as ``repaired()``.
    public func mended() throws(EarthError) -> (geometry: Geometry, defect: String?) {
        guard isPolygonal, let defect = defect() else { return (self, nil) }
        return (try repaired(), defect)
    }

    /// The same geometry cut at ±180° and with right-hand rings, as RFC 7946 §3.1.6 and §3.1.9 ask.
    ///
    /// A ring that goes round a pole is closed along it. Geometries that do not cross are given back
    /// with their vertices unchanged.
    public func conformingToRFC7946() throws(EarthError) -> Geometry {
        try FlatShape(unrolling: self).cutAtAntimeridian()
    }

    /// The union of geometries: overlapping polygons become one.
    public static func union(_ geometries: [Geometry]) throws(EarthError) -> Geometry? {
        var flat = FlatShape()
        for geometry in geometries {
            // Cut first, so that all parts lie on one turn of the globe.
            let part = FlatShape(try geometry.conformingToRFC7946()) { path in
                path.map { XY($0.longitude, $0.latitude) }
            }
            flat.points += part.points
            flat.lines += part.lines
            flat.polygons += part.polygons
        }
        let merged = try withGEOS { (geos) throws(EarthError) -> FlatShape in
            let all = try geos.shape(flat)
            return try geos.read(geos.own(GEOSUnaryUnion_r(geos.handle, all.handle)))
        }
        return merged.withRightHandRings().geometry(FlatShape.coordinate)
    }

    /// Whether two geometries share a point.
    public func intersects(_ other: Geometry) throws(EarthError) -> Bool {
        try sharedPoint(with: other) != nil
    }

    /// How the insides, boundaries and outsides of two geometries meet: nine signs, each the dimension
    /// 0, 1 or 2 of what they share, or F for nothing.
    ///
    /// - Source: OGC 06-103r4, §6.1.15.2: the dimensionally extended nine-intersection model.
    public func relation(to other: Geometry) throws(EarthError) -> String {
        let flat = FlatShape(unrolling: self)
        let others = FlatShape(unrolling: other)
        guard let span = flat.span, let otherSpan = others.span else { return "FFFFFFFFF" }
        // The turn of the globe on which they overlap most; elsewhere they are apart.
        let middle =
            (span.lowerBound + span.upperBound - otherSpan.lowerBound - otherSpan.upperBound) / 2
        let turn = (middle / 360).rounded() * 360
        return try withGEOS { (geos) throws(EarthError) -> String in
            let shape = try geos.shape(flat)
            let moved = try geos.shape(others.shifted(by: turn))
            guard let matrix = GEOSRelate_r(geos.handle, shape.handle, moved.handle) else {
                throw geos.failure()
            }
            defer { GEOSFree_r(geos.handle, matrix) }
            return String(cString: matrix)
        }
    }

    /// A point of both geometries; `nil` when they are apart.
    func sharedPoint(with other: Geometry) throws(EarthError) -> Coordinate? {
        let flat = FlatShape(unrolling: self)
        let others = FlatShape(unrolling: other)
        guard let span = flat.span, let otherSpan = others.span else { return nil }
        return try withGEOS { (geos) throws(EarthError) -> Coordinate? in
            let shape = try geos.shape(flat)
            for turn in [0.0, 360, -360] {
                guard span.lowerBound <= otherSpan.upperBound + turn,
                    otherSpan.lowerBound + turn <= span.upperBound
                else { continue }
                let moved = try geos.shape(others.shifted(by: turn))
                if try geos.truth(GEOSIntersects_r(geos.handle, shape.handle, moved.handle)) {
                    let shared = try geos.own(
                        GEOSIntersection_r(geos.handle, shape.handle, moved.handle))
                    let point = try geos.own(GEOSPointOnSurface_r(geos.handle, shared.handle))
                    return try geos.read(point).points.first.map(FlatShape.coordinate)
                }
            }
            return nil
        }
    }
}

extension FlatShape {
    static func coordinate(_ xy: XY) -> Coordinate {
        Coordinate(wrappingLongitude: xy.x, latitude: xy.y)
    }

    /// A ring with its first point repeated at the end; `nil` if fewer than three points are distinct.
    fileprivate static func closed(_ ring: [XY]) -> [XY]? {
        guard let first = ring.first, Set(ring).count >= 3 else { return nil }
        return ring.last == first ? ring : ring + [first]
    }

    /// Each part put back into −180…180, in pieces where it crosses.
    func cutAtAntimeridian() throws(EarthError) -> Geometry {
        var cut = FlatShape(points: points)
        cut.lines = lines.flatMap(FlatShape.cut)
        for polygon in polygons { cut.polygons += try FlatShape.cut(polygon) }
        guard let geometry = cut.withRightHandRings().geometry(FlatShape.coordinate) else {
            throw .invalidGeometry("nothing to draw")
        }
        return geometry
    }

    private static func cut(_ polygon: [[XY]]) throws(EarthError) -> [[[XY]]] {
        let flat = FlatShape(polygons: [polygon])
        guard let span = flat.span else { return [] }
        if span.lowerBound >= -180, span.upperBound <= 180 { return [polygon] }
        return try withGEOS { (geos) throws(EarthError) -> [[[XY]]] in
            let shape = try geos.shape(flat)
            var parts: [[[XY]]] = []
            for turn in FlatShape.turns(span) {
                let strip = try geos.shape(FlatShape(polygons: [[FlatShape.strip(turn)]]))
                let inside = try geos.own(
                    GEOSIntersection_r(geos.handle, shape.handle, strip.handle))
                parts += try geos.read(inside).shifted(by: -360 * turn).polygons
            }
            guard parts.count > 1 else { return parts }
            // Pieces of two turns may share an edge inside the strip: a ring round a pole does.
            let pieces = try geos.shape(FlatShape(polygons: parts))
            return try geos.read(geos.own(GEOSUnaryUnion_r(geos.handle, pieces.handle))).polygons
        }
    }

    /// The turns of the globe a span reaches into; 0 is −180…180.
    private static func turns(_ span: ClosedRange<Double>) -> [Double] {
        let first = ((span.lowerBound + 180) / 360).rounded(.down)
        let last = ((span.upperBound - 180) / 360).rounded(.up)
        return Array(stride(from: first, through: max(first, last), by: 1))
    }

    private static func strip(_ turn: Double) -> [XY] {
        let west = 360 * turn - 180
        return [
            XY(west, -90), XY(west + 360, -90), XY(west + 360, 90), XY(west, 90), XY(west, -90),
        ]
    }

    /// A line cut by hand: an overlay would also cut it wherever it crosses itself.
    private static func cut(_ line: [XY]) -> [[XY]] {
        guard let first = line.first else { return [] }
        var parts: [[XY]] = []
        var turn = FlatShape.turn(of: first.x, toward: line.dropFirst().first?.x ?? first.x)
        var part = [first - XY(360 * turn, 0)]
        for (a, b) in zip(line, line.dropFirst()) {
            var from = a
            while let edge = FlatShape.crossing(from, b, turn) {
                part.append(edge - XY(360 * turn, 0))
                if part.count > 1 { parts.append(part) }
                turn += b.x > from.x ? 1 : -1
                part = [edge - XY(360 * turn, 0)]
                from = edge
            }
            part.append(b - XY(360 * turn, 0))
        }
        return parts + (part.count > 1 || parts.isEmpty ? [part] : [])
    }

    private static func turn(of x: Double, toward next: Double) -> Double {
        let turn = ((x + 180) / 360).rounded(.down)
        return x == 360 * turn - 180 && next < x ? turn - 1 : turn
    }

    /// Where a–b leaves the strip of `turn`; `nil` if it stays.
    private static func crossing(_ a: XY, _ b: XY, _ turn: Double) -> XY? {
        let border = b.x > a.x ? 360 * turn + 180 : 360 * turn - 180
        guard b.x > a.x ? b.x > border : b.x < border, b.x != a.x else { return nil }
        return XY(border, a.y + (b.y - a.y) * (border - a.x) / (b.x - a.x))
    }

    /// Exterior rings counter-clockwise, holes clockwise (RFC 7946 §3.1.6).
    func withRightHandRings() -> FlatShape {
        var turned = self
        turned.polygons = polygons.map { rings in
            rings.enumerated().map { index, ring in
                (FlatShape.doubledArea(ring) < 0) == (index == 0) ? ring.reversed() : ring
            }
        }
        return turned
    }

    /// Twice the signed area; positive counter-clockwise. Counted from the first point, so far-off
    /// small rings keep their digits.
    private static func doubledArea(_ ring: [XY]) -> Double {
        guard let origin = ring.first else { return 0 }
        return zip(ring, ring.dropFirst()).reduce(0) { sum, edge in
            let a = edge.0 - origin
            let b = edge.1 - origin
            return sum + a.x * b.y - a.y * b.x
        }
    }
}
