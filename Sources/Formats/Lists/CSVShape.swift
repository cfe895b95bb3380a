import Earth
import Incidents

/// How an incident list in CSV is laid out.
struct CSVShape {
    let delimiter: UInt8
    let columns: ListColumns
    /// As written; empty for lists without a header line.
    let header: [String]
    /// Rows before the data: the header, and HXL's row of tags.
    let leadingRows: Int

    init(_ bytes: UnsafeBufferPointer<UInt8>) throws(InputError) {
        delimiter = CSVDialect.delimiter(of: bytes)
        guard var table = CSVTable(bytes, delimiter: delimiter) else { throw .empty }
        let isNumber = table.header.first.map { !$0.isEmpty && $0.utf8.allSatisfy(\.isASCIIDigit) }
        if isNumber == true, let gdelt = ListColumns(gdeltFields: table.header.count) {
            columns = gdelt
            header = []
            leadingRows = 0
            return
        }
        header = table.header
        var columns = ListColumns(table)
        var leading = 1
        if let tags = table.tagRow() {
            leading = 2
            let tagged = ListColumns(tags)
            if tagged.latitude != nil { columns = tagged }
        }
        self.columns = columns
        leadingRows = leading
        guard columns.latitude != nil, columns.longitude != nil else {
            throw .malformed(
                "the list has no columns latitude and longitude; it has "
                    + header.prefix(40).joined(separator: ", "), position: nil)
        }
    }

    func fill(_ list: IncidentList, from bytes: UnsafeBufferPointer<UInt8>) {
        var reader = CSVReader(bytes, delimiter: delimiter)
        var row = CSVRow()
        for _ in 0..<leadingRows { _ = reader.next(&row) }
        while reader.next(&row) { list.append(read(row, bytes, list)) }
        if let quote = reader.unclosedQuote {
            list.note(.error, at: quote, "a quote that nothing closes")
        }
    }

    private func read(
        _ row: CSVRow, _ bytes: UnsafeBufferPointer<UInt8>, _ list: IncidentList
    ) -> IncidentList.Row {
        let number = list.count + 1
        let days = self.days(row, bytes)
        return IncidentList.Row(
            bytes: row.start..<row.end, point: point(row, bytes, number, list),
            radius: radius(row, bytes), start: days.start, end: days.end)
    }

    private func point(
        _ row: CSVRow, _ bytes: UnsafeBufferPointer<UInt8>, _ number: Int, _ list: IncidentList
    ) -> Coordinate? {
        guard let east = columns.longitude, let north = columns.latitude else { return nil }
        let longitude = row.number(east, of: bytes)
        let latitude = row.number(north, of: bytes)
        guard let longitude, let latitude else {
            let isEmpty = row.range(east).isEmpty && row.range(north).isEmpty
            let text = "\(row.text(north, of: bytes)), \(row.text(east, of: bytes))"
            list.note(
                isEmpty ? .note : .warning, row: number, "latitude",
                isEmpty ? "no position" : "not a position: \(text.prefix(60))")
            return nil
        }
        guard longitude != 0 || latitude != 0 else {
            list.note(.warning, row: number, "latitude", "0, 0 is taken for a missing position")
            return nil
        }
        do throws(EarthError) {
            return try Coordinate(longitude: longitude, latitude: latitude)
        } catch {
            list.note(.warning, row: number, "latitude", error.description)
            return nil
        }
    }

    private func radius(_ row: CSVRow, _ bytes: UnsafeBufferPointer<UInt8>) -> Distance {
        if let column = columns.radius, let km = row.number(column, of: bytes), km >= 0, km.isFinite
        {
            return .kilometers(km)
        }
        guard let (column, scale) = columns.precision, let code = row.number(column, of: bytes),
            let code = Int(exactly: code)
        else { return .zero }
        return scale.radius(of: code) ?? .zero
    }

    private func days(
        _ row: CSVRow, _ bytes: UnsafeBufferPointer<UInt8>
    ) -> (start: Day?, end: Day?) {
        guard let start = columns.start else { return (nil, nil) }
        if let month = columns.month, let day = columns.day {
            return (gtdDay(row, bytes, start, month, day), nil)
        }
        let end = columns.end.flatMap { row.day($0, of: bytes) }
        return (row.day(start, of: bytes), end)
    }

    /// GTD writes 0 for a month or a day that is not known; the row then has no day.
    private func gtdDay(
        _ row: CSVRow, _ bytes: UnsafeBufferPointer<UInt8>, _ year: Int, _ month: Int, _ day: Int
    ) -> Day? {
        let parts = [year, month, day].compactMap {
            row.number($0, of: bytes).flatMap { Int(exactly: $0) }
        }
        return parts.count == 3 ? Day(year: parts[0], month: parts[1], day: parts[2]) : nil
    }
}

extension CSVTable {
    /// HXL puts a row of tags (`#geo+lat`) under the header: that row, as a header of its own.
    ///
    /// - Source: HXL Standard 1.1, "Tagging conventions".
    fileprivate mutating func tagRow() -> CSVTable? {
        guard next() else { return nil }
        let fields = (0..<row.count).compactMap { field($0) }
        let isTags = !fields.isEmpty && fields.allSatisfy { $0.hasPrefix("#") }
        return isTags ? renamed((0..<row.count).map { field($0) ?? "" }) : nil
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
