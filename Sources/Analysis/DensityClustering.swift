internal import Earth
internal import Incidents

/// Places in cells, any two places of one cell being neighbours: what density clustering needs to
/// know, in space or in space and time.
protocol DensitySpace: Sendable {
    var rowCount: Int { get }
    var placeCount: Int { get }
    var cellCount: Int { get }
    func places(of cell: Int) -> Range<Int>
    /// How many rows lie at a place.
    func weight(_ place: Int) -> Int
    func firstRow(_ place: Int) -> Int32
    /// Every cell that may hold a neighbour of this one's places, itself included, until `body` says
    /// false.
    func visitCells(near cell: Int, _ body: (Int) -> Bool)
    /// The places of a cell that can be a neighbour of `place`; all of them, if nothing is known.
    func candidates(in cell: Int, near place: Int) -> Range<Int>
    func areNeighbors(_ a: Int, _ b: Int) -> Bool
    /// The box a place fills.
    func extent(_ place: Int) -> Extent
    /// Decides by chord which places cannot be neighbours, and which are as far as space goes.
    var chord: Chord { get }
    /// A lower bound for the distance, squared.
    func squaredChord(_ a: Int, _ b: Int) -> Double
    func distance(_ a: Int, _ b: Int) -> Distance
    /// Rows that belong to no place are left out.
    func forEachRow(threads: Int, _ body: @Sendable (_ row: Int, _ place: Int) -> Void)
}

/// Density clustering over cells, step by step; the rules are those of ``clusters(of:options:)``.
struct DensityClustering<Space: DensitySpace>: Sendable {
    private let space: Space
    private let minimumCount: Int
    private let threads: Int

    init(_ space: Space, _ options: DBSCANOptions) {
        self.space = space
        minimumCount = max(1, options.minimumCount)
        threads = max(1, options.threads)
    }

    func run() -> Clustering {
        let isCore = findCores()
        let hasCore = cellsWithCores(isCore)
        var groups = joinCells(isCore, hasCore)
        let (numbers, count) = number(&groups, isCore, hasCore)
        return spread(label(isCore, numbers), isCore, count)
    }

    private var parts: Int { threads == 1 ? 1 : threads * 16 }

    /// A value for every place of every cell, worked out in parallel.
    private func perPlace<Value: Sendable>(
        _ initial: Value, _ body: @Sendable (_ cell: Int, _ fill: (Int, Value) -> Void) -> Void
    ) -> [Value] {
        var values = [Value](repeating: initial, count: space.placeCount)
        values.withUnsafeMutableBufferPointer { values in
            // Each part writes the places of its own cells.
            nonisolated(unsafe) let values = values
            inParallel(parts, threads: threads) { part in
                for cell in piece(part, of: parts, in: space.cellCount) {
                    body(cell) { values[$0] = $1 }
                }
            }
        }
        return values
    }

    /// 1. A place is core when the rows within reach are enough. In a cell all are within reach of each
    /// other, so a crowded cell is core without looking.
    private func findCores() -> [Bool] {
        perPlace(false) { cell, fill in
            let own = space.places(of: cell)
            var weight = 0
            for place in own { weight += space.weight(place) }
            for place in own {
                fill(place, weight >= minimumCount || hasEnough(place, cell, own: weight))
            }
        }
    }

    private func hasEnough(_ place: Int, _ cell: Int, own: Int) -> Bool {
        var weight = own
        space.visitCells(near: cell) { other in
            guard other != cell else { return true }
            for candidate in space.candidates(in: other, near: place)
            where space.areNeighbors(place, candidate) {
                weight += space.weight(candidate)
                if weight >= minimumCount { return false }
            }
            return true
        }
        return weight >= minimumCount
    }

    private func cellsWithCores(_ isCore: [Bool]) -> [Bool] {
        (0..<space.cellCount).map { cell in space.places(of: cell).contains { isCore[$0] } }
    }

    /// 2. Cells whose cores reach each other join. Workers join on forests of their own, which are then
    /// laid together; the partition does not depend on who found what.
    private func joinCells(_ isCore: [Bool], _ hasCore: [Bool]) -> DisjointSets {
        let forests = mapInParallel(threads, threads: threads) { part in
            var groups = DisjointSets(count: space.cellCount)
            for cell in piece(part, of: threads, in: space.cellCount) where hasCore[cell] {
                space.visitCells(near: cell) { other in
                    guard other > cell, hasCore[other], !groups.areJoined(cell, other) else {
                        return true
                    }
                    if coresMeet(cell, other, isCore) { groups.join(cell, other) }
                    return true
                }
            }
            return groups
        }
        return forests.dropFirst().reduce(into: forests[0]) { $0.join($1) }
    }

    /// Cells that meet mostly do so at once; only where that fails is it worth sorting crowds.
    private func coresMeet(_ cell: Int, _ other: Int, _ isCore: [Bool]) -> Bool {
        var patience = 16_384
        for place in space.places(of: cell) where isCore[place] {
            let candidates = space.candidates(in: other, near: place)
            for candidate in candidates
            where isCore[candidate] && space.areNeighbors(place, candidate) {
                return true
            }
            patience -= candidates.count
            if patience < 0 {
                return anyMeet(
                    space.places(of: cell).filter { isCore[$0] },
                    space.places(of: other).filter { isCore[$0] })
            }
        }
        return false
    }

    /// Whether any two places of crowds are neighbours, by halving the larger crowd and leaving out
    /// halves that are too far: two crowds just out of reach cost no more than their rims.
    private func anyMeet(_ a: [Int], _ b: [Int]) -> Bool {
        guard !a.isEmpty, !b.isEmpty else { return false }
        if a.count < b.count { return anyMeet(b, a) }
        let box = Extent(of: a.lazy.map { space.extent($0) })
        let otherBox = Extent(of: b.lazy.map { space.extent($0) })
        guard box.squaredDistance(to: otherBox) <= space.chord.possibleSquared else { return false }
        if a.count * b.count <= 1024 {
            return a.contains { place in b.contains { space.areNeighbors(place, $0) } }
        }
        let sorted = a.sorted {
            box.alongWidest(space.extent($0)) < box.alongWidest(space.extent($1))
        }
        let low = Array(sorted[..<(sorted.count / 2)])
        let high = Array(sorted[(sorted.count / 2)...])
        let isLowNearer =
            Extent(of: low.lazy.map { space.extent($0) }).squaredDistance(to: otherBox)
            <= Extent(of: high.lazy.map { space.extent($0) }).squaredDistance(to: otherBox)
        return isLowNearer
            ? anyMeet(low, b) || anyMeet(high, b) : anyMeet(high, b) || anyMeet(low, b)
    }

    /// 3. Clusters are numbered by their first core row. Per cell the number, −1 without a core.
    private func number(
        _ groups: inout DisjointSets, _ isCore: [Bool], _ hasCore: [Bool]
    ) -> (perCell: [Int32], count: Int) {
        var firstRow = [Int32](repeating: .max, count: space.cellCount)
        for cell in hasCore.indices where hasCore[cell] {
            let root = groups.root(cell)
            for place in space.places(of: cell) where isCore[place] {
                firstRow[root] = min(firstRow[root], space.firstRow(place))
            }
        }
        let roots = firstRow.indices.filter { firstRow[$0] < .max }
            .sorted { firstRow[$0] < firstRow[$1] }
        var numbers = [Int32](repeating: -1, count: space.cellCount)
        for (number, root) in roots.enumerated() { numbers[root] = Int32(number) }
        let perCell = hasCore.indices.map { hasCore[$0] ? numbers[groups.root($0)] : -1 }
        return (perCell, roots.count)
    }

    /// 4. Cores take their cell's number, border places that of their nearest core.
    private func label(_ isCore: [Bool], _ numbers: [Int32]) -> [Int32] {
        perPlace(-1) { cell, fill in
            for place in space.places(of: cell) {
                fill(
                    place,
                    isCore[place] ? numbers[cell] : nearestCore(place, cell, isCore, numbers))
            }
        }
    }

    /// The cluster of the nearest core within reach; of equally near ones the smaller number. A core
    /// whose chord is longer than the best geodesic cannot be nearer.
    private func nearestCore(
        _ place: Int, _ cell: Int, _ isCore: [Bool], _ numbers: [Int32]
    ) -> Int32 {
        var best = (meters: Double.infinity, number: Int32.max)
        var limit = Double.infinity
        space.visitCells(near: cell) { other in
            let number = numbers[other]
            guard number >= 0 else { return true }
            for candidate in space.candidates(in: other, near: place) where isCore[candidate] {
                guard space.squaredChord(place, candidate) <= limit,
                    space.areNeighbors(place, candidate)
                else { continue }
                let meters = space.distance(place, candidate).meters
                if (meters, number) < best { best = (meters, number) }
                limit = (best.meters + 1e-6) * (best.meters + 1e-6)
            }
            return true
        }
        return best.number == .max ? -1 : best.number
    }

    /// From places to rows.
    private func spread(_ labels: [Int32], _ isCore: [Bool], _ count: Int) -> Clustering {
        var numbers = [Int32](repeating: -1, count: space.rowCount)
        var roles = [ClusterRole](repeating: .noise, count: space.rowCount)
        numbers.withUnsafeMutableBufferPointer { numbers in
            roles.withUnsafeMutableBufferPointer { roles in
                // Every row belongs to one place, so no two workers write the same row.
                nonisolated(unsafe) let (numbers, roles) = (numbers, roles)
                space.forEachRow(threads: threads) { row, place in
                    numbers[row] = labels[place]
                    if labels[place] >= 0 { roles[row] = isCore[place] ? .core : .border }
                }
            }
        }
        return Clustering(numbers: numbers, roles: roles, count: count)
    }
}
