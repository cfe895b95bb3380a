public import Earth
public import Incidents

/// A list of incidents that somebody else made, kept as the bytes it came in: where each row stands in
/// the file, where on earth, and when.
///
/// Rows without a usable position stay in the list; they have no point. Results are written as the
/// rows they were read from, with columns added.
public final class IncidentList {
    public let origin: String
    let file: MappedFile
    let shape: Shape
    /// For each row, its bytes in the file, without line end.
    private(set) var rows: [Range<Int>] = []
    /// The points of the rows that have one, in their order …
    public private(set) var points: [Coordinate] = []
    /// … their radii …
    public private(set) var radii: [Distance] = []
    /// … and their rows, from 0.
    public private(set) var rowsOfPoints: [Int] = []
    /// First and last day of each row, as far as it says.
    private var startDays: [Int32] = []
    private var endDays: [Int32] = []
    /// The rows that are lines or areas rather than points.
    public private(set) var shapes: [Int: Geometry] = [:]
    public private(set) var findings: [Finding] = []
    /// Of the file's coordinates; `nil` = WGS84.
    let referenceSystem: ReferenceSystem?

    enum Shape {
        case csv(CSVShape)
        case geojson
    }

    public var count: Int { rows.count }
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
        let origin = path == "-" ? "standard input" : path
        let file = try ListFile.read(path: path, origin: origin)
        let findings = file.findings
        let list = try read(file.takeBytes(), origin, options, numbering)
        list.findings.insert(contentsOf: findings, at: 0)
        return list
    }

    /// Of bytes that are a list in UTF-8 already.
    static func read(
        bytes: [UInt8], origin: String, numbering: Numbering = Numbering()
    ) throws(InputError) -> IncidentList {
        try read(MappedFile(bytes: bytes), origin, ListReadingOptions(), numbering)
    }

    private static func read(
        _ file: consuming MappedFile, _ origin: String, _ options: ListReadingOptions,
        _ numbering: Numbering
    ) throws(InputError) -> IncidentList {
        let shape = try file.withBytes { bytes throws(InputError) in try Shape(bytes, options) }
        let list = IncidentList(
            file: file, shape: shape, origin: origin, referenceSystem: try options.system(),
            numbering: numbering)
        try list.read()
        return list
    }

    private init(
        file: consuming MappedFile, shape: Shape, origin: String,
        referenceSystem: ReferenceSystem?, numbering: Numbering
    ) {
        self.file = file
        self.shape = shape
        self.origin = origin
        self.referenceSystem = referenceSystem
        self.numbering = numbering
    }

    /// Where a row begins in the file, or in what it was unpacked to.
    public func byte(ofRow row: Int) -> Int { rows[row].lowerBound }

    /// The days on which the incident of a row happened; `nil` on a side that is not known.
    public func days(ofRow row: Int) -> (start: Day?, end: Day?) {
        func day(_ number: Int32) -> Day? {
            number == Self.unknownDay ? nil : Day(number: Int(number))
        }
        return (day(startDays[row]), day(endDays[row]))
    }

    private static let unknownDay = Int32.min

    // MARK: Filling

    struct Row {
        var bytes: Range<Int>
        var point: Coordinate?
        /// What the point is the middle of.
        var shape: Geometry?
        var radius: Distance = .zero
        var start: Day?
        var end: Day?
    }

    func append(_ row: Row) {
        if let point = row.point {
            points.append(point)
            radii.append(row.radius)
            rowsOfPoints.append(rows.count)
        }
        if let shape = row.shape { shapes[rows.count] = shape }
        rows.append(row.bytes)
        startDays.append(row.start.map { Int32(clamping: $0.number) } ?? Self.unknownDay)
        endDays.append((row.end ?? row.start).map { Int32(clamping: $0.number) } ?? Self.unknownDay)
    }

    func note(
        _ severity: Finding.Severity, row: Int, at byte: Int? = nil, _ field: String?,
        _ message: String, hint: String? = nil
    ) {
        var finding = Finding(
            severity, origin: origin, at: .row(row, field: field), message, hint: hint)
        finding.byte = byte
        findings.append(finding)
    }

    func note(_ severity: Finding.Severity, at byte: Int, _ message: String) {
        findings.append(Finding(severity, origin: origin, at: .byte(byte), message))
    }

    /// About the list as a whole.
    func note(_ severity: Finding.Severity, _ message: String, hint: String? = nil) {
        findings.append(Finding(severity, origin: origin, message, hint: hint))
    }

    /// Gives points to rows that have none, by row number from 0.
    public func place(_ found: [Int: (point: Coordinate, radius: Distance)]) {
        var placed = zip(rowsOfPoints, zip(points, radii)).map { ($0, $1.0, $1.1) }
        let known = Set(rowsOfPoints)
        placed += found.filter { !known.contains($0.key) }.map { ($0, $1.point, $1.radius) }
        placed.sort { $0.0 < $1.0 }
        rowsOfPoints = placed.map(\.0)
        points = placed.map(\.1)
        radii = placed.map(\.2)
    }

    private func read() throws(InputError) {
        try file.withBytes { bytes throws(InputError) in
            switch shape {
            case .csv(let shape): shape.fill(self, from: bytes)
            case .geojson: try GeoJSONList.fill(self, from: bytes)
            }
        }
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

extension ListReadingOptions {
    fileprivate func system() throws(InputError) -> ReferenceSystem? {
        guard let referenceSystem else { return nil }
        do throws(EarthError) { return try ReferenceSystem(referenceSystem) } catch {
            throw .malformed(error.description, position: nil)
        }
    }
}
