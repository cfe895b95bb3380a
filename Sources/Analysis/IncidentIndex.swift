public import Earth
public import Incidents

/// What is asked of an ``IncidentIndex``. All parts must hold; one left empty asks nothing.
public struct IncidentQuery: Sendable {
    public var area: Area?
    /// Incidents that may have happened on a day from `since` to `until`, both included.
    public var since: Day?
    public var until: Day?
    public var types: Set<String>
    public var places: Set<String>
    /// Also takes incidents whose point lies outside the area but whose radius reaches into it.
    public var includesPossible: Bool

    public enum Area: Sendable {
        case box(Box)
        case polygon(Geometry)
        case circle(center: Coordinate, radius: Distance)
        /// Within a distance of a line, a road say.
        case corridor(Geometry, width: Distance)
        /// Within a distance of a site of these kinds; of any when empty.
        case sites(SiteIndex, kinds: Set<PlaceKind>, within: Distance)
    }

    public init(
        area: Area? = nil, since: Day? = nil, until: Day? = nil, types: Set<String> = [],
        places: Set<String> = [], includesPossible: Bool = false
    ) {
        self.area = area
        self.since = since
        self.until = until
        self.types = types
        self.places = places
        self.includesPossible = includesPossible
    }
}

extension IncidentQuery {
    /// Whether something of these days may have happened in the time asked for.
    public func includes(start: Day?, end: Day?) -> Bool {
        guard since != nil || until != nil else { return true }
        guard let first = start ?? end, let last = end ?? start else { return false }
        return (until.map { first <= $0 } ?? true) && (since.map { last >= $0 } ?? true)
    }
}

/// A row that answers a query.
public struct IncidentMatch: Hashable, Sendable {
    /// Position in the index's `occurrences`.
    public let row: Int
    /// Whether its place is known well enough to be sure.
    public let likelihood: Likelihood

    public init(row: Int, likelihood: Likelihood) {
        self.row = row
        self.likelihood = likelihood
    }
}

/// Incidents ready to be asked by place, time and kind; built once, asked often.
///
/// - Complexity: O(*n* log *n*) to build. Circles cost what they hold; boxes, polygons and corridors what
///   lies between their latitudes, and an exact test for what lies in their box.
public struct IncidentIndex: Sendable {
    public let occurrences: [Occurrence]
    private let distinct: DistinctCoordinates
    private let rows: (starts: [Int], order: [Int32])
    private let points: PointIndex
    /// Places from south to north.
    private let byLatitude: [Int32]
    private let widestRadius: Distance

    public init(_ occurrences: [Occurrence]) {
        self.occurrences = occurrences
        distinct = DistinctCoordinates(occurrences.map(\.coordinate))
        rows = distinct.rowsInOrder
        points = PointIndex(distinct.coordinates)
        byLatitude = zip(distinct.coordinates.map(\.latitude), Int32(0)...).sorted { $0 < $1 }
            .map { $0.1 }
        widestRadius = occurrences.map(\.radius).max() ?? .zero
    }

    /// The rows that answer, in input order.
    ///
    /// - Throws: ``EarthError`` for a polygon or line no engine can read.
    public func matches(_ query: IncidentQuery) throws(EarthError) -> [IncidentMatch] {
        guard let area = query.area else {
            return occurrences.indices.filter { isWanted($0, query) }
                .map { IncidentMatch(row: $0, likelihood: .certain) }
        }
        let test = try AreaTest(area)
        let reach = query.includesPossible ? widestRadius : .zero
        var found: [IncidentMatch] = []
        for place in candidates(test, reach) {
            let rows = rows(at: place).filter { isWanted($0, query) }
            guard !rows.isEmpty, let depth = test.depth(of: distinct.coordinates[place], reach)
            else {
                continue
            }
            for row in rows {
                let likelihood = depth.likelihood(radius: occurrences[row].radius)
                guard depth.isInside || (query.includesPossible && likelihood != .no) else {
                    continue
                }
                found.append(
                    IncidentMatch(row: row, likelihood: likelihood == .no ? .possible : likelihood))
            }
        }
        return found.sorted { $0.row < $1.row }
    }

    private func rows(at place: Int) -> [Int] {
        rows.order[rows.starts[place]..<rows.starts[place + 1]].map { Int($0) }
    }

    private func isWanted(_ row: Int, _ query: IncidentQuery) -> Bool {
        let occurrence = occurrences[row]
        guard query.types.isEmpty || query.types.contains(occurrence.type),
            query.places.isEmpty || query.places.contains(occurrence.place)
        else { return false }
        return query.includes(start: occurrence.start, end: occurrence.end)
    }

    private func candidates(_ test: AreaTest, _ reach: Distance) -> [Int] {
        if case .circle(let center, let radius) = test.area {
            var found: [Int] = []
            points.visit(within: radius + reach, of: center) { found.append($0) }
            return found
        }
        guard let box = test.box(reach) else { return Array(distinct.coordinates.indices) }
        return byLatitude[lowerBound(box.south)...].lazy.map { Int($0) }
            .prefix { distinct.coordinates[$0].latitude <= box.north }
            .filter { box.contains(distinct.coordinates[$0]) }
    }

    private func lowerBound(_ latitude: Double) -> Int {
        var low = 0
        var high = byLatitude.count
        while low < high {
            let middle = (low + high) / 2
            if distinct.coordinates[Int(byLatitude[middle])].latitude < latitude {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}

/// How far a point lies inside an area (its distance to the rim) or outside.
private struct Depth {
    let isInside: Bool
    /// To the rim; from outside, to the area.
    let toRim: Distance

    func likelihood(radius: Distance) -> Likelihood {
        if isInside { return radius <= toRim ? .certain : .possible }
        return toRim <= radius ? .possible : .no
    }
}

/// An area prepared for many points.
private struct AreaTest {
    let area: IncidentQuery.Area
    /// The polygon's or line's geometry, and the rim of a polygon.
    private let geometry: Geometry?
    private let shape: GeometryIndex?
    private let rim: GeometryIndex?

    init(_ area: IncidentQuery.Area) throws(EarthError) {
        self.area = area
        switch area {
        case .box(let box):
            geometry = box.geometry
            shape = try GeometryIndex(box.geometry)
            rim = try GeometryIndex(.lines(box.rim))
        case .polygon(let polygon):
            geometry = polygon
            shape = try GeometryIndex(polygon)
            rim = try GeometryIndex(.lines(polygon.paths))
        case .corridor(let line, _):
            geometry = line
            shape = try GeometryIndex(line)
            rim = nil
        case .circle, .sites:
            (geometry, shape, rim) = (nil, nil, nil)
        }
    }

    /// Around everything that can match; `nil` = anywhere.
    func box(_ reach: Distance) -> Box? {
        switch area {
        case .box(let box): box.grown(by: reach)
        case .polygon: geometry?.boundingBox?.grown(by: reach)
        case .corridor(_, let width): geometry?.boundingBox?.grown(by: width + reach)
        case .circle, .sites: nil
        }
    }

    /// - Returns: `nil` for a point farther outside than `reach`.
    func depth(of point: Coordinate, _ reach: Distance) -> Depth? {
        switch area {
        case .circle(let center, let radius):
            return Depth(center.distance(to: point), within: radius)
        case .corridor(_, let width):
            return (shape?.nearestPoint(to: point)).flatMap { Depth($0.distance, within: width) }
        case .sites(let index, let kinds, let distance):
            let near = index.sites(within: distance + reach, of: point)
                .first { kinds.isEmpty || kinds.contains($0.site.kind) }
            return near.flatMap { Depth($0.distance, within: distance) }
        case .box(let box):
            return depth(of: point, isInside: box.contains(point))
        case .polygon:
            return depth(of: point, isInside: !(shape?.covering(point).isEmpty ?? true))
        }
    }

    private func depth(of point: Coordinate, isInside: Bool) -> Depth? {
        // An area without a rim is the whole globe.
        let toRim = rim?.nearestPoint(to: point)?.distance ?? .meters(.infinity)
        return Depth(isInside: isInside, toRim: toRim)
    }
}

extension Depth {
    fileprivate init(_ distance: Distance, within reach: Distance) {
        let isInside = distance <= reach
        self.init(isInside: isInside, toRim: isInside ? reach - distance : distance - reach)
    }
}

extension Box {
    /// Wider on every side by at least a distance.
    fileprivate func grown(by reach: Distance) -> Box {
        guard reach > .zero else { return self }
        let corners = [
            (west, south), (west, north), (east, south), (east, north),
        ].map { Coordinate(wrappingLongitude: $0.0, latitude: $0.1) }
        let boxes = corners.map { Box(around: $0, radius: reach) }
        let south = boxes.map(\.south).min() ?? -90
        let north = boxes.map(\.north).max() ?? 90
        // The widest margin of any corner, on both sides.
        let margin = boxes.map { $0.width / 2 }.max() ?? 180
        guard width + 2 * margin < 360, south > -90, north < 90 else {
            return Box(validWest: -180, south: south, east: 180, north: north)
        }
        return Box(
            validWest: (west - margin).remainder(dividingBy: 360), south: south,
            east: (east + margin).remainder(dividingBy: 360), north: north)
    }

    /// The sides as lines; a box of every longitude has no west and east side, and a side on a pole has
    /// no length.
    fileprivate var rim: [[Coordinate]] {
        func side(_ from: (Double, Double), _ to: (Double, Double)) -> [Coordinate] {
            (0...4).map { i in
                let t = Double(i) / 4
                return Coordinate(
                    wrappingLongitude: from.0 + t * (to.0 - from.0),
                    latitude: from.1 + t * (to.1 - from.1))
            }
        }
        let end = west + width
        var sides: [[Coordinate]] = []
        if south > -90 { sides.append(side((west, south), (end, south))) }
        if north < 90 { sides.append(side((west, north), (end, north))) }
        if width < 360 {
            sides += [side((west, south), (west, north)), side((end, south), (end, north))]
        }
        return sides
    }
}
