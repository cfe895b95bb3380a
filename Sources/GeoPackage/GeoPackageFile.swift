import Earth
package import Incidents

/// A new GeoPackage that features are written into: points, and rows without a place, into one table;
/// other shapes into a second, `…_outlines`, because map programs want one kind of shape to a layer.
package final class GeoPackageFile {
    private let database: Database
    private var layer: Layer
    private var points: Filling?
    private var outlines: Filling?
    /// The first rows, which tell the types of columns that the layer does not declare.
    private var waiting: [Feature] = []

    private static let sample = 4096

    /// - Parameter path: An empty file, or none. It is complete after ``finish()``.
    package init(path: String, layer: Layer) throws(DatabaseError) {
        database = try Database(path: path, .create)
        self.layer = layer
        // Whoever asked for the file puts it in its place when it is whole.
        try database.execute(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000")
        try database.execute("BEGIN")
        try GeoPackageSchema.create(in: database)
    }

    package func write(_ feature: Feature) throws(DatabaseError) {
        guard points == nil else { return try add(feature) }
        waiting.append(feature)
        if waiting.count == Self.sample { try begin() }
    }

    package func finish() throws(DatabaseError) {
        if points == nil { try begin() }
        for filling in [points, outlines].compactMap({ $0 }) { try filling.finish(database) }
        // The one time in the file would make every run's bytes different.
        try database.execute("UPDATE gpkg_contents SET last_change = '1970-01-01T00:00:00.000Z'")
        try database.execute("COMMIT")
    }

    private func begin() throws(DatabaseError) {
        layer.types = layer.types.merging(Self.types(of: waiting, layer)) { declared, _ in declared
        }
        points = try Filling(
            FeatureTable(name: layer.name, layer: layer, geometry: .point), database)
        for feature in waiting { try add(feature) }
        waiting = []
    }

    private func add(_ feature: Feature) throws(DatabaseError) {
        switch feature.geometry {
        case .point, nil: try points?.add(feature)
        default: try outlinesTable().add(feature)
        }
    }

    private func outlinesTable() throws(DatabaseError) -> Filling {
        if let outlines { return outlines }
        let table = FeatureTable(name: layer.name + "_outlines", layer: layer, geometry: .any)
        let filling = try Filling(table, database)
        outlines = filling
        return filling
    }

    /// Of the columns whose values agree.
    private static func types(of features: [Feature], _ layer: Layer) -> [String: FieldType] {
        var types: [String: FieldType] = [:]
        for (index, column) in layer.columns.enumerated() {
            let values = features.lazy.compactMap {
                index < $0.values.count ? $0.values[index] : nil
            }
            let kinds = Set(values.compactMap(FieldType.init(of:)))
            if kinds.count == 1 { types[column] = kinds.first }
            if kinds == [.integer, .number] { types[column] = .number }
        }
        return types
    }
}

extension FieldType {
    fileprivate init?(of value: FieldValue) {
        switch value {
        case .none: return nil
        case .integer: self = .integer
        case .number: self = .number
        case .flag: self = .flag
        case .json: self = .text
        case .text(let text): self = text.utf8.count == 10 && Day(iso: text) != nil ? .day : .text
        }
    }
}

/// A table and its index while they are filled.
private final class Filling {
    private let table: FeatureTable
    private let rows: Statement
    private let boxes: Statement
    private var index = IndexFilling()
    /// The first rows of the index are written at once, those after them one by one.
    private var indexIsWritten = false
    private let database: Database

    init(_ table: FeatureTable, _ database: Database) throws(DatabaseError) {
        self.table = table
        self.database = database
        try table.create(in: database)
        rows = try database.prepare(table.insertion)
        boxes = try database.prepare("INSERT INTO \(quoted(table.index)) VALUES (?,?,?,?,?)")
    }

    func add(_ feature: Feature) throws(DatabaseError) {
        try rows.run(table.values(of: feature))
        guard let box = feature.geometry?.plainBox, box.west <= box.east else { return }
        guard indexIsWritten else {
            index.add(row: database.lastRow, box)
            if index.isFull { try writeIndex() }
            return
        }
        try boxes.run([
            .integer(Int(database.lastRow)), .real(box.west), .real(box.east), .real(box.south),
            .real(box.north),
        ])
    }

    private func writeIndex() throws(DatabaseError) {
        indexIsWritten = true
        try database.withTablesOfModules { () throws(DatabaseError) in
            try index.write(into: table.index, database)
        }
    }

    func finish(_ database: Database) throws(DatabaseError) {
        if !indexIsWritten { try writeIndex() }
        try table.describe(in: database)
        try table.addTriggers(in: database)
    }
}
