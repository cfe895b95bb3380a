import Earth
package import Incidents

/// A table of features in a GeoPackage: `fid`, `geom`, then the layer's columns, typed, with a spatial
/// index.
package struct FeatureTable {
    package let name: String
    package let columns: [String]
    private let types: [FieldType]
    /// SQL names are one whatever their case; a column that clashes gets a number.
    private let sqlNames: [String]
    package let geometry: GeometryKind

    package enum GeometryKind: String {
        case point = "POINT"
        case any = "GEOMETRY"
    }

    package static let geometryColumn = "geom"

    package init(name: String, layer: Layer, geometry: GeometryKind) {
        self.name = name
        self.geometry = geometry
        columns = layer.columns
        types = layer.columns.map(layer.type)
        var taken: Set<String> = ["fid", Self.geometryColumn]
        sqlNames = layer.columns.map { column in
            let plain = column.isEmpty ? "column" : column
            var name = plain
            var number = 1
            while !taken.insert(name.lowercased()).inserted {
                number += 1
                name = "\(plain)_\(number)"
            }
            return name
        }
    }

    /// - Parameter unique: A column whose values are all different.
    package func create(in database: Database, unique: String? = nil) throws(DatabaseError) {
        let fields = zip(sqlNames, types).map { name, type in
            "\(quoted(name)) \(type.geoPackageType)" + (name == unique ? " NOT NULL UNIQUE" : "")
        }
        let all =
            ["fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL", "geom \(geometry.rawValue)"] + fields
        try database.execute("CREATE TABLE \(quoted(name)) (\(all.joined(separator: ", ")))")
        try database.run(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES (?,'features',?,4326)",
            .text(name), .text(name))
        try database.run(
            "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, 4326, 0, 0)", .text(name),
            .text(geometry.rawValue))
        try database.execute(
            "CREATE VIRTUAL TABLE \(quoted(index)) USING rtree(id, minx, maxx, miny, maxy)")
        try database.run(
            """
            INSERT INTO gpkg_extensions VALUES (?, 'geom', 'gpkg_rtree_index',
              'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')
            """, .text(name))
    }

    package var index: String { "rtree_\(name)_geom" }

    /// Lets the index follow every change from now on. Filling a new table is faster before.
    package func addTriggers(in database: Database) throws(DatabaseError) {
        let table = quoted(name)
        let index = quoted(self.index)
        let box =
            "VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom))"
        let full = "(NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))"
        let empty = "(NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))"
        let actions = [
            (
                "insert",
                "INSERT ON \(table) WHEN (NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom))",
                "INSERT OR REPLACE INTO \(index) \(box);"
            ),
            (
                "update1", "UPDATE OF geom ON \(table) WHEN OLD.fid = NEW.fid AND \(full)",
                "INSERT OR REPLACE INTO \(index) \(box);"
            ),
            (
                "update2", "UPDATE OF geom ON \(table) WHEN OLD.fid = NEW.fid AND \(empty)",
                "DELETE FROM \(index) WHERE id = OLD.fid;"
            ),
            (
                "update3", "UPDATE ON \(table) WHEN OLD.fid != NEW.fid AND \(full)",
                "DELETE FROM \(index) WHERE id = OLD.fid; INSERT OR REPLACE INTO \(index) \(box);"
            ),
            (
                "update4", "UPDATE ON \(table) WHEN OLD.fid != NEW.fid AND \(empty)",
                "DELETE FROM \(index) WHERE id IN (OLD.fid, NEW.fid);"
            ),
            (
                "delete", "DELETE ON \(table) WHEN OLD.geom NOT NULL",
                "DELETE FROM \(index) WHERE id = OLD.fid;"
            ),
        ]
        for (kind, event, action) in actions {
            let trigger = quoted("\(self.index)_\(kind)")
            try database.execute("CREATE TRIGGER \(trigger) AFTER \(event) BEGIN \(action) END")
        }
    }

    /// Writes the box of all rows into the table of contents, as map programs look for it there.
    package func describe(in database: Database) throws(DatabaseError) {
        try database.execute(
            """
            UPDATE gpkg_contents SET (min_x, min_y, max_x, max_y) =
              (SELECT min(minx), min(miny), max(maxx), max(maxy) FROM \(quoted(index)))
            WHERE table_name = '\(name.split(separator: "'", omittingEmptySubsequences: false)
                .joined(separator: "''"))'
            """)
    }

    /// The names of the table's columns, as SQL knows them.
    package var insertion: String {
        let names = ["geom"] + sqlNames
        let marks = names.map { _ in "?" }.joined(separator: ",")
        return
            "INSERT INTO \(quoted(name)) (\(names.map(quoted).joined(separator: ","))) VALUES (\(marks))"
    }

    /// For ``insertion``: the shape, then the values, each as its column's type.
    package func values(of feature: Feature) -> [SQLValue] {
        let shape = feature.geometry.map { SQLValue.blob(GeometryBlob.encode($0)) } ?? .null
        let cells = types.indices.map { index in
            index < feature.values.count ? types[index].cell(feature.values[index]) : .null
        }
        return [shape] + cells
    }
}

extension FieldType {
    /// The value in the shape the column promises; a value of another type, which no layer of ours
    /// has, is kept as text.
    package func cell(_ value: FieldValue) -> SQLValue {
        switch (self, value) {
        case (_, .none): .null
        case (_, .text(let text)), (_, .json(let text)): .text(text)
        case (.integer, .integer(let integer)): .integer(integer)
        case (.number, .integer(let integer)): .real(Double(integer))
        case (_, .number(let number, let decimals)):
            number.isFinite
                ? self == .number ? .real(rounded(number, decimals)) : .text("\(number)") : .null
        case (.flag, .flag(let flag)): .integer(flag ? 1 : 0)
        case (_, .integer(let integer)): .text("\(integer)")
        case (_, .flag(let flag)): .text("\(flag)")
        }
    }

    private func rounded(_ number: Double, _ decimals: Int) -> Double {
        guard decimals <= 6, abs(number) < 1e9 else { return number }
        let scale = (0..<max(0, decimals)).reduce(1.0) { power, _ in power * 10 }
        return (number * scale).rounded() / scale
    }
}
