internal import Earth
internal import Incidents

/// Says of rows of a density space why they got their label.
struct SpaceExplainer<Space: DensitySpace>: Sendable {
    let space: Space
    private let clustering: Clustering
    private let options: DBSCANOptions
    /// −1 for a row that belongs to no place.
    private let placeOfRow: [Int32]
    /// The first two rows of each place; −1 where there is no second.
    private let rows: [(first: Int32, second: Int32)]

    init(_ space: Space, _ clustering: Clustering, _ options: DBSCANOptions) {
        self.space = space
        self.clustering = clustering
        self.options = options
        var placeOfRow = [Int32](repeating: -1, count: space.rowCount)
        placeOfRow.withUnsafeMutableBufferPointer { slots in
            // With one thread the rows come one after the other.
            nonisolated(unsafe) let slots = slots
            space.forEachRow(threads: 1) { slots[$0] = Int32($1) }
        }
        var rows = [(first: Int32, second: Int32)](repeating: (-1, -1), count: space.placeCount)
        for (row, place) in placeOfRow.enumerated() where place >= 0 {
            if rows[Int(place)].first < 0 {
                rows[Int(place)].first = Int32(row)
            } else if rows[Int(place)].second < 0 {
                rows[Int(place)].second = Int32(row)
            }
        }
        self.placeOfRow = placeOfRow
        self.rows = rows
    }

    func explanations(
        of rows: [Int], nearestCore: @Sendable (Self, Int) -> Neighbor?
    ) -> [ClusterExplanation] {
        let parts = options.threads <= 1 ? 1 : options.threads * 16
        let pieces = mapInParallel(parts, threads: options.threads) { part in
            piece(part, of: parts, in: rows.count).map { position in
                let row = rows[position]
                return ClusterExplanation(
                    row: row, label: clustering[row], neighborCount: neighborCount(of: row),
                    minimumCount: max(1, options.minimumCount),
                    nearestCore: nearestCore(self, row))
            }
        }
        return Array(pieces.joined())
    }

    /// Rows within reach, itself included; a row without a place is its own and only one.
    private func neighborCount(of row: Int) -> Int {
        guard let place = place(ofRow: row) else { return 1 }
        var count = 0
        visitNeighbors(of: place) { count += space.weight($0) }
        return count
    }

    /// The nearest core row but itself among its neighbours, of equally near ones the first.
    func nearestCoreInReach(to row: Int) -> Neighbor? {
        guard let place = place(ofRow: row) else { return nil }
        var best: Neighbor?
        visitNeighbors(of: place) { other in
            guard isCore(other), let core = otherRow(at: other, than: row) else { return }
            let found = Neighbor(index: core, distance: space.distance(place, other))
            if best.map({ found < $0 }) ?? true { best = found }
        }
        return best
    }

    private func visitNeighbors(of place: Int, _ body: (Int) -> Void) {
        space.visitCells(near: cell(ofPlace: place)) { cell in
            for other in space.candidates(in: cell, near: place)
            where space.areNeighbors(place, other) {
                body(other)
            }
            return true
        }
    }

    func place(ofRow row: Int) -> Int? {
        placeOfRow[row] < 0 ? nil : Int(placeOfRow[row])
    }

    func isCore(_ place: Int) -> Bool { clustering.roles[Int(space.firstRow(place))] == .core }

    func otherRow(at place: Int, than row: Int) -> Int? {
        let other = Int(rows[place].first) == row ? rows[place].second : rows[place].first
        return other < 0 ? nil : Int(other)
    }

    /// Places stand in the order of their cells.
    func cell(ofPlace place: Int) -> Int {
        var low = 0
        var high = space.cellCount
        while high - low > 1 {
            let middle = (low + high) / 2
            if space.places(of: middle).lowerBound <= place { low = middle } else { high = middle }
        }
        return low
    }
}
