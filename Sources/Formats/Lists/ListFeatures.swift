import Earth
public import Incidents

/// Incident lists as features of a layer whose columns are those of the input, to be written in another
/// format.
///
/// A column is whole numbers, numbers or flags if all its values are; otherwise text.
public struct ListFeatures {
    public let layer: Layer
    private let list: IncidentList
    private let types: [ColumnType]
    private let columns: [String]
    private let added: [String: FieldType]
    private let addedColumns: [String]
    private let addedValues: (Int) -> [FieldValue]

    private enum ColumnType: Int, Comparable {
        case none, integer, number, flag, day, text
        static func < (a: ColumnType, b: ColumnType) -> Bool { a.rawValue < b.rawValue }

        /// `nil` for text, which needs no saying.
        var field: FieldType? {
            switch self {
            case .none, .text: nil
            case .integer: .integer
            case .number: .number
            case .flag: .flag
            case .day: .day
            }
        }
    }

    /// - Parameters:
    ///   - columns: Columns to be added to the list's own, with their types.
    ///   - values: Theirs, for a row from 0.
    public init(
        _ list: IncidentList, adding columns: [(name: String, type: FieldType)] = [],
        values: @escaping (Int) -> [FieldValue] = { _ in [] }
    ) {
        added = Dictionary(columns.map { ($0.name, $0.type) }) { $1 }
        addedColumns = columns.map(\.name)
        addedValues = values
        var names: [String] = []
        var types: [String: ColumnType] = [:]
        list.forEachRow { _, _, values in
            for (name, value) in values {
                if types[name] == nil { names.append(name) }
                types[name] = Self.join(types[name] ?? .none, Self.type(of: value))
            }
        }
        let own = Set(["longitude", "latitude"])
        let taken = own.union(addedColumns)
        self.columns = names.filter { $0 != "id" && !taken.contains($0.lowercased()) }
        self.types = self.columns.map { types[$0] ?? .none }
        self.list = list
        let known = zip(self.columns, self.types).compactMap { name, type in
            type.field.map { (name, $0) }
        }
        layer = Layer(
            name: "incidents", columns: ["id"] + self.columns + addedColumns,
            types: added.merging(known) { $1 },
            roles: Layer.Roles(
                title: self.columns.first { ["title", "type", "event_type"].contains($0) },
                description: self.columns.first { ["quote", "notes", "description"].contains($0) },
                start: self.columns.first { ["date_start", "event_date", "date"].contains($0) },
                end: self.columns.first { ["date_end"].contains($0) }))
    }

    /// Hands out every row as a feature.
    public func forEach(_ body: (Feature) throws -> Void) rethrows {
        var position = 0
        try list.forEachRow { row, id, values in
            var point: Geometry?
            if position < list.rowsOfPoints.count, list.rowsOfPoints[position] == row {
                point = .point(list.points[position])
                position += 1
            }
            let known = Dictionary(values, uniquingKeysWith: { $1 })
            let cells = zip(columns, types).map { name, type in Self.cell(known[name], as: type) }
            try body(
                Feature(id: id, geometry: point, values: [.text(id)] + cells + addedValues(row)))
        }
    }

    private static func type(of value: PropertyValue) -> ColumnType {
        switch value {
        case .null, .text(""): return .none
        case .flag: return .flag
        case .number(let number): return Int(exactly: number) == nil ? .number : .integer
        case .json: return .text
        case .text(let text):
            if text.utf8.count == 10, Day(iso: text) != nil { return .day }
            // "007" and "+5" are codes, not numbers.
            if Int(text).map({ "\($0)" == text }) == true { return .integer }
            let isPlain = text.utf8.allSatisfy { $0.isASCIIDigit || $0 == 0x2D || $0 == 0x2E }
            return isPlain && Double(text) != nil && !text.hasPrefix("0") == !text.hasPrefix("0.")
                && text.first != "." ? .number : .text
        }
    }

    /// Whole numbers among others are numbers; flags and numbers together are text.
    private static func join(_ a: ColumnType, _ b: ColumnType) -> ColumnType {
        if a == b || b == .none { return a }
        if a == .none { return b }
        let numbers: Set<ColumnType> = [.integer, .number]
        return numbers.contains(a) && numbers.contains(b) ? .number : .text
    }

    private static func cell(_ value: PropertyValue?, as type: ColumnType) -> FieldValue {
        guard let value, value != .null, let text = value.text else { return .none }
        switch type {
        case .none: return .none
        case .integer: return .integer(orNone: value.number.flatMap { Int(exactly: $0) })
        // More decimals than fixed ones have: written as exactly as a double is.
        case .number: return value.number.map { .number($0, decimals: 15) } ?? .none
        case .flag: return .flag(value == .flag(true))
        case .text, .day: return .text(text)
        }
    }
}

extension IncidentList {
    /// Hands out the id and the values of each row by the names of their columns.
    func forEachRow(
        _ body: (Int, String, [(name: String, value: PropertyValue)]) throws -> Void
    ) rethrows {
        try withRows { fields in
            try file.withBytes { bytes in
                for (number, range) in rows.enumerated() {
                    try body(
                        number, fields.id(ofRow: number),
                        values(UnsafeBufferPointer(rebasing: bytes[range])))
                }
            }
        }
    }

    private func values(
        _ bytes: UnsafeBufferPointer<UInt8>
    ) -> [(name: String, value: PropertyValue)] {
        switch shape {
        case .csv(let shape):
            var reader = CSVReader(bytes, delimiter: shape.delimiter)
            var row = CSVRow()
            guard reader.next(&row) else { return [] }
            return (0..<row.count).map { column in
                let name =
                    column < shape.header.count ? shape.header[column] : "column\(column + 1)"
                return (name, .text(row.text(column, of: bytes)))
            }
        case .geojson:
            var properties: [(name: String, value: PropertyValue)] = []
            var reader = GeoJSONReader(bytes)
            try? reader.forEach { properties = $0.properties }
            return properties
        }
    }
}
