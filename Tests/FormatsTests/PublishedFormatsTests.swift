import Earth
import Foundation
import Incidents
import TestSupport
import Testing

@testable import Formats

/// What is published is looked for in the bytes that are published, whatever the format.
@Suite("No coordinate of the list in what is published")
struct PublishedFormatsTests {
    private static let layer = ListProfile.flat.layer

    /// Rows with positions of six decimals and words that must not be seen.
    private func rows() throws -> [LocatedIncident] {
        var random = SplitMix(seed: 41)
        var text = "id,date,latitude,longitude,location,actor1,killed,notes\n"
        for row in 0..<150 {
            let latitude = Double(Int.random(in: 30_000_001...36_999_999, using: &random)) / 1e6
            let longitude = Double(Int.random(in: 39_000_001...47_999_999, using: &random)) / 1e6
            text +=
                "E\(row),2016-01-05,\(latitude),\(longitude),Secretville,Hidden Front,\(row % 7),Whispered\n"
        }
        return try TestFiles.withFolder { folder in
            let list = try IncidentList.read(
                path: try TestFiles.write(text, to: "list.csv", in: folder))
            var rows: [LocatedIncident] = []
            list.forEachIncident { rows.append($0) }
            return rows
        }
    }

    /// The archive's head, and its tiles unpacked.
    private func unpacked(pmtiles bytes: [UInt8]) throws -> (head: [UInt8], tiles: [UInt8]) {
        func word(_ offset: Int) -> Int {
            (0..<8).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
        }
        func unpack(_ range: Range<Int>) throws -> [UInt8] {
            try Array(bytes[range]).withUnsafeBufferPointer { packed in
                try Inflation.unpack(packed, .gzip).takeFile().withBytes { Array($0) }
            }
        }
        let metadata = try unpack(word(24)..<word(24) + word(32))
        let tiles = try unpack(word(56)..<word(56) + word(64))
        return (Array(bytes[..<127]) + metadata, tiles)
    }

    private func archives(_ features: [Feature]) throws -> [(name: String, bytes: [UInt8])] {
        var all: [(name: String, bytes: [UInt8])] = []
        func take(_ name: String, _ writer: some FeatureWriter) {
            var writer = writer
            writer.begin()
            for feature in features { writer.write(feature) }
            writer.finish()
            all.append((name, writer.out.bytes))
        }
        take("geojson", GeoJSONWriter(Self.layer))
        take("csv", CSVWriter(Self.layer))
        take("kml", KMLWriter(Self.layer))
        take("jsonl", JSONRowsWriter(Self.layer))
        var bytes: [UInt8] = []
        func collect(_ out: inout OutputBuffer) {
            bytes += out.bytes
            out.removeAll()
        }
        let flatGeobuf = FlatGeobufWriter(Self.layer)
        for feature in features { try flatGeobuf.write(feature) }
        try flatGeobuf.finish { out throws(OutputError) in collect(&out) }
        all.append(("fgb", bytes))
        bytes = []
        let tiles = PMTilesWriter(Self.layer)
        for feature in features { try tiles.write(feature) }
        try tiles.finish { out throws(OutputError) in collect(&out) }
        let (head, unpacked) = try self.unpacked(pmtiles: bytes)
        all += [("pmtiles head", head), ("tiles", unpacked)]
        try TestFiles.withFolder { folder in
            let path = folder.appending(path: "x.gpkg")
            let database = try GeoPackageWriter(Self.layer, path: path.path)
            for feature in features { try database.write(feature) }
            try database.finish()
            for file in try TestFiles.names(in: folder) {
                all.append((file, try TestFiles.bytes(folder.appending(path: file))))
            }
        }
        return all
    }

    /// All ways in which a format may hold a degree.
    private func spellings(_ degree: Double) -> [[UInt8]] {
        func bytes(_ number: some FixedWidthInteger) -> [[UInt8]] {
            [
                withUnsafeBytes(of: number.littleEndian, Array.init),
                withUnsafeBytes(of: number.bigEndian, Array.init),
            ]
        }
        // Four decimals are ten metres.
        let text = "\(degree)"
        let whole = text.prefix { $0 != "." }.count
        return [Array(text.utf8.prefix(whole + 5))] + bytes(degree.bitPattern)
            + bytes(Float(degree).bitPattern) + bytes(Int32((degree * 1e7).rounded()))
    }

    @Test(
        "Neither as text nor as a number, not in an index, a header or a tile",
        arguments: [5.0, 40])
    func everyFormat(cell: Double) throws {
        let rows = try rows()
        var publishing = PublishedIncidents(cell: .kilometers(cell))
        let published = rows.map { publishing.published($0) }
        let archives = try archives(published.map(ListProfile.flat.feature))
        let shown = Set(
            published.compactMap { $0.place?.coordinate }
                .flatMap { spellings($0.longitude) + spellings($0.latitude) })
        #expect(archives.count == 8)
        for (name, bytes) in archives {
            // Every piece of each length, once.
            var pieces: [Int: Set<UInt64>] = [:]
            for length in [4, 7, 8] {
                let mask = length == 8 ? UInt64.max : (1 << UInt64(8 * length)) - 1
                var word: UInt64 = 0
                pieces[length] = Set(
                    bytes.map { byte in
                        word = (word << 8 | UInt64(byte)) & mask
                        return word
                    })
            }
            for row in rows {
                guard let point = row.place?.coordinate else { continue }
                for spelling in spellings(point.longitude) + spellings(point.latitude)
                where !shown.contains(spelling) {
                    let word = spelling.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
                    #expect(pieces[spelling.count]?.contains(word) == false, "\(name)")
                }
            }
            let text = String(decoding: bytes, as: UTF8.self)
            for secret in ["Secretville", "Hidden Front", "Whispered", "\"E1\"", ",E1,"] {
                #expect(!text.contains(secret), "\(name): \(secret)")
            }
        }
    }

    @Test("Every point of every tile is the middle of a cell")
    func tiles() throws {
        var publishing = PublishedIncidents(cell: .kilometers(25))
        let published = try rows().map { publishing.published($0) }
        let archives = try archives(published.map(ListProfile.flat.feature))
        let tiles = try #require(archives.first { $0.name == "tiles" }).bytes
        var allowed: Set<[UInt32]> = []
        for point in published.compactMap({ $0.place?.coordinate }) {
            let place = try #require(TilePoint(point, index: 0))
            for zoom in 0...14 {
                let position = place.position(zoom: zoom)
                allowed.insert([position.x, position.y])
            }
        }
        let drawn = Messages(tiles[...]).all(3).flatMap { Messages($0).all(2) }
            .flatMap { Messages($0).all(4) }.map { Messages.numbers($0) }
        #expect(drawn.count >= 150)
        for commands in drawn {
            #expect(commands.count == 3 && commands[0] == 9)
            #expect(allowed.contains([commands[1] >> 1, commands[2] >> 1].map(UInt32.init)))
        }
    }
}

/// Just enough of Protocol Buffers to read a tile.
private struct Messages {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    private mutating func number() -> UInt64 {
        var number: UInt64 = 0
        var shift: UInt64 = 0
        while let byte = rest.popFirst() {
            number |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { break }
            shift += 7
        }
        return number
    }

    /// The bytes of all fields of a number.
    func all(_ field: UInt64) -> [ArraySlice<UInt8>] {
        var reader = self
        var found: [ArraySlice<UInt8>] = []
        while !reader.rest.isEmpty {
            let head = reader.number()
            switch head & 7 {
            case 0: _ = reader.number()
            case 1: reader.rest = reader.rest.dropFirst(8)
            case 2:
                let count = Int(reader.number())
                if head >> 3 == field { found.append(reader.rest.prefix(count)) }
                reader.rest = reader.rest.dropFirst(count)
            default: reader.rest = reader.rest.dropFirst(4)
            }
        }
        return found
    }

    static func numbers(_ bytes: ArraySlice<UInt8>) -> [UInt64] {
        var reader = Messages(bytes)
        var numbers: [UInt64] = []
        while !reader.rest.isEmpty { numbers.append(reader.number()) }
        return numbers
    }
}
