import Earth
import Incidents

/// The rows of an incident list in CSV, read by what its columns say.
struct CSVListRows {
    let shape: CSVShape
    let bytes: UnsafeBufferPointer<UInt8>
    /// Of the file's coordinates; `nil` = WGS84.
    let system: ReferenceSystem?
    // The columns that every row is asked for.
    private let axes: (east: Int, north: Int)?
    private let date: Int?
    private let end: Int?
    private let radiusColumn: Int?
    private let precision: (column: Int, scale: PrecisionScale)?
    private let isPlain: Bool
    /// The bytes of the header line; empty where there is none.
    private let header: Range<Int>

    init(shape: CSVShape, bytes: UnsafeBufferPointer<UInt8>, system: ReferenceSystem?) {
        self.shape = shape
        self.bytes = bytes
        self.system = system
        let columns = shape.columns
        axes = columns[.longitude].flatMap { east in columns[.latitude].map { (east, $0) } }
        date = columns[.date]
        end = columns[.end]
        radiusColumn = columns[.radius]
        precision = columns[.precision].flatMap { column in columns.scale.map { (column, $0) } }
        isPlain = shape.dates == .plain && columns[.month] == nil
        header = shape.headerLine
    }

    /// A part of the rows, and how far it reached.
    private struct Part: Sendable {
        var entries: ListEntries
        let start: Int
        var end: Int
        var unclosedQuote: Int?
    }

    /// - Parameters:
    ///   - stretch: Bytes that are read before what they held is handed out.
    ///   - body: Takes the rows in their order; row numbers count from its first.
    func forEachStretch(
        of stretch: Int, origin: String, threads: Int, _ body: (ListEntries) throws -> Void
    ) rethrows {
        var list = ListEntries(origin: origin)
        shape.remark(on: &list)
        var position = startOfRows
        var quote: Int?
        repeat {
            let border = bytes.count - position > stretch ? position + stretch : bytes.count
            let part = together(from: position, before: border, origin, threads)
            list.append(part.entries)
            position = part.end
            quote = quote ?? part.unclosedQuote
            if position >= bytes.count, let quote {
                list.note(
                    .error, at: quote, "a quote that nothing closes",
                    hint:
                        "its row was read as ending with the line; a quote within quotes is doubled"
                )
            }
            try body(list)
            list = ListEntries(origin: origin)
        } while position < bytes.count
    }

    /// Parts are read at once, each from the first line end after its border. Whether a row ends there is
    /// known when the part before has been read: if it ended elsewhere, within quotes, the part is read
    /// again from where it did.
    private func together(
        from start: Int, before end: Int, _ origin: String, _ threads: Int
    ) -> Part {
        let starts = bytes.partsOfLines(in: start..<end, threads)
        // With a reference system, which serves one thread, there is one part.
        nonisolated(unsafe) let rows = self
        var parts = mapInParallel(starts.count - 1) {
            // The first takes in the others.
            rows.part(from: starts[$0], before: starts[$0 + 1], origin, roomTo: $0 == 0 ? end : nil)
        }
        var whole = parts.removeFirst()
        for (part, border) in zip(parts, starts.dropFirst(2)) {
            let fitting =
                part.start == whole.end ? part : self.part(from: whole.end, before: border, origin)
            whole.entries.append(fitting.entries)
            whole.end = fitting.end
            whole.unclosedQuote = whole.unclosedQuote ?? fitting.unclosedQuote
        }
        return whole
    }

    private var startOfRows: Int {
        var reader = CSVReader(bytes, delimiter: shape.delimiter)
        var row = CSVRow()
        for _ in 0..<shape.leadingRows { _ = reader.next(&row) }
        return reader.position
    }

    /// - Parameter room: Up to where there is to be room for rows; `nil` = the border.
    private func part(
        from start: Int, before border: Int, _ origin: String, roomTo room: Int? = nil
    ) -> Part {
        var part = Part(entries: ListEntries(origin: origin), start: start, end: start)
        var reader = CSVReader(bytes, delimiter: shape.delimiter, from: start)
        var row = CSVRow()
        while reader.position < border, reader.next(&row) {
            read(row, into: &part.entries)
            if let quote = reader.unclosedQuote, quote >= row.start, part.entries.count > 0 {
                part.entries.setRagged(part.entries.count - 1, fields: row.count)
            }
            if part.entries.count == 512 {
                part.entries.expect(((room ?? border) - start) / (reader.position - start))
            }
        }
        part.end = reader.position
        part.unclosedQuote = reader.unclosedQuote
        return part
    }

    private func read(_ row: CSVRow, into list: inout ListEntries) {
        guard !isHeader(row) else {
            list.note(.note, at: row.start, "the header line again: it is no row of the list")
            return
        }
        let number = list.count + 1
        if row.count != shape.header.count {
            list.setRagged(number - 1, fields: row.count)
            list.note(
                .warning, row: number, at: row.start, nil,
                "\(row.count) fields, where the header has \(shape.header.count)",
                hint: "a field with the delimiter or a line end in it needs quotes")
        }
        let days = self.days(row, number, &list)
        list.append(
            ListEntries.Row(
                bytes: row.start..<row.end, point: point(row, number, &list),
                radius: radius(row), start: days.start, end: days.end))
    }

    /// Files joined end to end bring their header lines along.
    private func isHeader(_ row: CSVRow) -> Bool {
        row.end &- row.start == header.count && bytes.holdsSame(header, at: row.start)
    }

    private func point(
        _ row: CSVRow, _ number: Int, _ list: inout ListEntries
    ) -> Coordinate? {
        guard let (east, north) = axes else { return written(row, number, &list) }
        guard let longitude = self.number(row, east),
            let latitude = self.number(row, north)
        else {
            let isEmpty = row.range(east).isEmpty && row.range(north).isEmpty
            let text = "\(row.text(north, of: bytes)), \(row.text(east, of: bytes))"
            if let point = CoordinateText.read(text) { return point }
            list.note(
                isEmpty ? .note : .warning, row: number, at: row.start, "latitude",
                isEmpty ? "no position" : "not a position: \(text.prefix(60))",
                hint: isEmpty ? nil : ListEntries.positionHint)
            return nil
        }
        guard longitude != 0 || latitude != 0 else {
            list.note(
                .warning, row: number, at: row.start, "latitude",
                "0, 0 is taken for a missing position", hint: ListEntries.missingHint)
            return nil
        }
        do throws(EarthError) {
            if let system {
                return try system.coordinate(x: longitude, y: latitude)
            }
            return try Coordinate(longitude: longitude, latitude: latitude)
        } catch {
            list.note(
                .warning, row: number, at: row.start, "latitude", error.description,
                hint: "--column names the axes, --crs their reference system")
            return nil
        }
    }

    /// A position in one text.
    private func written(
        _ row: CSVRow, _ number: Int, _ list: inout ListEntries
    ) -> Coordinate? {
        guard let column = shape.columns[.position] else { return nil }
        let text = row.text(column, of: bytes).trimmed
        if let point = CoordinateText.read(text) { return point }
        list.note(
            text.isEmpty ? .note : .warning, row: number, at: row.start, shape.header[column],
            text.isEmpty ? "no position" : "not a position: \(text.prefix(60))",
            hint: text.isEmpty ? nil : ListEntries.positionHint)
        return nil
    }

    private func number(_ row: CSVRow, _ column: Int) -> Double? {
        row.number(column, of: bytes, orWithComma: shape.hasDecimalCommas)
    }

    private func radius(_ row: CSVRow) -> Distance {
        if let radiusColumn, let km = number(row, radiusColumn), km >= 0 { return .kilometers(km) }
        guard let (column, scale) = precision, let code = row.number(column, of: bytes),
            let code = Int(exactly: code)
        else { return .zero }
        return scale.radius(of: code) ?? .zero
    }

    private func days(
        _ row: CSVRow, _ number: Int, _ list: inout ListEntries
    ) -> (start: Day?, end: Day?) {
        guard let start = date else { return (nil, nil) }
        if isPlain, let day = row.isoDay(start, of: bytes) {
            return (day, end.flatMap { days(row, $0, number, &list) }?.last)
        }
        if let month = shape.columns[.month], let day = shape.columns[.day] {
            return gtdDays(row, start, month, day)
        }
        let first = days(row, start, number, &list)
        let last = end.flatMap { days(row, $0, number, &list) }
        return (first?.first, last?.last ?? first?.last)
    }

    private func days(
        _ row: CSVRow, _ column: Int, _ number: Int, _ list: inout ListEntries
    ) -> DaySpan? {
        guard !row.range(column).isEmpty else { return nil }
        if isPlain, let day = row.isoDay(column, of: bytes) { return DaySpan(day) }
        let text = row.text(column, of: bytes).trimmed
        let numeric = NumericDate(text)
        if case .numeric(let order, _) = shape.dates, let day = numeric?.day(order) {
            return DaySpan(day)
        }
        let days = row.isoDay(column, of: bytes).map { DaySpan($0) } ?? DaySpan(text)
        // That it may be either was said once for all.
        let isSaid = shape.dates == .ambiguous && numeric != nil
        if days == nil, !text.isEmpty, !isSaid { list.noteNoDay(text, row: number, at: row.start) }
        return days
    }

    /// GTD writes 0 for a month or a day that is not known: the row then covers the month or the year.
    private func gtdDays(
        _ row: CSVRow, _ year: Int, _ month: Int, _ day: Int
    ) -> (start: Day?, end: Day?) {
        let parts = [year, month, day].compactMap {
            row.number($0, of: bytes).flatMap { Int(exactly: $0) }
        }
        guard parts.count == 3 else { return (nil, nil) }
        if parts[1] == 0 {
            return (
                Day(year: parts[0], month: 1, day: 1), Day(year: parts[0], month: 12, day: 31)
            )
        }
        guard parts[2] == 0, (1...12).contains(parts[1]) else {
            return (Day(year: parts[0], month: parts[1], day: parts[2]), nil)
        }
        let last = Day.daysIn(month: parts[1], year: parts[0])
        return (
            Day(year: parts[0], month: parts[1], day: 1),
            Day(year: parts[0], month: parts[1], day: last)
        )
    }
}
