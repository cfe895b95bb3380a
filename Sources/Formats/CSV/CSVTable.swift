/// A table with a header line: rows whose fields are asked for by name.
///
/// Names are compared without case, spaces, dots, hyphens and underscores, so `event_date`, `Event Date` and
/// `eventdate` are one column.
package struct CSVTable {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var reader: CSVReader
    private var columns: [String: Int]
    /// As written.
    package private(set) var header: [String]
    package private(set) var row = CSVRow()
    /// Whether a line `sep=;`, by which spreadsheets tell the delimiter, stands before the header.
    package private(set) var hasSeparatorLine = false
    /// 1-based; the header does not count.
    package private(set) var rowNumber = 0

    /// - Parameter delimiter: `nil` = worked out from the first lines.
    /// - Returns: `nil` when there is no header line.
    package init?(_ bytes: UnsafeBufferPointer<UInt8>, delimiter: UInt8? = nil) {
        self.bytes = bytes
        reader = CSVReader(bytes, delimiter: delimiter ?? CSVDialect.delimiter(of: bytes))
        guard reader.next(&row) else { return nil }
        if CSVDialect.separator(of: bytes) != nil {
            hasSeparatorLine = true
            guard reader.next(&row) else { return nil }
        }
        header = (0..<row.count).map { [row] in row.text($0, of: bytes) }
        columns = columnNumbers(header)
    }

    /// The same table under other column names.
    func renamed(_ header: [String]) -> CSVTable {
        var table = self
        table.header = header
        table.columns = columnNumbers(header)
        return table
    }

    package mutating func next() -> Bool {
        guard reader.next(&row) else { return false }
        rowNumber += 1
        return true
    }

    package var unclosedQuote: Int? { reader.unclosedQuote }

    /// The column that bears the first of `names` the header has.
    package func column(_ names: String...) -> Int? {
        names.lazy.compactMap { columns[columnKey($0)] }.first
    }

    package func column(anyOf names: [String]) -> Int? {
        names.lazy.compactMap { columns[columnKey($0)] }.first
    }

    /// The field of the current row, without spaces around it; `nil` when empty or absent.
    package func field(_ column: Int?) -> String? {
        guard let column else { return nil }
        let text = row.text(column, of: bytes).trimmed
        return text.isEmpty ? nil : text
    }
}

private func columnNumbers(_ header: [String]) -> [String: Int] {
    Dictionary(zip(header.map(columnKey), 0...), uniquingKeysWith: { first, _ in first })
}

private func columnKey(_ name: String) -> String {
    name.lowercased().filter { !" _-.\u{FEFF}".contains($0) }
}

extension StringProtocol {
    /// Without white space at either end.
    var trimmed: String {
        var rest = Substring(self).unicodeScalars
        while let first = rest.first, first.properties.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.properties.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}

/// Which delimiter a table uses.
enum CSVDialect {
    /// The candidate that cuts the first rows into the most fields, the same number in each.
    static func delimiter(of bytes: UnsafeBufferPointer<UInt8>) -> UInt8 {
        if let separator = separator(of: bytes) { return separator }
        let sample = UnsafeBufferPointer(rebasing: bytes.prefix(1 << 15))
        let candidates = [",", ";", "\t", "|"].map { UInt8(ascii: $0) }
        let scores = candidates.map { score($0, sample, isWhole: sample.count == bytes.count) }
        guard let best = scores.max(), best > 0, let index = scores.firstIndex(of: best) else {
            return UInt8(ascii: ",")
        }
        return candidates[index]
    }

    /// What a first line `sep=;` names.
    static func separator(of bytes: UnsafeBufferPointer<UInt8>) -> UInt8? {
        var line = bytes.prefix(16)
        if line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
        guard line.starts(with: "sep=".utf8) else { return nil }
        let rest = Array(line.dropFirst(4).prefix(2))
        guard rest.count == 2, [0x0A, 0x0D].contains(rest[1]), rest[0] >= 0x09, rest[0] < 0x80,
            ![0x0A, 0x0D, UInt8(ascii: "\"")].contains(rest[0])
        else { return nil }
        return rest[0]
    }

    /// Rows that agree with the header on the number of fields, times that number; 0 for one field.
    private static func score(
        _ delimiter: UInt8, _ sample: UnsafeBufferPointer<UInt8>, isWhole: Bool
    ) -> Int {
        var reader = CSVReader(sample, delimiter: delimiter)
        var row = CSVRow()
        guard reader.next(&row), row.count > 1 else { return 0 }
        let width = row.count
        var agreeing = 1
        for _ in 0..<20 {
            guard reader.next(&row) else { break }
            let isCut = !isWhole && reader.position == sample.count
            if row.count == width, !isCut { agreeing += 1 }
        }
        return agreeing * width
    }
}
