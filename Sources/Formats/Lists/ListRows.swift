public import Incidents

/// The fields of an incident list's rows, read one row at a time; asking the same row again costs nothing.
///
/// Valid inside ``IncidentList/withRows(_:)``.
public struct ListRows {
    private let list: IncidentList
    private let bytes: UnsafeBufferPointer<UInt8>
    private let columns: [String: Int]
    /// Of a table; `nil` for features.
    private let delimiter: UInt8?
    private let idColumn: Int?
    private let hasDecimalCommas: Bool
    private var current: Int?
    private var cells = CSVRow()
    private var widest = 0
    private var features: GeoJSONReader
    private var feature = GeoJSONFeature()

    init(_ list: IncidentList, _ bytes: UnsafeBufferPointer<UInt8>) {
        self.list = list
        self.bytes = bytes
        features = GeoJSONReader(bytes)
        guard case .csv(let shape) = list.shape else {
            columns = [:]
            delimiter = nil
            idColumn = nil
            hasDecimalCommas = false
            return
        }
        delimiter = shape.delimiter
        hasDecimalCommas = shape.hasDecimalCommas
        idColumn = shape.columns[.id]
        columns = Dictionary(
            zip(shape.header.distinct.map(\.trimmed), 0...),
            uniquingKeysWith: { first, _ in first })
    }

    /// The row's own id, or its number, from 1.
    public mutating func id(ofRow row: Int) -> String {
        move(to: row)
        let id =
            delimiter == nil
            ? feature["id"]?.text ?? feature.id
            : idColumn.flatMap { cells.trimmedText($0, of: bytes) }
        return id ?? numberedID(row)
    }

    /// The id as a cell of a table: mostly its bytes.
    mutating func appendID(ofRow row: Int, to out: inout OutputBuffer) {
        move(to: row)
        if let idColumn, let range = cells.plainRange(idColumn, of: bytes) {
            out.appendCSV(text: UnsafeBufferPointer(rebasing: bytes[range]))
        } else {
            out.appendCSV(.text(id(ofRow: row)))
        }
    }

    private func numberedID(_ row: Int) -> String {
        list.numbering.prefix + String(list.numbering.first + row)
    }

    /// What happened, in the words of the list; empty when it does not say.
    public mutating func type(ofRow row: Int) -> String { cells(ofRow: row)[.type] ?? "" }

    /// Where it happened, in the words of the list; empty when it does not say.
    public mutating func place(ofRow row: Int) -> String { cells(ofRow: row)[.place] ?? "" }

    /// The place with the divisions around it; `nil` when the row names none.
    public mutating func description(ofRow row: Int) -> PlaceDescription? {
        let cells = cells(ofRow: row)
        let place = PlaceDescription(
            name: cells[.place], admin2: cells[.admin2], admin1: cells[.admin1],
            country: cells[.country])
        return place.name ?? place.admin2 ?? place.admin1 == nil ? nil : place
    }

    /// How many were killed, as far as the list says.
    public mutating func killed(ofRow row: Int) -> (minimum: Int?, maximum: Int?) {
        let cells = cells(ofRow: row)
        let best = cells.count(.killed)
        return (cells.count(.killedMinimum) ?? best, cells.count(.killedMaximum) ?? best)
    }

    mutating func cells(ofRow row: Int) -> ListCells {
        move(to: row)
        switch list.shape {
        case .csv(let shape):
            return .csv(cells, bytes, shape)
        case .geojson: return .feature(feature)
        }
    }

    /// The value in the column, or of the member, of this name; `nil` when it is empty or not there. Numbers have
    /// a decimal point.
    public mutating func text(_ name: String, ofRow row: Int) -> String? {
        move(to: row)
        guard case .csv = list.shape else { return feature[name]?.text }
        return text(columns[name])
    }

    /// Hands out the cells of a row, with the numbers of their columns.
    mutating func forEachCell(
        ofRow row: Int, _ body: (Int, ListCell, UnsafeBufferPointer<UInt8>) -> Void
    ) {
        move(to: row)
        switch list.shape {
        case .csv:
            for column in 0..<cells.count {
                body(column, .field(cells, column, hasDecimalCommas), bytes)
            }
        case .geojson:
            for member in feature.members { body(Int(member.name), .property(member.value), bytes) }
        }
    }

    /// The names of all columns that were seen so far, by their numbers. Fields beyond the header have
    /// names too.
    var columnNames: [String] {
        guard case .csv(let shape) = list.shape else { return features.names }
        let beyond = max(shape.header.count, widest)
        return shape.header.distinct + (shape.header.count..<beyond).map { "column\($0 + 1)" }
    }

    var columnCount: Int {
        guard case .csv(let shape) = list.shape else { return features.names.count }
        return max(shape.header.count, widest)
    }

    private mutating func move(to row: Int) {
        guard current != row else { return }
        current = row
        if let delimiter {
            var reader = CSVReader(bytes, delimiter: delimiter, from: list.byte(ofRow: row))
            _ = reader.next(&cells)
            widest = max(widest, cells.count)
        } else {
            // Let go of the old one first, so that its arrays can be used again.
            feature = GeoJSONFeature()
            feature = features.feature(at: list.byte(ofRow: row)) ?? GeoJSONFeature()
        }
    }

    private func text(_ column: Int?) -> String? {
        guard let column, current != nil else { return nil }
        if hasDecimalCommas, let number = cells.withDecimalPoint(column, of: bytes),
            cells.number(column, of: bytes, orWithComma: true) != nil
        {
            return String(decoding: number, as: UTF8.self)
        }
        return cells.trimmedText(column, of: bytes)
    }
}

/// The texts of one row, asked for by what they say.
enum ListCells {
    case csv(CSVRow, UnsafeBufferPointer<UInt8>, CSVShape)
    case feature(GeoJSONFeature)

    /// Without spaces around it; `nil` when empty or absent.
    subscript(role: ListRole) -> String? {
        switch self {
        case .csv(let row, let bytes, let shape):
            let text = shape.columns[role].flatMap { row.trimmedText($0, of: bytes) }
            switch (shape.columns.dialect, role) {
            // GDELT has the country codes of FIPS 10-4.
            case (.gdelt, .country): return text.map(ForeignCountryCode.iso(fips:))
            case (.gdelt, .place): return text.flatMap { GDELTPlace($0).name }
            case (.gdelt, .admin1): return self.gdeltPlace?.admin1
            // GTD writes a word for what it does not know.
            case (.gtd, .place), (.gtd, .admin1): return text == "Unknown" ? nil : text
            default: return text
            }
        case .feature(let feature):
            return ListColumns.names(of: role).lazy.compactMap { feature[$0]?.text }.first
        }
    }

    /// As the list writes it, or by its code.
    var countryName: String? { gdeltPlace?.country ?? self[.country] }

    private var gdeltPlace: GDELTPlace? {
        guard case .csv(let row, let bytes, let shape) = self, shape.columns.dialect == .gdelt
        else {
            return nil
        }
        return shape.columns[.place].flatMap { row.trimmedText($0, of: bytes) }.map {
            GDELTPlace($0)
        }
    }

    /// A number of people; lists write negative ones for "unknown".
    func count(_ role: ListRole) -> Int? {
        self[role].flatMap(Double.init).flatMap { Int(exactly: $0.rounded()) }.flatMap {
            $0 >= 0 ? $0 : nil
        }
    }
}

extension CSVRow {
    /// Where a field stands whose bytes are its text, without spaces around it.
    func plainRange(_ column: Int, of bytes: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        let range = range(column)
        // Only bytes at the rim that can belong to a space need a closer look.
        func isLetter(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x7F }
        guard !isEscaped(column), let first = range.first, let last = range.last,
            isLetter(bytes[first]), isLetter(bytes[last])
        else { return nil }
        return range
    }

    /// The text of a field without spaces around it; `nil` when nothing is left.
    func trimmedText(_ column: Int, of bytes: UnsafeBufferPointer<UInt8>) -> String? {
        if let range = plainRange(column, of: bytes) {
            return String(decoding: bytes[range], as: UTF8.self)
        }
        let trimmed = text(column, of: bytes).trimmed
        return trimmed.isEmpty ? nil : trimmed
    }
}
