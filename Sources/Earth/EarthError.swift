/// What can go wrong between coordinates and the geometry engines.
public enum EarthError: Error, Hashable, Sendable {
    case invalidCoordinate(longitude: Double, latitude: Double)
    case invalidBox(west: Double, south: Double, east: Double, north: Double)
    /// A geometry that no engine can use, with the engine's own sentence.
    case invalidGeometry(String)
    /// A geometry engine refused, with its own sentence.
    case engine(String)
}

extension EarthError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .invalidCoordinate(let longitude, let latitude):
            let swapped = abs(latitude) > 90 && abs(latitude) <= 180 && abs(longitude) <= 90
            return "longitude \(longitude), latitude \(latitude) is outside −180…180, −90…90"
                + (swapped ? " — are the axes swapped?" : "")
        case .invalidBox(let west, let south, let east, let north):
            return "box \(west),\(south),\(east),\(north) is not west,south,east,north in degrees"
                + (south > north ? " — south is above north; are the axes swapped?" : "")
        case .invalidGeometry(let reason): return "unusable geometry: \(reason)"
        case .engine(let message): return "geometry engine: \(message)"
        }
    }
}
