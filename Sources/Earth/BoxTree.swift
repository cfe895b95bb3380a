/// A box in space.
struct SpaceBox: Sendable {
    var low: ECEF
    var high: ECEF

    init(_ a: ECEF, _ b: ECEF) {
        low = ECEF(x: min(a.x, b.x), y: min(a.y, b.y), z: min(a.z, b.z))
        high = ECEF(x: max(a.x, b.x), y: max(a.y, b.y), z: max(a.z, b.z))
    }

    /// Degrees in x and y, for trees of flat boxes. One that crosses the antimeridian, or touches it
    /// or a pole, takes every longitude: it is asked rarely and exactly afterwards.
    init(planar box: Box) {
        let wide =
            box.crossesAntimeridian || box.west == -180 || box.east == 180 || box.south == -90
            || box.north == 90
        self.init(
            ECEF(x: wide ? -180 : box.west, y: box.south, z: 0),
            ECEF(x: wide ? 180 : box.east, y: box.north, z: 0))
    }

    init(planar point: Coordinate) {
        let spot = ECEF(x: point.longitude, y: point.latitude, z: 0)
        self.init(spot, spot)
    }

    func grown(by margin: Double) -> SpaceBox {
        let step = ECEF(x: margin, y: margin, z: margin)
        return SpaceBox(low - step, high + step)
    }

    func union(_ other: SpaceBox) -> SpaceBox {
        var all = self
        all.low = ECEF(
            x: min(low.x, other.low.x), y: min(low.y, other.low.y), z: min(low.z, other.low.z))
        all.high = ECEF(
            x: max(high.x, other.high.x), y: max(high.y, other.high.y), z: max(high.z, other.high.z)
        )
        return all
    }

    func overlaps(_ other: SpaceBox) -> Bool {
        low.x <= other.high.x && other.low.x <= high.x && low.y <= other.high.y
            && other.low.y <= high.y && low.z <= other.high.z && other.low.z <= high.z
    }

    func squaredDistance(to p: ECEF) -> Double {
        let dx = max(0, low.x - p.x, p.x - high.x)
        let dy = max(0, low.y - p.y, p.y - high.y)
        let dz = max(0, low.z - p.z, p.z - high.z)
        return dx * dx + dy * dy + dz * dz
    }

    func squaredDistance(to other: SpaceBox) -> Double {
        let dx = max(0, low.x - other.high.x, other.low.x - high.x)
        let dy = max(0, low.y - other.high.y, other.low.y - high.y)
        let dz = max(0, low.z - other.high.z, other.low.z - high.z)
        return dx * dx + dy * dy + dz * dz
    }
}

/// A packed tree of boxes: each node covers eight neighbours of the level below, in the order of a
/// space-filling curve.
///
/// - Source: the packing of I. Kamel, C. Faloutsos, "On packing R-trees", CIKM 1993, with a Morton
///   curve.
struct BoxTree: Sendable {
    /// Level 0 holds the boxes in curve order, each further level the unions of eight.
    private let levels: [[SpaceBox]]
    private let order: [Int32]
    private static let fan = 8

    init(_ boxes: [SpaceBox]) {
        let order = BoxTree.curveOrder(boxes)
        var levels = [order.map { boxes[Int($0)] }]
        while let below = levels.last, below.count > 1 {
            levels.append(
                stride(from: 0, to: below.count, by: BoxTree.fan).map { start in
                    below[start..<min(start + BoxTree.fan, below.count)].dropFirst()
                        .reduce(below[start]) { $0.union($1) }
                })
        }
        self.order = order
        self.levels = levels
    }

    private static func curveOrder(_ boxes: [SpaceBox]) -> [Int32] {
        guard let first = boxes.first else { return [] }
        let all = boxes.dropFirst().reduce(first) { $0.union($1) }
        let extent = all.high - all.low
        func scaled(_ value: Double, _ size: Double) -> UInt64 {
            size > 0 ? UInt64(min(2_097_151, max(0, value / size * 2_097_151))) : 0
        }
        let codes = boxes.map { box in
            let middle = (box.low + box.high) * 0.5 - all.low
            return spread(scaled(middle.x, extent.x)) | spread(scaled(middle.y, extent.y)) << 1
                | spread(scaled(middle.z, extent.z)) << 2
        }
        return (0..<Int32(boxes.count)).sorted {
            (codes[Int($0)], $0) < (codes[Int($1)], $1)
        }
    }

    /// Puts two zero bits between the bits of a 21-bit number.
    private static func spread(_ value: UInt64) -> UInt64 {
        var v = value & 0x1f_ffff
        v = (v | v << 32) & 0x1f_0000_0000_ffff
        v = (v | v << 16) & 0x1f_0000_ff00_00ff
        v = (v | v << 8) & 0x100f_00f0_0f00_f00f
        v = (v | v << 4) & 0x10c3_0c30_c30c_30c3
        return (v | v << 2) & 0x1249_2492_4924_9249
    }

    /// Visits items whose box is near enough, the nearest node first at every step.
    ///
    /// - Parameter isNear: asked with a lower bound in metres, again each time, so it may tighten.
    func visitNearest(
        _ center: ECEF, while isNear: (Double) -> Bool, body: (_ item: Int) -> Void
    ) {
        guard let top = levels.last, !top.isEmpty else { return }
        descend(levels.count - 1, 0..<top.count, center, isNear, body)
    }

    private func descend(
        _ level: Int, _ nodes: Range<Int>, _ center: ECEF, _ isNear: (Double) -> Bool,
        _ body: (Int) -> Void
    ) {
        let boxes = levels[level]
        let near = nodes.map { (node: $0, squared: boxes[$0].squaredDistance(to: center)) }
            .sorted { ($0.squared, $0.node) < ($1.squared, $1.node) }
        for (node, squared) in near {
            guard isNear(squared.squareRoot()) else { return }
            if level == 0 {
                body(Int(order[node]))
            } else {
                descend(level - 1, children(of: node, at: level), center, isNear, body)
            }
        }
    }

    func visitOverlapping(_ box: SpaceBox, _ body: (_ item: Int) -> Void) {
        visit(where: { $0.overlaps(box) }, body: body)
    }

    /// Items whose box satisfies a condition that holds for a box whenever it holds for a part of it.
    func visit(where isWanted: (SpaceBox) -> Bool, body: (_ item: Int) -> Void) {
        guard let top = levels.last, !top.isEmpty else { return }
        visit(levels.count - 1, 0..<top.count, isWanted, body)
    }

    private func visit(
        _ level: Int, _ nodes: Range<Int>, _ isWanted: (SpaceBox) -> Bool, _ body: (Int) -> Void
    ) {
        for node in nodes where isWanted(levels[level][node]) {
            if level == 0 {
                body(Int(order[node]))
            } else {
                visit(level - 1, children(of: node, at: level), isWanted, body)
            }
        }
    }

    private func children(of node: Int, at level: Int) -> Range<Int> {
        let start = node * BoxTree.fan
        return start..<min(start + BoxTree.fan, levels[level - 1].count)
    }
}
