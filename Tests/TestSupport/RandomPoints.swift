package import Earth

extension SplitMix {
    /// Points in a few tight groups, many of them equal, with every trouble spot of the globe: both
    /// poles under many longitudes, both spellings of the antimeridian.
    package mutating func troublesomePoints(_ count: Int) -> [Coordinate] {
        let centers = (0..<max(1, count / 20)).map { _ in uniformPoint() }
        return (0..<count).map { i in
            switch i % 10 {
            case 0: point(Double.random(in: -180...180, using: &self), i % 20 == 0 ? 90 : -90)
            case 1: point(i % 20 == 1 ? 180 : -180, Double.random(in: -20 ... -19.5, using: &self))
            case 2: point(Double.random(in: -180...180, using: &self), 89.97)
            case 3, 4: centers[i % centers.count]
            case 5: uniformPoint()
            default: scattered(around: centers[i % centers.count], .kilometers(9))
            }
        }
    }

    package mutating func uniformPoint() -> Coordinate {
        point(
            Double.random(in: -180...180, using: &self), Double.random(in: -90...90, using: &self))
    }

    package mutating func scattered(around center: Coordinate, _ reach: Distance) -> Coordinate {
        center.moved(
            by: reach * Double.random(in: 0...1, using: &self),
            toward: Bearing(degrees: Double.random(in: 0...360, using: &self)))
    }

    private func point(_ longitude: Double, _ latitude: Double) -> Coordinate {
        Coordinate(wrappingLongitude: longitude, latitude: latitude)
    }
}

/// Longitude first, wrapped into range.
package func at(_ longitude: Double, _ latitude: Double) -> Coordinate {
    Coordinate(wrappingLongitude: longitude, latitude: latitude)
}
