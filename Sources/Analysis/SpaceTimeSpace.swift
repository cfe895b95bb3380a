internal import Earth

/// Distinct pairs of place and time, in cells of a space without time cut into slabs of time no longer
/// than the window: so all moments of one cell are neighbours, in a town of thousands too.
struct SpaceTimeSpace<Surface: DensitySpace>: DensitySpace {
    /// Seconds two neighbours may be apart.
    private let window: Int64
    private let surface: Surface
    let rowCount: Int
    /// The row of the caller behind each dated row.
    private let datedRows: [Int32]
    private let moments: [Moment]
    /// Where each cell's moments start; one more entry for the end.
    private let starts: [Int32]
    private let slabs: [Int64]
    private let surfaceCells: [Int32]
    /// Where each surface cell's slabs start; one more entry for the end.
    private let slabStarts: [Int32]
    /// Per dated row its moment.
    private let momentOfRow: [Int32]

    /// - Parameter surface: Makes the space of the dated rows alone.
    init<Failure>(
        _ times: [Int64?], window: Int64, threads: Int,
        surface makeSurface: (_ dated: [Int]) throws(Failure) -> Surface
    ) throws(Failure) {
        rowCount = times.count
        self.window = window
        let dated = times.indices.filter { times[$0] != nil }
        datedRows = dated.map { Int32($0) }
        surface = try makeSurface(dated)
        let builder = MomentBuilder(
            surface, times: dated.map { times[$0] ?? 0 }, slab: max(1, window))
        let built = builder.build(threads: threads)
        var moments: [Moment] = []
        var starts: [Int32] = []
        var slabs: [Int64] = []
        var surfaceCells: [Int32] = []
        var slabStarts: [Int32] = []
        var momentOfRow = [Int32](repeating: 0, count: dated.count)
        for (cell, rows) in built {
            slabStarts.append(Int32(slabs.count))
            var previous: TimedRow?
            for row in rows {
                let slab = builder.slab(row.time)
                if previous == nil || slab != slabs[slabs.count - 1] {
                    starts.append(Int32(moments.count))
                    slabs.append(slab)
                    surfaceCells.append(Int32(cell))
                }
                if let previous, previous.time == row.time, previous.place == row.place {
                    moments[moments.count - 1].weight += 1
                } else {
                    moments.append(
                        Moment(time: row.time, place: row.place, weight: 1, firstRow: row.row))
                }
                momentOfRow[Int(row.row)] = Int32(moments.count - 1)
                previous = row
            }
        }
        starts.append(Int32(moments.count))
        slabStarts.append(Int32(slabs.count))
        self.moments = moments
        self.starts = starts
        self.slabs = slabs
        self.surfaceCells = surfaceCells
        self.slabStarts = slabStarts
        self.momentOfRow = momentOfRow
    }

    var placeCount: Int { moments.count }
    var cellCount: Int { slabs.count }

    @inline(__always) func places(of cell: Int) -> Range<Int> {
        Int(starts[cell])..<Int(starts[cell + 1])
    }
    @inline(__always) func weight(_ place: Int) -> Int { Int(moments[place].weight) }
    func firstRow(_ place: Int) -> Int32 { datedRows[Int(moments[place].firstRow)] }

    @inline(__always) func visitCells(near cell: Int, _ body: (Int) -> Bool) {
        let slab = slabs[cell]
        surface.visitCells(near: Int(surfaceCells[cell])) { other in
            var candidate = firstSlab(of: other, notBefore: slab - 1)
            let end = Int(slabStarts[other + 1])
            while candidate < end, slabs[candidate] <= slab + 1 {
                if !body(candidate) { return false }
                candidate += 1
            }
            return true
        }
    }

    @inline(__always) private func firstSlab(of surfaceCell: Int, notBefore slab: Int64) -> Int {
        var low = Int(slabStarts[surfaceCell])
        var high = Int(slabStarts[surfaceCell + 1])
        while low < high {
            let middle = (low + high) / 2
            if slabs[middle] < slab { low = middle + 1 } else { high = middle }
        }
        return low
    }

    var chord: Chord { surface.chord }

    func extent(_ place: Int) -> Extent { surface.extent(Int(moments[place].place)) }

    /// Moments stand in the order of time, so those within the window are together.
    @inline(__always) func candidates(in cell: Int, near place: Int) -> Range<Int> {
        let all = places(of: cell)
        guard all.count > 8 else { return all }
        let time = moments[place].time
        let start = firstMoment(all, notBefore: time - window)
        return start..<max(start, firstMoment(all, notBefore: time + window + 1))
    }

    private func firstMoment(_ range: Range<Int>, notBefore time: Int64) -> Int {
        var low = range.lowerBound
        var high = range.upperBound
        while low < high {
            let middle = (low + high) / 2
            if moments[middle].time < time { low = middle + 1 } else { high = middle }
        }
        return low
    }

    @inline(__always) func areNeighbors(_ a: Int, _ b: Int) -> Bool {
        guard abs(moments[a].time - moments[b].time) <= window else { return false }
        let (p, q) = (Int(moments[a].place), Int(moments[b].place))
        return p == q || surface.areNeighbors(p, q)
    }

    @inline(__always) func squaredChord(_ a: Int, _ b: Int) -> Double {
        surface.squaredChord(Int(moments[a].place), Int(moments[b].place))
    }

    func distance(_ a: Int, _ b: Int) -> Distance {
        surface.distance(Int(moments[a].place), Int(moments[b].place))
    }

    func forEachRow(threads: Int, _ body: @Sendable (_ row: Int, _ place: Int) -> Void) {
        inParallel(threads, threads: threads) { part in
            for i in piece(part, of: threads, in: datedRows.count) {
                body(Int(datedRows[i]), Int(momentOfRow[i]))
            }
        }
    }
}

private struct Moment: Sendable {
    let time: Int64
    let place: Int32
    var weight: Int32
    let firstRow: Int32
}

private struct TimedRow: Sendable, Comparable {
    let time: Int64
    let place: Int32
    let row: Int32

    static func < (a: TimedRow, b: TimedRow) -> Bool {
        (a.time, a.place, a.row) < (b.time, b.place, b.row)
    }
}

/// Sorts the rows of every surface cell by time.
private struct MomentBuilder<Surface: DensitySpace>: Sendable {
    private let surface: Surface
    private let times: [Int64]
    private let slabLength: Int64
    private let earliest: Int64

    init(_ surface: Surface, times: [Int64], slab: Int64) {
        self.surface = surface
        self.times = times
        slabLength = slab
        earliest = times.min() ?? 0
    }

    func slab(_ time: Int64) -> Int64 { (time - earliest) / slabLength }

    func build(threads: Int) -> [(cell: Int, rows: [TimedRow])] {
        let (starts, rows) = rowsByCell()
        return mapInParallel(surface.cellCount, threads: threads) { cell in
            (cell, rows[starts[cell]..<starts[cell + 1]].sorted())
        }
    }

    /// A counting sort of all rows by their surface cell.
    private func rowsByCell() -> (starts: [Int], rows: [TimedRow]) {
        var cellOfPlace = [Int32](repeating: 0, count: surface.placeCount)
        for cell in 0..<surface.cellCount {
            for place in surface.places(of: cell) { cellOfPlace[place] = Int32(cell) }
        }
        var placeOfRow = [Int32](repeating: 0, count: times.count)
        placeOfRow.withUnsafeMutableBufferPointer { slots in
            nonisolated(unsafe) let slots = slots
            surface.forEachRow(threads: 1) { slots[$0] = Int32($1) }
        }
        var starts = [Int](repeating: 0, count: surface.cellCount + 1)
        for place in placeOfRow { starts[Int(cellOfPlace[Int(place)]) + 1] += 1 }
        for cell in 0..<surface.cellCount { starts[cell + 1] += starts[cell] }
        var next = starts
        var rows = [TimedRow](repeating: TimedRow(time: 0, place: 0, row: 0), count: times.count)
        for (row, place) in placeOfRow.enumerated() {
            let cell = Int(cellOfPlace[Int(place)])
            rows[next[cell]] = TimedRow(time: times[row], place: place, row: Int32(row))
            next[cell] += 1
        }
        return (starts, rows)
    }
}
