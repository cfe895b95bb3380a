public import Incidents

/// Reads lists of places that are no tab-separated dumps: Who's On First (GeoJSON, or its CSV of metadata),
/// Wikidata (JSON lines of a dump, or the CSV of a query), OurAirports, and any other CSV or GeoJSON.
///
/// What a list is shows in its first bytes. A place that cannot be used is a finding; the others are handed
/// out in order.
public enum PlaceList {
    public enum Kind: String, Sendable, CaseIterable {
        case table = "csv"
        case geojson
        case whosOnFirst = "whos-on-first"
        case whosOnFirstMeta = "whos-on-first-meta"
        case wikidata
        case wikidataQuery = "wikidata-query"
        case ourAirports = "ourairports"
    }

    public struct Options: Sendable {
        /// Which column or property holds a field: `["name": "NAME_EN"]`. Fields are those of
        /// ``PlaceField``.
        public var columns: [String: String] = [:]
        /// The kind of places that say none.
        public var kind = PlaceKind.locality
        /// What ids begin with; `nil` = the list's file name.
        public var source: String?

        public init() {}
    }

    public struct Outcome: Sendable {
        public var kind: Kind
        public var rows = 0
        public var findings: [Finding] = []
    }

    /// - Parameter body: takes each place, and the findings so far are the outcome's.
    public static func read(
        path: String, options: Options = Options(), _ body: (GazetteerEntry) -> Void
    ) throws(InputError) -> Outcome {
        let file = try MappedFile(path: path)
        return try file.withBytes { bytes throws(InputError) in
            guard let first = bytes.first(where: { !$0.isHTMLSpace && $0 != 0x1E }) else {
                throw .empty
            }
            let head = UnsafeBufferPointer(rebasing: bytes.prefix(1 << 16))
            if let what = BinaryContent.recognise(head) { throw .binary(what: what) }
            var draft = PlaceDraft(path: path, options: options)
            if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
                return try readJSON(bytes, head, &draft, body)
            }
            return try readTable(bytes, &draft, body)
        }
    }

    // MARK: JSON

    private static func readJSON(
        _ bytes: UnsafeBufferPointer<UInt8>, _ head: UnsafeBufferPointer<UInt8>,
        _ draft: inout PlaceDraft, _ body: (GazetteerEntry) -> Void
    ) throws(InputError) -> Outcome {
        let start = String(decoding: head.prefix(4096), as: UTF8.self)
        if start.contains("\"labels\"") || start.contains("\"claims\"") {
            return WikidataDump.read(bytes, &draft, body)
        }
        var lines = LineCounter(bytes)
        var sawPlaces = false
        var isFirst = true
        var reader = GeoJSONReader(bytes)
        do throws(GeoJSONReader.Failure) {
            try reader.forEach { feature in
                let properties = PlaceProperties(feature)
                if isFirst { sawPlaces = properties["wof:placetype"] != nil }
                isFirst = false
                draft.line = lines.line(at: feature.position)
                if sawPlaces {
                    WhosOnFirst.read(properties, &draft, body)
                } else {
                    draft.read(properties, feature, body)
                }
            }
        } catch {
            guard draft.rows > 0 else { throw .malformed(error.description, position: nil) }
            draft.say("the file breaks off here: \(error.description)")
        }
        return draft.outcome(sawPlaces ? .whosOnFirst : .geojson)
    }

    // MARK: Tables

    private static func readTable(
        _ bytes: UnsafeBufferPointer<UInt8>, _ draft: inout PlaceDraft,
        _ body: (GazetteerEntry) -> Void
    ) throws(InputError) -> Outcome {
        guard var table = CSVTable(bytes) else { throw .empty }
        let kind = tableKind(table)
        let fields = try PlaceColumns(table, kind, draft.options.columns)
        while table.next() {
            draft.line = table.row.line
            if table.row.count < fields.leastCount {
                draft.say("\(table.row.count) columns, fewer than the header has")
                continue
            }
            switch kind {
            case .ourAirports: draft.readAirport(table, fields, body)
            case .wikidataQuery: draft.readQueryRow(table, fields, body)
            case .whosOnFirstMeta: draft.readMeta(table, fields, body)
            default: draft.read(table, fields, body)
            }
        }
        if table.unclosedQuote != nil { draft.say("a quote is opened and never closed") }
        return draft.outcome(kind)
    }

    private static func tableKind(_ table: CSVTable) -> Kind {
        func has(_ names: String...) -> Bool { names.allSatisfy { table.column($0) != nil } }
        if has("ident", "type", "latitude_deg") { return .ourAirports }
        if has("placetype", "geom_latitude") { return .whosOnFirstMeta }
        let isQuery = table.column("item") != nil && table.column("itemLabel") != nil
        return isQuery ? .wikidataQuery : .table
    }
}

/// Counts lines as positions go up.
private struct LineCounter {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var number = 1

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func line(at next: Int) -> Int {
        while position < min(next, bytes.count) {
            if bytes[position] == 0x0A { number += 1 }
            position += 1
        }
        return number
    }
}
