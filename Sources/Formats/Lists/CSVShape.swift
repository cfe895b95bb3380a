import Earth
import Incidents

/// How an incident list in CSV is laid out.
struct CSVShape {
    let delimiter: UInt8
    let columns: ListColumns
    /// As written, or as the makers of a file without a header line name its columns.
    let header: [String]
    let hasHeaderLine: Bool
    /// The bytes of the header line, without line end; empty where there is none.
    let headerLine: Range<Int>
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
            headerLine = 0..<0
        } else {
            hasHeaderLine = true
            headerLine = table.row.start..<table.row.end
        }
        header = table.header
        for (role, name) in options.columns where table.column(name) == nil {
            throw .malformed(
                "there is no column \(name) for \(role.name); the list has "
                    + header.prefix(40).joined(separator: ", "), position: nil)
        }
        var columns = ListColumns(table, named: options.columns)
        let before = table.hasSeparatorLine ? 1 : 0
        var leading = before + (hasHeaderLine ? 1 : 0)
        if hasHeaderLine, let (tags, row) = table.tagRow() {
            leading = before + row + 1
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

    /// What had to be worked out, for people to check.
    func remark(on list: inout ListEntries) {
        if !columns.hasPosition {
            list.note(
                .note, "the list has no coordinates, only names of places",
                hint: "`sandtable convert --locate` looks them up")
        }
        for (name, other) in zip(header, header.distinct) where name != other {
            list.note(
                .note,
                name.isEmpty
                    ? "a column without a name is called \(other) in other formats"
                    : "another column \(name) is called \(other) in other formats")
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
}

extension [String] {
    /// As names of columns, of which each is there once: `notes`, `notes_2`. One without a name gets its
    /// number.
    var distinct: [String] {
        var taken = Set(self)
        var seen: Set<String> = []
        return enumerated().map { index, name in
            let name = name.isEmpty ? "column\(index + 1)" : name
            guard !seen.insert(name).inserted else { return name }
            let free = (2...).lazy.map { "\(name)_\($0)" }.first { !taken.contains($0) } ?? name
            taken.insert(free)
            return free
        }
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
        let evidence = sample.first { number, row, bytes in
            // Most dates tell at a glance.
            guard row.isoDay(column, of: bytes) == nil,
                let date = NumericDate(row.text(column, of: bytes).trimmed)
            else { return nil as (DateOrder, Int)? }
            isNumeric = true
            return told == nil ? date.order.map { ($0, number) } : nil
        }
        if let (order, row) = evidence {
            self = .numeric(order, evidence: row)
        } else {
            self = !isNumeric ? .plain : told.map { .numeric($0, evidence: nil) } ?? .ambiguous
        }
    }
}

/// The first rows of a list, looked at before it is read.
struct CSVSample {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let delimiter: UInt8
    private let leading: Int

    private static let length = 5000

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ delimiter: UInt8, skipping leading: Int) {
        self.bytes = bytes
        self.delimiter = delimiter
        self.leading = leading
    }

    /// What `find` answers first, asked with the number of a row, from 1, the row and the bytes.
    func first<Answer>(
        _ find: (Int, CSVRow, UnsafeBufferPointer<UInt8>) -> Answer?
    ) -> Answer? {
        var reader = CSVReader(bytes, delimiter: delimiter)
        var row = CSVRow()
        for _ in 0..<leading { _ = reader.next(&row) }
        for number in 1...Self.length {
            guard reader.next(&row) else { return nil }
            if let answer = find(number, row, bytes) { return answer }
        }
        return nil
    }

    /// Whether the first number of a column is written with a comma.
    func hasDecimalCommas(_ column: Int?) -> Bool {
        guard let column else { return false }
        return first { _, row, bytes in
            row.trimmedText(column, of: bytes).map { text in
                let parts = text.split(separator: ",", omittingEmptySubsequences: false)
                return parts.count == 2 && Int(parts[0]) != nil && !parts[1].isEmpty
                    && parts[1].utf8.allSatisfy(\.isASCIIDigit)
            }
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
        // Only bytes below a digit can be a space.
        if let first = range.first, bytes[first] <= 0x20 || bytes[range.upperBound - 1] <= 0x20 {
            while let first = range.first, bytes[first].isHTMLSpace {
                range = first + 1..<range.upperBound
            }
            while let last = range.last, bytes[last].isHTMLSpace { range = range.lowerBound..<last }
        }
        return DecimalNumber.read(bytes, range).flatMap { $0.isFinite ? $0 : nil }
    }

    /// The same, where a comma may stand for the point.
    func number(
        _ column: Int, of bytes: UnsafeBufferPointer<UInt8>, orWithComma hasComma: Bool
    ) -> Double? {
        if let number = number(column, of: bytes) { return number }
        guard hasComma, let text = withDecimalPoint(column, of: bytes) else { return nil }
        return text.withUnsafeBufferPointer { DecimalNumber.read($0, 0..<$0.count) }.flatMap {
            $0.isFinite ? $0 : nil
        }
    }

    /// The bytes of a field that has one comma and no point, with a point for it.
    func withDecimalPoint(
        _ column: Int, of bytes: UnsafeBufferPointer<UInt8>
    ) -> [UInt8]? {
        let text = trimmedText(column, of: bytes) ?? ""
        guard text.utf8.count < 40, text.utf8.count(where: { $0 == UInt8(ascii: ",") }) == 1,
            !text.utf8.contains(UInt8(ascii: "."))
        else { return nil }
        return text.utf8.map { $0 == UInt8(ascii: ",") ? UInt8(ascii: ".") : $0 }
    }

    /// The day that a field begins with, written `2016-01-05`.
    func isoDay(_ column: Int, of bytes: UnsafeBufferPointer<UInt8>) -> Day? {
        let range = range(column)
        return range.count >= 10 ? bytes.isoDay(at: range.lowerBound) : nil
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The day that ten bytes from `start` write as ISO 8601 does; the caller knows that they are there.
    func isoDay(at start: Int) -> Day? {
        let dash = UInt8(ascii: "-")
        guard self[start + 4] == dash, self[start + 7] == dash,
            let century = twoDigits(at: start), let years = twoDigits(at: start + 2),
            let month = twoDigits(at: start + 5), let day = twoDigits(at: start + 8)
        else { return nil }
        return Day(year: century * 100 + years, month: month, day: day)
    }

    private func twoDigits(at position: Int) -> Int? {
        let tens = self[position] &- UInt8(ascii: "0")
        let ones = self[position + 1] &- UInt8(ascii: "0")
        return tens < 10 && ones < 10 ? Int(tens) * 10 + Int(ones) : nil
    }
}
