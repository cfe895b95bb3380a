import Earth

/// The spatial index of a new table, written at once: SQLite's R-tree module would find each row its place
/// one by one, which takes longer than writing the row.
///
/// Boxes are put in the order of Hilbert's curve and packed into full nodes, level upon level, in the
/// module's own tables.
///
/// - Source: SQLite, ext/rtree/rtree.c, "Database Format of R-Tree Tables".
struct IndexFilling {
    private var entries: [Entry] = []

    /// A row, or the node below, and its box, which coordinates of four bytes do not make smaller.
    private struct Entry {
        let number: Int64
        var west, east, south, north: Float
    }

    /// Rows that are held in memory.
    static let most = 2_000_000
    private static let cellsOfNode = 51

    var isFull: Bool { entries.count >= Self.most }

    mutating func add(
        row: Int64, _ box: (west: Double, south: Double, east: Double, north: Double)
    ) {
        entries.append(
            Entry(
                number: row, west: Self.down(box.west), east: Self.up(box.east),
                south: Self.down(box.south), north: Self.up(box.north)))
    }

    private static func down(_ value: Double) -> Float {
        let float = Float(value)
        return Double(float) > value ? float.nextDown : float
    }

    private static func up(_ value: Double) -> Float {
        let float = Float(value)
        return Double(float) < value ? float.nextUp : float
    }

    /// Writes the tree into the empty index, and forgets its rows.
    mutating func write(into index: String, _ database: Database) throws(DatabaseError) {
        guard !entries.isEmpty else { return }
        sort()
        let nodes = try database.prepare(
            "INSERT OR REPLACE INTO \(quoted(index + "_node")) VALUES (?,?)")
        let parents = try database.prepare("INSERT INTO \(quoted(index + "_parent")) VALUES (?,?)")
        var rowsOfLeaves: [(row: Int64, node: Int64)] = []
        rowsOfLeaves.reserveCapacity(entries.count)
        var level = entries
        entries = []
        var next: Int64 = 2
        var depth = 0
        // The root is node 1, whatever the number of levels.
        while level.count > Self.cellsOfNode {
            var above: [Entry] = []
            for start in stride(from: 0, to: level.count, by: Self.cellsOfNode) {
                let cells = level[start..<min(start + Self.cellsOfNode, level.count)]
                try nodes.run([.integer(Int(next)), .blob(Self.node(cells, depth: 0))])
                try link(cells, to: next, depth, parents, &rowsOfLeaves)
                above.append(Self.parent(of: cells, next))
                next += 1
            }
            level = above
            depth += 1
        }
        try nodes.run([.integer(1), .blob(Self.node(level[...], depth: depth))])
        try link(level[...], to: 1, depth, parents, &rowsOfLeaves)
        try writeRows(rowsOfLeaves, into: index, database)
    }

    private func link(
        _ cells: ArraySlice<Entry>, to node: Int64, _ depth: Int, _ parents: Statement,
        _ rows: inout [(row: Int64, node: Int64)]
    ) throws(DatabaseError) {
        for cell in cells {
            if depth == 0 {
                rows.append((cell.number, node))
            } else {
                try parents.run([.integer(Int(cell.number)), .integer(Int(node))])
            }
        }
    }

    /// By row, so that the table grows at its end.
    private func writeRows(
        _ rows: [(row: Int64, node: Int64)], into index: String, _ database: Database
    ) throws(DatabaseError) {
        let statement = try database.prepare("INSERT INTO \(quoted(index + "_rowid")) VALUES (?,?)")
        for (row, node) in rows.sorted(by: { $0.row < $1.row }) {
            try statement.run(integers: row, node)
        }
    }

    private mutating func sort() {
        let west = entries.reduce(Float.infinity) { min($0, $1.west) }
        let east = entries.reduce(-Float.infinity) { max($0, $1.east) }
        let south = entries.reduce(Float.infinity) { min($0, $1.south) }
        let north = entries.reduce(-Float.infinity) { max($0, $1.north) }
        func part(_ middle: Float, _ low: Float, _ high: Float) -> UInt32 {
            guard high > low else { return 0 }
            let share = (Double(middle) - Double(low)) / (Double(high) - Double(low))
            return UInt32(min(1, max(0, share)) * 4_294_967_295)
        }
        let places = entries.map { entry in
            HilbertCurve.place(
                x: part((entry.west + entry.east) / 2, west, east),
                y: part((entry.south + entry.north) / 2, south, north))
        }
        let order = entries.indices.sorted { (places[$0], $0) < (places[$1], $1) }
        entries = order.map { entries[$0] }
    }

    private static func parent(of cells: ArraySlice<Entry>, _ number: Int64) -> Entry {
        var parent = Entry(
            number: number, west: .infinity, east: -.infinity, south: .infinity, north: -.infinity)
        for cell in cells {
            parent.west = min(parent.west, cell.west)
            parent.east = max(parent.east, cell.east)
            parent.south = min(parent.south, cell.south)
            parent.north = max(parent.north, cell.north)
        }
        return parent
    }

    /// Big endian: depth, which counts in the root alone; how many cells; the cells. All nodes are of one
    /// size.
    private static func node(_ cells: ArraySlice<Entry>, depth: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(4 + 24 * cellsOfNode)
        append(UInt16(depth), to: &bytes)
        append(UInt16(cells.count), to: &bytes)
        for cell in cells {
            append(UInt64(bitPattern: cell.number), to: &bytes)
            for edge in [cell.west, cell.east, cell.south, cell.north] {
                append(edge.bitPattern, to: &bytes)
            }
        }
        bytes += [UInt8](repeating: 0, count: 4 + 24 * cellsOfNode - bytes.count)
        return bytes
    }

    private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }
}
