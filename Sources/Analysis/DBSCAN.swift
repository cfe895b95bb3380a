public import Earth
public import Incidents

public struct DBSCANOptions: Sendable {
    /// Reach of one row's neighbourhood. Neighbours at exactly `radius` count.
    public var radius: Distance
    /// Neighbours, itself included, that make a row the core of a cluster. Values below 1 mean 1.
    public var minimumCount: Int
    public var threads: Int

    public init(radius: Distance, minimumCount: Int, threads: Int = 1) {
        self.radius = radius
        self.minimumCount = minimumCount
        self.threads = threads
    }
}

/// A cluster for every row, or noise.
public struct Clustering: Hashable, Sendable {
    /// Per row the cluster's number, −1 for noise. Numbers count from 0 in the order of each cluster's
    /// first core row.
    public let numbers: [Int32]
    public let roles: [ClusterRole]
    /// How many clusters there are.
    public let count: Int

    public init(numbers: [Int32], roles: [ClusterRole], count: Int) {
        self.numbers = numbers
        self.roles = roles
        self.count = count
    }

    public subscript(row: Int) -> ClusterLabel {
        ClusterLabel(number: numbers[row] < 0 ? nil : Int(numbers[row]), role: roles[row])
    }

    public var labels: [ClusterLabel] { numbers.indices.map { self[$0] } }

    /// The rows of each cluster, ascending.
    public var members: [[Int]] {
        var members = [[Int]](repeating: [], count: count)
        for (row, number) in numbers.enumerated() where number >= 0 {
            members[Int(number)].append(row)
        }
        return members
    }
}

/// One label per coordinate; see ``clusters(of:options:)``.
public func dbscan(_ coordinates: [Coordinate], options: DBSCANOptions) -> [ClusterLabel] {
    clusters(of: coordinates, options: options).labels
}

/// Groups points that lie close together, by density, exactly.
///
/// Two rows are neighbours when their WGS84 geodesic is at most the radius. A row with enough
/// neighbours is core; cores within each other's reach share a cluster; any other row within reach of a
/// core is border and joins its nearest core's cluster (of equally near ones, the smaller number); the
/// rest is noise. So equal input gives equal output, whatever the number of threads. Poles and the
/// antimeridian need no special care.
///
/// - Returns: Labels in input order.
/// - Complexity: about O(*n*) for bounded neighbourhoods; O(*n*) memory always, 50 bytes a row and 60 a
///   distinct coordinate. Cells of a grid in which all points are neighbours stand for their points, so
///   the pairs of one town are never enumerated.
/// - Source: Ester, Kriegel, Sander, Xu, "A density-based algorithm for discovering clusters…", KDD-96,
///   226–231; the grid after A. Gunawan, "A faster algorithm for DBSCAN", TU Eindhoven 2013.
public func clusters(of coordinates: [Coordinate], options: DBSCANOptions) -> Clustering {
    precondition(coordinates.count < Int(Int32.max), "DBSCAN takes fewer than 2³¹ rows")
    guard !coordinates.isEmpty, options.radius.meters >= 0 else {
        return Clustering(
            numbers: Array(repeating: -1, count: coordinates.count),
            roles: Array(repeating: .noise, count: coordinates.count), count: 0)
    }
    guard options.radius >= SurfaceGrid.smallestRadius else {
        return clustersByIndex(of: coordinates, options: options)
    }
    return GridDBSCAN(coordinates, options).run()
}

/// The grid algorithm, step by step.
private struct GridDBSCAN: Sendable {
    private let coordinates: [Coordinate]
    private let radius: Distance
    private let minimumCount: Int
    private let threads: Int
    private let chord: Chord
    private let places: GriddedPlaces
    private let neighborhood: Neighborhood

    init(_ coordinates: [Coordinate], _ options: DBSCANOptions) {
        self.coordinates = coordinates
        radius = options.radius
        minimumCount = max(1, options.minimumCount)
        threads = max(1, options.threads)
        let grid = SurfaceGrid(radius: options.radius)
        chord = grid.chord
        places = GriddedPlaces(coordinates, grid: grid, threads: threads)
        neighborhood = Neighborhood(grid, cells: places.cells, threads: threads)
    }

    func run() -> Clustering {
        let isCore = findCores()
        var groups = joinCells(isCore)
        let numbers = number(&groups, isCore)
        return label(isCore, numbers)
    }

    @inline(__always) private func areNeighbors(_ a: Int, _ b: Int) -> Bool {
        chord.holds(squaredChord: places.points[a].squaredChord(to: places.points[b])) {
            distance(a, b)
        }
    }

    private func distance(_ a: Int, _ b: Int) -> Distance {
        coordinates[Int(places.firstRows[a])].distance(to: coordinates[Int(places.firstRows[b])])
    }

    private var parts: Int { threads == 1 ? 1 : threads * 16 }

    /// 1. A place is core when the rows within reach are enough. In a cell all are within reach of each
    /// other, so a crowded cell is core without looking.
    private func findCores() -> [Bool] {
        let cells = places.cellCount
        var isCore = [Bool](repeating: false, count: places.points.count)
        isCore.withUnsafeMutableBufferPointer { isCore in
            // Each part writes the places of its own cells.
            nonisolated(unsafe) let isCore = isCore
            inParallel(parts, threads: threads) { part in
                for cell in piece(part, of: parts, in: cells) {
                    let own = places.places(of: cell)
                    let weight = own.reduce(0) { $0 + Int(places.weights[$1]) }
                    for place in own {
                        isCore[place] =
                            weight >= minimumCount || hasEnough(place, cell, own: weight)
                    }
                }
            }
        }
        return isCore
    }

    private func hasEnough(_ place: Int, _ cell: Int, own: Int) -> Bool {
        var weight = own
        for run in neighborhood.runs(of: cell) {
            for other in run where other != cell {
                for candidate in places.places(of: Int(other)) where areNeighbors(place, candidate)
                {
                    weight += Int(places.weights[candidate])
                    if weight >= minimumCount { return true }
                }
            }
        }
        return false
    }

    /// 2. Cells whose cores reach each other join. Workers join on forests of their own, which are then
    /// laid together; the partition does not depend on who found what.
    private func joinCells(_ isCore: [Bool]) -> DisjointSets {
        let hasCore = places.cells.indices.map { cell in
            places.places(of: cell).contains { isCore[$0] }
        }
        let workers = threads
        let forests = mapInParallel(workers, threads: threads) { part in
            var groups = DisjointSets(count: places.cellCount)
            for cell in piece(part, of: workers, in: places.cellCount) where hasCore[cell] {
                for run in neighborhood.runs(of: cell) {
                    for other in run.clamped(to: Int32(cell + 1)..<Int32.max)
                    where hasCore[Int(other)] {
                        join(cell, Int(other), &groups, isCore)
                    }
                }
            }
            return groups
        }
        var groups = forests[0]
        for forest in forests.dropFirst() { groups.join(forest) }
        return groups
    }

    private func join(_ cell: Int, _ other: Int, _ groups: inout DisjointSets, _ isCore: [Bool]) {
        guard !groups.areJoined(cell, other), coresMeet(cell, other, isCore) else { return }
        groups.join(cell, other)
    }

    private func coresMeet(_ cell: Int, _ other: Int, _ isCore: [Bool]) -> Bool {
        let others = places.places(of: other)
        for place in places.places(of: cell) where isCore[place] {
            for candidate in others where isCore[candidate] && areNeighbors(place, candidate) {
                return true
            }
        }
        return false
    }

    /// 3. Clusters are numbered by their first core row. Returns the number per cell, −1 without core.
    private func number(_ groups: inout DisjointSets, _ isCore: [Bool]) -> (
        perCell: [Int32], count: Int
    ) {
        var firstRow = [Int32](repeating: .max, count: places.cellCount)
        for cell in places.cells.indices {
            let root = groups.root(cell)
            for place in places.places(of: cell) where isCore[place] {
                firstRow[root] = min(firstRow[root], places.firstRows[place])
            }
        }
        let roots = firstRow.indices.filter { firstRow[$0] < .max }
            .sorted { firstRow[$0] < firstRow[$1] }
        var numbers = [Int32](repeating: -1, count: places.cellCount)
        for (number, root) in roots.enumerated() { numbers[root] = Int32(number) }
        let perCell = places.cells.indices.map { cell in
            numbers[groups.root(cell)]
        }
        return (perCell, roots.count)
    }

    /// 4. Cores take their cell's number, border places that of their nearest core.
    private func label(
        _ isCore: [Bool], _ numbers: (perCell: [Int32], count: Int)
    ) -> Clustering {
        var labels = [Int32](repeating: -1, count: places.points.count)
        labels.withUnsafeMutableBufferPointer { labels in
            nonisolated(unsafe) let labels = labels
            inParallel(parts, threads: threads) { part in
                for cell in piece(part, of: parts, in: places.cellCount) {
                    for place in places.places(of: cell) {
                        labels[place] =
                            isCore[place]
                            ? numbers.perCell[cell]
                            : nearestCore(place, cell, isCore, numbers.perCell)
                    }
                }
            }
        }
        return spread(labels, isCore, numbers.count)
    }

    /// The cluster of the nearest core within reach; of equally near ones the smaller number. A core
    /// whose chord is longer than the best geodesic cannot be nearer.
    private func nearestCore(_ place: Int, _ cell: Int, _ isCore: [Bool], _ numbers: [Int32])
        -> Int32
    {
        var best: (distance: Distance, number: Int32)?
        var limit = chord.possibleSquared
        for run in neighborhood.runs(of: cell) {
            for other in run where numbers[Int(other)] >= 0 {
                let number = numbers[Int(other)]
                for candidate in places.places(of: Int(other)) where isCore[candidate] {
                    let squared = places.points[place].squaredChord(to: places.points[candidate])
                    guard squared <= limit else { continue }
                    let distance = distance(place, candidate)
                    let rival = best ?? (radius, Int32.max)
                    guard (distance.meters, number) < (rival.distance.meters, rival.number) else {
                        continue
                    }
                    best = (distance, number)
                    limit = min(limit, (distance.meters + 1e-6) * (distance.meters + 1e-6))
                }
            }
        }
        return best?.number ?? -1
    }

    private func spread(_ labels: [Int32], _ isCore: [Bool], _ count: Int) -> Clustering {
        var numbers = [Int32](repeating: -1, count: coordinates.count)
        var roles = [ClusterRole](repeating: .noise, count: coordinates.count)
        numbers.withUnsafeMutableBufferPointer { numbers in
            roles.withUnsafeMutableBufferPointer { roles in
                // Every row belongs to one place, so no two workers write the same row.
                nonisolated(unsafe) let (numbers, roles) = (numbers, roles)
                places.forEachRow(threads: threads) { row, place in
                    numbers[row] = labels[place]
                    roles[row] = isCore[place] ? .core : labels[place] < 0 ? .noise : .border
                }
            }
        }
        return Clustering(numbers: numbers, roles: roles, count: count)
    }
}
