public import Earth

/// The nearest point of an index for every row, by exact distance.
///
/// Rows at one coordinate are asked once; places are asked in the order of a grid, so that neighbours
/// in memory are neighbours on the ground.
///
/// - Returns: One answer per row, `nil` for all when the index is empty.
/// - Complexity: about O(log *m*) chord tests and one geodesic (0.6 µs) per distinct coordinate.
public func nearestPoints(
    of coordinates: [Coordinate], in index: PointIndex, threads: Int = 1
) -> [Neighbor?] {
    perRow(coordinates, threads: threads, initial: nil) { index.nearest(to: $0) }
}

/// How many points of an index lie within a radius of every row, exactly.
///
/// - Complexity: a chord test per point near; a geodesic only for those within s³/24R² of the radius.
public func pointCounts(
    within radius: Distance, of coordinates: [Coordinate], in index: PointIndex, threads: Int = 1
) -> [Int] {
    perRow(coordinates, threads: threads, initial: 0) { point in
        var count = 0
        index.visit(within: radius, of: point) { _ in count += 1 }
        return count
    }
}

/// Works out one value per distinct coordinate and gives it to every row that lies there.
private func perRow<Value: Sendable>(
    _ coordinates: [Coordinate], threads: Int, initial: Value,
    _ value: @Sendable (Coordinate) -> Value
) -> [Value] {
    guard !coordinates.isEmpty else { return [] }
    let threads = max(1, threads)
    let grid = SurfaceGrid(radius: .kilometers(20))
    let places = GriddedPlaces(coordinates, grid: grid, threads: threads)
    let parts = threads == 1 ? 1 : threads * 16
    let pieces = mapInParallel(parts, threads: threads) { part in
        piece(part, of: parts, in: places.points.count).map {
            value(coordinates[Int(places.firstRows[$0])])
        }
    }
    let values = Array(pieces.joined())
    var rows = [Value](repeating: initial, count: coordinates.count)
    rows.withUnsafeMutableBufferPointer { rows in
        // Every row belongs to one place, so no two workers write the same row.
        nonisolated(unsafe) let rows = rows
        places.forEachRow(threads: threads) { rows[$0] = values[$1] }
    }
    return rows
}
