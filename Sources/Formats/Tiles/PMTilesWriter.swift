import Earth
public import Incidents

/// Writes the points of a layer as vector tiles in one PMTiles 3 archive, for maps of large sets.
///
/// At the finest zoom every point is in its tile. Above it a tile of more than ``mostPoints`` points shows
/// one for each of its 64 × 64 cells, the first of the list, and tells in `more` how many others it stands
/// for. The finest zoom is the first whose tiles need no thinning, at most 14. Lines, areas and rows
/// without a place are not drawn; ``undrawnCount`` counts them.
///
/// - Source: PMTiles specification, version 3; Mapbox Vector Tile Specification 2.1.
/// - Complexity: O(*n* log *n*) time; 40 bytes a point are held, their values lie aside.
public final class PMTilesWriter {
    /// Of a tile that is shown whole.
    public static let mostPoints = 4096
    public static let finestZoom = 14

    /// How many features are in no tile.
    public private(set) var undrawnCount = 0
    /// The zooms whose tiles stand for more points than they show; empty if all are shown everywhere.
    public private(set) var thinnedZooms: [Int] = []

    private let layer: Layer
    private let values = Spool()
    private var ends: [Int] = []
    private var points: [TilePoint] = []
    private var box = PackedTree.Box()

    public init(_ layer: Layer) { self.layer = layer }

    public func write(_ feature: Feature) throws(OutputError) {
        guard case .point(let point) = feature.geometry,
            let place = TilePoint(point, index: ends.count)
        else {
            undrawnCount += 1
            return
        }
        points.append(place)
        box.widen(
            to: PackedTree.Box(
                west: point.longitude, south: point.latitude, east: point.longitude,
                north: point.latitude))
        var out = OutputBuffer()
        out.appendCells(feature.values)
        try values.append(out)
        ends.append(values.count)
    }

    /// Writes all of the archive.
    public func finish(
        _ whenFull: (inout OutputBuffer) throws(OutputError) -> Void
    ) throws(OutputError) {
        points.sort { ($0.place, $0.index) < ($1.place, $1.index) }
        let finest = finestNeeded()
        let tiles = Spool()
        var entries: [TileDirectory.Entry] = []
        try values.withBytes { bytes throws(OutputError) in
            for zoom in 0...finest {
                try addTiles(of: zoom, isFinest: zoom == finest, bytes, to: tiles, &entries)
            }
        }
        let directory = try TileDirectory(entries)
        let metadata = try Deflation.gzip(OutputBuffer(Array(metadata(finest).utf8)))
        var out = header(directory, metadata.count, tiles.count, entries.count, finest)
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
    }

    private func finestNeeded() -> Int {
        (0..<Self.finestZoom).first { zoom in
            var isSparse = true
            forEachTile(zoom) { isSparse = isSparse && $0.count <= Self.mostPoints }
            return isSparse
        } ?? Self.finestZoom
    }

    private func forEachTile<Failure: Error>(
        _ zoom: Int, _ body: (Range<Int>) throws(Failure) -> Void
    ) throws(Failure) {
        var start = 0
        while start < points.count {
            let tile = points[start].tile(zoom: zoom)
            var end = start + 1
            while end < points.count, points[end].tile(zoom: zoom) == tile { end += 1 }
            try body(start..<end)
            start = end
        }
    }

    private func addTiles(
        of zoom: Int, isFinest: Bool, _ bytes: UnsafeBufferPointer<UInt8>, to tiles: Spool,
        _ entries: inout [TileDirectory.Entry]
    ) throws(OutputError) {
        try forEachTile(zoom) { range throws(OutputError) in
            let isThinned = !isFinest && range.count > Self.mostPoints
            if isThinned, thinnedZooms.last != zoom { thinnedZooms.append(zoom) }
            var tile = VectorTile()
            for (point, more) in isThinned ? thinned(range, zoom) : range.map({ (points[$0], 0) }) {
                let position = point.position(zoom: zoom)
                let start = point.index == 0 ? 0 : ends[point.index - 1]
                var cells = bytes.cells(start..<ends[point.index])
                if more > 0 { cells.append((layer.columns.count, .integer(more))) }
                tile.add(id: UInt64(point.index + 1), x: position.x, y: position.y, cells)
            }
            let packed = try Deflation.gzip(tile.encoded(layer.name, layer.columns + ["more"]))
            entries.append(
                TileDirectory.Entry(
                    tile: TilePoint.firstTile(ofZoom: zoom)
                        + points[range.lowerBound].tile(zoom: zoom),
                    offset: UInt64(tiles.count), length: UInt64(packed.count), runLength: 1))
            try tiles.append(packed)
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
                "At zooms \(thinnedZooms[0]) to \(finest - 1) crowded tiles show one point for each of 64 × 64 cells; more = how many others it stands for. Zoom \(finest) shows all."
            )
        }
        json.endObject()
        return json.out.text
    }

    private func header(
        _ directory: TileDirectory, _ metadata: Int, _ tiles: Int, _ count: Int, _ finest: Int
    ) -> OutputBuffer {
        var out = OutputBuffer(Array("PMTiles".utf8) + [3])
        var offset = 127
        for length in [directory.root.count, metadata, directory.leaves.count, tiles] {
            out.append(littleEndian: UInt64(offset))
            out.append(littleEndian: UInt64(length))
            offset += length
        }
        // Addressed tiles, entries, contents.
        for _ in 0..<3 { out.append(littleEndian: UInt64(count)) }
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
