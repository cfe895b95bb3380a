public import Earth
internal import Incidents

/// Groups incidents that have an extent – areas, lines, points among them – by the distance between
/// their geometries: 0 where they meet, else the geodesic between their nearest points.
///
/// Everything else is as in ``clusters(of:options:)``.
///
/// - Throws: ``EarthError`` for a polygon no engine can read; repair it first.
/// - Complexity: O(*n* log *n* + candidate pairs); one distance between geometries per pair whose boxes
///   come within the radius.
public func clusters(
    of geometries: [Geometry], options: DBSCANOptions
) throws(EarthError) -> Clustering {
    guard options.radius.meters >= 0 else {
        return Clustering(
            numbers: Array(repeating: -1, count: geometries.count),
            roles: Array(repeating: .noise, count: geometries.count), count: 0)
    }
    let distinct = Distinct(geometries)
    let space = ExtentSpace(
        rows: distinct.rows, places: distinct.places,
        pairs: try ExtentIndex(distinct.values).pairs(within: options.radius),
        radius: options.radius)
    return DensityClustering(space, options).run()
}

/// Values that occur more than once, kept once.
private struct Distinct<Value: Hashable> {
    private(set) var values: [Value] = []
    /// Per value: its rows.
    private(set) var rows: [[Int32]] = []
    /// Per row: its value.
    private(set) var places: [Int32] = []

    init(_ all: [Value]) {
        var known: [Value: Int] = [:]
        for (row, value) in all.enumerated() {
            let place = known[value] ?? values.count
            if place == values.count {
                known[value] = place
                values.append(value)
                rows.append([])
            }
            rows[place].append(Int32(row))
            places.append(Int32(place))
        }
    }
}

/// Geometries as a density space: each is a cell of its own, neighbours are listed pair by pair.
private struct ExtentSpace: DensitySpace {
    private let rows: [[Int32]]
    private let places: [Int32]
    private let neighbors: [[Int: Distance]]
    let chord: Chord

    init(
        rows: [[Int32]], places: [Int32],
        pairs: [(first: Int, second: Int, distance: Distance)], radius: Distance
    ) {
        chord = Chord(radius: radius)
        self.rows = rows
        self.places = places
        var neighbors = [[Int: Distance]](repeating: [:], count: rows.count)
        for pair in pairs {
            neighbors[pair.first][pair.second] = pair.distance
            neighbors[pair.second][pair.first] = pair.distance
        }
        self.neighbors = neighbors
    }

    var rowCount: Int { places.count }
    var placeCount: Int { rows.count }
    var cellCount: Int { rows.count }
    func places(of cell: Int) -> Range<Int> { cell..<cell + 1 }
    func weight(_ place: Int) -> Int { rows[place].count }
    func firstRow(_ place: Int) -> Int32 { rows[place][0] }

    func visitCells(near cell: Int, _ body: (Int) -> Bool) {
        guard body(cell) else { return }
        for other in neighbors[cell].keys where !body(other) { return }
    }

    func areNeighbors(_ a: Int, _ b: Int) -> Bool { a == b || neighbors[a][b] != nil }
    func distance(_ a: Int, _ b: Int) -> Distance { neighbors[a][b] ?? .zero }

    // Cells of one place each are never crowded, so neither position nor chord is asked for more.
    func squaredChord(_ a: Int, _ b: Int) -> Double { 0 }
    func point(_ place: Int) -> ECEF { ECEF(x: 0, y: 0, z: 0) }
    func candidates(in cell: Int, near place: Int) -> Range<Int> { places(of: cell) }

    func forEachRow(threads: Int, _ body: @Sendable (_ row: Int, _ place: Int) -> Void) {
        for (row, place) in places.enumerated() { body(row, Int(place)) }
    }
}
