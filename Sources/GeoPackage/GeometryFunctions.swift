internal import CSQLite
import Earth

/// The functions that a GeoPackage's spatial index calls when a row changes.
///
/// - Source: OGC 12-128r18, Annex F.3: ST_IsEmpty, ST_MinX, ST_MaxX, ST_MinY, ST_MaxY.
enum GeometryFunctions {
    static func register(in database: OpaquePointer) {
        let flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS
        sqlite3_create_function(database, "ST_IsEmpty", 1, flags, nil, isEmpty, nil, nil)
        sqlite3_create_function(
            database, "ST_MinX", 1, flags, nil, { answer($0, $2) { $0.west } }, nil, nil)
        sqlite3_create_function(
            database, "ST_MaxX", 1, flags, nil, { answer($0, $2) { $0.east } }, nil, nil)
        sqlite3_create_function(
            database, "ST_MinY", 1, flags, nil, { answer($0, $2) { $0.south } }, nil, nil)
        sqlite3_create_function(
            database, "ST_MaxY", 1, flags, nil, { answer($0, $2) { $0.north } }, nil, nil)
    }
}

private typealias PlainBox = (west: Double, south: Double, east: Double, north: Double)

private func blob(_ values: UnsafeMutablePointer<OpaquePointer?>?) -> [UInt8]? {
    guard let value = values?.pointee, let start = sqlite3_value_blob(value) else { return nil }
    return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_value_bytes(value))))
}

private func isEmpty(
    _ context: OpaquePointer?, _: Int32, _ values: UnsafeMutablePointer<OpaquePointer?>?
) {
    guard let blob = blob(values) else { return sqlite3_result_null(context) }
    let shape = try? GeometryBlob.decode(blob)
    sqlite3_result_int(context, shape == nil ? 1 : 0)
}

private func answer(
    _ context: OpaquePointer?, _ values: UnsafeMutablePointer<OpaquePointer?>?,
    _ edge: (PlainBox) -> Double
) {
    guard let blob = blob(values), let shape = try? GeometryBlob.decode(blob) else {
        return sqlite3_result_null(context)
    }
    sqlite3_result_double(context, edge(shape.plainBox))
}
