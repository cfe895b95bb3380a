import Earth
import Incidents

/// Where the rows of a list stand: in the file, on earth, in time; and what was remarked on the way.
///
/// A list is read in parts that know nothing of each other, and joined in their order.
struct ListEntries: Sendable {
    let origin: String
    /// For each row, its bytes in the file, without line end.
    private(set) var rows: [Range<Int>] = []
    private(set) var points: [Coordinate] = []
    private(set) var radii: [Distance] = []
    private(set) var rowsOfPoints: [Int] = []
    private var startDays: [Int32] = []
    private var endDays: [Int32] = []
    private(set) var shapes: [Int: Geometry] = [:]
    var findings: [Finding] = []

    init(origin: String) { self.origin = origin }

    var count: Int { rows.count }

    struct Row {
        var bytes: Range<Int>
        var point: Coordinate?
        /// What the point is the middle of.
        var shape: Geometry?
        var radius: Distance = .zero
        var start: Day?
        var end: Day?
    }

    mutating func append(_ row: Row) {
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

    /// The rows that come after ours, and what was said of them.
    mutating func append(_ later: ListEntries) {
        let before = rows.count
        points += later.points
        radii += later.radii
        rowsOfPoints += later.rowsOfPoints.lazy.map { $0 + before }
        for (row, shape) in later.shapes { shapes[row + before] = shape }
        rows += later.rows
        startDays += later.startDays
        endDays += later.endDays
        findings += later.findings.lazy.map { $0.movedDown(by: before) }
    }

    /// The same rows with others before them: what is said of them counts on.
    func movedDown(by rows: Int) -> ListEntries {
        var moved = self
        moved.findings = findings.map { $0.movedDown(by: rows) }
        return moved
    }

    /// The days on which the incident of a row happened; `nil` on a side that is not known.
    func days(ofRow row: Int) -> (start: Day?, end: Day?) {
        func day(_ number: Int32) -> Day? {
            number == Self.unknownDay ? nil : Day(number: Int(number))
        }
        return (day(startDays[row]), day(endDays[row]))
    }

    private static let unknownDay = Int32.min

    /// Gives points to rows that have none, by row number from 0.
    mutating func place(_ found: [Int: (point: Coordinate, radius: Distance)]) {
        var placed = zip(rowsOfPoints, zip(points, radii)).map { ($0, $1.0, $1.1) }
        let known = Set(rowsOfPoints)
        placed += found.filter { !known.contains($0.key) }.map { ($0, $1.point, $1.radius) }
        placed.sort { $0.0 < $1.0 }
        rowsOfPoints = placed.map(\.0)
        points = placed.map(\.1)
        radii = placed.map(\.2)
    }
}

// MARK: Remarks

extension ListEntries {
    mutating func note(
        _ severity: Finding.Severity, row: Int, at byte: Int? = nil, _ field: String?,
        _ message: String, hint: String? = nil
    ) {
        var finding = Finding(
            severity, origin: origin, at: .row(row, field: field), message, hint: hint)
        finding.byte = byte
        findings.append(finding)
    }

    mutating func note(_ severity: Finding.Severity, at byte: Int, _ message: String) {
        findings.append(Finding(severity, origin: origin, at: .byte(byte), message))
    }

    /// About the list as a whole.
    mutating func note(_ severity: Finding.Severity, _ message: String, hint: String? = nil) {
        findings.append(Finding(severity, origin: origin, message, hint: hint))
    }
}

extension Finding {
    fileprivate func movedDown(by rows: Int) -> Finding {
        guard rows > 0, case .row(let number, let field) = position else { return self }
        var finding = self
        finding.position = .row(number + rows, field: field)
        return finding
    }
}
