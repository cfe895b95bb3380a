internal import Incidents

/// Reads tab-separated dumps line by line into the tables.
struct DumpReader {
    let path: String
    private var fields: [ArraySlice<UInt8>] = []
    private var scratch: [UInt8] = []
    private var code1: [UInt8] = []
    private var code2: [UInt8] = []
    /// Rows that were taken.
    private(set) var rows = 0

    init(path: String) { self.path = path }

    mutating func read(
        _ kind: DumpKind, into tables: inout CompiledTables, _ findings: inout FindingLog
    ) throws(GazetteerError) {
        switch kind {
        case .table: try readTable(into: &tables, &findings)
        case .gns:
            var reader = GNSReader(path: path)
            try reader.read(into: &tables, &findings)
            rows = reader.rows
        case .geonames, .alternateNames, .divisionCodes:
            try readLines(kind, into: &tables, &findings)
        }
    }

    private mutating func readTable(
        into tables: inout CompiledTables, _ findings: inout FindingLog
    ) throws(GazetteerError) {
        let before = tables.count
        var table = PlaceTable(path: path)
        try table.read(findings: &findings) { tables.add($0, line: $1) }
        rows = tables.count - before
    }

    private mutating func readLines(
        _ kind: DumpKind, into tables: inout CompiledTables, _ findings: inout FindingLog
    ) throws(GazetteerError) {
        var lines = try TableLines(path: path)
        var line: [UInt8] = []
        var strangers = 0
        while let form = lines.next(into: &line) {
            if form == .tooLong {
                findings.add(path, line: lines.number, "the line is longer than 1 MiB; skipped")
                continue
            }
            guard !line.isEmpty, line.first != UInt8(ascii: "#") else { continue }
            Self.split(line, into: &fields)
            var fault: String?
            switch kind {
            case .geonames: fault = addPlace(to: &tables, lines.number, path, &findings)
            case .alternateNames: fault = addName(to: &tables, &strangers)
            default: fault = addCode(to: &tables)
            }
            if let fault { findings.add(path, line: lines.number, fault) } else { rows += 1 }
            // Lets go of the line, so that the next one may overwrite it in place.
            fields.removeAll(keepingCapacity: true)
        }
        if let failure = lines.failure {
            findings.add(path, line: lines.number, "the file breaks off here: \(failure)")
        }
        if strangers > 0 {
            findings.note(path, "\(strangers) names belong to places that no file holds; left out")
        }
    }

    static func split(_ line: [UInt8], into fields: inout [ArraySlice<UInt8>]) {
        fields.removeAll(keepingCapacity: true)
        var start = 0
        line.withUnsafeBufferPointer { bytes in
            for index in 0..<bytes.count where bytes[index] == 0x09 {
                fields.append(line[start..<index])
                start = index + 1
            }
        }
        fields.append(line[start...])
    }

    // MARK: GeoNames

    private static let prefix = Array("geonames:".utf8)

    /// geonameid, name, asciiname, alternatenames, latitude, longitude, class, code, country, cc2, admin1,
    /// admin2, admin3, admin4, population, elevation, dem, timezone, modification date.
    private mutating func addPlace(
        to tables: inout CompiledTables, _ line: Int, _ path: String, _ findings: inout FindingLog
    ) -> String? {
        guard fields.count == 19 else { return "\(fields.count) columns instead of 19" }
        guard let id = TableNumber.scaled(fields[0], decimals: 0), id > 0 else {
            return "the id is not a number"
        }
        var row = PlaceRow()
        if let fault = row.take(name: fields[1]) { return fault }
        if let fault = row.takePosition(latitude: fields[4], longitude: fields[5]) { return fault }
        row.population = UInt32(clamping: TableNumber.scaled(fields[14], decimals: 0) ?? 0)
        row.kind = FeatureCodes.kind(
            class: fields[6].first ?? 0, code: fields[7], population: row.population)
        row.radius = UsualRadius.of(row.kind, population: row.population)
        row.country = CountryCode.pack(String(decoding: fields[8], as: UTF8.self))
        row.separator = UInt8(ascii: ",")
        row.hasTags = false
        row.names = fields[3]
        takeCodes(&row)
        if fields[3].count > 200 || fields[3].contains(where: { $0 < 0x20 || $0 >= 0x80 }) {
            row.names = checked(fields[3], line, path, &findings)
        }
        scratch.removeAll(keepingCapacity: true)
        scratch.append(contentsOf: Self.prefix)
        scratch.append(contentsOf: fields[0])
        row.id = scratch[...]
        tables.add(row, line: line)
        row.id = []
        return nil
    }

    /// The codes of the divisions: what others call this one, or what it claims to lie in.
    private mutating func takeCodes(_ row: inout PlaceRow) {
        guard !fields[10].isEmpty, !fields[10].elementsEqual("00".utf8) else { return }
        code1.removeAll(keepingCapacity: true)
        code1.append(DivisionCode.mark)
        code1.append(contentsOf: fields[10])
        code2.removeAll(keepingCapacity: true)
        if !fields[11].isEmpty {
            code2.append(contentsOf: code1)
            code2.append(UInt8(ascii: "."))
            code2.append(contentsOf: fields[11])
        }
        switch row.kind {
        case .admin1: row.divisionCode = code1[...]
        case .admin2:
            row.divisionCode = code2[...]
            row.admin1 = code1[...]
        default:
            row.admin1 = code1[...]
            row.admin2 = code2[...]
        }
    }

    /// The alternates without those that are no names; each of these is a finding.
    private func checked(
        _ names: ArraySlice<UInt8>, _ line: Int, _ path: String, _ findings: inout FindingLog
    ) -> ArraySlice<UInt8> {
        var kept: [UInt8]?
        for name in names.split(separator: UInt8(ascii: ",")) {
            if let fault = NameCheck.fault(name) {
                findings.add(path, line: line, "alternate left out: \(fault)")
                if kept == nil { kept = Array(names[..<name.startIndex]) }
            } else if kept != nil {
                kept?.append(contentsOf: name)
                kept?.append(UInt8(ascii: ","))
            }
        }
        return kept?[...] ?? names
    }

    /// Tags that are no languages: links, codes, sounds.
    private static let notNames: Set<String> = [
        "link", "post", "iata", "icao", "faac", "wkdt", "unlc", "tcid", "phon", "piny",
    ]

    /// alternateNameId, geonameid, isolanguage, name, preferred, short, colloquial, historic, from, to.
    private mutating func addName(
        to tables: inout CompiledTables, _ strangers: inout Int
    ) -> String? {
        guard fields.count >= 4, fields.count <= 10 else { return "\(fields.count) columns" }
        guard let id = TableNumber.scaled(fields[1], decimals: 0), id > 0 else {
            return "the geonameid is not a number"
        }
        let language = String(decoding: fields[2], as: UTF8.self)
        guard !Self.notNames.contains(language) else { return nil }
        guard !fields[3].isEmpty else { return "no name" }
        if let fault = NameCheck.fault(fields[3]) { return fault }
        func flag(_ index: Int) -> Bool { index < fields.count && fields[index].first == 0x31 }
        let kind: NameKind =
            language == "abbr"
            ? .abbreviation : flag(7) ? .old : flag(5) || flag(6) ? .short : .alternate
        scratch.removeAll(keepingCapacity: true)
        scratch.append(contentsOf: Self.prefix)
        scratch.append(contentsOf: fields[1])
        if !tables.add(name: fields[3], kind: kind, toID: scratch[...]) { strangers += 1 }
        return nil
    }

    /// "IQ.01" or "IQ.01.123", name, ASCII name, geonameid.
    private mutating func addCode(to tables: inout CompiledTables) -> String? {
        guard fields.count == 4, fields[0].count > 3,
            fields[0][fields[0].startIndex + 2] == UInt8(ascii: ".")
        else { return "not a code, two names and an id" }
        let country = CountryCode.pack(String(decoding: fields[0].prefix(2), as: UTF8.self))
        let code = fields[0].dropFirst(3)
        let level: DivisionIndex.Level = code.contains(UInt8(ascii: ".")) ? .admin2 : .admin1
        scratch.removeAll(keepingCapacity: true)
        scratch.append(contentsOf: Self.prefix)
        scratch.append(contentsOf: fields[3])
        tables.note(
            divisionCode: DivisionCode(level: level, country: country, code: [0x23] + code),
            id: scratch[...])
        return nil
    }
}

extension PlaceRow {
    /// - Returns: what is wrong with the name.
    mutating func take(name: ArraySlice<UInt8>) -> String? {
        guard !name.isEmpty else { return "no name" }
        self.name = name
        return NameCheck.fault(name)
    }

    /// - Returns: what is wrong with the coordinates.
    mutating func takePosition(
        latitude: ArraySlice<UInt8>, longitude: ArraySlice<UInt8>
    ) -> String? {
        guard let latitude = TableNumber.scaled(latitude, decimals: 6),
            let longitude = TableNumber.scaled(longitude, decimals: 6)
        else { return "latitude or longitude is not a decimal number" }
        guard abs(latitude) <= 90_000_000, abs(longitude) <= 180_000_000 else {
            let swapped = abs(latitude) <= 180_000_000 && abs(longitude) <= 90_000_000
            return "latitude \(Double(latitude) / 1e6), longitude \(Double(longitude) / 1e6)"
                + " is outside −90…90, −180…180" + (swapped ? " — are the columns swapped?" : "")
        }
        self.latitude = Int32(latitude)
        self.longitude = Int32(longitude)
        return nil
    }
}
