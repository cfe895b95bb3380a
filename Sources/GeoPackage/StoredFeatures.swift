import Earth
package import Incidents

/// A table of features in a GeoPackage that somebody made, and its rows.
package struct StoredFeatures {
    package let name: String
    /// The columns but for the shape and the row number.
    package let layer: Layer
    package let referenceSystem: Int
    private let geometryColumn: String
    private let keyColumn: String?

    package var isWGS84: Bool { [4326, 0].contains(referenceSystem) }

    package static func tables(in database: Database) throws(DatabaseError) -> [StoredFeatures] {
        let statement = try database.prepare(
            """
            SELECT g.table_name, g.column_name, coalesce(s.organization_coordsys_id, g.srs_id)
            FROM gpkg_geometry_columns g LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id
            ORDER BY g.rowid
            """)
        var found: [(name: String, column: String, system: Int)] = []
        while try statement.step() {
            guard let name = statement[0].text, let column = statement[1].text else { continue }
            found.append((name, column, statement[2].integer ?? 0))
        }
        var tables: [StoredFeatures] = []
        for (name, column, system) in found {
            tables.append(try StoredFeatures(name, column, system, database))
        }
        return tables
    }

    private init(
        _ name: String, _ geometry: String, _ system: Int, _ database: Database
    ) throws(DatabaseError) {
        self.name = name
        geometryColumn = geometry
        referenceSystem = system
        let statement = try database.prepare("PRAGMA table_info(\(quoted(name)))")
        var columns: [String] = []
        var types: [String: FieldType] = [:]
        var key: String?
        while try statement.step() {
            guard let column = statement[1].text else { continue }
            if statement[5].integer == 1, key == nil {
                key = column
            } else if column != geometry {
                columns.append(column)
                types[column] = FieldType(geoPackageType: statement[2].text ?? "")
            }
        }
        keyColumn = key
        layer = Layer(name: name, columns: columns, types: types)
    }

    /// - Parameter body: Also hears why a shape could not be used; the feature then has none.
    package func forEach(
        in database: Database, where condition: String = "", _ values: [SQLValue] = [],
        _ body: (Feature, String?) throws(DatabaseError) -> Void
    ) throws(DatabaseError) {
        let key = keyColumn.map(quoted) ?? "rowid"
        let names = [key, quoted(geometryColumn)] + layer.columns.map(quoted)
        let statement = try database.prepare(
            "SELECT \(names.joined(separator: ",")) FROM \(quoted(name)) \(condition.isEmpty ? "ORDER BY \(key)" : condition)"
        )
        try statement.bind(values)
        while try statement.step() {
            let cells = layer.columns.indices.map {
                statement[$0 + 2].field(as: layer.type(of: layer.columns[$0]))
            }
            var feature = Feature(
                id: statement[0].integer.map(String.init) ?? "", geometry: nil, values: cells)
            var fault: String?
            if let blob = statement[1].blob {
                do throws(GeometryBlob.Fault) {
                    feature.geometry = try GeometryBlob.decode(blob)
                } catch { fault = error.description }
            }
            try body(feature, fault)
        }
    }
}

extension SQLValue {
    package func field(as type: FieldType) -> FieldValue {
        switch self {
        case .null, .blob: .none
        case .integer(let integer):
            switch type {
            case .flag: .flag(integer != 0)
            default: .integer(integer)
            }
        case .real(let real): .number(real, decimals: 15)
        case .text(let text): .text(text)
        }
    }
}

extension FieldType {
    fileprivate init(geoPackageType name: String) {
        switch name.uppercased().prefix(while: { $0 != "(" }) {
        case "BOOLEAN": self = .flag
        case "TINYINT", "SMALLINT", "MEDIUMINT", "INT", "INTEGER": self = .integer
        case "FLOAT", "DOUBLE", "REAL": self = .number
        case "DATE": self = .day
        default: self = .text
        }
    }
}
