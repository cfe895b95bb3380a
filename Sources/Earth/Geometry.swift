/// A shape on the ellipsoid. Edges are straight in longitude and latitude, as RFC 7946 §3.1.1 defines
/// them; rings are closed (first point = last).
public enum Geometry: Hashable, Sendable {
    case point(Coordinate)
    case line([Coordinate])
    case lines([[Coordinate]])
    /// An exterior ring, then its holes.
    case polygon([[Coordinate]])
    case polygons([[[Coordinate]]])
}
