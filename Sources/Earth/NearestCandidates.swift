package struct ChordNeighbor: Sendable {
    package let index: Int
    package let squaredChord: Double
}

/// What a search for the shortest chords fills.
protocol NearestCandidates {
    /// A longer squared chord is of no use.
    var limit: Double { get }
    mutating func admit(_ index: Int, _ squaredChord: Double)
}

/// The nearest point and the chord of the second nearest, without any storage.
struct NearestTwo: NearestCandidates {
    private(set) var index = 0
    private var shortest = Double.infinity
    private(set) var limit = Double.infinity

    @inline(__always) mutating func admit(_ candidate: Int, _ squaredChord: Double) {
        guard squaredChord < limit else { return }
        if squaredChord < shortest {
            limit = shortest
            shortest = squaredChord
            index = candidate
        } else {
            limit = squaredChord
        }
    }
}

/// The best few so far, by insertion: for the handful that is asked for, faster than a heap.
struct NearestList: NearestCandidates {
    var found: [ChordNeighbor] = []
    let capacity: Int
    var limit = Double.infinity

    init(capacity: Int) {
        self.capacity = capacity
        found.reserveCapacity(capacity + 1)
    }

    @inline(__always) mutating func admit(_ index: Int, _ squaredChord: Double) {
        guard squaredChord < limit || (squaredChord == limit && found.count < capacity) else {
            return
        }
        insert(ChordNeighbor(index: index, squaredChord: squaredChord))
    }

    private mutating func insert(_ neighbor: ChordNeighbor) {
        var place = found.count
        while place > 0, neighbor.squaredChord < found[place - 1].squaredChord { place -= 1 }
        found.insert(neighbor, at: place)
        if found.count > capacity { found.removeLast() }
        if found.count == capacity, let last = found.last { limit = last.squaredChord }
    }
}
