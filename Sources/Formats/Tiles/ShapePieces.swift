import Earth
import Incidents

/// The parts of lines and areas that the tiles of one zoom show, tile by tile, set aside.
///
/// The parts of a zoom are cut out of those of the zoom before, so a shape of many vertices costs a tile what it
/// shows of it.
final class ShapePieces {
    let zoom: Int
    /// In their order on Hilbert's curve.
    private(set) var tiles: [Tile] = []
    /// In all tiles.
    private(set) var count = 0
    private let bytes = Spool()

    /// What a tile shows beyond its edges, so that strokes are not cut there, of 4096 parts of its width.
    static let buffer = 64.0

    struct Tile {
        let zoom: Int
        let x: UInt32
        let y: UInt32
        fileprivate(set) var bytes = 0..<0
        /// How many shapes it shows.
        fileprivate(set) var count = 0

        /// Among the tiles of its zoom.
        var number: UInt64 {
            guard zoom > 0 else { return 0 }
            let shift = UInt32(32 - zoom)
            return HilbertCurve.place(x: x << shift, y: y << shift) >> UInt64(64 - 2 * zoom)
        }

        fileprivate var quarters: [Tile] {
            [(0, 0), (1, 0), (0, 1), (1, 1)].map { east, south in
                Tile(zoom: zoom + 1, x: x << 1 | east, y: y << 1 | south)
            }.sorted { $0.number < $1.number }
        }

        /// With what it shows beyond its edges, as parts of the map's width.
        var extent: (x: ClosedRange<Double>, y: ClosedRange<Double>) {
            let tiles = Double(1 << zoom)
            let buffer = ShapePieces.buffer / 4096
            func range(_ start: UInt32) -> ClosedRange<Double> {
                (Double(start) - buffer) / tiles...(Double(start) + 1 + buffer) / tiles
            }
            return (range(x), range(y))
        }
    }

    /// Of the whole world.
    init() {
        zoom = 0
        tiles = [Tile(zoom: 0, x: 0, y: 0)]
    }

    private init(zoom: Int) { self.zoom = zoom }

    var isEmpty: Bool { count == 0 }

    /// Whether a tile shows more than `limit` shapes.
    func isCrowded(_ limit: Int) -> Bool { tiles.contains { $0.count > limit } }

    /// To the last tile.
    func append(_ index: Int, _ shape: TileShape) throws(OutputError) {
        var out = OutputBuffer()
        out.append(index, shape)
        try bytes.append(out)
        tiles[tiles.count - 1].count += 1
        tiles[tiles.count - 1].bytes = tiles[tiles.count - 1].bytes.lowerBound..<bytes.count
        count += 1
    }

    private func begin(_ tile: Tile) {
        if tiles.last?.count == 0 { tiles.removeLast() }
        var tile = tile
        tile.bytes = bytes.count..<bytes.count
        tiles.append(tile)
    }

    /// The next zoom.
    func finer() throws(OutputError) -> ShapePieces {
        let finer = ShapePieces(zoom: zoom + 1)
        try bytes.withBytes { bytes throws(OutputError) in
            for tile in tiles where tile.count > 0 {
                for quarter in tile.quarters {
                    finer.begin(quarter)
                    let extent = quarter.extent
                    var position = tile.bytes.lowerBound
                    while position < tile.bytes.upperBound {
                        let (index, shape) = bytes.piece(at: &position)
                        guard let part = shape.clipped(x: extent.x, y: extent.y) else { continue }
                        try finer.append(index, part)
                    }
                }
            }
        }
        if finer.tiles.last?.count == 0 { finer.tiles.removeLast() }
        return finer
    }

    /// Lends what the tiles show.
    func withShapes(
        _ body: ((Tile) -> [(index: Int, shape: TileShape)]) throws(OutputError) -> Void
    ) throws(OutputError) {
        try bytes.withBytes { bytes throws(OutputError) in
            try body { tile in
                var shapes: [(index: Int, shape: TileShape)] = []
                var position = tile.bytes.lowerBound
                while position < tile.bytes.upperBound {
                    let (index, shape) = bytes.piece(at: &position)
                    shapes.append((index, shape))
                }
                return shapes
            }
        }
    }
}

// Written and read by one run of one program.

extension OutputBuffer {
    fileprivate mutating func append(_ index: Int, _ shape: TileShape) {
        append(littleEndian: UInt64(index) << 1 | (shape.isArea ? 1 : 0))
        append(littleEndian: UInt64(shape.paths.count))
        for path in shape.paths {
            append(littleEndian: UInt64(path.vertices.count) << 1 | (path.isHole ? 1 : 0))
            for vertex in path.vertices {
                append(littleEndian: vertex.x.bitPattern)
                append(littleEndian: vertex.y.bitPattern)
                append(littleEndian: vertex.weight.bitPattern)
            }
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate func piece(at position: inout Int) -> (index: Int, shape: TileShape) {
        let head = word(at: &position)
        let paths = (0..<word(at: &position)).map { _ in
            let length = word(at: &position)
            let vertices = (0..<length >> 1).map { _ in
                TileShape.Vertex(
                    x: Double(bitPattern: word(at: &position)),
                    y: Double(bitPattern: word(at: &position)),
                    weight: Double(bitPattern: word(at: &position)))
            }
            return TileShape.Path(vertices: vertices, isHole: length & 1 == 1)
        }
        return (Int(head >> 1), TileShape(paths: paths, isArea: head & 1 == 1))
    }

    private func word(at position: inout Int) -> UInt64 {
        defer { position += 8 }
        return UInt64(
            littleEndian: UnsafeRawBufferPointer(self).loadUnaligned(
                fromByteOffset: position, as: UInt64.self))
    }
}
