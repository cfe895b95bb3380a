import Incidents

@testable import Formats

/// A reader that takes bytes from elsewhere: it may refuse them or remark on them, never trap or hang.
///
/// The tests replay the seeds and mutate them; built with a fuzzer, each is a target of its own.
struct FuzzTarget: Sendable {
    let name: String
    let read: @Sendable (UnsafeBufferPointer<UInt8>) -> Void

    init(_ name: String, _ read: @escaping @Sendable (UnsafeBufferPointer<UInt8>) -> Void) {
        self.name = name
        self.read = read
    }

    static let all: [FuzzTarget] = [
        FuzzTarget("json", json), FuzzTarget("geojson", geojson), FuzzTarget("csv", csv),
        // One way in for lists of every kind and wrapping.
        FuzzTarget("acled", list), FuzzTarget("ged", list), FuzzTarget("gtd", list),
        FuzzTarget("gdelt", list), FuzzTarget("hxl", list), FuzzTarget("collection", list),
        FuzzTarget("lines", list), FuzzTarget("sequence", list), FuzzTarget("kml", list),
        FuzzTarget("gzip", list), FuzzTarget("zip", list), FuzzTarget("geopackage", list),
        FuzzTarget("layer") { bytes in _ = try? IncidentLayer.rows(bytes, origin: "fuzz") },
        FuzzTarget("sites") { bytes in _ = try? SiteReader.read(bytes, origin: "fuzz") },
        FuzzTarget("areas") { bytes in _ = try? AreaReader.read(bytes, origin: "fuzz") },
        FuzzTarget("rules") { bytes in _ = try? RuleReader.read(bytes, origin: "fuzz") },
        FuzzTarget("html") { bytes in _ = HTMLPage(bytes) },
        FuzzTarget("feed") { bytes in
            _ = try? FeedReader.read(
                Array(bytes), id: "fuzz", origin: "fuzz", options: ReportOptions())
        },
        FuzzTarget("report") { bytes in
            _ = try? JSONDocument.read(
                Array(bytes), id: "fuzz", origin: "fuzz", options: ReportOptions())
        },
        FuzzTarget("text") { bytes in _ = try? TextDecoder.decode(bytes) },
        FuzzTarget("cql2") { bytes in
            _ = try? CQL2Expression(String(decoding: bytes, as: UTF8.self))
        },
    ]

    private static func json(_ bytes: UnsafeBufferPointer<UInt8>) {
        var reader = JSONReader(bytes)
        guard (try? reader.skip()) != nil else { return }
        precondition(reader.position <= bytes.count && reader.depth == 0)
    }

    /// The short way past features that repeat must read what the long way reads.
    private static func geojson(_ bytes: UnsafeBufferPointer<UInt8>) {
        func ends(_ remembersShapes: Bool) -> ([Int], Bool) {
            var ends: [Int] = []
            var reader = GeoJSONReader(bytes, remembersShapes: remembersShapes)
            let isWhole: Void? = try? reader.forEach { feature in
                ends.append(feature.end &* 31 &+ feature.properties.count)
            }
            return (ends, isWhole != nil)
        }
        precondition(ends(true) == ends(false))
    }

    private static func csv(_ bytes: UnsafeBufferPointer<UInt8>) {
        var reader = CSVReader(bytes)
        var row = CSVRow()
        var position = -1
        while reader.next(&row) {
            precondition(row.start > position && row.end <= bytes.count)
            position = row.start
            for column in 0..<row.count { _ = row.text(column, of: bytes) }
        }
    }

    private static func list(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard
            let file = try? ListFile.read(
                MappedFile(bytes: Array(bytes)), path: "fuzz", origin: "fuzz"),
            let parts = try? ListParts(file, "fuzz")
        else { return }
        try? parts.forEach { list in
            list.forEachIncident { _ = IncidentLayer.feature($0) }
            ListFeatures(list).forEach(in: list) { _ in }
        }
    }
}
