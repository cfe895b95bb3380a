import Earth
public import Incidents

/// Writes a layer as vector tiles in one PMTiles 3 archive, for maps of large sets.
///
/// At the finest zoom every point is in its tile, and lines and areas in all they cross, with all their
/// vertices. Above it a tile of more than ``mostPoints`` points shows one for each of its 64 × 64 cells, the
/// first of the list, and tells in `more` how many others it stands for; of more than that many lines and areas
/// it shows the largest, and all of them without vertices that would move them by less than one of the tile's
/// 4096 parts. The finest zoom is the first that needs no thinning and is finer than most edges, at most 14,
/// and coarser where areas would fill very many tiles. Rows without a place are not drawn; ``undrawnCount``
/// counts them.
///
/// - Source: PMTiles specification, version 3; Mapbox Vector Tile Specification 2.1.
/// - Complexity: O(*n* log *n*) time; 40 bytes a point are held, values and shapes lie aside.
public final class PMTilesWriter {
    /// Of a tile that is shown whole.
    public static let mostPoints = 4096
    public static let finestZoom = 14
    /// Of shapes, in the tiles of a zoom, before it is thought too fine for them.
    private static let mostPieces = 1 << 18

    /// How many features are in no tile.
    public private(set) var undrawnCount = 0
    /// The zooms whose tiles stand for more points than they show; empty if all are shown everywhere.
    public private(set) var thinnedZooms: [Int] = []

    private let layer: Layer
    private let values = Spool()
    private var ends: [Int] = []
    private var points: [TilePoint] = []
    /// Of each zoom.
    private var pieces = [ShapePieces()]
    /// The usual edge of each shape, as a part of the map's width.
    private var edges: [Double] = []
    private var box = PackedTree.Box()

    public init(_ layer: Layer) { self.layer = layer }

    public func write(_ feature: Feature) throws(OutputError) {
        guard let geometry = feature.geometry, try place(geometry) else {
            undrawnCount += 1
            return
        }
        for point in geometry.vertices {
            box.widen(
                to: PackedTree.Box(
                    west: point.longitude, south: point.latitude, east: point.longitude,
                    north: point.latitude))
        }
        var out = OutputBuffer()
        out.appendCells(feature.values)
        try values.append(out)
        ends.append(values.count)
    }

    /// Whether it has a place on the map.
    private func place(_ geometry: Geometry) throws(OutputError) -> Bool {
        if case .point(let point) = geometry {
            guard let place = TilePoint(point, index: ends.count) else { return false }
            points.append(place)
            return true
        }
        let whole = (try? geometry.conformingToRFC7946()) ?? geometry
        guard let shape = TileShape(whole) else { return false }
        let box = shape.box
        guard box.south > 0, box.north < 1 else { return false }
        try pieces[0].append(ends.count, shape)
        edges.append(shape.usualEdge)
        return true
    }

    /// Writes all of the archive.
    public func finish(
        _ whenFull: (inout OutputBuffer) throws(OutputError) -> Void
    ) throws(OutputError) {
        points.sort { ($0.place, $0.index) < ($1.place, $1.index) }
        let finest = try cutShapes(to: finestNeeded())
        let tiles = Spool()
        var entries: [TileDirectory.Entry] = []
        try values.withBytes { bytes throws(OutputError) in
            for zoom in 0...finest {
                try addTiles(of: zoom, isFinest: zoom == finest, bytes, to: tiles, &entries)
            }
        }
        let directory = try TileDirectory(entries)
        let metadata = try Deflation.gzip(OutputBuffer(Array(metadata(finest).utf8)))
        var out = header(directory, metadata.count, tiles.count, entries, finest)
        for part in [directory.root, metadata, directory.leaves] {
            part.withBytes { out.append(slice: $0, 0..<$0.count) }
        }
        try whenFull(&out)
        try tiles.withBytes { bytes throws(OutputError) in
            for start in stride(from: 0, to: bytes.count, by: 1 << 20) {
                out.append(slice: bytes, start..<min(start + (1 << 20), bytes.count))
                try whenFull(&out)
            }
        }
        points = []
        pieces = []
    }

    /// Of the points.
    private func finestNeeded() -> Int {
        (0..<Self.finestZoom).first { zoom in
            var start = 0
            while start < points.count {
                let tile = points[start].tile(zoom: zoom)
                let end = endOfTile(tile, zoom, from: start)
                guard end - start <= Self.mostPoints else { return false }
                start = end
            }
            return true
        } ?? Self.finestZoom
    }

    /// The first point beyond a tile.
    private func endOfTile(_ tile: UInt64, _ zoom: Int, from start: Int) -> Int {
        var end = start
        while end < points.count, points[end].tile(zoom: zoom) == tile { end += 1 }
        return end
    }

    /// - Parameter points: The zoom that the points need.
    /// - Returns: The zoom that is fine enough for points and shapes.
    private func cutShapes(to points: Int) throws(OutputError) -> Int {
        guard !pieces[0].isEmpty else { return points }
        edges.sort()
        // Fine enough where an edge of the middle shape has 256 of a tile's parts.
        let parts = 256 / max(edges[edges.count / 2], 1e-12)
        var zoom = 0
        while zoom < Self.finestZoom {
            let isFine = Double(1 << zoom) * 4096 >= parts
            if zoom >= points, isFine, !pieces[zoom].isCrowded(Self.mostPoints) { break }
            let finer = try pieces[zoom].finer()
            if finer.count > Self.mostPieces, finer.count > 2 * pieces[0].count { break }
            pieces.append(finer)
            zoom += 1
        }
        return zoom
    }

    /// Hands out the points and the shapes of each tile that has any.
    private func forEachTile(
        _ zoom: Int,
        _ body: (UInt64, Range<Int>, ShapePieces.Tile?) throws(OutputError) -> Void
    ) throws(OutputError) {
        var shapes = zoom < pieces.count ? pieces[zoom].tiles.filter { $0.count > 0 }[...] : []
        var start = 0
        while start < points.count || !shapes.isEmpty {
            let numbers = [
                start < points.count ? points[start].tile(zoom: zoom) : nil, shapes.first?.number,
            ]
            guard let tile = numbers.compactMap({ $0 }).min() else { return }
            let end = endOfTile(tile, zoom, from: start)
            try body(tile, start..<end, tile == numbers[1] ? shapes.removeFirst() : nil)
            start = end
        }
    }

    private func addTiles(
        of zoom: Int, isFinest: Bool, _ bytes: UnsafeBufferPointer<UInt8>, to tiles: Spool,
        _ entries: inout [TileDirectory.Entry]
    ) throws(OutputError) {
        let zoomPieces = zoom < pieces.count ? pieces[zoom] : ShapePieces()
        var last = OutputBuffer()
        try zoomPieces.withShapes { shapes throws(OutputError) in
            try forEachTile(zoom) { number, range, pieces throws(OutputError) in
                var tile = VectorTile()
                if let pieces {
                    draw(shapes(pieces), in: pieces, isFinest, bytes, &tile)
                }
                draw(range, zoom, isFinest, bytes, &tile)
                guard tile.count > 0 else { return }
                let packed = try Deflation.gzip(tile.encoded(layer.name, layer.columns + ["more"]))
                let place = TilePoint.firstTile(ofZoom: zoom) + number
                // Within an area tiles are alike.
                if let entry = entries.last, entry.tile + entry.runLength == place,
                    packed.bytes == last.bytes
                {
                    entries[entries.count - 1].runLength += 1
                    return
                }
                entries.append(
                    TileDirectory.Entry(
                        tile: place, offset: UInt64(tiles.count), length: UInt64(packed.count),
                        runLength: 1))
                try tiles.append(packed)
                last = packed
            }
        }
    }

    /// The values of a feature.
    private func cells(
        _ index: Int, _ bytes: UnsafeBufferPointer<UInt8>
    ) -> [(column: Int, value: FieldValue)] {
        bytes.cells((index == 0 ? 0 : ends[index - 1])..<ends[index])
    }

    private func draw(
        _ range: Range<Int>, _ zoom: Int, _ isFinest: Bool, _ bytes: UnsafeBufferPointer<UInt8>,
        _ tile: inout VectorTile
    ) {
        let isThinned = !isFinest && range.count > Self.mostPoints
        if isThinned, thinnedZooms.last != zoom { thinnedZooms.append(zoom) }
        for (point, more) in isThinned ? thinned(range, zoom) : range.map({ (points[$0], 0) }) {
            let position = point.position(zoom: zoom)
            var cells = cells(point.index, bytes)
            if more > 0 { cells.append((layer.columns.count, .integer(more))) }
            tile.add(
                id: UInt64(point.index + 1), TileGeometry(point: position.x, position.y), cells)
        }
    }

    private func draw(
        _ shapes: [(index: Int, shape: TileShape)], in pieces: ShapePieces.Tile, _ isFinest: Bool,
        _ bytes: UnsafeBufferPointer<UInt8>, _ tile: inout VectorTile
    ) {
        var shapes = shapes
        if !isFinest, shapes.count > Self.mostPoints {
            if thinnedZooms.last != pieces.zoom { thinnedZooms.append(pieces.zoom) }
            // The largest, then again in the order of the list.
            let sizes = shapes.indices.sorted {
                (shapes[$1].shape.size, $0) < (shapes[$0].shape.size, $1)
            }
            shapes = sizes.prefix(Self.mostPoints).sorted().map { shapes[$0] }
        }
        let part = 1 / (Double(1 << pieces.zoom) * 4096)
        for (index, shape) in shapes {
            guard
                let geometry = TileGeometry(
                    shape, in: pieces, tolerance: isFinest ? 0 : part * part)
            else { continue }
            tile.add(id: UInt64(index + 1), geometry, cells(index, bytes))
        }
    }

    /// The first of each cell, in the order of the list, with the number of the others.
    private func thinned(_ range: Range<Int>, _ zoom: Int) -> [(TilePoint, Int)] {
        var first = [Int](repeating: -1, count: Self.mostPoints)
        var counts = [Int](repeating: 0, count: Self.mostPoints)
        for index in range {
            let (x, y) = points[index].position(zoom: zoom)
            let cell = Int((y >> 6) << 6 | (x >> 6))
            counts[cell] += 1
            if first[cell] < 0 || points[index].index < points[first[cell]].index {
                first[cell] = index
            }
        }
        return first.indices.filter { first[$0] >= 0 }.map { (points[first[$0]], counts[$0] - 1) }
            .sorted { $0.0.index < $1.0.index }
    }

    // MARK: What stands before the tiles

    private func metadata(_ finest: Int) -> String {
        var json = JSONWriter()
        json.beginObject()
        json.member("name", layer.name)
        json.member("format", "pbf")
        json.member("generator", "sandtable")
        json.key("vector_layers")
        json.beginArray()
        json.beginObject()
        json.member("id", layer.name)
        json.key("fields")
        json.beginObject()
        for column in layer.columns {
            json.encodedKey(encodedKey(column))
            json.value(layer.type(of: column).tileName)
        }
        json.member("more", "Number")
        json.endObject()
        json.member("minzoom", 0)
        json.member("maxzoom", finest)
        json.endObject()
        json.endArray()
        if !thinnedZooms.isEmpty {
            json.member(
                "description",
                "At zooms \(thinnedZooms[0]) to \(finest - 1) crowded tiles show one point for each of 64 × 64 cells, and the largest lines and areas; more = how many other points one stands for. Zoom \(finest) shows all."
            )
        }
        json.endObject()
        return json.out.text
    }

    private func header(
        _ directory: TileDirectory, _ metadata: Int, _ tiles: Int,
        _ entries: [TileDirectory.Entry], _ finest: Int
    ) -> OutputBuffer {
        var out = OutputBuffer(Array("PMTiles".utf8) + [3])
        var offset = 127
        for length in [directory.root.count, metadata, directory.leaves.count, tiles] {
            out.append(littleEndian: UInt64(offset))
            out.append(littleEndian: UInt64(length))
            offset += length
        }
        // Addressed tiles, entries, contents.
        out.append(littleEndian: entries.reduce(0) { $0 + $1.runLength })
        for _ in 0..<2 { out.append(littleEndian: UInt64(entries.count)) }
        // Clustered; directories and tiles in gzip; vector tiles; zooms.
        for byte in [1, 2, 2, 1, 0, UInt8(finest)] { out.append(byte) }
        let bounds =
            box.isEmpty ? [-180, -85, 180, 85] : [box.west, box.south, box.east, box.north]
        for degrees in bounds { out.append(degreesOfTiles: degrees) }
        out.append(0)
        out.append(degreesOfTiles: (bounds[0] + bounds[2]) / 2)
        out.append(degreesOfTiles: (bounds[1] + bounds[3]) / 2)
        return out
    }
}

extension OutputBuffer {
    fileprivate mutating func append(degreesOfTiles degrees: Double) {
        append(littleEndian: Int32((degrees * 10_000_000).rounded()))
    }
}

extension FieldType {
    fileprivate var tileName: String {
        switch self {
        case .text, .day: "String"
        case .integer, .number: "Number"
        case .flag: "Boolean"
        }
    }
}
