internal import Earth

/// Distinct coordinates on the cells of a ``SurfaceGrid``.
struct SurfaceSpace: DensitySpace {
    let coordinates: [Coordinate]
    let chord: Chord
    let grid: GriddedPlaces
    let neighborhood: Neighborhood

    /// Below ``SurfaceGrid/smallestRadius`` a grid would have too many bands: there each place is a cell
    /// of its own, and a point index finds its few neighbours.
    init(_ coordinates: [Coordinate], radius: Distance, threads: Int) {
        let threads = max(1, threads)
        let surface = SurfaceGrid(radius: max(radius, SurfaceGrid.smallestRadius))
        var grid = GriddedPlaces(coordinates, grid: surface, threads: threads)
        if radius >= SurfaceGrid.smallestRadius {
            neighborhood = Neighborhood(surface, cells: grid.cells, threads: threads)
        } else {
            grid.splitCells()
            neighborhood = Neighborhood(
                places: grid.firstRows.map { coordinates[Int($0)] }, radius: radius)
        }
        chord = Chord(radius: radius)
        self.grid = grid
        self.coordinates = coordinates
    }

    var rowCount: Int { coordinates.count }
    var placeCount: Int { grid.points.count }
    var cellCount: Int { grid.cellCount }

    @inline(__always) func places(of cell: Int) -> Range<Int> { grid.places(of: cell) }
    @inline(__always) func weight(_ place: Int) -> Int { Int(grid.weights[place]) }
    @inline(__always) func firstRow(_ place: Int) -> Int32 { grid.firstRows[place] }

    @inline(__always) func visitCells(near cell: Int, _ body: (Int) -> Bool) {
        for run in neighborhood.runs(of: cell) {
            for other in run where !body(Int(other)) { return }
        }
    }

    @inline(__always) func candidates(in cell: Int, near place: Int) -> Range<Int> {
        places(of: cell)
    }

    @inline(__always) func extent(_ place: Int) -> Extent { Extent(grid.points[place]) }

    // Written out here and below because this module's optimiser does not see into Earth's functions,
    // and these are asked a hundred million times.
    @inline(__always) func squaredChord(_ a: Int, _ b: Int) -> Double {
        let (p, q) = (grid.points[a], grid.points[b])
        let (dx, dy, dz) = (p.x - q.x, p.y - q.y, p.z - q.z)
        return dx * dx + dy * dy + dz * dz
    }

    @inline(__always) func areNeighbors(_ a: Int, _ b: Int) -> Bool {
        let squared = squaredChord(a, b)
        if squared <= chord.certainSquared { return true }
        if squared > chord.possibleSquared { return false }
        return distance(a, b) <= chord.radius
    }

    func distance(_ a: Int, _ b: Int) -> Distance {
        coordinates[Int(grid.firstRows[a])].distance(to: coordinates[Int(grid.firstRows[b])])
    }

    func forEachRow(threads: Int, _ body: @Sendable (_ row: Int, _ place: Int) -> Void) {
        grid.forEachRow(threads: threads, body)
    }
}
