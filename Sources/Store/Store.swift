internal import GeoPackage
public import Incidents

/// Incidents, corrections and alerts kept between runs, in one GeoPackage that map programs open.
///
/// What a call has returned from is on the disk: SQLite's write-ahead log is flushed with every
/// transaction. Two programs may have the store open; writers wait for each other, readers for no one.
/// A value belongs to one thread.
public final class Store {
    let database: Database
    let layer: Layer
    let positions: [String: Int]
    private let insertion: String

    public enum Mode { case reading, writing, creating }

    /// Opens a store, and brings one of an older version up to date unless it is only read.
    ///
    /// - Parameter layer: What an incident's columns are. `id`, `report`, `place_text` and the like are
    ///   known by name.
    /// - Throws: ``StoreError``; a store of a newer version is refused as it is.
    public convenience init(path: String, layer: Layer, _ mode: Mode) throws(StoreError) {
        try self.init(path: path, layer: layer, mode, fileSystem: nil)
    }

    init(path: String, layer: Layer, _ mode: Mode, fileSystem: String?) throws(StoreError) {
        self.layer = layer
        positions = Dictionary(uniqueKeysWithValues: zip(layer.columns, 0...))
        insertion =
            FeatureTable(
                name: StoreSchema.incidents, layer: StoreSchema.stored(layer), geometry: .point
            ).insertion
        database = try StoreError.catching {
            try Self.open(path, layer, mode, fileSystem)
        }
    }

    private static func open(
        _ path: String, _ layer: Layer, _ mode: Mode, _ fileSystem: String?
    ) throws -> Database {
        let database = try connect(path, mode, fileSystem)
        let version = try StoreSchema.version(of: database)
        if let version, version > StoreSchema.version {
            throw StoreError.tooNew(version: version, known: StoreSchema.version)
        }
        // A database of somebody else is left as it is; one that another program just made a store is one.
        if version == nil, try mode != .creating || StoreSchema.isForeign(database) {
            throw StoreError.notAStore
        }
        guard mode != .reading else { return database }
        try database.execute("PRAGMA journal_mode = WAL")
        try database.execute("PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF")
        if version != StoreSchema.version { try StoreSchema.migrate(database, layer: layer) }
        try StoreSchema.addColumns(layer, to: database)
        return database
    }

    private static func connect(
        _ path: String, _ mode: Mode, _ fileSystem: String?
    ) throws -> Database {
        let access: Database.Mode =
            switch mode {
            case .creating: .create
            case .writing: .readWrite
            case .reading: .readOnly
            }
        do {
            return try Database(path: path, access, fileSystem: fileSystem)
        } catch {
            throw error.isOutput && mode != .creating ? StoreError.missing : StoreError(error)
        }
    }

    // MARK: Adding

    /// What an import did.
    public struct Tally: Hashable, Sendable {
        public var added = 0
        public var changed = 0
        public var unchanged = 0
        /// Rows that a correction put right or set aside.
        public var corrected = 0
        public var findings: [Finding] = []

        public init() {}

        public static func + (a: Tally, b: Tally) -> Tally {
            var sum = a
            sum.added += b.added
            sum.changed += b.changed
            sum.unchanged += b.unchanged
            sum.corrected += b.corrected
            sum.findings += b.findings
            return sum
        }
    }

    /// Adds incidents, all of them or none; those that are there already, with the same contents, stay
    /// as they are, so that a second import changes nothing.
    ///
    /// - Parameters:
    ///   - features: Rows of the store's layer; their ids tell what is new.
    ///   - origin: The file they came from.
    public func append(
        _ features: [Feature], origin: String, by signature: Signature
    ) throws(StoreError) -> Tally {
        try StoreError.catching {
            try database.transaction {
                let corrections = try storedCorrections().filter { !$0.isUndone }
                var tally = Tally()
                var batch: Batch?
                for feature in features {
                    let row = StoredRow(feature, layer, positions)
                    let digest = row.digest
                    let known = try digests(of: row.id)
                    guard known?.digest != digest else {
                        tally.unchanged += 1
                        continue
                    }
                    if batch == nil { batch = try Batch(origin, signature, database) }
                    if known == nil { tally.added += 1 } else { tally.changed += 1 }
                    let revision = (known?.revision ?? 0) + 1
                    try settle(row, digest, origin, revision, corrections, &tally)
                    try batch?.note(row, revision, in: database)
                }
                try batch?.close(tally, in: database)
                return tally
            }
        }
    }

    private func digests(of id: String) throws -> (digest: String, revision: Int)? {
        for name in [StoreSchema.originals, StoreSchema.incidents] {
            let sql = "SELECT digest, revision FROM \(name) WHERE id = ?"
            if let row = try database.row(sql, .text(id)) {
                return (row[0].text ?? "", row[1].integer ?? 1)
            }
        }
        return nil
    }

    /// Puts a row where the corrections want it.
    func settle(
        _ row: StoredRow, _ digest: String, _ origin: String, _ revision: Int,
        _ corrections: [StoredCorrection], _ tally: inout Tally
    ) throws {
        let outcome = Outcome(of: row, under: corrections)
        tally.findings += outcome.conflicts.map { Finding(.warning, origin: origin, $0) }
        let keeping: [SQLValue] = [.text(digest), .text(origin), .integer(revision)]
        try database.run("DELETE FROM \(StoreSchema.originals) WHERE id = ?", .text(row.id))
        if let state = outcome.state {
            tally.corrected += 1
            try insertOriginal(row, keeping, state)
        }
        guard let result = outcome.row else {
            return try database.run(
                "DELETE FROM \(StoreSchema.incidents) WHERE id = ?", .text(row.id))
        }
        try upsert(result, keeping + [.text(orNull: outcome.numbers)])
    }

    private func upsert(_ row: StoredRow, _ keeping: [SQLValue]) throws {
        let values = cells(of: row) + keeping
        let existing = try database.value(
            "SELECT fid FROM \(StoreSchema.incidents) WHERE id = ?", .text(row.id))
        guard let fid = existing.integer else {
            return try database.run(insertion, values)
        }
        let names = ["geom"] + layer.columns + StoreSchema.bookkeeping
        let list = names.map { "\(quoted($0)) = ?" }.joined(separator: ", ")
        try database.run(
            "UPDATE \(StoreSchema.incidents) SET \(list) WHERE fid = ?", values + [.integer(fid)])
    }

    private func insertOriginal(_ row: StoredRow, _ keeping: [SQLValue], _ state: String) throws {
        let names = ["geom"] + layer.columns + StoreSchema.bookkeeping + ["state"]
        let marks = names.map { _ in "?" }.joined(separator: ",")
        try database.run(
            "INSERT INTO \(StoreSchema.originals) (\(names.map(quoted).joined(separator: ","))) VALUES (\(marks))",
            cells(of: row) + keeping + [.null, .text(state)])
    }

    private func cells(of row: StoredRow) -> [SQLValue] {
        let shape = row.geometry.map { SQLValue.blob(GeometryBlob.encode($0)) } ?? .null
        return [shape]
            + layer.columns.indices.map { index in
                let value = index < row.feature.values.count ? row.feature.values[index] : .none
                return layer.type(of: layer.columns[index]).cell(value)
            }
    }
}

/// One import, noted when its first new row is.
private struct Batch {
    private let number: Int
    private let origin: String
    private let signature: Signature

    init(_ origin: String, _ signature: Signature, _ database: Database) throws {
        try database.run(
            "INSERT INTO imports (origin, at, who, added, changed) VALUES (?,?,?,0,0)",
            .text(origin),
            .text(signature.at), .text(signature.who))
        number = Int(database.lastRow)
        self.origin = origin
        self.signature = signature
    }

    func note(_ row: StoredRow, _ revision: Int, in database: Database) throws {
        try database.run(
            "INSERT INTO provenance (incident, import, revision, quote) VALUES (?,?,?,?)",
            .text(row.id), .integer(number), .integer(revision), .text(orNull: row.text("quote")))
        guard let report = row.text("report") else { return }
        try database.run(
            "INSERT OR IGNORE INTO reports (id, published, source, url) VALUES (?,?,?,?)",
            .text(report), .text(orNull: row.text("published")), .text(orNull: row.text("sources")),
            .text(orNull: row.text("url")))
    }

    func close(_ tally: Store.Tally, in database: Database) throws {
        try database.run(
            "UPDATE imports SET added = ?, changed = ? WHERE fid = ?", .integer(tally.added),
            .integer(tally.changed), .integer(number))
        try AuditLog.append(
            "import", origin, "\(tally.added) added, \(tally.changed) changed", by: signature,
            to: database)
    }
}
