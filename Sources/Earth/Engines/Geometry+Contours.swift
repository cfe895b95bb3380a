internal import CGEOS

extension EqualAreaPlane {
    /// The area that closed lines of the plane enclose, lines inside others cutting holes; `nil` when
    /// they enclose none. Ends that meet must be equal to the bit.
    package func area(enclosedBy lines: [[PlanePoint]]) throws(EarthError) -> Geometry? {
        let flat = FlatShape(lines: lines.map { $0.map { XY($0.east, $0.north) } })
        guard !flat.isEmpty else { return nil }
        let built = try withGEOS { (geos) throws(EarthError) -> FlatShape in
            let shape = try geos.shape(flat)
            return try geos.read(geos.own(GEOSBuildArea_r(geos.handle, shape.handle)))
        }
        let onEarth = FlatShape(polygons: built.polygons).geometry {
            coordinate(PlanePoint(east: $0.x, north: $0.y))
        }
        return try onEarth?.conformingToRFC7946()
    }
}
