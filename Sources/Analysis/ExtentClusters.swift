public import Earth
internal import Incidents

/// Groups incidents that have an extent – areas, lines, points among them – by the distance between
/// their geometries: 0 where they meet, else the geodesic between their nearest points.
///
/// Everything else is as in ``clusters(of:options:)``.
///
/// - Throws: ``EarthError/invalidGeometry(_:)`` for a ring that is not closed; repair it first.
/// - Complexity: O(*n* log *n* + candidate pairs) time, where geometries that begin in one cell of a grid
///   are neighbours without looking; one distance between geometries per other pair whose boxes come
///   within the radius. Memory is linear in the vertices whatever the radius, some 300 bytes each.
public func clusters(
    of geometries: [Geometry], options: DBSCANOptions
) throws(EarthError) -> Clustering {
    guard options.radius.meters >= 0 else {
        return Clustering(
            numbers: Array(repeating: -1, count: geometries.count),
            roles: Array(repeating: .noise, count: geometries.count), count: 0)
    }
    return DensityClustering(try ExtentSpace(geometries, radius: options.radius), options).run()
}

/// The same in space and time; see ``clusters(of:times:options:)`` of coordinates.
///
/// - Throws: ``EarthError/invalidGeometry(_:)`` for a ring that is not closed; repair it first.
/// - Complexity: as without time; the neighbours of a cell are sought anew for each of its slabs of time.
public func clusters(
    of geometries: [Geometry], times: [Int64?], options: SpaceTimeDBSCANOptions
) throws(EarthError) -> Clustering {
    let window = options.window.components.seconds
    guard options.radius.meters >= 0, window >= 0 else {
        return Clustering(
            numbers: Array(repeating: -1, count: geometries.count),
            roles: Array(repeating: .noise, count: geometries.count), count: 0)
    }
    let space = try timedSpace(
        geometries, ClusterTimes(times, window: options.window), options.radius, options.threads)
    return DensityClustering(
        space,
        DBSCANOptions(
            radius: options.radius, minimumCount: options.minimumCount, threads: options.threads)
    ).run()
}

private func timedSpace(
    _ geometries: [Geometry], _ times: ClusterTimes, _ radius: Distance, _ threads: Int
) throws(EarthError) -> SpaceTimeSpace<ExtentSpace> {
    try SpaceTimeSpace(
        padded(times.times, to: geometries.count),
        window: min(times.window.components.seconds, 1 << 60), threads: max(1, threads)
    ) { (dated) throws(EarthError) in
        try ExtentSpace(dated.map { geometries[$0] }, radius: radius)
    }
}

/// Says for the given rows why they got their label; see
/// ``explanations(of:rows:coordinates:times:options:)``.
///
/// - Parameters:
///   - clustering: the result of `clusters(of:…)` for these geometries, times and options.
/// - Throws: ``EarthError/invalidGeometry(_:)`` for a ring that is not closed.
/// - Complexity: as the clustering; for each row a distance to each neighbour, and, without times, for
///   noise to the cores of wider and wider rounds until one is found.
public func explanations(
    of clustering: Clustering, rows: [Int], geometries: [Geometry], times: ClusterTimes? = nil,
    options: DBSCANOptions
) throws(EarthError) -> [ClusterExplanation] {
    let rows = rows.filter(geometries.indices.contains)
    let radius = max(.zero, options.radius)
    if let times {
        let space = try timedSpace(geometries, times, radius, options.threads)
        return SpaceExplainer(space, clustering, options).explanations(of: rows) {
            $0.nearestCoreInReach(to: $1)
        }
    }
    let space = try ExtentSpace(geometries, radius: radius)
    return SpaceExplainer(space, clustering, options).explanations(of: rows) {
        $0.nearestCore(to: $1)
    }
}

extension SpaceExplainer<ExtentSpace> {
    /// The nearest core row but itself, however far, of equally near ones the first.
    fileprivate func nearestCore(to row: Int) -> Neighbor? {
        let farthest = 20_004_000.0
        var reach = max(1000, space.chord.radius.meters)
        while true {
            if let found = nearestCore(to: row, within: reach) { return found }
            guard reach < farthest else { return nil }
            reach *= 8
        }
    }

    private func nearestCore(to row: Int, within reach: Double) -> Neighbor? {
        guard let place = place(ofRow: row) else { return nil }
        var best: Neighbor?
        space.index.visitGroups(within: .meters(reach), of: cell(ofPlace: place)) { cell in
            for other in space.places(of: cell) where isCore(other) {
                let limit = best?.distance.meters ?? reach
                guard let first = otherRow(at: other, than: row),
                    space.squaredChord(place, other) <= (limit + 1e-6) * (limit + 1e-6)
                else { continue }
                let found = Neighbor(index: first, distance: space.distance(place, other))
                if found.distance.meters <= reach, best.map({ found < $0 }) ?? true { best = found }
            }
            return true
        }
        return best
    }
}

/// Geometries as a density space: those whose first vertices share a cell of a ``SurfaceGrid`` are
/// neighbours, for these vertices are.
private struct ExtentSpace: DensitySpace {
    let chord: Chord
    fileprivate let index: ExtentIndex
    private let cellStarts: [Int32]
    private let weights: [Int32]
    private let firstRows: [Int32]
    private let placeOfRow: [Int32]
    /// Per place a point of it and the corners of its box.
    private let vertices: [ECEF]
    private let extents: [Extent]

    init(_ geometries: [Geometry], radius: Distance) throws(EarthError) {
        let distinct = Distinct(geometries)
        let cells = ExtentSpace.cells(of: distinct.values, radius: radius)
        // Stable, so places of one cell keep the order of their rows.
        let order = cells.indices.sorted { (cells[$0], $0) < (cells[$1], $1) }
        var cellStarts = order.indices.filter {
            $0 == 0 || cells[order[$0]] != cells[order[$0 - 1]]
        }
        cellStarts.append(order.count)
        var position = [Int32](repeating: 0, count: order.count)
        for (place, number) in order.enumerated() { position[number] = Int32(place) }
        let shapes = order.map { distinct.values[$0] }
        let index = try ExtentIndex(
            shapes, groups: zip(cellStarts, cellStarts.dropFirst()).map { $0..<$1 })
        self.index = index
        self.cellStarts = cellStarts.map { Int32($0) }
        weights = order.map { distinct.weights[$0] }
        firstRows = order.map { distinct.firstRows[$0] }
        placeOfRow = distinct.places.map { position[Int($0)] }
        vertices = shapes.map { $0.firstVertex.map { ECEF($0) } ?? Extent.nowhere }
        extents = shapes.indices.map { place in
            index.corners(of: place).map { Extent(low: $0.low, high: $0.high) }
                ?? Extent(Extent.nowhere)
        }
        chord = Chord(radius: radius)
    }

    /// Below ``SurfaceGrid/smallestRadius`` each is a cell of its own; so is one without points.
    private static func cells(of geometries: [Geometry], radius: Distance) -> [UInt64] {
        guard radius >= SurfaceGrid.smallestRadius else {
            return geometries.indices.map { UInt64($0) }
        }
        let grid = SurfaceGrid(radius: radius)
        return geometries.enumerated().map { number, geometry in
            geometry.firstVertex.map { grid.cell(of: $0) } ?? UInt64.max - UInt64(number)
        }
    }

    var rowCount: Int { placeOfRow.count }
    var placeCount: Int { weights.count }
    var cellCount: Int { cellStarts.count - 1 }
    func places(of cell: Int) -> Range<Int> { Int(cellStarts[cell])..<Int(cellStarts[cell + 1]) }
    func weight(_ place: Int) -> Int { Int(weights[place]) }
    func firstRow(_ place: Int) -> Int32 { firstRows[place] }
    func extent(_ place: Int) -> Extent { extents[place] }
    func candidates(in cell: Int, near place: Int) -> Range<Int> { places(of: cell) }

    func visitCells(near cell: Int, _ body: (Int) -> Bool) {
        index.visitGroups(within: chord.radius, of: cell, body)
    }

    func areNeighbors(_ a: Int, _ b: Int) -> Bool {
        if a == b || vertices[a].squaredChord(to: vertices[b]) <= chord.certainSquared {
            return true
        }
        guard squaredChord(a, b) <= chord.possibleSquared else { return false }
        return index.isWithin(chord.radius, a, b)
    }

    func squaredChord(_ a: Int, _ b: Int) -> Double {
        extents[a].squaredDistance(to: extents[b])
    }

    func distance(_ a: Int, _ b: Int) -> Distance { a == b ? .zero : index.distance(a, b) }

    func forEachRow(threads: Int, _ body: @Sendable (_ row: Int, _ place: Int) -> Void) {
        for (row, place) in placeOfRow.enumerated() { body(row, Int(place)) }
    }
}

/// Values that occur more than once, kept once.
private struct Distinct<Value: Hashable> {
    private(set) var values: [Value] = []
    private(set) var weights: [Int32] = []
    private(set) var firstRows: [Int32] = []
    /// Per row: its value.
    private(set) var places: [Int32] = []

    init(_ all: [Value]) {
        var known: [Value: Int] = [:]
        for (row, value) in all.enumerated() {
            let place = known[value] ?? values.count
            if place == values.count {
                known[value] = place
                values.append(value)
                weights.append(0)
                firstRows.append(Int32(row))
            }
            weights[place] += 1
            places.append(Int32(place))
        }
    }
}
