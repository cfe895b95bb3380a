internal import Incidents

/// Reads files of the NGA's GEOnet Names Server: one row for each name, several for each feature. The
/// columns of both generations are known by their header.
struct GNSReader {
    let path: String
    private(set) var rows = 0
    private var columns: [Column: Int] = [:]
    private var usesFIPS = false
    private var fields: [ArraySlice<UInt8>] = []
    private var placeOfFeature: [Int: PlaceIndex] = [:]
    private var feature: Feature?

    private enum Column: CaseIterable {
        case feature, latitude, longitude, letter, designation, country, division, population
        case nameType, name

        var names: [String] {
            switch self {
            case .feature: ["ufi"]
            case .latitude: ["lat", "lat_dd"]
            case .longitude: ["long", "long_dd"]
            case .letter: ["fc"]
            case .designation: ["dsg", "desig_cd"]
            case .country: ["cc1", "cc_ft"]
            case .division: ["adm1"]
            case .population: ["pop"]
            case .nameType: ["nt"]
            case .name: ["full_name_ro", "full_name", "full_name_nd_ro"]
            }
        }

        static let required: [Column] = [.feature, .latitude, .longitude, .name]
    }

    /// A feature whose rows are still being read.
    private struct Feature {
        var ufi: Int
        var line: Int
        var row: PlaceRow
        var designation: String
        var letter: UInt8
        var names: [(type: String, name: ArraySlice<UInt8>)]
    }

    init(path: String) { self.path = path }

    mutating func read(
        into tables: inout CompiledTables, _ findings: inout FindingLog
    ) throws(GazetteerError) {
        var lines = try TableLines(path: path)
        var line: [UInt8] = []
        while let form = lines.next(into: &line) {
            if form == .tooLong {
                findings.add(path, line: lines.number, "the line is longer than 1 MiB; skipped")
                continue
            }
            guard !line.isEmpty else { continue }
            DumpReader.split(line, into: &fields)
            if columns.isEmpty {
                readHeader()
            } else if let fault = readRow(lines.number, into: &tables) {
                findings.add(path, line: lines.number, fault)
            } else {
                rows += 1
            }
        }
        finishFeature(into: &tables)
        if let failure = lines.failure {
            findings.add(path, line: lines.number, "the file breaks off here: \(failure)")
        }
    }

    private mutating func readHeader() {
        let header = fields.map { String(decoding: $0, as: UTF8.self).lowercased() }
        for column in Column.allCases {
            columns[column] = column.names.lazy.compactMap { header.firstIndex(of: $0) }.first
        }
        usesFIPS = header.contains("cc1")
    }

    private subscript(_ column: Column) -> ArraySlice<UInt8> {
        guard let index = columns[column], index < fields.count else { return [] }
        return fields[index]
    }

    private mutating func readRow(_ line: Int, into tables: inout CompiledTables) -> String? {
        guard let last = columns.values.max(), fields.count > last else {
            return "\(fields.count) columns, fewer than the header has"
        }
        guard let ufi = TableNumber.scaled(self[.feature], decimals: 0) else {
            return "the UFI is not a number"
        }
        var row = PlaceRow()
        if let fault = row.take(name: self[.name]) { return fault }
        if let fault = row.takePosition(latitude: self[.latitude], longitude: self[.longitude]) {
            return fault
        }
        let name = (String(decoding: self[.nameType], as: UTF8.self).uppercased(), self[.name])
        if feature?.ufi == ufi {
            feature?.names.append(name)
            return nil
        }
        finishFeature(into: &tables)
        row.country = CountryCode.pack(country)
        row.population = UInt32(
            clamping: TableNumber.scaled(self[.population], decimals: 0) ?? 0)
        if !self[.division].isEmpty { row.admin1 = ([DivisionCode.mark] + self[.division])[...] }
        feature = Feature(
            ufi: ufi, line: line, row: row,
            designation: String(decoding: self[.designation], as: UTF8.self),
            letter: self[.letter].first ?? UInt8(ascii: "P"), names: [name])
        return nil
    }

    private var country: String {
        let text = String(
            decoding: self[.country].prefix { $0 != UInt8(ascii: ",") }, as: UTF8.self
        )
        .uppercased()
        if text.utf8.count == 3 { return ForeignCountryCode.iso(alpha3: text) ?? "" }
        return usesFIPS ? ForeignCountryCode.iso(fips: text) : text
    }

    /// Conventional English names first, then approved ones, then those that are not in Latin script.
    private static func rank(_ type: String) -> Int {
        switch type {
        case "C": 0
        case "N": 1
        case "D", "P": 2
        case "V": 3
        default: 4
        }
    }

    private mutating func finishFeature(into tables: inout CompiledTables) {
        guard var feature else { return }
        self.feature = nil
        feature.names.sort { Self.rank($0.type) < Self.rank($1.type) }
        if let place = placeOfFeature[feature.ufi] {
            for name in feature.names { tables.add(name: name.name, kind: .alternate, to: place) }
            return
        }
        feature.row.kind = FeatureCodes.kind(
            class: feature.letter, code: feature.designation.utf8,
            population: feature.row.population)
        feature.row.radius = UsualRadius.of(feature.row.kind, population: feature.row.population)
        if feature.row.kind == .admin1 {
            feature.row.divisionCode = feature.row.admin1
            feature.row.admin1 = []
        }
        feature.row.id = Array("gns:\(feature.ufi)".utf8)[...]
        feature.row.name = feature.names.first?.name ?? []
        feature.row.hasTags = false
        feature.row.names =
            Array(feature.names.dropFirst().map(\.name).joined(separator: [0x7C]))[...]
        let place = PlaceIndex(tables.count)
        tables.add(feature.row, line: feature.line)
        placeOfFeature[feature.ufi] = place
    }
}
