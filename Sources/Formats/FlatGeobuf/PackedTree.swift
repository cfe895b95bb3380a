import Earth

/// The spatial index of a FlatGeobuf file: boxes in the order of Hilbert's curve, packed into nodes of
/// sixteen, level upon level.
///
/// - Source: FlatGeobuf 3, "packed R-tree"; V. Agafonkin, "flatbush".
struct PackedTree {
    static let nodeSize = 16

    struct Box {
        var west = Double.infinity
        var south = Double.infinity
        var east = -Double.infinity
        var north = -Double.infinity

        /// Boxes of nothing are in no other.
        var isEmpty: Bool { west > east }

        mutating func widen(to other: Box) {
            west = min(west, other.west)
            south = min(south, other.south)
            east = max(east, other.east)
            north = max(north, other.north)
        }

        func place(in extent: Box) -> UInt64 {
            guard !isEmpty else { return .max }
            func part(_ low: Double, _ high: Double, _ start: Double, _ end: Double) -> UInt32 {
                let width = end - start
                guard width > 0 else { return 0 }
                let share = ((low + high) / 2 - start) / width
                return UInt32(min(1, max(0, share)) * 4_294_967_295)
            }
            return HilbertCurve.place(
                x: part(west, east, extent.west, extent.east),
                y: part(south, north, extent.south, extent.north))
        }
    }

    /// How many nodes each level has, the leaves first, the root last.
    private let sizes: [Int]

    init(count: Int) {
        var sizes = [count]
        var size = count
        repeat {
            size = (size + Self.nodeSize - 1) / Self.nodeSize
            sizes.append(size)
        } while size > 1
        self.sizes = sizes
    }

    /// Hands out the nodes from the root down, as the file has them.
    ///
    /// - Parameters:
    ///   - boxes: Of the leaves, in their order.
    ///   - offsets: Where the leaf's feature begins, counted from the first.
    func write(_ boxes: [Box], _ offsets: [UInt64], to out: (Box, UInt64) throws -> Void) rethrows {
        var levels = [boxes]
        for _ in sizes.dropFirst() { levels.append(Self.parents(of: levels[levels.count - 1])) }
        var start = 0
        for (level, nodes) in levels.enumerated().reversed() {
            let below = start + nodes.count
            for (index, box) in nodes.enumerated() {
                try out(
                    box, level == 0 ? offsets[index] : UInt64(below + index * Self.nodeSize))
            }
            start = below
        }
    }

    private static func parents(of boxes: [Box]) -> [Box] {
        stride(from: 0, to: boxes.count, by: nodeSize).map { start in
            boxes[start..<min(start + nodeSize, boxes.count)].reduce(into: Box()) {
                $0.widen(to: $1)
            }
        }
    }
}
