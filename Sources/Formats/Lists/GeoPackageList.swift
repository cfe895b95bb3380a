import Earth
import GeoPackage
import Incidents

/// Every feature of a GeoPackage, whoever made it, as GeoJSON lines.
enum GeoPackageList {
    static func lines(
        path: String, _ origin: String, _ findings: inout [Finding]
    ) throws(InputError) -> Spool {
        try read(origin, &findings) { () throws(DatabaseError) in
            try Database(path: path, .readOnly)
        }
    }

    static func lines(
        bytes: [UInt8], _ origin: String, _ findings: inout [Finding]
    ) throws(InputError) -> Spool {
        try read(origin, &findings) { () throws(DatabaseError) in try Database(bytes: bytes) }
    }

    private static func read(
        _ origin: String, _ findings: inout [Finding], _ open: () throws(DatabaseError) -> Database
    ) throws(InputError) -> Spool {
        do throws(DatabaseError) {
            let database = try open()
            let tables = try StoredFeatures.tables(in: database)
            guard !tables.isEmpty else {
                throw DatabaseError(code: 0, reason: "it has no table of features")
            }
            let lines = Spool()
            for table in tables { try read(table, database, origin, &findings, into: lines) }
            return lines
        } catch {
            throw .malformed("not a GeoPackage: \(error)", position: nil)
        }
    }

    private static func read(
        _ table: StoredFeatures, _ database: Database, _ origin: String,
        _ findings: inout [Finding], into lines: Spool
    ) throws(DatabaseError) {
        guard table.isWGS84 else {
            findings.append(
                Finding(
                    .error, origin: origin,
                    "table \(table.name) is in reference system \(table.referenceSystem), not in WGS 84",
                    hint: "ogr2ogr -t_srs EPSG:4326 turns it"))
            return
        }
        var writer = GeoJSONLinesWriter(table.layer)
        try table.forEach(in: database) { feature, fault throws(DatabaseError) in
            writer.write(feature)
            do throws(InputError) { try lines.take(&writer.out) } catch {
                throw DatabaseError(code: 0, reason: "\(error)")
            }
            guard let fault else { return }
            findings.append(
                Finding(.warning, origin: origin, "\(table.name) \(feature.id): \(fault)"))
        }
    }
}
