import Earth
import Incidents

/// How an incident list in CSV is laid out.
struct CSVShape {
    let delimiter: UInt8
    let columns: ListColumns
    /// As written, or as the makers of a file without a header line name its columns.
    let header: [String]
    let hasHeaderLine: Bool
    /// Rows before the data: the header, and HXL's row of tags.
    let leadingRows: Int
    let dates: DateHabit
    let hasDecimalCommas: Bool

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ options: ListReadingOptions) throws(InputError) {
        delimiter = CSVDialect.delimiter(of: bytes)
        guard var table = CSVTable(bytes, delimiter: delimiter) else { throw .empty }
        if let known = KnownHeaders.header(ofRow: table.header) {
            table = table.renamed(known)
            hasHeaderLine = false
        } else {
            hasHeaderLine = true
        }
        header = table.header
        for (role, name) in options.columns where table.column(name) == nil {
            throw .malformed(
                "there is no column \(name) for \(role.name); the list has "
                    + header.prefix(40).joined(separator: ", "), position: nil)
        }
        var columns = ListColumns(table, named: options.columns)
        var leading = hasHeaderLine ? 1 : 0
        if hasHeaderLine, let (tags, row) = table.tagRow() {
            leading = row + 1
            let tagged = ListColumns(tags, named: options.columns)
            if tagged.hasPosition || tagged.namesPlaces { columns = tagged }
        }
        guard columns.hasPosition || columns.namesPlaces else {
            throw .malformed(
                "the list has no columns latitude and longitude and none with names of places; it has "
                    + header.prefix(40).joined(separator: ", ")
                    + "; say which they are with --column latitude=NAME --column longitude=NAME",
                position: nil)
        }
        self.columns = columns
        leadingRows = leading
        let sample = CSVSample(bytes, delimiter, skipping: leading)
        dates = DateHabit(sample, columns[.date], columns[.month], options.dateOrder)
        hasDecimalCommas = sample.hasDecimalCommas(columns[.latitude])
    }

    func fill(_ list: IncidentList, from bytes: UnsafeBufferPointer<UInt8>) {
        remark(on: list)
        var reader = CSVReader(bytes, delimiter: delimiter)
        var row = CSVRow()
        for _ in 0..<leadingRows { _ = reader.next(&row) }
        while reader.next(&row) { list.append(read(row, bytes, list)) }
        if let quote = reader.unclosedQuote {
            list.note(.error, at: quote, "a quote that nothing closes")
        }
    }

    /// What had to be worked out, for people to check.
    private func remark(on list: IncidentList) {
        if !columns.hasPosition {
            list.note(
                .note, "the list has no coordinates, only names of places",
                hint: "`sandtable convert --locate` looks them up")
        }
        if hasDecimalCommas { list.note(.note, "numbers have a decimal comma") }
        switch dates {
        case .plain: break
        case .numeric(let order, let row):
            let name = order == .dayFirst ? "day before month" : "month before day"
            list.note(
                .note,
                "dates are read with the \(name)" + (row.map { ", as row \($0) has it" } ?? ""))
        case .ambiguous:
            list.note(
                .warning, "every date may be day before month or month before day: none was read",
                hint: "say --dates dmy or --dates mdy")
        }
    }

    private func read(
        _ row: CSVRow, _ bytes: UnsafeBufferPointer<UInt8>, _ list: IncidentList
    ) -> IncidentList.Row {
        let number = list.count + 1
        if row.count != header.count {
            list.note(
                .warning, row: number, at: row.start, nil,
                "\(row.count) fields, where the header has \(header.count)")
        }
        let days = self.days(row, bytes, number, list)
        return IncidentList.Row(
            bytes: row.start..<row.end, point: point(row, bytes, number, list),
            radius: radius(row, bytes), start: days.start, end: days.end)
    }

    private func point(
        _ row: CSVRow, _ bytes: UnsafeBufferPointer<UInt8>, _ number: Int, _ list: IncidentList
    ) -> Coordinate? {
        guard let east = columns[.longitude], let north = columns[.latitude] else {
            return written(row, bytes, number, list)
        }
        guard let longitude = self.number(row, east, bytes),
            let latitude = self.number(row, north, bytes)
        else {
            let isEmpty = row.range(east).isEmpty && row.range(north).isEmpty
            let text = "\(row.text(north, of: bytes)), \(row.text(east, of: bytes))"
            if let point = CoordinateText.read(text) { return point }
            list.note(
                isEmpty ? .note : .warning, row: number, at: row.start, "latitude",
                isEmpty ? "no position" : "not a position: \(text.prefix(60))")
            return nil
        }
        guard longitude != 0 || latitude != 0 else {
            list.note(
                .warning, row: number, at: row.start, "latitude",
                "0, 0 is taken for a missing position")
            return nil
        }
        do throws(EarthError) {
            if let system = list.referenceSystem {
                return try system.coordinate(x: longitude, y: latitude)
            }
            return try Coordinate(longitude: longitude, latitude: latitude)
        } catch {
            list.note(.warning, row: number, at: row.start, "latitude", error.description)
            return nil
        }
    }

    /// A position in one text.
    private func written(
        _ row: CSVRow, _ bytes: UnsafeBufferPointer<UInt8>, _ number: Int, _ list: IncidentList
    ) -> Coordinate? {
        guard let column = columns[.position] else { return nil }
        let text = row.text(column, of: bytes).trimmed
        if let point = CoordinateText.read(text) { return point }
        list.note(
            text.isEmpty ? .note : .warning, row: number, at: row.start, header[column],
            text.isEmpty ? "no position" : "not a position: \(text.prefix(60))",
            hint: text.isEmpty ? nil : "known are 33.3, 44.4 · 33°18'N 44°24'E · 38SMB4488")
        return nil
    }

    private func number(
        _ row: CSVRow, _ column: Int, _ bytes: UnsafeBufferPointer<UInt8>
    ) -> Double? {
        if let number = row.number(column, of: bytes) { return number }
        guard hasDecimalCommas else { return nil }
        let text = String(row.text(column, of: bytes).trimmed.map { $0 == "," ? "." : $0 })
        return Double(text).flatMap { $0.isFinite ? $0 : nil }
    }

    private func radius(_ row: CSVRow, _ bytes: UnsafeBufferPointer<UInt8>) -> Distance {
        if let column = columns[.radius], let km = number(row, column, bytes), km >= 0 {
            return .kilometers(km)
        }
        guard let column = columns[.precision], let code = row.number(column, of: bytes),
            let code = Int(exactly: code)
        else { return .zero }
        return columns.scale?.radius(of: code) ?? .zero
    }

    private func days(
        _ row: CSVRow, _ bytes: UnsafeBufferPointer<UInt8>, _ number: Int, _ list: IncidentList
    ) -> (start: Day?, end: Day?) {
        guard let start = columns[.date] else { return (nil, nil) }
        if let month = columns[.month], let day = columns[.day] {
            return gtdDays(row, bytes, start, month, day)
        }
        let first = day(row, start, bytes)
        if first == nil, !row.range(start).isEmpty, dates != .ambiguous {
            list.note(
                .warning, row: number, at: row.start, "date",
                "not a day: \(row.text(start, of: bytes).prefix(40))")
        }
        return (first, columns[.end].flatMap { day(row, $0, bytes) })
    }

    private func day(
        _ row: CSVRow, _ column: Int, _ bytes: UnsafeBufferPointer<UInt8>
    ) -> Day? {
        guard case .numeric(let order, _) = dates else { return row.day(column, of: bytes) }
        return NumericDate(row.text(column, of: bytes).trimmed)?.day(order)
            ?? row.day(column, of: bytes)
    }

    /// GTD writes 0 for a month or a day that is not known: the row then covers the month or the year.
    private func gtdDays(
        _ row: CSVRow, _ bytes: UnsafeBufferPointer<UInt8>, _ year: Int, _ month: Int, _ day: Int
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

/// How a list writes its dates.
enum DateHabit: Hashable {
    /// In a way that can be read only one way.
    case plain
    /// `evidence`: the row that settled it; `nil` when the caller did.
    case numeric(DateOrder, evidence: Int?)
    case ambiguous

    init(_ sample: CSVSample, _ column: Int?, _ month: Int?, _ told: DateOrder?) {
        guard let column, month == nil else {
            self = .plain
            return
        }
        var isNumeric = false
        for (number, text) in sample.fields(column) {
            guard let date = NumericDate(text) else { continue }
            isNumeric = true
            if told == nil, let order = date.order {
                self = .numeric(order, evidence: number)
                return
            }
        }
        self = !isNumeric ? .plain : told.map { .numeric($0, evidence: nil) } ?? .ambiguous
    }
}

/// The first rows of a list, looked at before it is read.
struct CSVSample {
    private var rows: [[String]] = []
    private let delimiter: UInt8

    private static let length = 5000

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ delimiter: UInt8, skipping leading: Int) {
        self.delimiter = delimiter
        var reader = CSVReader(bytes, delimiter: delimiter)
        var row = CSVRow()
        for _ in 0..<leading { _ = reader.next(&row) }
        while rows.count < Self.length, reader.next(&row) {
            rows.append((0..<row.count).map { row.text($0, of: bytes).trimmed })
        }
    }

    /// The fields of a column that hold something, with the number of their row.
    func fields(_ column: Int) -> some Sequence<(Int, String)> {
        rows.lazy.enumerated().compactMap { number, row in
            column < row.count && !row[column].isEmpty ? (number + 1, row[column]) : nil
        }
    }

    func hasDecimalCommas(_ column: Int?) -> Bool {
        guard let column else { return false }
        return fields(column).first { _ in true }.map { _, text in
            let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            return parts.count == 2 && Int(parts[0]) != nil && !parts[1].isEmpty
                && parts[1].utf8.allSatisfy(\.isASCIIDigit)
        } ?? false
    }
}

extension CSVTable {
    /// HXL puts a row of tags (`#geo+lat`) under the header, at most 25 rows down: that row, as a
    /// header of its own, and its number.
    ///
    /// - Source: HXL Standard 1.1, "Tagging conventions".
    fileprivate mutating func tagRow() -> (CSVTable, Int)? {
        for _ in 0..<24 {
            guard next() else { return nil }
            let fields = (0..<row.count).compactMap { field($0) }
            let tags = fields.count { $0.hasPrefix("#") }
            if tags > 0, tags == fields.count {
                return (renamed((0..<row.count).map { plainTag(field($0) ?? "") }), rowNumber)
            }
        }
        return nil
    }

    /// Attributes in the order of the alphabet, as the standard gives them no order.
    private func plainTag(_ tag: String) -> String {
        let parts = tag.lowercased().split(separator: "+").map { $0.trimmed }
        return ([parts.first ?? ""] + parts.dropFirst().sorted()).joined(separator: "+")
    }
}

extension CSVRow {
    /// The number a field holds, spaces around it allowed.
    func number(_ column: Int, of bytes: UnsafeBufferPointer<UInt8>) -> Double? {
        var range = range(column)
        while let first = range.first, bytes[first].isHTMLSpace {
            range = first + 1..<range.upperBound
        }
        while let last = range.last, bytes[last].isHTMLSpace { range = range.lowerBound..<last }
        return DecimalNumber.read(bytes, range).flatMap { $0.isFinite ? $0 : nil }
    }

    /// The day a field holds: `2016-01-05`, with or without a time, fast; other forms as well.
    func day(_ column: Int, of bytes: UnsafeBufferPointer<UInt8>) -> Day? {
        let range = range(column)
        guard !range.isEmpty else { return nil }
        if range.count >= 10, let day = isoDay(range.lowerBound, bytes) { return day }
        return PublishedDay.read(text(column, of: bytes))
    }

    private func isoDay(_ start: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Day? {
        func number(_ range: Range<Int>) -> Int? {
            var value = 0
            for offset in range {
                guard bytes[start + offset].isASCIIDigit else { return nil }
                value = value * 10 + Int(bytes[start + offset] - UInt8(ascii: "0"))
            }
            return value
        }
        let dash = UInt8(ascii: "-")
        guard bytes[start + 4] == dash, bytes[start + 7] == dash, let year = number(0..<4),
            let month = number(5..<7), let day = number(8..<10)
        else { return nil }
        return Day(year: year, month: month, day: day)
    }
}
