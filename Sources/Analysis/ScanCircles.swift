internal import Earth

/// Around each place the places within the widest radius, nearest first, itself included.
struct ScanCircles: Sendable {
    private var starts: [Int] = [0]
    private var members: [Int32] = []
    /// Whether the next place is farther away: places at one distance come in together.
    private var endsRing: [Bool] = []

    init(_ cases: ScanCases, _ options: SpaceTimeScanOptions) throws(AnalysisError) {
        let places = cases.places.coordinates
        let index = PointIndex(places)
        let most = options.widestShare * Double(cases.total)
        // Block by block, so that what is too much is refused before it is all there.
        let size = min(1024, max(1, Self.pairsInBlock / max(1, places.count)))
        for block in stride(from: 0, to: places.count, by: size) {
            let count = min(size, places.count - block)
            let found = mapInParallel(count, threads: options.threads) { i in
                let circle = index.neighbors(
                    within: options.maximumRadius, of: places[block + i])
                return ScanCircles.rings(of: circle, cases, holding: most)
            }
            for circle in found { add(circle) }
            guard members.count <= options.pairLimit else {
                throw .unusableOption(
                    name: "maximum radius", value: "\(options.maximumRadius.kilometers) km",
                    hint:
                        "its circles hold more than \(options.pairLimit) places; choose a smaller one"
                )
            }
        }
    }

    private static let pairsInBlock = 4_000_000

    /// The innermost ring, and those around it until they hold too many rows.
    private static func rings(
        of circle: [Neighbor], _ cases: ScanCases, holding most: Double
    ) -> ArraySlice<Neighbor> {
        var rows = 0
        var kept = 0
        for (position, neighbor) in circle.enumerated() {
            if position > 0, circle[position - 1].distance < neighbor.distance { kept = position }
            rows += cases.rowCount(atPlace: neighbor.index)
            if Double(rows) > most, kept > 0 { return circle[..<kept] }
        }
        return circle[...]
    }

    private mutating func add(_ circle: ArraySlice<Neighbor>) {
        members += circle.lazy.map { Int32($0.index) }
        endsRing += zip(circle, circle.dropFirst()).lazy.map { $0.distance < $1.distance }
        if !circle.isEmpty { endsRing.append(true) }
        starts.append(members.count)
    }

    var centers: Range<Int> { 0..<starts.count - 1 }

    func visit(around center: Int, _ body: (_ place: Int, _ endsRing: Bool) -> Void) {
        for i in starts[center]..<starts[center + 1] { body(Int(members[i]), endsRing[i]) }
    }

    private func places(of cylinder: ScanCylinder) -> ArraySlice<Int32> {
        members[starts[cylinder.center]...].prefix(cylinder.places)
    }

    func radius(of cylinder: ScanCylinder, _ coordinates: [Coordinate]) -> Distance {
        let farthest = places(of: cylinder).last.map { coordinates[Int($0)] }
        return farthest.map { coordinates[cylinder.center].distance(to: $0) } ?? .zero
    }

    /// Drops each cylinder that shares a place and a day with a better one.
    func separate(_ cylinders: [ScanCylinder], _ limit: Int) -> [ScanCylinder] {
        var kept: [(cylinder: ScanCylinder, places: Set<Int32>)] = []
        for cylinder in cylinders {
            guard kept.count < limit else { break }
            let overlaps = kept.contains { better in
                better.cylinder.start <= cylinder.end && cylinder.start <= better.cylinder.end
                    && places(of: cylinder).contains(where: better.places.contains)
            }
            if !overlaps { kept.append((cylinder, Set(places(of: cylinder)))) }
        }
        return kept.map(\.cylinder)
    }
}
