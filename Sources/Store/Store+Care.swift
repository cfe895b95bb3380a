internal import GeoPackage
public import Incidents

extension Store {
    /// What a store holds.
    public struct Info: Hashable, Sendable {
        public var version = 0
        public var incidents = 0
        public var located = 0
        public var setAside = 0
        public var reports = 0
        public var mentions = 0
        public var imports = 0
        public var corrections = 0
        public var alerts = 0
        public var firstDay: String?
        public var lastDay: String?
        public var bytes = 0
    }

    public func info() throws(StoreError) -> Info {
        try StoreError.catching {
            func number(_ sql: String) throws -> Int { try database.value(sql).integer ?? 0 }
            var info = Info()
            info.version = try StoreSchema.version(of: database) ?? 0
            info.incidents = try number("SELECT count(*) FROM incidents")
            info.located = try number("SELECT count(*) FROM incidents WHERE geom IS NOT NULL")
            info.setAside = try number("SELECT count(*) FROM originals WHERE state != 'corrected'")
            info.reports = try number("SELECT count(*) FROM reports")
            // A store that an older program made and this one only reads.
            if info.version >= 3 { info.mentions = try number("SELECT count(*) FROM mentions") }
            info.imports = try number("SELECT count(*) FROM imports")
            info.corrections = try number("SELECT count(*) FROM corrections WHERE undone = 0")
            if info.version >= 2 { info.alerts = try number("SELECT count(*) FROM alerts") }
            info.firstDay = try database.value("SELECT min(date_start) FROM incidents").text
            info.lastDay = try database.value(
                "SELECT max(coalesce(date_end, date_start)) FROM incidents"
            ).text
            info.bytes = try number("PRAGMA page_count") * number("PRAGMA page_size")
            return info
        }
    }

    /// What is wrong with the file, its spatial index, its corrections or its audit log; nothing for a
    /// sound store.
    public func faults() throws(StoreError) -> [String] {
        try StoreError.catching {
            var faults = try database.faults()
            let index = try database.value(
                """
                SELECT (SELECT count(*) FROM incidents WHERE geom IS NOT NULL)
                  - (SELECT count(*) FROM rtree_incidents_geom)
                """)
            if index != .integer(0) {
                faults.append("the spatial index does not fit the incidents")
            }
            if let broken = try AuditLog.entries(in: database).first(where: { !$0.isSound }) {
                faults.append(
                    "line \(broken.number) of the audit log does not follow from the one before")
            }
            _ = try storedCorrections()
            return faults
        }
    }

    public func audit() throws(StoreError) -> [AuditEntry] {
        try StoreError.catching { try AuditLog.entries(in: database) }
    }

    /// Gives back the room of what was deleted or changed, and ends the write-ahead log.
    public func compact() throws(StoreError) {
        try StoreError.catching {
            try FeatureTable(name: StoreSchema.incidents, layer: layer, geometry: .point)
                .describe(in: database)
            try database.execute("VACUUM")
            try database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        }
    }

    /// Writes a whole copy into an empty or a new file, while others may go on writing.
    public func backup(to path: String) throws(StoreError) {
        try StoreError.catching { try database.run("VACUUM INTO ?", .text(path)) }
    }

    /// Every incident, in the order of its arrival.
    public func forEach(_ body: (Feature) throws -> Void) throws {
        let features = try StoreError.catching {
            try StoredFeatures.tables(in: database).first { $0.name == StoreSchema.incidents }
        }
        guard let features else { throw StoreError.notAStore }
        let order = layer.columns.map { features.layer.columns.firstIndex(of: $0) }
        var failure: (any Error)?
        try StoreError.catching {
            try features.forEach(in: database) { stored, _ in
                guard failure == nil else { return }
                let values = order.map { index in index.map { stored.values[$0] } ?? .none }
                var feature = Feature(id: stored.id, geometry: stored.geometry, values: values)
                if let index = positions["id"], case .text(let id) = values[index] {
                    feature.id = id
                }
                do { try body(feature) } catch { failure = error }
            }
        }
        if let failure { throw failure }
    }

    // MARK: Alerts

    /// Keeps alerts; those known already stay as they are.
    ///
    /// - Returns: How many are new.
    public func append(_ alerts: [Alert], by signature: Signature) throws(StoreError) -> Int {
        try StoreError.catching {
            try database.transaction {
                var added = 0
                for alert in alerts {
                    try database.run(
                        "INSERT OR IGNORE INTO alerts (id, rule, change, certainty, day, site, incidents, message) VALUES (?,?,?,?,?,?,?,?)",
                        .text(alert.id), .text(alert.rule), .text(alert.change.rawValue),
                        .text(alert.likelihood.rawValue), .text(alert.day.description),
                        .text(orNull: alert.site), .text(alert.incidents.joined(separator: "; ")),
                        .text(alert.message))
                    added += database.changes
                }
                if added > 0 {
                    try AuditLog.append("alerts", "", "\(added) added", by: signature, to: database)
                }
                return added
            }
        }
    }
}
