import Earth
public import Incidents

/// What columns an incident list has, and what all values of each are. Grows with every part that is
/// looked through.
public struct ListColumnTable {
    private(set) var names: [String] = []
    private(set) var types: [ListColumnType] = []
    private var numbers: [String: Int] = [:]

    public init() {}

    public mutating func add(_ list: IncidentList) {
        list.withRows { rows in
            var own: [ListColumnType] = []
            for row in 0..<list.count {
                rows.forEachCell(ofRow: row) { column, cell, bytes in
                    while own.count <= column { own.append(.none) }
                    // Text stays text.
                    guard own[column] != .text else { return }
                    own[column] = own[column].joined(cell.type(in: bytes))
                }
            }
            for (column, name) in rows.columnNames.enumerated() {
                let number = number(of: name)
                types[number] = types[number].joined(column < own.count ? own[column] : .none)
            }
        }
    }

    /// Columns of one name are one; of their values the last counts.
    private mutating func number(of name: String) -> Int {
        if let known = numbers[name] { return known }
        numbers[name] = names.count
        names.append(name)
        types.append(.none)
        return names.count - 1
    }
}

/// Incident lists as features of a layer whose columns are those of the input, to be written in another
/// format.
///
/// A column is whole numbers, numbers or flags if all its values are; otherwise text.
public struct ListFeatures {
    public let layer: Layer
    private let types: [ListColumnType]
    /// Where the column of a name stands in the layer.
    private let places: [String: Int]
    private let addedCount: Int

    /// - Parameter columns: To be added to the list's own, with their types.
    public init(
        _ table: ListColumnTable, adding columns: [(name: String, type: FieldType)] = []
    ) {
        let taken = Set(["longitude", "latitude"] + columns.map(\.name))
        var places: [String: Int] = [:]
        var kept = ["id"]
        var types = [ListColumnType.text]
        var known = Dictionary(columns.map { ($0.name, $0.type) }) { $1 }
        for (name, type) in zip(table.names, table.types)
        where name != "id" && !taken.contains(name.lowercased()) {
            places[name] = kept.count
            kept.append(name)
            types.append(type)
            if let field = type.field { known[name] = field }
        }
        self.types = types
        self.places = places
        addedCount = columns.count
        layer = Layer(
            name: "incidents", columns: kept + columns.map(\.name), types: known,
            roles: Layer.Roles(
                title: kept.first { ["title", "type", "event_type"].contains($0) },
                description: kept.first { ["quote", "notes", "description"].contains($0) },
                start: kept.first { ["date_start", "event_date", "date"].contains($0) },
                end: kept.first { ["date_end"].contains($0) }))
    }

    /// Of a list that is read as a whole.
    public init(_ list: IncidentList, adding columns: [(name: String, type: FieldType)] = []) {
        var table = ListColumnTable()
        table.add(list)
        self.init(table, adding: columns)
    }

    /// Hands out every row of the list, or of a part of it, as a feature.
    ///
    /// - Parameter values: Of the added columns, for a row from 0.
    public func forEach(
        in list: IncidentList, adding values: ((Int) -> [FieldValue])? = nil,
        _ body: (Feature) throws -> Void
    ) rethrows {
        var position = 0
        try list.withRows { rows in
            var columns = columns(rows.columnNames)
            for row in 0..<list.count {
                var point: Geometry?
                if position < list.rowsOfPoints.count, list.rowsOfPoints[position] == row {
                    point = .point(list.points[position])
                    position += 1
                }
                let id = rows.id(ofRow: row)
                // Features may each have members of their own.
                if columns.count < rows.columnCount { columns = self.columns(rows.columnNames) }
                var cells = [FieldValue](repeating: .none, count: types.count)
                cells[0] = .text(id)
                rows.forEachCell(ofRow: row) { column, cell, bytes in
                    guard let place = columns[column] else { return }
                    cells[place] = cell.value(in: bytes, as: types[place])
                }
                if let values { cells += values(row) }
                try body(Feature(id: id, geometry: point, values: cells))
            }
        }
    }

    private func columns(_ names: [String]) -> [Int?] { names.map { places[$0] } }
}
