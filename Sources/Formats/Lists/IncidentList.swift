public import Earth
public import Incidents

/// A list of incidents that somebody else made, kept as the bytes it came in: where each row stands in
/// the file, where on earth, and when.
///
/// Rows without a usable position stay in the list; they have no point. Results are written as the
/// rows they were read from, with columns added.
public final class IncidentList {
    public let origin: String
    let file: ListBytes
    let shape: Shape
    private var entries: ListEntries

    /// The points of the rows that have one, in their order …
    public var points: [Coordinate] { entries.points }
    /// … their radii …
    public var radii: [Distance] { entries.radii }
    /// … and their rows, from 0.
    public var rowsOfPoints: [Int] { entries.rowsOfPoints }
    /// The rows that are lines or areas rather than points.
    public var shapes: [Int: Geometry] { entries.shapes }
    public var findings: [Finding] { entries.findings }
    enum Shape {
        case csv(CSVShape)
        case geojson
    }

    public var count: Int { entries.count }
    public var isGeoJSON: Bool { if case .geojson = shape { true } else { false } }

    /// Whether it is what ``IncidentLayer`` writes, in GeoJSON or as a GeoPackage.
    public var isIncidentLayer: Bool {
        guard isGeoJSON, count > 0 else { return false }
        return withRows { rows in
            rows.text("type", ofRow: 0) != nil && rows.text("certainty", ofRow: 0) != nil
                && rows.text("title", ofRow: 0) != nil
        }
    }

    let numbering: Numbering

    /// What a row is called that has no id of its own: where rows of several lists meet, unnamed ones
    /// must stay apart.
    struct Numbering {
        var prefix = ""
        /// The number of the first row.
        var first = 1
    }

    /// - Parameter path: `-` = standard input.
    public static func read(
        path: String, options: ListReadingOptions = ListReadingOptions()
    ) throws(InputError) -> IncidentList {
        try read(path: path, options: options, numbering: Numbering())
    }

    static func read(
        path: String, options: ListReadingOptions = ListReadingOptions(), numbering: Numbering
    ) throws(InputError) -> IncidentList {
        var lists: [IncidentList] = []
        let parts = try ListParts(path: path, options: options, numbering: numbering)
        try parts.forEach(stretch: .max) { lists.append($0) }
        guard let list = lists.first else { throw .empty }
        list.entries.findings.insert(contentsOf: parts.findings, at: 0)
        return list
    }

    /// Of bytes that are a list in UTF-8 already.
    static func read(
        bytes: [UInt8], origin: String, numbering: Numbering = Numbering()
    ) throws(InputError) -> IncidentList {
        var lists: [IncidentList] = []
        let parts = try ListParts(
            ListBytes(MappedFile(bytes: bytes)), origin, ListReadingOptions(), numbering)
        try parts.forEach(stretch: .max) { lists.append($0) }
        guard let list = lists.first else { throw .empty }
        return list
    }

    init(file: ListBytes, shape: Shape, entries: ListEntries, numbering: Numbering) {
        self.file = file
        self.shape = shape
        self.entries = entries
        origin = entries.origin
        self.numbering = numbering
    }

    /// Where a row begins in the file, or in what it was unpacked to.
    public func byte(ofRow row: Int) -> Int { entries.bytes(ofRow: row).lowerBound }

    /// The number of a row in the file, from 1.
    public func number(ofRow row: Int) -> Int { numbering.first + row }

    /// The bytes of a row, without line end.
    func bytes(ofRow row: Int) -> Range<Int> { entries.bytes(ofRow: row) }

    /// See ``ListEntries/ragged``.
    var ragged: [Int: Int] { entries.ragged }

    /// The days on which the incident of a row happened; `nil` on a side that is not known.
    public func days(ofRow row: Int) -> (start: Day?, end: Day?) { entries.days(ofRow: row) }

    /// The line, the area or the point of a row.
    public func geometry(ofRow row: Int) -> Geometry? {
        shapes[row] ?? position(ofRow: row).map { .point($0.point) }
    }

    func position(ofRow row: Int) -> (point: Coordinate, radius: Distance)? {
        entries.position(ofRow: row)
    }

    /// Gives points to rows that have none, by row number from 0.
    public func place(_ found: [Int: (point: Coordinate, radius: Distance)]) {
        entries.place(found)
    }
}

extension IncidentList.Shape {
    init(_ bytes: UnsafeBufferPointer<UInt8>, _ options: ListReadingOptions) throws(InputError) {
        guard
            let first = bytes.first(where: {
                !$0.isHTMLSpace && ![0x1E, 0xEF, 0xBB, 0xBF].contains($0)
            })
        else {
            throw .empty
        }
        // A NUL beyond the first block is a fault of one row, not another kind of file.
        let head = UnsafeBufferPointer(rebasing: bytes.prefix(1 << 16))
        if let what = BinaryContent.recognise(head) { throw .binary(what: what) }
        self = first == UInt8(ascii: "{") ? .geojson : .csv(try CSVShape(bytes, options))
    }
}

extension IncidentList {
    /// The id of a row: its own, or its number, from 1. For many rows use ``withRows(_:)``.
    public func id(ofRow row: Int) -> String { withRows { $0.id(ofRow: row) } }

    /// Lends the fields of the rows.
    public func withRows<Result, Failure: Error>(
        _ body: (inout ListRows) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try file.withBytes { bytes throws(Failure) in
            var rows = ListRows(self, bytes)
            return try body(&rows)
        }
    }
}
