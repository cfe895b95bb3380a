import Earth
public import Incidents

/// What columns an incident list has, and what all values of each are. Grows with every part that is
/// looked through.
public struct ListColumnTable {
    private(set) var names: [String] = []
    private(set) var types: [ListColumnType] = []
    private(set) var hasShapes = false
    private(set) var hasDays = false
    private var numbers: [String: Int] = [:]

    public init() {}

    /// The first column of a name that such a role may have, whose values are all days.
    func day(_ role: ListRole) -> String? {
        ListColumns.names(of: role).first { name in
            zip(names, types).contains { $0 == name && $1 == .day }
        }
    }

    public mutating func add(_ list: IncidentList) {
        hasShapes = hasShapes || !list.shapes.isEmpty
        hasDays = hasDays || (0..<list.count).contains { list.days(ofRow: $0).start != nil }
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
/// A column is whole numbers, numbers or flags if all its values are; otherwise text. Days that are written
/// in another way than ISO 8601's, or with a time, are given in `date_start` and `date_end` besides, so that
/// maps can show a time line; a column of that name is then called `…_text`.
public struct ListFeatures {
    public let layer: Layer
    private let types: [ListColumnType]
    /// Where the column of a name stands in the layer.
    private let places: [String: Int]
    private let addsDays: Bool

    private static let days = ["date_start", "date_end"]

    /// - Parameter columns: To be added to the list's own, with their types.
    public init(
        _ table: ListColumnTable, adding columns: [(name: String, type: FieldType)] = []
    ) {
        addsDays = table.hasDays && table.day(.date) == nil
        let days = addsDays ? Self.days : []
        let added = columns + days.map { ($0, .day) }
        let taken = Set(["longitude", "latitude"] + columns.map(\.name))
        var places: [String: Int] = [:]
        var kept = ["id"]
        var types = [ListColumnType.text]
        var known = Dictionary(added.map { ($0.name, $0.type) }) { $1 }
        for (name, type) in zip(table.names, table.types)
        where name != "id" && !taken.contains(name.lowercased()) {
            let column = days.contains(name) ? name + "_text" : name
            places[name] = kept.count
            kept.append(column)
            types.append(type)
            if let field = type.field { known[column] = field }
        }
        self.types = types
        self.places = places
        layer = Layer(
            name: "incidents", columns: kept + days + columns.map(\.name), types: known,
            roles: Layer.Roles(
                title: kept.first { ["title", "type", "event_type"].contains($0) },
                description: kept.first { ["quote", "notes", "description"].contains($0) },
                start: addsDays ? Self.days[0] : table.day(.date),
                end: addsDays ? Self.days[1] : table.day(.end)),
            hasShapes: table.hasShapes)
    }

    /// Of a list that is read as a whole.
    public init(_ list: IncidentList, adding columns: [(name: String, type: FieldType)] = []) {
        var table = ListColumnTable()
        table.add(list)
        self.init(table, adding: columns)
    }

    /// Hands out rows of the list, or of a part of it, as features.
    ///
    /// - Parameters:
    ///   - chosen: From 0, in any order; `nil` = all, in theirs.
    ///   - values: Of the added columns, for a row from 0.
    public func forEach(
        in list: IncidentList, rows chosen: [Int]? = nil,
        adding values: ((Int) -> [FieldValue])? = nil, _ body: (Feature) throws -> Void
    ) rethrows {
        try list.withRows { rows in
            var columns = columns(rows.columnNames)
            for row in chosen ?? Array(0..<list.count) {
                let id = rows.id(ofRow: row)
                // Features may each have members of their own.
                if columns.count < rows.columnCount { columns = self.columns(rows.columnNames) }
                var cells = [FieldValue](repeating: .none, count: types.count)
                cells[0] = .text(id)
                rows.forEachCell(ofRow: row) { column, cell, bytes in
                    guard let place = columns[column] else { return }
                    cells[place] = cell.value(in: bytes, as: types[place])
                }
                if addsDays {
                    let days = list.days(ofRow: row)
                    cells += [days.start, days.end].map { .text(orNone: $0?.description) }
                }
                if let values { cells += values(row) }
                try body(Feature(id: id, geometry: list.geometry(ofRow: row), values: cells))
            }
        }
    }

    private func columns(_ names: [String]) -> [Int?] { names.map { places[$0] } }
}
