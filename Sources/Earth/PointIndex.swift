/// A point of an index and how far it is from what was asked.
public struct Neighbor: Hashable, Comparable, Sendable {
    /// Position in the array the index was built from.
    public let index: Int
    public let distance: Distance

    public init(index: Int, distance: Distance) {
        self.index = index
        self.distance = distance
    }

    /// Nearer first; of equals, the smaller index.
    public static func < (a: Neighbor, b: Neighbor) -> Bool {
        (a.distance.meters, a.index) < (b.distance.meters, b.index)
    }
}

/// A point of an index, how far it is, and in which direction what was asked lies from it.
package struct Sighting: Sendable {
    package let index: Int
    package let distance: Distance
    package let bearing: Bearing
}

/// What a search measures of a point that it finds.
private protocol Measured: Comparable {
    var distance: Distance { get }
    init(index: Int, at point: Coordinate, from center: Coordinate)
}

extension Neighbor: Measured {
    fileprivate init(index: Int, at point: Coordinate, from center: Coordinate) {
        self.init(index: index, distance: center.distance(to: point))
    }
}

extension Sighting: Measured {
    fileprivate init(index: Int, at point: Coordinate, from center: Coordinate) {
        let geodesic = point.sight(of: center)
        self.init(index: index, distance: geodesic.distance, bearing: geodesic.initialBearing)
    }

    package static func < (a: Sighting, b: Sighting) -> Bool {
        (a.distance.meters, a.index) < (b.distance.meters, b.index)
    }

    package static func == (a: Sighting, b: Sighting) -> Bool {
        a.index == b.index && a.distance == b.distance
    }
}

/// Finds the nearest of many points, or all within a radius, by exact WGS84 distance.
///
/// A balanced k-d tree over ECEF metres in contiguous arrays. Chords choose the candidates and
/// geodesics decide (see ``Chord``), so poles, the antimeridian and the ellipsoid are exact.
///
/// - Complexity: O(*n* log *n*) to build, 28 bytes a point; about O(log *n*) chord tests and one
///   geodesic per answer.
/// - Source: J. L. Bentley, "Multidimensional binary search trees used for associative searching",
///   CACM 18 (1975), 509–517.
public struct PointIndex: Sendable {
    /// The points, in the order given.
    public let coordinates: [Coordinate]
    /// In tree order: a node's points lie together.
    package private(set) var points: [ECEF]
    /// Tree order to given order.
    package private(set) var order: [Int32]
    /// The axis each inner node splits, laid out like a binary heap: children of *i* at 2*i*+1, 2*i*+2.
    private var axes: [UInt8]
    private var splits: [Double]

    /// Ranges of more points than this are halved: start..<(start + end) / 2 and the rest.
    package static let leafSize = 8

    public init(_ coordinates: [Coordinate]) {
        precondition(coordinates.count < Int(Int32.max), "an index holds fewer than 2³¹ points")
        self.coordinates = coordinates
        points = coordinates.map { ECEF($0) }
        order = (0..<Int32(coordinates.count)).map { $0 }
        let nodes = PointIndex.nodeCount(coordinates.count)
        axes = Array(repeating: 0, count: nodes)
        splits = Array(repeating: 0, count: nodes)
        build(node: 0, 0, coordinates.count)
    }

    public var count: Int { coordinates.count }

    /// Heap slots for the inner nodes of a balanced tree: ranges halve until they fit a leaf.
    private static func nodeCount(_ count: Int) -> Int {
        var levels = 0
        var largest = count
        while largest > leafSize {
            levels += 1
            largest = (largest + 1) / 2
        }
        return (1 << levels) - 1
    }

    private mutating func build(node: Int, _ start: Int, _ end: Int) {
        guard end - start > PointIndex.leafSize else { return }
        let axis = widestAxis(start, end)
        let middle = (start + end) / 2
        partition(start, end, at: middle, axis)
        axes[node] = UInt8(axis)
        splits[node] = points[middle].component(axis)
        build(node: 2 * node + 1, start, middle)
        build(node: 2 * node + 2, middle, end)
    }

    private func widestAxis(_ start: Int, _ end: Int) -> Int {
        var low = points[start]
        var high = low
        for i in start + 1..<end {
            let p = points[i]
            low = ECEF(x: min(low.x, p.x), y: min(low.y, p.y), z: min(low.z, p.z))
            high = ECEF(x: max(high.x, p.x), y: max(high.y, p.y), z: max(high.z, p.z))
        }
        let extent = high - low
        if extent.x >= extent.y { return extent.x >= extent.z ? 0 : 2 }
        return extent.y >= extent.z ? 1 : 2
    }

    /// Quickselect (Hoare 1961): afterwards nothing before `target` is above it on the axis, and
    /// nothing after it below. Equal values are swapped across, so a million equal points halve too.
    private mutating func partition(_ start: Int, _ end: Int, at target: Int, _ axis: Int) {
        var low = start
        var high = end - 1
        while low < high {
            let pivot = points[(low + high) / 2].component(axis)
            var i = low
            var j = high
            while i <= j {
                while points[i].component(axis) < pivot { i += 1 }
                while points[j].component(axis) > pivot { j -= 1 }
                if i <= j {
                    points.swapAt(i, j)
                    order.swapAt(i, j)
                    i += 1
                    j -= 1
                }
            }
            if target <= j {
                high = j
            } else if target >= i {
                low = i
            } else {
                return
            }
        }
    }
}

extension ECEF {
    @inline(__always) fileprivate func component(_ axis: Int) -> Double {
        axis == 0 ? x : axis == 1 ? y : z
    }
}

extension PointIndex {
    /// The nearest points, nearest first; of equally near ones the smaller index.
    ///
    /// - Returns: `count` neighbours, or all points when there are fewer.
    public func nearest(_ count: Int, to center: Coordinate) -> [Neighbor] {
        measured(nearest: count, to: center)
    }

    /// The nearest point; of equally near ones the smallest index. `nil` for an empty index.
    public func nearest(to center: Coordinate) -> Neighbor? { measuredNearest(to: center) }

    /// All points within `radius`, one at exactly `radius` included; nearest first.
    public func neighbors(within radius: Distance, of center: Coordinate) -> [Neighbor] {
        measured(within: radius, of: center)
    }

    /// As ``nearest(_:to:)``, with the direction in which each point sees the centre.
    package func sightings(nearest count: Int, to center: Coordinate) -> [Sighting] {
        guard count != 1 else { return measuredNearest(to: center).map { [$0] } ?? [] }
        return measured(nearest: count, to: center)
    }

    /// As ``neighbors(within:of:)``, with the direction in which each point sees the centre.
    package func sightings(within radius: Distance, of center: Coordinate) -> [Sighting] {
        measured(within: radius, of: center)
    }

    @inline(__always) private func measured<Found: Measured>(
        nearest count: Int, to center: Coordinate
    ) -> [Found] {
        let wanted = min(count, self.count)
        guard wanted > 0 else { return [] }
        // One more than wanted: if even its chord is longer than every wanted geodesic, no other
        // point can be nearer, since a chord never exceeds its geodesic.
        let byChord = nearestByChord(min(wanted + 1, self.count), to: ECEF(center))
        let found: [Found] = byChord.prefix(wanted).map { measure($0.index, center) }.sorted()
        guard let farthest = found.last, byChord.count > wanted,
            byChord[wanted].squaredChord.squareRoot() <= farthest.distance.meters + 1e-6
        else { return found }
        return Array(measured(within: farthest.distance, of: center).prefix(wanted))
    }

    @inline(__always) private func measuredNearest<Found: Measured>(
        to center: Coordinate
    ) -> Found? {
        guard !points.isEmpty else { return nil }
        var best = NearestTwo()
        find(ECEF(center), &best)
        let found: Found = measure(best.index, center)
        // If even the second shortest chord is longer than this geodesic, no other can be nearer.
        guard best.limit.squareRoot() <= found.distance.meters + 1e-6 else { return found }
        let rivals: [Found] = measured(within: found.distance, of: center)
        return rivals.first
    }

    @inline(__always) private func measured<Found: Measured>(
        within radius: Distance, of center: Coordinate
    ) -> [Found] {
        var found: [Found] = []
        visit(within: radius, of: center) { found.append(measure($0, center)) }
        return found.sorted()
    }

    @inline(__always) private func measure<Found: Measured>(_ index: Int, _ center: Coordinate)
        -> Found
    {
        Found(index: index, at: coordinates[index], from: center)
    }

    /// The indices of all points within `radius`, in no promised order but always the same.
    ///
    /// Cheaper than ``neighbors(within:of:)``: a geodesic is computed only inside the chord's shell.
    public func visit(
        within radius: Distance, of center: Coordinate, _ body: (_ index: Int) -> Void
    ) {
        guard radius.meters >= 0 else { return }
        let chord = Chord(radius: radius)
        visitPossible(within: chord, of: ECEF(center)) { index, squaredChord in
            let inside = chord.holds(squaredChord: squaredChord) {
                center.distance(to: coordinates[index])
            }
            if inside { body(index) }
        }
    }

    /// Brute-force twin of ``neighbors(within:of:)``, for tests.
    package func neighborsByScan(within radius: Distance, of center: Coordinate) -> [Neighbor] {
        coordinates.indices.map { measure($0, center) }
            .filter { $0.distance <= radius }.sorted()
    }

    /// Points whose squared chord is at most the chord's possible one.
    package func visitPossible(
        within chord: Chord, of center: ECEF, _ body: (_ index: Int, _ squaredChord: Double) -> Void
    ) {
        guard !points.isEmpty else { return }
        let limit = chord.possibleSquared
        points.withUnsafeBufferPointer { points in
            order.withUnsafeBufferPointer { order in
                descend(node: 0, 0, points.count, center, limit) { start, end in
                    for i in start..<end {
                        let squared = points[i].squaredChord(to: center)
                        if squared <= limit { body(Int(order[i]), squared) }
                    }
                }
            }
        }
    }

    private func descend(
        node: Int, _ start: Int, _ end: Int, _ center: ECEF, _ limit: Double,
        _ leaf: (Int, Int) -> Void
    ) {
        guard end - start > PointIndex.leafSize else { return leaf(start, end) }
        let offset = center.component(Int(axes[node])) - splits[node]
        let middle = (start + end) / 2
        let crosses = offset * offset <= limit
        if offset <= 0 || crosses {
            descend(node: 2 * node + 1, start, middle, center, limit, leaf)
        }
        if offset >= 0 || crosses { descend(node: 2 * node + 2, middle, end, center, limit, leaf) }
    }

    /// The `count` points of the shortest chords, shortest first.
    package func nearestByChord(_ count: Int, to center: ECEF) -> [ChordNeighbor] {
        guard count > 0, !points.isEmpty else { return [] }
        guard count <= 256 else { return Array(allByChord(to: center).prefix(count)) }
        var best = NearestList(capacity: count)
        points.withUnsafeBufferPointer { points in
            order.withUnsafeBufferPointer { order in
                search(
                    node: 0, 0, points.count, center, offsets: ECEF(x: 0, y: 0, z: 0), points,
                    order,
                    &best)
            }
        }
        return best.found
    }

    /// For so many that keeping a sorted list would cost more than sorting everything.
    private func allByChord(to center: ECEF) -> [ChordNeighbor] {
        points.indices.map {
            ChordNeighbor(index: Int(order[$0]), squaredChord: points[$0].squaredChord(to: center))
        }.sorted { ($0.squaredChord, $0.index) < ($1.squaredChord, $1.index) }
    }

    private func find<Best: NearestCandidates>(_ center: ECEF, _ best: inout Best) {
        points.withUnsafeBufferPointer { points in
            order.withUnsafeBufferPointer { order in
                search(
                    node: 0, 0, points.count, center, offsets: ECEF(x: 0, y: 0, z: 0), points,
                    order,
                    &best)
            }
        }
    }

    /// `offsets` are the distances per axis from the centre to the node's region, so `dot` with
    /// itself is a lower bound for every chord inside (Arya & Mount 1993, incremental distance).
    private func search<Best: NearestCandidates>(
        node: Int, _ start: Int, _ end: Int, _ center: ECEF, offsets: ECEF,
        _ points: UnsafeBufferPointer<ECEF>, _ order: UnsafeBufferPointer<Int32>,
        _ best: inout Best
    ) {
        guard end - start > PointIndex.leafSize else {
            for i in start..<end {
                best.admit(Int(order[i]), points[i].squaredChord(to: center))
            }
            return
        }
        let axis = Int(axes[node])
        let offset = center.component(axis) - splits[node]
        let middle = (start + end) / 2
        var farOffsets = offsets
        farOffsets.set(axis, offset)
        if offset < 0 {
            search(
                node: 2 * node + 1, start, middle, center, offsets: offsets, points, order, &best)
            guard farOffsets.dot(farOffsets) <= best.limit else { return }
            search(
                node: 2 * node + 2, middle, end, center, offsets: farOffsets, points, order, &best)
        } else {
            search(node: 2 * node + 2, middle, end, center, offsets: offsets, points, order, &best)
            guard farOffsets.dot(farOffsets) <= best.limit else { return }
            search(
                node: 2 * node + 1, start, middle, center, offsets: farOffsets, points, order, &best
            )
        }
    }
}

extension ECEF {
    @inline(__always) fileprivate mutating func set(_ axis: Int, _ value: Double) {
        switch axis {
        case 0: x = value
        case 1: y = value
        default: z = value
        }
    }
}
