internal import Earth

/// The distinct coordinates of many rows, in order of first appearance.
struct DistinctCoordinates: Sendable {
    private(set) var coordinates: [Coordinate] = []
    /// How many rows lie at each.
    private(set) var weights: [Int] = []
    private(set) var firstRows: [Int] = []
    /// Per row: its coordinate's position in `coordinates`.
    private(set) var places: [Int] = []

    init(_ rows: [Coordinate]) {
        var known: [Coordinate: Int] = [:]
        places.reserveCapacity(rows.count)
        for (row, coordinate) in rows.enumerated() {
            if let place = known[coordinate] {
                weights[place] += 1
                places.append(place)
            } else {
                known[coordinate] = coordinates.count
                places.append(coordinates.count)
                coordinates.append(coordinate)
                weights.append(1)
                firstRows.append(row)
            }
        }
    }

    /// The rows at each coordinate, ascending.
    var rows: [[Int]] {
        var rows = weights.map { count in
            var list: [Int] = []
            list.reserveCapacity(count)
            return list
        }
        for (row, place) in places.enumerated() { rows[place].append(row) }
        return rows
    }
}
