internal import GeoPackage
import Incidents

/// The tables of a store, and how one version becomes the next.
///
/// A store is a GeoPackage: `incidents` is what QGIS shows; the rest are tables without shapes.
///
///     incidents    the layer's columns, and digest, origin, revision, corrected
///     originals    incidents as they came in, of those that a correction changed or set aside
///     reports      where incidents and mentions were read from
///     mentions     the places that reports name, as they were read last
///     provenance   which import brought or changed which incident
///     imports      the files that were added
///     corrections  what people put right
///     alerts       what rules had to say
///     audit        what was done, by whom, each line bound to the one before
enum StoreSchema {
    static let incidents = "incidents"
    static let originals = "originals"
    /// Columns of `incidents` beside the layer's.
    static let bookkeeping = ["digest", "origin", "revision", "corrected"]

    static let version = 3

    /// Brings a store from a version to the next.
    private static func step(
        from version: Int, _ database: Database, _ layer: Layer
    ) throws(DatabaseError) {
        switch version {
        case 0: try first(database, layer)
        case 1: try second(database)
        default: try third(database)
        }
    }

    static func version(of database: Database) throws(DatabaseError) -> Int? {
        let table = try database.value(
            "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'sandtable_store'")
        guard table == .integer(1) else { return nil }
        return try database.value("SELECT value FROM sandtable_store WHERE name = 'version'")
            .integer
    }

    /// Whether a database holds something, but no store.
    static func isForeign(_ database: Database) throws(DatabaseError) -> Bool {
        guard try database.value("SELECT count(*) FROM sqlite_master") != .integer(0) else {
            return false
        }
        return try version(of: database) == nil
    }

    /// Brings a database up to the present version, whole or not at all.
    ///
    /// - Parameter last: For tests, which make stores of old versions.
    static func migrate(
        _ database: Database, layer: Layer, upTo last: Int = version
    ) throws {
        try database.transaction {
            let present = try Self.version(of: database) ?? 0
            guard present <= version else {
                throw StoreError.tooNew(version: present, known: version)
            }
            for number in present..<max(present, last) { try step(from: number, database, layer) }
            try database.run(
                "INSERT OR REPLACE INTO sandtable_store VALUES ('version', ?)",
                .integer(max(present, last)))
        }
    }

    private static func first(_ database: Database, _ layer: Layer) throws(DatabaseError) {
        if try !GeoPackageSchema.isPresent(in: database) {
            try GeoPackageSchema.create(in: database)
        }
        try database.execute("CREATE TABLE sandtable_store (name TEXT PRIMARY KEY, value)")
        let table = FeatureTable(name: incidents, layer: stored(layer), geometry: .point)
        try table.create(in: database, unique: "id")
        try table.addTriggers(in: database)
        let columns = stored(layer).columns.map {
            "\(quoted($0)) \(stored(layer).type(of: $0).geoPackageType)"
        }
        try database.execute(
            """
            CREATE TABLE \(originals) (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom BLOB,
              state TEXT NOT NULL, \(columns.joined(separator: ", ")));
            CREATE UNIQUE INDEX originals_id ON \(originals) (id);
            CREATE INDEX incidents_report ON \(incidents) (report);
            CREATE INDEX incidents_place_text ON \(incidents) (place_text COLLATE NOCASE);
            CREATE INDEX incidents_date ON \(incidents) (date_start);
            CREATE TABLE reports (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
              id TEXT NOT NULL UNIQUE, published DATE, source TEXT, url TEXT);
            CREATE TABLE imports (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, origin TEXT NOT NULL,
              at TEXT NOT NULL, who TEXT NOT NULL, added INTEGER NOT NULL, changed INTEGER NOT NULL);
            CREATE TABLE provenance (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
              incident TEXT NOT NULL, import INTEGER NOT NULL, revision INTEGER NOT NULL, quote TEXT);
            CREATE INDEX provenance_incident ON provenance (incident);
            CREATE TABLE corrections (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
              at TEXT NOT NULL, who TEXT NOT NULL, why TEXT NOT NULL, action TEXT NOT NULL,
              scope TEXT NOT NULL, target TEXT NOT NULL, area TEXT, value TEXT,
              place_id TEXT, place TEXT, kind TEXT, admin1 TEXT, admin2 TEXT, country TEXT,
              country_name TEXT, longitude DOUBLE,
              latitude DOUBLE, radius_km DOUBLE, was TEXT, undone BOOLEAN NOT NULL DEFAULT 0);
            """)
        try AuditLog.create(in: database)
        for name in [originals, "reports", "imports", "provenance", "corrections", AuditLog.table] {
            try listContents(name, in: database)
        }
    }

    private static func second(_ database: Database) throws(DatabaseError) {
        try database.execute(
            """
            CREATE TABLE alerts (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
              id TEXT NOT NULL UNIQUE, rule TEXT NOT NULL, change TEXT NOT NULL,
              certainty TEXT NOT NULL, day DATE NOT NULL, site TEXT, incidents TEXT NOT NULL,
              message TEXT NOT NULL, acknowledged_at TEXT, acknowledged_by TEXT);
            """)
        try listContents("alerts", in: database)
    }

    private static func third(_ database: Database) throws(DatabaseError) {
        try database.execute(
            """
            ALTER TABLE reports ADD COLUMN title TEXT;
            ALTER TABLE reports ADD COLUMN digest TEXT;
            CREATE TABLE mentions (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
              report TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, text TEXT NOT NULL,
              role TEXT NOT NULL, confidence DOUBLE NOT NULL, gazetteer_id TEXT, place TEXT, kind TEXT,
              admin1 TEXT, country TEXT, longitude DOUBLE, latitude DOUBLE, radius_km DOUBLE,
              reasons TEXT);
            CREATE INDEX mentions_report ON mentions (report);
            CREATE INDEX mentions_gazetteer_id ON mentions (gazetteer_id);
            """)
        try listContents("mentions", in: database)
    }

    /// Map programs show the tables that the table of contents lists.
    private static func listContents(
        _ name: String, in database: Database
    ) throws(DatabaseError) {
        try database.run(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES (?, 'attributes', ?)",
            .text(name), .text(name))
    }

    /// The layer with the store's own columns.
    static func stored(_ layer: Layer) -> Layer {
        Layer(
            name: incidents, columns: layer.columns + bookkeeping,
            types: layer.types.merging(["revision": .integer]) { $1 }, roles: layer.roles)
    }

    /// Adds the columns that the layer has and the store, made by an older program, has not.
    static func addColumns(_ layer: Layer, to database: Database) throws(DatabaseError) {
        for table in [incidents, originals] {
            let statement = try database.prepare("PRAGMA table_info(\(table))")
            var known: Set<String> = []
            while try statement.step() { known.insert(statement[1].text ?? "") }
            for column in layer.columns where !known.contains(column) {
                try database.execute(
                    "ALTER TABLE \(table) ADD COLUMN \(quoted(column)) \(layer.type(of: column).geoPackageType)"
                )
            }
        }
    }
}
