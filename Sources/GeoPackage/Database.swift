internal import CSQLite

/// An open SQLite database, used by one thread at a time.
///
/// Functions used exist in SQLite 3.37. The system's library is used, not one of our own: PROJ has it in
/// memory already, so it costs no start-up time.
package final class Database {
    let handle: OpaquePointer
    package let path: String

    package enum Mode {
        /// Never writes; the file must exist.
        case readOnly
        case readWrite
        /// Makes the file when there is none.
        case create
    }

    /// - Parameters:
    ///   - wait: How long to wait for another writer before giving up.
    ///   - fileSystem: The name of one that SQLite knows; for tests, whose disks fail when told to.
    package init(
        path: String, _ mode: Mode, wait milliseconds: Int32 = 10_000, fileSystem: String? = nil
    ) throws(DatabaseError) {
        let flags =
            switch mode {
            case .readOnly: SQLITE_OPEN_READONLY
            case .readWrite: SQLITE_OPEN_READWRITE
            case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
            }
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(path, &opened, flags | SQLITE_OPEN_NOMUTEX, fileSystem)
        guard code == SQLITE_OK, let opened else {
            let reason = opened.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
            sqlite3_close_v2(opened)
            throw DatabaseError(code: code, reason: reason)
        }
        handle = opened
        self.path = path
        sqlite3_extended_result_codes(handle, 1)
        sqlite3_busy_timeout(handle, milliseconds)
        _ = sqlite3_set_defensive(handle, 1)
        GeometryFunctions.register(in: handle)
        // A hostile file shall not run code of its own through its schema; a file we write to has
        // triggers that keep its spatial index.
        if mode == .readOnly { try execute("PRAGMA trusted_schema = 0") }
    }

    /// A database held in memory, to be read.
    package init(bytes: [UInt8]) throws(DatabaseError) {
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(
            ":memory:", &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil)
        guard code == SQLITE_OK, let opened, let copy = sqlite3_malloc64(UInt64(bytes.count)) else {
            sqlite3_close_v2(opened)
            throw DatabaseError(code: code, reason: "out of memory")
        }
        handle = opened
        path = ":memory:"
        copy.copyMemory(from: bytes, byteCount: bytes.count)
        let flags = UInt32(SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY)
        try check(
            sqlite3_deserialize(
                handle, "main", copy.assumingMemoryBound(to: UInt8.self), Int64(bytes.count),
                Int64(bytes.count), flags))
        _ = sqlite3_set_defensive(handle, 1)
        try execute("PRAGMA trusted_schema = 0")
    }

    deinit { sqlite3_close_v2(handle) }

    /// Lets `body` write the tables in which modules keep what they hold.
    func withTablesOfModules(_ body: () throws(DatabaseError) -> Void) throws(DatabaseError) {
        _ = sqlite3_set_defensive(handle, 0)
        defer { _ = sqlite3_set_defensive(handle, 1) }
        try body()
    }

    /// Runs statements that give no rows.
    package func execute(_ sql: String) throws(DatabaseError) {
        try check(sqlite3_exec(handle, sql, nil, nil, nil))
    }

    package func prepare(_ sql: String) throws(DatabaseError) -> Statement {
        try Statement(sql, self)
    }

    /// Runs one statement with its values, and forgets its rows. Prepared once for each text.
    package func run(_ sql: String, _ values: SQLValue...) throws(DatabaseError) {
        try run(sql, values)
    }

    package func run(_ sql: String, _ values: [SQLValue]) throws(DatabaseError) {
        try prepared(sql).run(values)
    }

    /// The first row; `nil` when there is none.
    package func row(_ sql: String, _ values: SQLValue...) throws(DatabaseError) -> [SQLValue]? {
        let statement = try prepared(sql)
        defer { statement.reset() }
        try statement.bind(values)
        return try statement.step() ? (0..<statement.columnCount).map { statement[$0] } : nil
    }

    /// The first column of the first row.
    package func value(_ sql: String, _ values: SQLValue...) throws(DatabaseError) -> SQLValue {
        let statement = try prepared(sql)
        defer { statement.reset() }
        try statement.bind(values)
        return try statement.step() ? statement[0] : .null
    }

    private var statements: [String: Statement] = [:]

    private func prepared(_ sql: String) throws(DatabaseError) -> Statement {
        if let known = statements[sql] { return known }
        let statement = try prepare(sql)
        statements[sql] = statement
        return statement
    }

    /// All of it or nothing, and on the disk when it returns, if the file is in full synchronous mode.
    /// Begins as a writer, so that two writers wait for each other and none fails halfway.
    package func transaction<Result>(_ body: () throws -> Result) throws -> Result {
        try execute("BEGIN IMMEDIATE")
        do {
            let result = try body()
            try execute("COMMIT")
            return result
        } catch {
            // After a full disk SQLite may have rolled back itself.
            if sqlite3_get_autocommit(handle) == 0 { try? execute("ROLLBACK") }
            throw error
        }
    }

    /// How many rows the last statement changed.
    package var changes: Int { Int(sqlite3_changes64(handle)) }
    package var lastRow: Int64 { sqlite3_last_insert_rowid(handle) }

    /// - Returns: What is wrong with the file; nothing for a sound one.
    package func faults() throws(DatabaseError) -> [String] {
        let statement = try prepare("PRAGMA integrity_check(20)")
        var faults: [String] = []
        while try statement.step() { faults.append(statement[0].text ?? "") }
        return faults == ["ok"] ? [] : faults
    }

    func check(_ code: Int32) throws(DatabaseError) {
        guard code == SQLITE_OK else {
            throw DatabaseError(code: code, reason: String(cString: sqlite3_errmsg(handle)))
        }
    }
}

/// What SQLite said when it refused.
package struct DatabaseError: Error, Hashable, Sendable, CustomStringConvertible {
    package let code: Int32
    package let reason: String

    package init(code: Int32, reason: String) {
        self.code = code
        self.reason = reason
    }

    /// Another program is writing and did not finish in time.
    package var isBusy: Bool { code & 0xFF == SQLITE_BUSY }
    package var isNotADatabase: Bool { code & 0xFF == SQLITE_NOTADB }
    /// The disk is full or the file cannot be written.
    package var isOutput: Bool {
        [SQLITE_FULL, SQLITE_IOERR, SQLITE_READONLY, SQLITE_CANTOPEN].contains(code & 0xFF)
    }

    package var description: String { reason }
}
