internal import Earth
public import Incidents

/// Makes a compiled gazetteer out of the dumps and lists of others, by themselves or laid over another.
///
/// Of places with one id the one read last counts; laid over another gazetteer, it keeps the names of the
/// place it replaces, and its divisions where it names none. Rows that cannot be used are findings.
///
/// Memory is about 40 bytes per place and 20 per name, however many there are; working files stand beside
/// the goal and need as much room as the result.
public struct GazetteerImporter: ~Copyable {
    private var tables: CompiledTables
    private var findings = FindingLog()
    private let path: String

    public struct Summary: Hashable, Sendable {
        public var places: Int
        public var names: Int
        /// Places of the gazetteer below that were replaced.
        public var replaced: Int
        public var bytes: Int
        public var findings: [Finding]
    }

    /// - Parameter base: the gazetteer to lay the others over.
    public init(to path: String, onto base: CompiledGazetteer? = nil) {
        self.path = path
        tables = CompiledTables(for: path)
        if let base { tables.add(base: base) }
    }

    /// What sort of tab-separated dump a file is, plain or gzipped; `nil` for all others.
    public static func kind(of path: String) throws(GazetteerError) -> DumpKind? {
        var lines = try TableLines(path: path)
        var first: [[UInt8]] = []
        var line: [UInt8] = []
        while first.count < 20, let form = lines.next(into: &line) {
            guard form == .text, !line.isEmpty, line.first != UInt8(ascii: "#") else { continue }
            first.append(line)
        }
        return DumpKind.recognize(firstLines: first)
    }

    /// Reads a dump. Names and codes (``DumpKind/alternateNames``, ``DumpKind/divisionCodes``) belong to
    /// places that have been read before.
    ///
    /// - Returns: the number of rows taken.
    @discardableResult
    public mutating func read(dump path: String, as kind: DumpKind) throws(GazetteerError) -> Int {
        tables.begin(file: path)
        var reader = DumpReader(path: path)
        try reader.read(kind, into: &tables, &findings)
        note(path, rows: reader.rows)
        switch kind {
        case .geonames, .alternateNames, .divisionCodes:
            noteLicence(
                "geonames", "CC BY 4.0", "Contains data from GeoNames (geonames.org), CC BY 4.0")
        case .gns:
            noteLicence(
                "gns", "public domain",
                "Contains data of the GEOnet Names Server, National Geospatial-Intelligence Agency")
        case .table: break
        }
        return reader.rows
    }

    /// Rows added from here on come from `list`, of which ``note(_:rows:)`` tells in the end.
    public mutating func begin(list path: String) { tables.begin(file: path) }

    public mutating func note(_ list: String, rows: Int) {
        tables.note(table: list.split(separator: "/").last.map(String.init) ?? list, rows: rows)
    }

    /// Whose data places of a source are.
    public mutating func noteLicence(_ source: String, _ licence: String, _ attribution: String) {
        let fields = [source, licence, attribution].map { field in
            String(field.map { $0 == "\t" || $0.isNewline ? " " : $0 })
        }
        tables.note(licence: fields.joined(separator: "\t"))
    }

    /// Adds a place of a list. One with a bad name is a finding.
    ///
    /// - Returns: whether it was taken.
    @discardableResult
    public mutating func add(_ entry: GazetteerEntry, from list: String) -> Bool {
        var row = PlaceRow()
        row.id = Array(entry.id.utf8)[...]
        if let fault = row.take(name: Array(entry.name.utf8)[...]) ?? Self.fault(ofID: entry.id) {
            findings.add(list, line: entry.line, fault)
            return false
        }
        row.kind = entry.kind
        row.longitude = Int32((entry.coordinate.longitude * 1e6).rounded())
        row.latitude = Int32((entry.coordinate.latitude * 1e6).rounded())
        row.population = UInt32(clamping: entry.population)
        row.radius =
            entry.radius.map { UInt16(clamping: Int(($0.meters / 100).rounded())) }
            ?? UsualRadius.of(entry.kind, population: row.population)
        row.country = CountryCode.pack(entry.country)
        row.admin1 = Array(entry.admin1.utf8)[...]
        row.admin2 = Array(entry.admin2.utf8)[...]
        row.hasTags = false
        row.separator = 0x0A
        row.names = Array(checked(entry, list).joined(separator: "\n").utf8)[...]
        tables.add(row, line: entry.line ?? 0)
        return true
    }

    private static func fault(ofID id: String) -> String? {
        id.isEmpty || id.utf8.count > NameCheck.longest ? "no id, or one that is too long" : nil
    }

    private mutating func checked(_ entry: GazetteerEntry, _ list: String) -> [String] {
        entry.names.filter { name in
            guard let fault = NameCheck.fault(Array(name.utf8)[...]) else { return !name.isEmpty }
            findings.add(list, line: entry.line, "alternate left out: \(fault)")
            return false
        }
    }

    /// Writes the file, whole or not at all.
    public consuming func finish() throws(GazetteerError) -> Summary {
        let counts = try tables.write(findings: &findings)
        return Summary(
            places: counts.places, names: counts.names, replaced: counts.replaced,
            bytes: counts.bytes, findings: findings.closed())
    }
}
