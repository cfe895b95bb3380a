internal import Incidents

/// One row of a place table, checked.
struct PlaceRow {
    var id: ArraySlice<UInt8> = []
    var name: ArraySlice<UInt8> = []
    var kind: PlaceKind = .locality
    var longitude: Int32 = 0
    var latitude: Int32 = 0
    /// Hundreds of metres.
    var radius: UInt16 = 0
    var country: UInt16 = 0
    var admin1: ArraySlice<UInt8> = []
    var admin2: ArraySlice<UInt8> = []
    var population: UInt32 = 0
    /// Other names, joined by `separator`.
    var names: ArraySlice<UInt8> = []
    var separator = UInt8(ascii: "|")
    /// Whether names may bear a ``NameTag``.
    var hasTags = true
    /// The code by which other rows name this division, behind a ``DivisionCode/mark``.
    var divisionCode: ArraySlice<UInt8> = []

    func forEachName(_ body: (NameKind, ArraySlice<UInt8>) -> Void) {
        var start = names.startIndex
        while start < names.endIndex {
            let end = names[start...].firstIndex(of: separator) ?? names.endIndex
            let entry = names[start..<end]
            if hasTags {
                let (kind, name) = NameTag.split(entry, placeKind: self.kind)
                if !name.isEmpty { body(kind, name) }
            } else if !entry.isEmpty {
                body(.alternate, entry)
            }
            start = end + 1
        }
    }
}

/// Reads place tables: tab-separated UTF-8 with a header line that names the columns
/// `id name kind latitude longitude radius_km country admin1 admin2 population names source`.
struct PlaceTable {
    let path: String
    private var columns: [Column: Int] = [:]
    private var fields: [ArraySlice<UInt8>] = []

    enum Column: String, CaseIterable {
        case id, name, kind, latitude, longitude
        case radius = "radius_km"
        case country, admin1, admin2, population, names, source

        static let required: [Column] = [.id, .name, .kind, .latitude, .longitude]
    }

    init(path: String) { self.path = path }

    /// Passes every good row to `body`; what is wrong with the others goes to `findings`.
    mutating func read(
        findings: inout FindingLog, _ body: (PlaceRow, _ line: Int) -> Void
    ) throws(GazetteerError) {
        var lines = try TableLines(path: path)
        var line: [UInt8] = []
        while let kind = lines.next(into: &line) {
            if kind == .tooLong {
                findings.add(path, line: lines.number, "the line is longer than 1 MiB; skipped")
            } else if line.isEmpty || line.first == UInt8(ascii: "#") {
                continue
            } else if columns.isEmpty {
                guard readHeader(line, number: lines.number, &findings) else { return }
            } else {
                switch row(line) {
                case .success(let row): body(row, lines.number)
                case .failure(let fault):
                    findings.add(path, line: lines.number, fault.message, hint: fault.hint)
                }
                // Lets go of the line, so that the next one may overwrite it in place.
                fields.removeAll(keepingCapacity: true)
            }
        }
        if let failure = lines.failure {
            findings.add(path, line: lines.number, "the file breaks off here: \(failure)")
        }
    }

    private mutating func readHeader(
        _ line: [UInt8], number: Int, _ findings: inout FindingLog
    ) -> Bool {
        split(line)
        for (index, field) in fields.enumerated() {
            if let column = Column(rawValue: String(decoding: field, as: UTF8.self)) {
                columns[column] = index
            }
        }
        let missing = Column.required.filter { columns[$0] == nil }
        guard missing.isEmpty else {
            findings.add(
                path, line: number,
                "the header lacks \(missing.map(\.rawValue).joined(separator: ", ")); file skipped",
                hint: "a place table begins with a line of column names, separated by tabs")
            return false
        }
        return true
    }

    struct Fault: Error {
        let message: String
        var hint: String?
    }

    private mutating func row(_ line: [UInt8]) -> Result<PlaceRow, Fault> {
        split(line)
        var row = PlaceRow()
        row.id = self[.id]
        row.name = self[.name]
        guard !row.id.isEmpty else { return .failure(Fault(message: "no id")) }
        guard !row.name.isEmpty else { return .failure(Fault(message: "no name")) }
        let kind = String(decoding: self[.kind], as: UTF8.self)
        guard let kind = PlaceKind(rawValue: kind) else {
            return .failure(Fault(message: "unknown kind “\(kind)”"))
        }
        row.kind = kind
        if let fault = readPosition(into: &row) { return .failure(fault) }
        if let fault = readNumbers(into: &row) { return .failure(fault) }
        row.admin1 = self[.admin1]
        row.admin2 = self[.admin2]
        row.names = self[.names]
        return .success(row)
    }

    private func readPosition(into row: inout PlaceRow) -> Fault? {
        guard let latitude = TableNumber.scaled(self[.latitude], decimals: 6),
            let longitude = TableNumber.scaled(self[.longitude], decimals: 6)
        else { return Fault(message: "latitude or longitude is not a decimal number") }
        guard abs(latitude) <= 90_000_000, abs(longitude) <= 180_000_000 else {
            let swapped = abs(latitude) <= 180_000_000 && abs(longitude) <= 90_000_000
            return Fault(
                message: "latitude \(Double(latitude) / 1e6), longitude \(Double(longitude) / 1e6)"
                    + " is outside −90…90, −180…180",
                hint: swapped ? "are the columns swapped?" : nil)
        }
        row.latitude = Int32(latitude)
        row.longitude = Int32(longitude)
        return nil
    }

    private func readNumbers(into row: inout PlaceRow) -> Fault? {
        let radius = self[.radius]
        if !radius.isEmpty {
            guard let value = TableNumber.scaled(radius, decimals: 1), value >= 0 else {
                return Fault(message: "radius_km is not a number of kilometres")
            }
            row.radius = UInt16(clamping: value)
        }
        let country = self[.country]
        if !country.isEmpty {
            row.country = CountryCode.pack(String(decoding: country, as: UTF8.self))
            guard row.country != 0 else {
                return Fault(message: "country is not a two-letter code")
            }
        }
        let population = self[.population]
        if !population.isEmpty {
            guard let value = TableNumber.scaled(population, decimals: 0), value >= 0 else {
                return Fault(message: "population is not a whole number")
            }
            row.population = UInt32(clamping: value)
        }
        return nil
    }

    private subscript(_ column: Column) -> ArraySlice<UInt8> {
        guard let index = columns[column], index < fields.count else { return [] }
        return fields[index]
    }

    private mutating func split(_ line: [UInt8]) {
        fields.removeAll(keepingCapacity: true)
        var start = 0
        for index in line.indices where line[index] == 0x09 {
            fields.append(line[start..<index])
            start = index + 1
        }
        fields.append(line[start...])
    }
}
