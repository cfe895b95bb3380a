import Earth
import Incidents

/// Where the rows of a list stand: in the file, on earth, in time; and what was remarked on the way.
///
/// A list is read in parts that know nothing of each other, and joined in their order.
struct ListEntries: Sendable {
    let origin: String
    private var rows: [Standing] = []
    private(set) var points: [Coordinate] = []
    private(set) var radii: [Distance] = []
    private(set) var rowsOfPoints: [Int] = []
    private(set) var shapes: [Int: Geometry] = [:]
    /// How many fields those rows of a table have that cannot be copied with more fields behind them: too
    /// few, too many, or a quote left open.
    private(set) var ragged: [Int: Int] = [:]
    var findings: [Finding] = []

    init(origin: String) { self.origin = origin }

    var count: Int { rows.count }

    /// The bytes of a row in the file, without line end, and its days by their numbers.
    private struct Standing: Sendable {
        var bytes: Range<Int>
        var start: Int32
        var end: Int32
    }

    struct Row {
        var bytes: Range<Int>
        var point: Coordinate?
        var radius: Distance = .zero
        var start: Day?
        var end: Day?
    }

    /// - Parameter shape: What the row's point is the middle of.
    mutating func append(_ row: Row, in shape: Geometry) {
        shapes[rows.count] = shape
        append(row)
    }

    mutating func append(_ row: Row) {
        if let point = row.point {
            points.append(point)
            radii.append(row.radius)
            rowsOfPoints.append(rows.count)
        }
        rows.append(
            Standing(
                bytes: row.bytes, start: Self.number(row.start),
                end: Self.number(row.end ?? row.start)))
    }

    mutating func setRagged(_ row: Int, fields: Int) { ragged[row] = fields }

    /// Makes room for the rows to come, if they are as long as those so far: arrays that grow are copied
    /// again and again. Room that is not used takes no memory.
    ///
    /// - Parameter parts: How many times the bytes so far there are.
    mutating func expect(_ parts: Int) {
        let count = min(rows.count * parts + rows.count * parts / 8, Self.mostExpected)
        rows.reserveCapacity(count)
        points.reserveCapacity(count)
        radii.reserveCapacity(count)
        rowsOfPoints.reserveCapacity(count)
    }

    /// The rows that come after ours, and what was said of them. The first ones are moved, not copied.
    mutating func append(_ later: consuming ListEntries) {
        let before = rows.count
        guard before > 0 else {
            later.findings.insert(contentsOf: findings, at: 0)
            self = later
            return
        }
        add(later)
        for (row, shape) in later.shapes { shapes[row + before] = shape }
        for (row, count) in later.ragged { ragged[row + before] = count }
        findings += later.findings.lazy.map { $0.movedDown(by: before) }
    }

    /// Copies what there is one of for each row, on two threads: most of the time goes into memory that is
    /// touched for the first time.
    private mutating func add(_ later: borrowing ListEntries) {
        let before = rows.count
        let (standings, points) = (later.rows, later.points)
        let (radii, rowsOfPoints) = (later.radii, later.rowsOfPoints)
        withUnsafeMutablePointer(to: &self) { whole in
            // Each of the two has arrays of its own.
            nonisolated(unsafe) let whole = whole
            _ = mapInParallel(2) { half in
                if half == 0 {
                    whole.pointee.rows += standings
                } else {
                    whole.pointee.points += points
                    whole.pointee.radii += radii
                    whole.pointee.rowsOfPoints += rowsOfPoints.lazy.map { $0 + before }
                }
            }
        }
    }

    /// The same rows with others before them: what is said of them counts on.
    func movedDown(by rows: Int) -> ListEntries {
        guard rows > 0, !findings.isEmpty else { return self }
        var moved = self
        moved.findings = findings.map { $0.movedDown(by: rows) }
        return moved
    }

    /// The days on which the incident of a row happened; `nil` on a side that is not known.
    func days(ofRow row: Int) -> (start: Day?, end: Day?) {
        func day(_ number: Int32) -> Day? {
            number == Self.unknownDay ? nil : Day(number: Int(number))
        }
        return (day(rows[row].start), day(rows[row].end))
    }

    func position(ofRow row: Int) -> (point: Coordinate, radius: Distance)? {
        // Mostly every row has one.
        if row < points.count, rowsOfPoints[row] == row { return (points[row], radii[row]) }
        var (low, high) = (0, rowsOfPoints.count)
        while low < high {
            let middle = (low + high) / 2
            if rowsOfPoints[middle] < row { low = middle + 1 } else { high = middle }
        }
        guard low < rowsOfPoints.count, rowsOfPoints[low] == row else { return nil }
        return (points[low], radii[low])
    }

    /// The bytes of a row in the file, without line end.
    func bytes(ofRow row: Int) -> Range<Int> { rows[row].bytes }

    private static func number(_ day: Day?) -> Int32 {
        day.map { Int32(clamping: $0.number) } ?? unknownDay
    }

    private static let unknownDay = Int32.min
    /// What is made room for at once.
    private static let mostExpected = 2 << 20

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

    mutating func note(
        _ severity: Finding.Severity, at byte: Int, _ message: String, hint: String? = nil
    ) {
        findings.append(Finding(severity, origin: origin, at: .byte(byte), message, hint: hint))
    }

    static let positionHint = "known are 33.3, 44.4 · 33°18'N 44°24'E · 38SMB4488"
    static let missingHint = "--locate looks up the place that the row names"

    mutating func noteNoDay(_ text: String, row: Int, at byte: Int) {
        note(
            .warning, row: row, at: byte, "date", "not a day: \(text.prefix(40))",
            hint:
                "known are 2016-01-05 · 5 January 2016 · 2016-01, and with --dates 05/01/2016")
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
