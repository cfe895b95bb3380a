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
        var table = CoordinateTable()
        places.reserveCapacity(rows.count)
        for (row, coordinate) in rows.enumerated() {
            let place = table.find(coordinate, in: coordinates)
            places.append(place)
            if place < coordinates.count {
                weights[place] += 1
            } else {
                coordinates.append(coordinate)
                weights.append(1)
                firstRows.append(row)
                table.add(coordinates)
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

    /// The same in one piece: those of a place stand in `order` from its start to that of the next.
    var rowsInOrder: (starts: [Int], order: [Int32]) {
        var starts = [0]
        starts.reserveCapacity(weights.count + 1)
        for weight in weights { starts.append(starts[starts.count - 1] + weight) }
        var next = starts
        var order = [Int32](repeating: 0, count: places.count)
        for (row, place) in places.enumerated() {
            order[next[place]] = Int32(row)
            next[place] += 1
        }
        return (starts, order)
    }
}

/// Finds coordinates in a list that grows.
///
/// The seed differs from run to run, so nobody can make coordinates that meet in one slot; what is found does
/// not depend on it.
private struct CoordinateTable {
    /// Positions in the list, by hash and then by whatever slot is free; −1 where there is none.
    private var slots = [Int32](repeating: -1, count: 64)
    /// The free slot that the last search ended at.
    private var free = 0

    private static let seed = UInt64.random(in: .min ... .max)

    /// - Returns: The position of `coordinate` in the list, or where it would be put.
    mutating func find(_ coordinate: Coordinate, in list: [Coordinate]) -> Int {
        var slot = Self.hash(coordinate) & (slots.count - 1)
        while slots[slot] >= 0 {
            if list[Int(slots[slot])] == coordinate { return Int(slots[slot]) }
            slot = (slot + 1) & (slots.count - 1)
        }
        free = slot
        return list.count
    }

    /// Enters the last of the list, which was looked for just before.
    mutating func add(_ list: [Coordinate]) {
        slots[free] = Int32(list.count - 1)
        guard list.count * 2 > slots.count else { return }
        slots = [Int32](repeating: -1, count: slots.count * 4)
        for (position, coordinate) in list.enumerated() {
            var slot = Self.hash(coordinate) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(position)
        }
    }

    /// - Source: S. Vigna, "SplitMix64".
    @inline(__always) private static func hash(_ coordinate: Coordinate) -> Int {
        // Of −0 and 0, which are equal, only one is hashed.
        var mixed = seed ^ (coordinate.longitude + 0).bitPattern
        mixed = mixed &* 0xBF58_476D_1CE4_E5B9 ^ (coordinate.latitude + 0).bitPattern
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return Int(truncatingIfNeeded: mixed ^ mixed >> 31)
    }
}
