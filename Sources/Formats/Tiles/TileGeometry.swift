/// The commands that draw a point, lines or rings in a vector tile.
///
/// - Source: Mapbox Vector Tile Specification 2.1, §4.3.
struct TileGeometry {
    /// 1 = point, 2 = lines, 3 = areas.
    let kind: UInt64
    private(set) var commands = OutputBuffer()
    private var cursor = Position(x: 0, y: 0)

    struct Position: Hashable {
        var x: Int32
        var y: Int32
    }

    init(point x: UInt32, _ y: UInt32) {
        kind = 1
        move(to: Position(x: Int32(x), y: Int32(y)))
    }

    /// What a tile shows of a shape. What is smaller than a part of the tile is drawn as large as one.
    ///
    /// - Parameter tolerance: Vertices whose square weight is less are left out.
    /// - Returns: `nil` if nothing is left of a shape that the tile's edge cuts.
    init?(_ shape: TileShape, in tile: ShapePieces.Tile, tolerance: Double) {
        kind = shape.isArea ? 3 : 2
        var isOuterDrawn = false
        for path in shape.paths where !path.isHole || isOuterDrawn {
            var positions = path.positions(in: tile, tolerance)
            if shape.isArea {
                positions = Self.ring(positions, isHole: path.isHole)
                if !path.isHole { isOuterDrawn = !positions.isEmpty }
                draw(positions, isRing: true)
            } else if positions.count > 1 {
                draw(positions, isRing: false)
            }
        }
        guard commands.count == 0 else { return }
        let box = shape.box
        let extent = tile.extent
        guard box.west > extent.x.lowerBound, box.east < extent.x.upperBound,
            box.north > extent.y.lowerBound, box.south < extent.y.upperBound,
            let first = shape.paths.first?.positions(in: tile, .infinity).first
        else { return nil }
        func corner(_ east: Int32, _ south: Int32) -> Position {
            Position(x: first.x + east, y: first.y + south)
        }
        draw(
            shape.isArea
                ? [first, corner(1, 0), corner(1, 1), corner(0, 1)] : [first, corner(1, 0)],
            isRing: shape.isArea)
    }

    /// Outer rings have a positive area, y pointing down, holes a negative one.
    ///
    /// - Returns: Empty for a ring without an area.
    private static func ring(_ closed: [Position], isHole: Bool) -> [Position] {
        let ring = closed.first == closed.last ? Array(closed.dropLast()) : closed
        guard ring.count >= 3 else { return [] }
        var area: Int64 = 0
        for (a, b) in zip(ring, ring.dropFirst() + ring.prefix(1)) {
            area += Int64(a.x) * Int64(b.y) - Int64(b.x) * Int64(a.y)
        }
        guard area != 0 else { return [] }
        return (area > 0) == isHole ? ring.reversed() : ring
    }

    private mutating func draw(_ positions: [Position], isRing: Bool) {
        guard let first = positions.first else { return }
        move(to: first)
        // "Line to", so many times.
        commands.append(varint: 2 | UInt64(positions.count - 1) << 3)
        for position in positions.dropFirst() { step(to: position) }
        if isRing { commands.append(varint: 7 | 1 << 3) }
    }

    private mutating func move(to position: Position) {
        commands.append(varint: 1 | 1 << 3)
        step(to: position)
    }

    private mutating func step(to position: Position) {
        commands.append(varint: zigzag(position.x - cursor.x))
        commands.append(varint: zigzag(position.y - cursor.y))
        cursor = position
    }
}

extension TileShape.Path {
    /// In the 4096 parts of a tile, none like the one before.
    fileprivate func positions(
        in tile: ShapePieces.Tile, _ tolerance: Double
    ) -> [TileGeometry.Position] {
        let tiles = Double(1 << tile.zoom)
        var positions: [TileGeometry.Position] = []
        for vertex in vertices where vertex.weight >= tolerance {
            let position = TileGeometry.Position(
                x: Int32(((vertex.x * tiles - Double(tile.x)) * 4096).rounded()),
                y: Int32(((vertex.y * tiles - Double(tile.y)) * 4096).rounded()))
            if position != positions.last { positions.append(position) }
        }
        return positions
    }
}
