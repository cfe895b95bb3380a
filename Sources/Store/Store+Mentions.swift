import Earth
internal import GeoPackage
public import Incidents

extension Store {
    /// Keeps reports and the places they mention, all or none; a report read before has its mentions
    /// replaced by those read now, and one that reads as it did stays as it is.
    ///
    /// Texts are not kept: a mention has its words and their place in the text, in bytes of UTF-8.
    ///
    /// - Returns: How many reports are new or read otherwise than before.
    @discardableResult
    public func append(
        mentionsOf readings: [ReportReading], by signature: Signature
    ) throws(StoreError) -> Int {
        try StoreError.catching {
            try database.transaction {
                var changed = 0
                for reading in readings where try replace(reading) { changed += 1 }
                if changed > 0 {
                    try AuditLog.append(
                        "mentions", "", "\(changed) reports read", by: signature, to: database)
                }
                return changed
            }
        }
    }

    /// - Returns: Whether anything was new.
    private func replace(_ reading: ReportReading) throws -> Bool {
        let report = reading.report
        let rows = reading.mentions.map { Self.values(of: $0, report.id) }
        let digest = Self.digest(report, rows)
        let known = try database.value("SELECT digest FROM reports WHERE id = ?", .text(report.id))
        guard known.text != digest else { return false }
        try database.run(
            """
            INSERT INTO reports (id, published, source, url, title, digest) VALUES (?1,?2,?3,?4,?5,?6)
            ON CONFLICT (id) DO UPDATE SET published = coalesce(?2, published),
              source = coalesce(?3, source), url = coalesce(?4, url), title = ?5, digest = ?6
            """,
            .text(report.id), .text(orNull: report.published?.description),
            .text(orNull: report.source), .text(orNull: report.url), .text(orNull: report.title),
            .text(digest))
        try database.run("DELETE FROM mentions WHERE report = ?", .text(report.id))
        for row in rows {
            try database.run(
                """
                INSERT INTO mentions (report, start, end, text, role, confidence, gazetteer_id, place,
                  kind, admin1, country, longitude, latitude, radius_km, reasons)
                VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
                """, row)
        }
        return true
    }

    private static func values(of mention: Mention, _ report: String) -> [SQLValue] {
        let place = mention.resolution.place
        func text(_ text: String?) -> SQLValue {
            .text(orNull: text.flatMap { $0.isEmpty ? nil : $0 })
        }
        return [
            .text(report), .integer(mention.span.start), .integer(mention.span.end),
            .text(mention.text), .text(mention.role.rawValue),
            .real((mention.resolution.confidence * 1000).rounded() / 1000), text(place?.id),
            text(place?.name), text(place?.kind.rawValue), text(place?.admin1),
            text(place?.country),
            place.map { .real($0.coordinate.longitude) } ?? .null,
            place.map { .real($0.coordinate.latitude) } ?? .null,
            place.map { .real($0.radius.kilometers) } ?? .null,
            text(mention.resolution.reasons.map(\.evidence).joined(separator: "; ")),
        ]
    }

    /// Equal for readings that say the same.
    private static func digest(_ report: Report, _ rows: [[SQLValue]]) -> String {
        let head = [report.published?.description, report.source, report.url, report.title]
            .map { $0 ?? "" }
        let all = head + rows.flatMap { row in row.map { "\($0)" } }
        return hexadecimal(sha256(Array(all.joined(separator: "\u{1F}").utf8)))
    }
}
