internal import Earth

/// Which divisions circles reach into, besides those that cover their centres.
struct Reach {
    /// Per circle, ascending.
    private(set) var owners: [[Int32]]

    /// A piece of a circle's box.
    private struct Piece: Framed {
        let circle: Int32
        let frame: Frame
    }

    /// - Parameter covering: per circle the divisions that cover its centre.
    init(
        _ circles: DistinctCircles, covering: [[Int]], _ frames: [OwnedFrame],
        _ geometries: [Geometry?], _ regions: inout Regions, threads: Int
    ) {
        let pieces = circles.centers.indices.flatMap { number in
            circles.box(number).parts.map { Piece(circle: Int32(number), frame: Frame($0)) }
        }
        let parts = (pieces.count + 4095) / 4096
        let groups = mapInParallel(parts, threads: threads) { part in
            FrameGroups(pieces, piece(part, of: parts, in: pieces.count), frames)
        }
        regions.prepare(groups)
        let candidates = mapInParallel(parts, threads: threads) { [regions] part in
            Reach.candidates(groups[part], pieces, circles, covering, regions)
        }
        var circlesOfOwner = [[Int32]](repeating: [], count: geometries.count)
        for (owner, circle) in candidates.joined() { circlesOfOwner[Int(owner)].append(circle) }
        let asked = circlesOfOwner.indices.filter { !circlesOfOwner[$0].isEmpty }
        let reached = mapInParallel(asked.count, threads: threads) { [circlesOfOwner] i in
            Reach.reached(circlesOfOwner[asked[i]], circles, geometries[asked[i]])
        }
        owners = Array(repeating: [], count: circles.centers.count)
        for (owner, circles) in zip(asked, reached) {
            for circle in circles where owners[Int(circle)].last != Int32(owner) {
                owners[Int(circle)].append(Int32(owner))
            }
        }
    }

    /// Pairs whose boxes meet and between which a border may run.
    private static func candidates(
        _ groups: FrameGroups<Piece>, _ pieces: [Piece], _ circles: DistinctCircles,
        _ covering: [[Int]], _ regions: Regions
    ) -> [(owner: Int32, circle: Int32)] {
        var found: [(owner: Int32, circle: Int32)] = []
        for group in groups.groups {
            for position in group.members {
                let piece = pieces[Int(groups.order[position])]
                let box = circles.box(Int(piece.circle))
                for owned in group.frames
                where owned.frame.meets(piece.frame)
                    && !covering[Int(piece.circle)].contains(Int(owned.owner))
                {
                    guard let region = regions[owned.owner], !region.hasNoEdge(in: box) else {
                        continue
                    }
                    found.append((owned.owner, piece.circle))
                }
            }
        }
        return found
    }

    /// Those of the circles that come to the border, ascending.
    private static func reached(
        _ candidates: [Int32], _ circles: DistinctCircles, _ geometry: Geometry?
    ) -> [Int32] {
        guard let geometry, let border = try? GeometryIndex(.lines(geometry.paths)) else {
            return []
        }
        return Set(candidates).sorted().filter { number in
            border.reaches(circles.centers[Int(number)], within: circles.radii[Int(number)])
        }
    }
}

extension DistinctCircles {
    fileprivate func box(_ number: Int) -> Box {
        Box(around: centers[number], radius: radii[number])
    }
}
