package import Earth

/// Cells of one degree, row by row from the south-west.
enum PlaceGrid {
    static let columns = 360
    static let rows = 180

    static func cell(longitude: Int32, latitude: Int32) -> Int {
        let column = Int((Double(longitude) / 1e6 + 180).rounded(.down))
        let row = Int((Double(latitude) / 1e6 + 90).rounded(.down))
        return min(max(row, 0), rows - 1) * columns + (column % columns + columns) % columns
    }

    /// Writes the sections that find the places of a cell.
    ///
    /// - Parameter cells: the cell of each place.
    static func write(cells: [UInt16], to writer: inout GazetteerWriter) {
        var starts = [UInt32](repeating: 0, count: rows * columns + 1)
        for cell in cells { starts[Int(cell) + 1] += 1 }
        for cell in 0..<(rows * columns) { starts[cell + 1] += starts[cell] }
        var next = starts
        var order = [UInt32](repeating: 0, count: cells.count)
        for (place, cell) in cells.enumerated() {
            order[Int(next[Int(cell)])] = UInt32(place).littleEndian
            next[Int(cell)] += 1
        }
        for index in starts.indices { starts[index] = starts[index].littleEndian }
        starts.withUnsafeBytes { writer.write(.gridStarts, $0) }
        order.withUnsafeBytes { writer.write(.gridPlaces, $0) }
    }
}

extension CompiledGazetteer {
    /// The places nearest to a point, nearest first, by WGS84 geodesic.
    ///
    /// - Parameter matching: asked for each place before its distance is taken.
    package func nearest(
        to point: Coordinate, count: Int, within reach: Distance,
        matching: (PlaceRecord) -> Bool = { _ in true }
    ) -> [(place: PlaceIndex, distance: Distance)] {
        var found: [(place: PlaceIndex, distance: Distance)] = []
        forEachPlace(near: point, within: reach) { index, record in
            guard matching(record) else { return }
            let distance = point.distance(to: coordinate(record))
            if distance <= reach { found.append((index, distance)) }
        }
        found.sort { ($0.distance, $0.place) < ($1.distance, $1.place) }
        return Array(found.prefix(count))
    }

    /// Visits the places of all cells that a circle touches; every place within `reach` is among them.
    private func forEachPlace(
        near point: Coordinate, within reach: Distance, _ visit: (PlaceIndex, PlaceRecord) -> Void
    ) {
        // A degree of latitude is at least 110.57 km; of longitude, 110.57 km × cos of the latitude.
        let degrees = reach.kilometers / 110.5
        let south = max(point.latitude - degrees, -90)
        let north = min(point.latitude + degrees, 90)
        let narrowest = GreatCircle.cosine(degrees: max(abs(south), abs(north)))
        let wide = narrowest < 0.01 ? 180 : min(180, degrees / narrowest)
        let firstColumn = Int((point.longitude - wide + 180).rounded(.down))
        let lastColumn = min(
            Int((point.longitude + wide + 180).rounded(.down)), firstColumn + PlaceGrid.columns - 1)
        let firstRow = Int((south + 90).rounded(.down))
        for row in firstRow...min(Int((north + 90).rounded(.down)), PlaceGrid.rows - 1) {
            for column in firstColumn...lastColumn {
                let wrapped = (column % PlaceGrid.columns + PlaceGrid.columns) % PlaceGrid.columns
                forEachPlace(inCell: row * PlaceGrid.columns + wrapped, visit)
            }
        }
    }

    private func forEachPlace(inCell cell: Int, _ visit: (PlaceIndex, PlaceRecord) -> Void) {
        let starts = sections[.gridStarts]
        let places = sections[.gridPlaces]
        let first = Int(sections.number(starts, at: cell * 4))
        let end = min(Int(sections.number(starts, at: cell * 4 + 4)), places.count / 4)
        guard first < end else { return }
        for position in first..<end {
            let index = sections.number(places, at: position * 4)
            if let record = record(index) { visit(index, record) }
        }
    }
}
