internal import Earth

/// Divisions prepared for questions of containment, those that are asked about.
struct Regions: Sendable {
    private let geometries: [Geometry?]
    private var regions: [Region?]
    private let threads: Int

    init(_ geometries: [Geometry?], threads: Int) {
        self.geometries = geometries
        self.threads = threads
        regions = Array(repeating: nil, count: geometries.count)
    }

    /// `nil` for a division that cannot be used.
    subscript(owner: Int32) -> Region? { regions[Int(owner)] }

    mutating func prepare<Item>(_ parts: [FrameGroups<Item>]) {
        var isWanted = [Bool](repeating: false, count: regions.count)
        for group in parts.lazy.flatMap(\.groups) {
            for frame in group.frames { isWanted[Int(frame.owner)] = true }
        }
        let wanted = regions.indices.filter { isWanted[$0] && regions[$0] == nil }
        let made = mapInParallel(wanted.count, threads: threads) { [geometries] i in
            geometries[wanted[i]].flatMap { try? Region($0) }
        }
        for (owner, region) in zip(wanted, made) { regions[owner] = region }
    }
}

/// Which divisions cover which points.
struct Coverage: Sendable {
    /// Per point the first division that covers it; −1 for none.
    private(set) var owners: [Int32]
    /// Points that several divisions cover, with all of them, ascending.
    private(set) var shared: [Int32: [Int32]]

    /// Rows a worker takes at a time: few enough that their coordinates stay in its cache.
    private static let rowsInPart = 65_536

    init(_ points: [Coordinate], _ frames: [OwnedFrame], _ regions: inout Regions, threads: Int) {
        let parts = (points.count + Coverage.rowsInPart - 1) / Coverage.rowsInPart
        let groups = mapInParallel(parts, threads: threads) { part in
            FrameGroups(points, piece(part, of: parts, in: points.count), frames)
        }
        regions.prepare(groups)
        owners = Array(repeating: -1, count: points.count)
        shared = owners.withUnsafeMutableBufferPointer { owners in
            // Every point belongs to one part, so no two workers write the same slot.
            nonisolated(unsafe) let owners = owners
            return mapInParallel(parts, threads: threads) { [regions] part in
                Coverage.fill(owners, groups[part], points, regions)
            }.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
        }
    }

    /// Frame by frame, so that a region is fetched once for a whole group.
    private static func fill(
        _ owners: UnsafeMutableBufferPointer<Int32>, _ parts: FrameGroups<Coordinate>,
        _ points: [Coordinate], _ regions: Regions
    ) -> [Int32: [Int32]] {
        var shared: [Int32: [Int32]] = [:]
        for group in parts.groups {
            for owned in group.frames {
                guard let region = regions[owned.owner] else { continue }
                for point in parts.order[group.members] {
                    let coordinate = points[Int(point)]
                    guard owned.frame.contains(coordinate), region.covers(coordinate) else {
                        continue
                    }
                    let first = owners[Int(point)]
                    if first < 0 {
                        owners[Int(point)] = owned.owner
                    } else if (shared[point]?.last ?? first) != owned.owner {
                        shared[point, default: [first]].append(owned.owner)
                    }
                }
            }
        }
        return shared
    }
}
