internal import GeoPackage
internal import Incidents

/// What was done to a store, line by line, each bound by a digest to the one before: a line that is
/// changed or taken out later breaks the chain.
///
/// hash = SHA-256 of `previous ␟ seq ␟ at ␟ who ␟ action ␟ subject ␟ detail` in hexadecimal; the first
/// line's `previous` is empty. The database itself refuses to change or delete lines.
enum AuditLog {
    static let table = "audit"

    static func create(in database: Database) throws(DatabaseError) {
        try database.execute(
            """
            CREATE TABLE audit (fid INTEGER PRIMARY KEY NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL,
              action TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL,
              previous TEXT NOT NULL, hash TEXT NOT NULL);
            CREATE TRIGGER audit_keeps BEFORE DELETE ON audit
              BEGIN SELECT raise(ABORT, 'the audit log is only added to'); END;
            CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
              BEGIN SELECT raise(ABORT, 'the audit log is only added to'); END;
            """)
    }

    static func append(
        _ action: String, _ subject: String, _ detail: String, by signature: Signature,
        to database: Database
    ) throws(DatabaseError) {
        let last = try database.prepare("SELECT fid, hash FROM audit ORDER BY fid DESC LIMIT 1")
        let hasLast = try last.step()
        let number = (hasLast ? last[0].integer ?? 0 : 0) + 1
        let previous = hasLast ? last[1].text ?? "" : ""
        let hash = digest([
            previous, "\(number)", signature.at, signature.who, action, subject, detail,
        ])
        try database.run(
            "INSERT INTO audit VALUES (?,?,?,?,?,?,?,?)", .integer(number), .text(signature.at),
            .text(signature.who), .text(action), .text(subject), .text(detail), .text(previous),
            .text(hash))
    }

    static func entries(in database: Database) throws(DatabaseError) -> [AuditEntry] {
        let statement = try database.prepare(
            "SELECT fid, at, who, action, subject, detail, previous, hash FROM audit ORDER BY fid")
        var entries: [AuditEntry] = []
        var previous = ""
        while try statement.step() {
            let texts = (1...7).map { statement[$0].text ?? "" }
            let number = statement[0].integer ?? 0
            let isSound =
                texts[5] == previous && number == entries.count + 1
                && texts[6] == digest([previous, "\(number)"] + texts[0...4])
            entries.append(
                AuditEntry(
                    number: number, at: texts[0], who: texts[1], action: texts[2],
                    subject: texts[3],
                    detail: texts[4], isSound: isSound))
            previous = texts[6]
        }
        return entries
    }

    private static func digest(_ fields: [String]) -> String {
        hexadecimal(sha256(Array(fields.joined(separator: "\u{1F}").utf8)))
    }
}

/// One thing that was done to a store.
public struct AuditEntry: Hashable, Sendable {
    public let number: Int
    public let at: String
    public let who: String
    public let action: String
    public let subject: String
    public let detail: String
    /// Whether it follows from the line before it, unchanged.
    public let isSound: Bool
}

/// Who does something to a store, and when.
public struct Signature: Hashable, Sendable {
    public var who: String
    /// ISO 8601, UTC.
    public var at: String

    public init(who: String, at: String) {
        self.who = who
        self.at = at
    }
}
