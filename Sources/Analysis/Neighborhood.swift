internal import Earth

/// Occupied cells of a ``SurfaceGrid`` and, for each, where its neighbours stand in the list: at most a
/// few runs, one a band.
struct Neighborhood: Sendable {
    /// Runs of cell indices, per cell from `offsets[cell]` to `offsets[cell + 1]`.
    private let runs: [Range<Int32>]
    private let offsets: [Int]

    /// - Parameter cells: the numbers of the occupied cells, ascending.
    init(_ grid: SurfaceGrid, cells: [UInt64], threads: Int) {
        let bands = BandRanges(grid, cells)
        let parts = max(1, min(bands.occupied.count, threads * 8))
        var pieces = mapInParallel(parts, threads: threads) { part in
            var found = Sweep(grid: grid, cells: cells, bands: bands)
            for i in piece(part, of: parts, in: bands.occupied.count) {
                found.sweep(band: bands.occupied[i])
            }
            return (found.runs, found.counts)
        }
        var runs: [Range<Int32>] = []
        runs.reserveCapacity(pieces.reduce(0) { $0 + $1.0.count })
        var offsets = [0]
        offsets.reserveCapacity(cells.count + 1)
        var end = 0
        for i in pieces.indices {
            runs += pieces[i].0
            for count in pieces[i].1 {
                end += Int(count)
                offsets.append(end)
            }
            // Let go of what was taken over.
            pieces[i] = ([], [])
        }
        self.runs = runs
        self.offsets = offsets
    }

    /// For cells of one place each: the places within the radius, one by one.
    init(places: [Coordinate], radius: Distance) {
        let index = PointIndex(places)
        var runs: [Range<Int32>] = []
        var offsets = [0]
        for place in places {
            index.visit(within: radius, of: place) { runs.append(Int32($0)..<Int32($0 + 1)) }
            offsets.append(runs.count)
        }
        self.runs = runs
        self.offsets = offsets
    }

    /// Runs of cells within reach of a cell, itself included.
    @inline(__always) func runs(of cell: Int) -> ArraySlice<Range<Int32>> {
        runs[offsets[cell]..<offsets[cell + 1]]
    }
}

/// Where each band's cells stand in the list of occupied cells.
private struct BandRanges: Sendable {
    let occupied: [Int]
    private let ranges: [Int: Range<Int>]

    init(_ grid: SurfaceGrid, _ cells: [UInt64]) {
        var occupied: [Int] = []
        var ranges: [Int: Range<Int>] = [:]
        var start = 0
        var band = 0
        while start < cells.count {
            while grid.firstCell[band + 1] <= cells[start] { band += 1 }
            var end = start + 1
            while end < cells.count, cells[end] < grid.firstCell[band + 1] { end += 1 }
            occupied.append(band)
            ranges[band] = start..<end
            start = end
        }
        self.occupied = occupied
        self.ranges = ranges
    }

    subscript(band: Int) -> Range<Int>? { ranges[band] }
}

/// Goes through a band from west to east with one pair of moving marks for each band in reach.
private struct Sweep {
    let grid: SurfaceGrid
    let cells: [UInt64]
    let bands: BandRanges
    var runs: [Range<Int32>] = []
    /// Runs found for each cell, in the cells' order.
    var counts: [UInt16] = []

    /// A neighbouring band's own cells, and where the window stood last.
    private struct Marks {
        let range: Range<Int>
        let first: UInt64
        let columns: Double
        /// Degrees.
        let window: Double
        var low: Int
        var high: Int
    }

    mutating func sweep(band: Int) {
        guard let range = bands[band] else { return }
        let near = max(0, band - grid.reach)...min(grid.columns.count - 1, band + grid.reach)
        var marks: [Marks] = near.compactMap { other in
            guard let range = bands[other], let window = grid.window(band, other) else {
                return nil
            }
            return Marks(
                range: range, first: grid.firstCell[other], columns: grid.columns[other],
                window: window, low: range.lowerBound, high: range.lowerBound)
        }
        let width = 360 / grid.columns[band]
        for i in range {
            let west = Double(cells[i] - grid.firstCell[band]) * width
            let before = runs.count
            for m in marks.indices { find(&marks[m], from: west, to: west + width) }
            counts.append(UInt16(runs.count - before))
        }
    }

    /// Degrees count from the antimeridian eastward here.
    private mutating func find(_ marks: inout Marks, from west: Double, to east: Double) {
        let scale = marks.columns / 360
        let low = ((west - marks.window) * scale).rounded(.down)
        let high = ((east + marks.window) * scale).rounded(.down)
        guard high - low + 1 < marks.columns else { return add(marks.range) }
        let first = marks.first
        let lowCell = first + UInt64(max(0, low))
        let highCell = first + UInt64(min(marks.columns - 1, high))
        while marks.low < marks.range.upperBound, cells[marks.low] < lowCell { marks.low += 1 }
        marks.high = max(marks.high, marks.low)
        while marks.high < marks.range.upperBound, cells[marks.high] <= highCell { marks.high += 1 }
        add(marks.low..<marks.high)
        if low < 0 {
            let start = search(marks.range, for: first + UInt64(low + marks.columns))
            add(max(start, marks.high)..<max(marks.high, marks.range.upperBound))
        }
        if high >= marks.columns {
            let end = search(marks.range, for: first + UInt64(high - marks.columns) + 1)
            add(marks.range.lowerBound..<max(marks.range.lowerBound, min(end, marks.low)))
        }
    }

    private mutating func add(_ run: Range<Int>) {
        if !run.isEmpty { runs.append(Int32(run.lowerBound)..<Int32(run.upperBound)) }
    }

    /// The first cell of the range that is not below `cell`.
    private func search(_ range: Range<Int>, for cell: UInt64) -> Int {
        var low = range.lowerBound
        var high = range.upperBound
        while low < high {
            let middle = (low + high) / 2
            if cells[middle] < cell { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
