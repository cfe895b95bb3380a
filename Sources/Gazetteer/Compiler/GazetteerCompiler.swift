public import Incidents
internal import FoundationEssentials

/// Makes the one-file gazetteer out of a folder of tables.
///
/// Reads every `*.tsv` and `*.tsv.gz` of the folder (place tables) and of its subfolder `words` (word
/// tables), in the order of their names. A row that cannot be used is a finding; the others are compiled.
/// Of rows with one id, the last read counts. The same tables give the same file, to the byte.
///
/// A file `LICENSES.md` in the folder lends its table of sources, so that the compiled gazetteer can say
/// whose data it holds.
///
/// Memory is about 40 bytes per place and 20 per name; working files stand beside the goal.
public struct GazetteerCompiler: ~Copyable {
    private var tables: CompiledTables
    private var findings = FindingLog()

    private init(for path: String) { tables = CompiledTables(for: path) }

    public struct Summary: Hashable, Sendable {
        public var places: Int
        public var names: Int
        public var words: Int
        public var bytes: Int
        public var findings: [Finding]
    }

    /// - Returns: counts, and what was wrong with the tables.
    /// - Throws: when the folder holds no table, a table cannot be opened, or the file not be written.
    public static func compile(
        folder: String, to path: String
    ) throws(GazetteerError) -> Summary {
        var compiler = GazetteerCompiler(for: path)
        let tables = try tableFiles(in: folder)
        guard !tables.isEmpty else { throw .nothingToCompile(folder: folder) }
        for table in tables { try compiler.readPlaces(folder + "/" + table) }
        let words = (try? tableFiles(in: folder + "/words")) ?? []
        for table in words { try compiler.readWords(folder + "/words/" + table) }
        compiler.readLicences(folder + "/LICENSES.md")
        return try compiler.write()
    }

    private static func tableFiles(in folder: String) throws(GazetteerError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
                .filter { $0.hasSuffix(".tsv") || $0.hasSuffix(".tsv.gz") }.sorted()
        } catch {
            throw .cannotRead(path: folder, reason: "no such folder, or it may not be listed")
        }
    }

    private mutating func readPlaces(_ path: String) throws(GazetteerError) {
        var table = PlaceTable(path: path)
        let before = tables.count
        tables.begin(file: path)
        try table.read(findings: &findings) { tables.add($0, line: $1) }
        tables.note(table: Self.fileName(path), rows: tables.count - before)
    }

    private mutating func readWords(_ path: String) throws(GazetteerError) {
        let name = Self.fileName(path)
        guard let subject = WordTable.Subject(rawValue: String(name.prefix { $0 != "." })) else {
            findings.add(path, line: 1, "not a word table this program knows; skipped")
            return
        }
        let rows = try tables.words.read(path: path, subject: subject, findings: &findings)
        tables.note(table: "words/" + name, rows: rows)
    }

    private static func fileName(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    /// Takes the rows "| `key` | source | licence | attribution |" of a table.
    private mutating func readLicences(_ path: String) {
        guard var lines = try? TableLines(path: path) else { return }
        var line: [UInt8] = []
        while lines.next(into: &line) != nil {
            let cells = String(decoding: line, as: UTF8.self)
                .split(separator: "|", omittingEmptySubsequences: false)
                .map { $0.trimmed }
            guard cells.count == 6, cells[1].hasPrefix("`") else { continue }
            for key in cells[1].split(separator: ",") {
                let source = key.filter { $0 != "`" && $0 != " " }
                tables.note(licence: [source, cells[3], cells[4]].joined(separator: "\t"))
            }
        }
    }

    private mutating func write() throws(GazetteerError) -> Summary {
        let counts = try tables.write(findings: &findings)
        return Summary(
            places: counts.places, names: counts.names, words: counts.words, bytes: counts.bytes,
            findings: findings.closed())
    }
}

extension Substring {
    fileprivate var trimmed: String {
        let start = drop { $0 == " " }
        return String(
            start.prefix(
                start.lastIndex { $0 != " " }.map {
                    start.distance(from: start.startIndex, to: $0) + 1
                } ?? 0))
    }
}
