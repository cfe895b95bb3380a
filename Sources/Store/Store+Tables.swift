import Earth
internal import GeoPackage
public import Incidents

extension Store {
    /// What a store keeps, as it may be taken out of it again.
    public enum Table: String, CaseIterable, Sendable {
        case incidents, reports, mentions, provenance, corrections, alerts
    }

    /// The columns of a table. Places of mentions and corrections are the features' points.
    public func layer(of table: Table) -> Layer {
        guard let shape = TableShape(table) else { return layer }
        return Layer(
            name: table.rawValue, columns: shape.columns.map(\.name),
            types: Dictionary(uniqueKeysWithValues: shape.columns.map { ($0.name, $0.type) }))
    }

    /// Every row of a table, in the order of its arrival. One that a store of an older version, which is only
    /// read, has not yet is empty; so are the columns it has not.
    public func forEach(in table: Table, _ body: (Feature) throws -> Void) throws {
        guard let shape = TableShape(table) else { return try forEach(body) }
        var failure: (any Error)?
        try StoreError.catching {
            let known = try columns(of: table.rawValue)
            guard !known.isEmpty else { return }
            let statement = try database.prepare(shape.query(known))
            while failure == nil, try statement.step() {
                do { try body(shape.feature(statement)) } catch { failure = error }
            }
        }
        if let failure { throw failure }
    }

    private func columns(of table: String) throws(DatabaseError) -> Set<String> {
        let statement = try database.prepare("PRAGMA table_info(\(table))")
        var known: Set<String> = []
        while try statement.step() { known.insert(statement[1].text ?? "") }
        return known
    }
}

/// The columns of a table without shapes, and where they come from.
private struct TableShape {
    let table: Store.Table
    var columns: [(name: String, type: FieldType)]

    /// `nil` for the incidents, which have a layer of their own.
    init?(_ table: Store.Table) {
        self.table = table
        func texts(_ names: String...) -> [(name: String, type: FieldType)] {
            names.map { ($0, .text) }
        }
        switch table {
        case .incidents: return nil
        case .reports:
            columns =
                texts("id", "title") + [("published", .day)] + texts("source", "url")
        case .mentions:
            columns =
                texts("report") + [("start", .integer), ("end", .integer)] + texts("text", "role")
                + [("confidence", .number)]
                + texts("gazetteer_id", "place", "kind", "admin1", "country")
                + [("radius_km", .number)] + texts("reasons")
        case .provenance:
            columns =
                texts("incident") + [("revision", .integer)] + texts("origin", "at", "who", "quote")
        case .corrections:
            columns =
                [("number", .integer)]
                + texts(
                    "at", "who", "why", "action", "scope", "target", "area", "value", "place_id",
                    "place", "kind", "admin1", "admin2", "country", "country_name")
                + [("radius_km", .number)] + texts("was") + [("undone", .flag)]
        case .alerts:
            columns =
                texts("id", "rule", "change", "certainty") + [("day", .day)]
                + texts("site", "incidents", "message", "acknowledged_at", "acknowledged_by")
        }
    }

    private var isPlaced: Bool { table == .mentions || table == .corrections }

    /// Longitude and latitude, then the columns.
    func query(_ known: Set<String>) -> String {
        let imported = ["origin", "at", "who"]
        let place = isPlaced ? ["t.longitude", "t.latitude"] : ["NULL", "NULL"]
        let values = columns.map { column in
            if column.name == "number" { return "t.fid" }
            if table == .provenance, imported.contains(column.name) { return "i.\(column.name)" }
            return known.contains(column.name) ? "t.\(quoted(column.name))" : "NULL"
        }
        let imports = table == .provenance ? "LEFT JOIN imports i ON i.fid = t.import" : ""
        return
            "SELECT \((place + values).joined(separator: ", ")) FROM \(table.rawValue) t \(imports) ORDER BY t.fid"
    }

    func feature(_ row: Statement) -> Feature {
        var point: Coordinate?
        if let longitude = row[0].number, let latitude = row[1].number {
            point = try? Coordinate(longitude: longitude, latitude: latitude)
        }
        let values = columns.enumerated().map { number, column in
            row[number + 2].field(as: column.type)
        }
        let id: String = if case .text(let text)? = values.first { text } else { "" }
        return Feature(id: id, geometry: point.map(Geometry.point), values: values)
    }
}
