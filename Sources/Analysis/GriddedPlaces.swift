internal import Earth

/// The distinct coordinates of many rows, with their weights, in the order of a grid's cells.
///
/// Incident data is snapped to town centroids, so there are often far fewer places than rows; all that
/// follows works on places and never on the pairs of rows in one town.
struct GriddedPlaces: Sendable {
    /// Each place's position in space, its number of rows, and the first row that lies there.
    let points: [ECEF]
    let weights: [Int32]
    let firstRows: [Int32]
    /// Numbers of the occupied cells, ascending, and where each one's places start; one more entry for
    /// the end.
    private(set) var cells: [UInt64]
    private(set) var cellStarts: [Int32]
    /// Of each row.
    private let placeOfRow: [Int32]

    var cellCount: Int { cells.count }

    @inline(__always) func places(of cell: Int) -> Range<Int> {
        Int(cellStarts[cell])..<Int(cellStarts[cell + 1])
    }

    init(_ coordinates: [Coordinate], grid: SurfaceGrid, threads: Int) {
        let rowBits = UInt64.bitWidth - coordinates.count.leadingZeroBitCount
        var keys = [UInt64](repeating: 0, count: coordinates.count)
        let lowestCell = GriddedPlaces.sort(&keys, of: coordinates, grid, rowBits, threads)
        let ranges = GriddedPlaces.cellAligned(keys, rowBits, parts: threads == 1 ? 1 : threads * 8)
        var built = keys.withUnsafeMutableBufferPointer { keys in
            // Every part works on keys of its own.
            nonisolated(unsafe) let keys = keys
            return mapInParallel(ranges.count, threads: threads) { i in
                var builder = PlaceBuilder(coordinates, rowBits, lowestCell)
                builder.build(ranges[i], of: keys)
                return builder.found
            }
        }
        let firstPlaces = built.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.points.count) }
        let joined = FoundPlaces(joining: &built)
        placeOfRow = GriddedPlaces.placeOfRow(keys, rowBits, ranges, firstPlaces, threads)
        points = joined.points
        weights = joined.weights
        firstRows = joined.firstRows
        cells = joined.cells
        cellStarts = joined.cellStarts + [Int32(joined.points.count)]
    }

    /// - Parameter keys: Row below, and above it its place, counted from its range's first.
    private static func placeOfRow(
        _ keys: [UInt64], _ rowBits: Int, _ ranges: [Range<Int>], _ firstPlaces: [Int],
        _ threads: Int
    ) -> [Int32] {
        var places = [Int32](repeating: 0, count: keys.count)
        let mask = UInt64(1) << UInt64(rowBits) - 1
        places.withUnsafeMutableBufferPointer { places in
            // Every row has one key.
            nonisolated(unsafe) let places = places
            inParallel(ranges.count, threads: threads) { i in
                let first = Int32(firstPlaces[i])
                for key in ranges[i] {
                    places[Int(truncatingIfNeeded: keys[key] & mask)] =
                        first + Int32(truncatingIfNeeded: keys[key] >> UInt64(rowBits))
                }
            }
        }
        return places
    }

    /// Makes every place a cell of its own, numbered in order.
    mutating func splitCells() {
        cells = points.indices.map { UInt64($0) }
        cellStarts = (0...Int32(points.count)).map { $0 }
    }

    /// Calls `body` with each row and its place.
    func forEachRow(threads: Int, _ body: @Sendable (_ row: Int, _ place: Int) -> Void) {
        let parts = threads == 1 ? 1 : threads * 8
        inParallel(parts, threads: threads) { part in
            for row in piece(part, of: parts, in: placeOfRow.count) {
                body(row, Int(placeOfRow[row]))
            }
        }
    }

    /// Cell number above, row below, in one sortable number. Cells count from the lowest occupied one,
    /// which saves passes for data of one region.
    ///
    /// - Returns: The lowest occupied cell.
    private static func sort(
        _ keys: inout [UInt64], of coordinates: [Coordinate], _ grid: SurfaceGrid, _ rowBits: Int,
        _ threads: Int
    ) -> UInt64 {
        let parts = threads == 1 ? 1 : threads * 4
        let lowest = keys.withUnsafeMutableBufferPointer { keys in
            nonisolated(unsafe) let keys = keys
            return mapInParallel(parts, threads: threads) { part -> UInt64 in
                var lowest = UInt64.max
                for row in piece(part, of: parts, in: keys.count) {
                    keys[row] = grid.cell(of: coordinates[row])
                    lowest = min(lowest, keys[row])
                }
                return lowest
            }.min() ?? 0
        }
        keys.withUnsafeMutableBufferPointer { keys in
            nonisolated(unsafe) let keys = keys
            inParallel(parts, threads: threads) { part in
                for row in piece(part, of: parts, in: keys.count) {
                    keys[row] = (keys[row] - lowest) << UInt64(rowBits) | UInt64(row)
                }
            }
        }
        radixSort(&keys, from: rowBits, threads: threads)
        return lowest
    }

    /// Pieces of the sorted keys that do not part a cell.
    private static func cellAligned(_ keys: [UInt64], _ rowBits: Int, parts: Int) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        for part in 1...max(1, parts) {
            var end = max(start, keys.count * part / parts)
            while end > start, end < keys.count,
                keys[end] >> UInt64(rowBits) == keys[end - 1] >> UInt64(rowBits)
            {
                end += 1
            }
            if end > start { ranges.append(start..<end) }
            start = end
        }
        return ranges
    }
}

/// The places of a run of cells, and where each cell's begin.
private struct FoundPlaces: Sendable {
    var points: [ECEF] = []
    var weights: [Int32] = []
    var firstRows: [Int32] = []
    var cells: [UInt64] = []
    var cellStarts: [Int32] = []

    init() {}

    /// Every part is let go of when it has been taken over.
    init(joining parts: inout [FoundPlaces]) {
        guard parts.count > 1 else {
            self = parts.popLast() ?? FoundPlaces()
            return
        }
        let count = parts.reduce(0) { $0 + $1.points.count }
        points.reserveCapacity(count)
        weights.reserveCapacity(count)
        firstRows.reserveCapacity(count)
        for i in parts.indices {
            let first = Int32(points.count)
            points += parts[i].points
            weights += parts[i].weights
            firstRows += parts[i].firstRows
            cells += parts[i].cells
            cellStarts += parts[i].cellStarts.lazy.map { $0 + first }
            parts[i] = FoundPlaces()
        }
    }
}

/// Finds the distinct coordinates of a run of cells.
private struct PlaceBuilder {
    private(set) var found = FoundPlaces()

    private let coordinates: [Coordinate]
    private let rowBits: Int
    private let lowestCell: UInt64
    private var table: [Int32] = []
    private var tableMask = 0
    /// The current cell's coordinates, by row and by place: fetched first and together, since rows lie
    /// far apart in memory.
    private var rowCoordinates: [Coordinate] = []
    private var placeCoordinates: [Coordinate] = []

    init(_ coordinates: [Coordinate], _ rowBits: Int, _ lowestCell: UInt64) {
        self.coordinates = coordinates
        self.rowBits = rowBits
        self.lowestCell = lowestCell
    }

    /// - Parameter keys: Cell above, row below; afterwards the row's place stands above.
    mutating func build(_ range: Range<Int>, of keys: UnsafeMutableBufferPointer<UInt64>) {
        found.points.reserveCapacity(range.count / 4)
        var start = range.lowerBound
        while start < range.upperBound {
            let cell = keys[start] >> UInt64(rowBits)
            var end = start + 1
            while end < range.upperBound, keys[end] >> UInt64(rowBits) == cell { end += 1 }
            found.cells.append(cell + lowestCell)
            found.cellStarts.append(Int32(found.points.count))
            addCell(start..<end, of: keys)
            start = end
        }
    }

    private mutating func addCell(_ range: Range<Int>, of keys: UnsafeMutableBufferPointer<UInt64>)
    {
        let first = found.points.count
        let mask = UInt64(1) << UInt64(rowBits) - 1
        let isCrowded = range.count > 8
        if isCrowded { clearTable(for: range.count) }
        placeCoordinates.removeAll(keepingCapacity: true)
        rowCoordinates.removeAll(keepingCapacity: true)
        for key in range {
            rowCoordinates.append(coordinates[Int(truncatingIfNeeded: keys[key] & mask)])
        }
        for (coordinate, key) in zip(rowCoordinates, range) {
            let row = keys[key] & mask
            let place =
                isCrowded
                ? lookUp(coordinate, Int32(truncatingIfNeeded: row))
                : scan(coordinate, Int32(truncatingIfNeeded: row))
            keys[key] = UInt64(first + place) << UInt64(rowBits) | row
        }
    }

    /// The place of a coordinate, counted from this cell's first.
    private mutating func scan(_ coordinate: Coordinate, _ row: Int32) -> Int {
        for place in placeCoordinates.indices where placeCoordinates[place] == coordinate {
            found.weights[found.weights.count - placeCoordinates.count + place] += 1
            return place
        }
        return add(coordinate, row)
    }

    private mutating func add(_ coordinate: Coordinate, _ row: Int32) -> Int {
        found.points.append(ECEF(coordinate))
        found.weights.append(1)
        found.firstRows.append(row)
        placeCoordinates.append(coordinate)
        return placeCoordinates.count - 1
    }

    private mutating func clearTable(for rows: Int) {
        let size = 1 << (Int.bitWidth - (rows * 2 - 1).leadingZeroBitCount)
        if table.count >= size {
            for i in 0..<size { table[i] = -1 }
        } else {
            table = Array(repeating: -1, count: size)
        }
        tableMask = size - 1
    }

    /// Open addressing over this cell's places.
    private mutating func lookUp(_ coordinate: Coordinate, _ row: Int32) -> Int {
        var slot = coordinate.quickHash & tableMask
        while table[slot] >= 0 {
            let place = Int(table[slot])
            if placeCoordinates[place] == coordinate {
                found.weights[found.weights.count - placeCoordinates.count + place] += 1
                return place
            }
            slot = (slot + 1) & tableMask
        }
        let place = add(coordinate, row)
        table[slot] = Int32(place)
        return place
    }
}
