internal import CSQLite

/// A value as SQLite keeps it.
package enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int)
    case real(Double)
    case text(String)
    case blob([UInt8])

    package var text: String? { if case .text(let text) = self { text } else { nil } }
    package var integer: Int? { if case .integer(let integer) = self { integer } else { nil } }
    package var blob: [UInt8]? { if case .blob(let bytes) = self { bytes } else { nil } }
    package var number: Double? {
        switch self {
        case .integer(let integer): Double(integer)
        case .real(let real): real
        default: nil
        }
    }

    package static func text(orNull text: String?) -> SQLValue { text.map { .text($0) } ?? .null }
}

/// A prepared statement. `bind`, then `step` while it gives rows.
package final class Statement {
    // SQLite keeps its connection open until the last statement is gone.
    private let handle: OpaquePointer

    init(_ sql: String, _ database: Database) throws(DatabaseError) {
        var prepared: OpaquePointer?
        try database.check(sqlite3_prepare_v2(database.handle, sql, -1, &prepared, nil))
        guard let prepared else { throw DatabaseError(code: SQLITE_MISUSE, reason: "no statement") }
        handle = prepared
    }

    deinit { sqlite3_finalize(handle) }

    package func bind(_ values: [SQLValue]) throws(DatabaseError) {
        sqlite3_reset(handle)
        for (index, value) in values.enumerated() {
            try check(bind(value, at: Int32(index + 1)))
        }
    }

    private func bind(_ value: SQLValue, at index: Int32) -> Int32 {
        switch value {
        case .null: return sqlite3_bind_null(handle, index)
        case .integer(let integer): return sqlite3_bind_int64(handle, index, Int64(integer))
        case .real(let real): return sqlite3_bind_double(handle, index, real)
        case .text(var text):
            return text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) {
                    // A pointer even for no bytes: none at all would be NULL.
                    let start = $0.baseAddress ?? emptyText
                    return sqlite3_bind_text(
                        handle, index, start, Int32(clamping: $0.count), sqlite3_copy_bound())
                }
            }
        case .blob(let bytes):
            return sqlite3_bind_blob(
                handle, index, bytes, Int32(clamping: bytes.count), sqlite3_copy_bound())
        }
    }

    /// - Returns: Whether there is a row to look at.
    package func step() throws(DatabaseError) -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code:
            let error = self.error(code)
            sqlite3_reset(handle)
            throw error
        }
    }

    private func check(_ code: Int32) throws(DatabaseError) {
        if code != SQLITE_OK { throw error(code) }
    }

    private func error(_ code: Int32) -> DatabaseError {
        DatabaseError(
            code: code, reason: String(cString: sqlite3_errmsg(sqlite3_db_handle(handle))))
    }

    /// Lets go of the row it stands at, and of what it locks.
    func reset() { sqlite3_reset(handle) }

    package var columnCount: Int { Int(sqlite3_column_count(handle)) }

    /// Binds, runs to the end and is ready for the next.
    package func run(_ values: [SQLValue]) throws(DatabaseError) {
        try bind(values)
        while try step() {}
        sqlite3_reset(handle)
    }

    /// As ``run(_:)``, for many short rows.
    func run(integers first: Int64, _ second: Int64) throws(DatabaseError) {
        try check(sqlite3_bind_int64(handle, 1, first))
        try check(sqlite3_bind_int64(handle, 2, second))
        while try step() {}
        sqlite3_reset(handle)
    }

    package var columnNames: [String] {
        (0..<sqlite3_column_count(handle)).map { index in
            sqlite3_column_name(handle, index).map { String(cString: $0) } ?? ""
        }
    }

    package subscript(column: Int) -> SQLValue {
        let column = Int32(clamping: column)
        switch sqlite3_column_type(handle, column) {
        case SQLITE_INTEGER: return .integer(Int(sqlite3_column_int64(handle, column)))
        case SQLITE_FLOAT: return .real(sqlite3_column_double(handle, column))
        case SQLITE_TEXT:
            guard let start = sqlite3_column_text(handle, column) else { return .null }
            let count = Int(sqlite3_column_bytes(handle, column))
            return .text(
                String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
        case SQLITE_BLOB:
            let start = sqlite3_column_blob(handle, column)
            let count = Int(sqlite3_column_bytes(handle, column))
            return .blob(Array(UnsafeRawBufferPointer(start: start, count: count)))
        default: return .null
        }
    }
}

private nonisolated(unsafe) let emptyText = UnsafePointer(
    { () -> UnsafeMutablePointer<CChar> in
        let one = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
        one.initialize(to: 0)
        return one
    }())
