import Earth
import Incidents

/// The places of one list while they are read, and what was wrong with the others.
struct PlaceDraft {
    let path: String
    let options: PlaceList.Options
    let source: String
    var line = 0
    private(set) var rows = 0
    private var findings: [Finding] = []
    private var unsaid = 0
    private var strangeKinds: Set<String> = []

    private static let mostFindings = 100

    init(path: String, options: PlaceList.Options) {
        self.path = path
        self.options = options
        source = options.source ?? Self.stem(of: path)
    }

    /// The file's name as the beginning of ids: "Dams (2024).csv" ▶ "dams-2024".
    private static func stem(of path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? "list"
        var stem = ""
        for character in (name.split(separator: ".").first ?? "list").lowercased() {
            if character.isASCII, character.isLetter || character.isNumber {
                stem.append(character)
            } else if stem.last != "-" {
                stem.append("-")
            }
        }
        let trimmed = stem.drop { $0 == "-" }
        return trimmed.isEmpty ? "list" : String(trimmed.last == "-" ? trimmed.dropLast() : trimmed)
    }

    mutating func say(_ message: String, hint: String? = nil) {
        guard findings.count < Self.mostFindings else {
            unsaid += 1
            return
        }
        findings.append(Finding(.warning, origin: path, at: .line(line), message, hint: hint))
    }

    func outcome(_ kind: PlaceList.Kind) -> PlaceList.Outcome {
        var findings = findings
        if unsaid > 0 {
            findings.append(Finding(.warning, origin: path, "\(unsaid) further rows have faults"))
        }
        return PlaceList.Outcome(kind: kind, rows: rows, findings: findings)
    }

    // MARK: Fields

    /// A place as far as it is known; `nil` with a finding when its point or name cannot be used.
    mutating func entry(
        id: String?, name: String?, kind: PlaceKind, longitude: String?, latitude: String?
    ) -> GazetteerEntry? {
        guard let longitude = longitude.flatMap({ Double($0) }),
            let latitude = latitude.flatMap({ Double($0) })
        else {
            say("no longitude or latitude, or not a decimal number")
            return nil
        }
        return entry(id: id, name: name, kind: kind, longitude: longitude, latitude: latitude)
    }

    mutating func entry(
        id: String?, name: String?, kind: PlaceKind, longitude: Double, latitude: Double
    ) -> GazetteerEntry? {
        guard let name, !name.isEmpty else {
            say("no name")
            return nil
        }
        guard longitude != 0 || latitude != 0 else {
            say("the point is 0°, 0°, which stands for an unknown one")
            return nil
        }
        do throws(EarthError) {
            let point = try Coordinate(longitude: longitude, latitude: latitude)
            var entry = GazetteerEntry(
                id: id ?? derivedID(name, longitude, latitude), name: name, kind: kind,
                coordinate: point)
            entry.line = line
            return entry
        } catch {
            say("\(error)")
            return nil
        }
    }

    /// The same for the same name and point, wherever in the list they stand.
    private func derivedID(_ name: String, _ longitude: Double, _ latitude: Double) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in "\(name)|\(longitude)|\(latitude)".utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
        }
        return "\(source):\(String(hash, radix: 16))"
    }

    mutating func kind(_ text: String?) -> PlaceKind {
        guard let text = text?.lowercased(), !text.isEmpty else { return options.kind }
        if let kind = PlaceKind(rawValue: text) ?? Self.otherWords[text] { return kind }
        if strangeKinds.count < 20, strangeKinds.insert(text).inserted {
            say("kind “\(text)” is not known here; taken for \(options.kind.rawValue)")
        }
        return options.kind
    }

    private static let otherWords: [String: PlaceKind] = [
        "hamlet": .village, "settlement": .village, "neighbourhood": .quarter,
        "neighborhood": .quarter, "suburb": .quarter, "governorate": .admin1, "province": .admin1,
        "state": .admin1, "district": .admin2, "county": .admin2, "subdistrict": .admin3,
        "airbase": .base, "air base": .base, "military": .base, "aerodrome": .airport,
        "airfield": .airport, "border crossing": .crossing, "checkpoint": .crossing,
        "power plant": .powerplant, "power station": .powerplant, "oil field": .oilfield,
        "gas field": .gasfield, "peak": .mountain, "stream": .river, "reservoir": .lake,
    ]

    mutating func add(_ entry: GazetteerEntry, _ body: (GazetteerEntry) -> Void) {
        rows += 1
        body(entry)
    }
}

/// What a list may say of a place, and the columns or properties it usually stands in.
enum PlaceField: String, CaseIterable {
    case id, name, kind, latitude, longitude, country, admin1, admin2, population, names
    case radius = "radius_km"

    var usualNames: [String] {
        switch self {
        case .id: ["id", "gazetteer_id", "code", "pcode"]
        case .name: ["name", "name_en", "title", "place", "site", "placename"]
        case .kind: ["kind", "type", "feature", "placetype", "category"]
        case .latitude: ["latitude", "lat", "y", "lat_dd", "decimallatitude"]
        case .longitude: ["longitude", "lon", "lng", "long", "x", "long_dd", "decimallongitude"]
        case .country: ["country", "country_code", "countrycode", "iso2", "iso", "cc"]
        case .admin1: ["admin1", "adm1_en", "province", "governorate", "state", "region"]
        case .admin2: ["admin2", "adm2_en", "district", "county"]
        case .population: ["population", "pop"]
        case .names: ["names", "aliases", "alternates", "alternate_names", "alternatenames"]
        case .radius: ["radius_km", "uncertainty_km"]
        }
    }
}

/// Which column of a table holds which field.
struct PlaceColumns {
    private let columns: [PlaceField: Int]
    /// Rows with fewer columns are broken.
    let leastCount: Int

    init(
        _ table: CSVTable, _ kind: PlaceList.Kind, _ asked: [String: String]
    ) throws(InputError) {
        var columns: [PlaceField: Int] = [:]
        for (field, column) in asked.sorted(by: { $0.key < $1.key }) {
            guard let field = PlaceField(rawValue: field) else {
                let known = PlaceField.allCases.map(\.rawValue).joined(separator: ", ")
                throw .malformed("no field “\(field)”; fields are \(known)", position: nil)
            }
            guard let index = table.column(column) else {
                let header = table.header.prefix(20).joined(separator: ", ")
                throw .malformed("no column “\(column)”; columns are \(header)", position: nil)
            }
            columns[field] = index
        }
        for field in PlaceField.allCases where columns[field] == nil {
            columns[field] = field.usualNames.lazy.compactMap { table.column($0) }.first
        }
        self.columns = columns
        let needed = [PlaceField.name, .latitude, .longitude]
        if kind == .table {
            let missing = needed.filter { columns[$0] == nil }
            guard missing.isEmpty else {
                let words = missing.map(\.rawValue).joined(separator: ", ")
                throw .malformed(
                    "no column for \(words); name them as in --columns name=NAME_EN,latitude=LAT",
                    position: nil)
            }
            leastCount = (needed.compactMap { columns[$0] }.max() ?? 0) + 1
        } else {
            leastCount = min(table.header.count, 3)
        }
    }

    subscript(_ field: PlaceField) -> Int? { columns[field] }
}

extension PlaceDraft {
    mutating func read(
        _ table: CSVTable, _ columns: PlaceColumns, _ body: (GazetteerEntry) -> Void
    ) {
        func text(_ field: PlaceField) -> String? { table.field(columns[field]) }
        let kind = kind(text(.kind))
        guard
            var entry = entry(
                id: text(.id).map(qualified), name: text(.name), kind: kind,
                longitude: text(.longitude), latitude: text(.latitude))
        else { return }
        fill(&entry, text)
        add(entry, body)
    }

    /// An id with its source; one that has one keeps it, so that it can overlay others.
    private func qualified(_ id: String) -> String {
        id.contains(":") ? id : "\(source):\(id)"
    }

    private func fill(_ entry: inout GazetteerEntry, _ text: (PlaceField) -> String?) {
        entry.country = text(.country).map { $0.utf8.count == 2 ? $0.uppercased() : "" } ?? ""
        entry.admin1 = text(.admin1) ?? ""
        entry.admin2 = text(.admin2) ?? ""
        entry.population =
            text(.population).flatMap { Double($0) }
            .flatMap { $0 >= 0 && $0 < 4e9 ? Int($0) : nil } ?? 0
        entry.names = Self.names(text(.names))
        if let radius = text(.radius).flatMap({ Double($0) }), radius > 0, radius < 20_000 {
            entry.radius = .kilometers(radius)
        }
    }

    private static func names(_ text: String?) -> [String] {
        guard let text else { return [] }
        return text.split { $0 == "|" || $0 == ";" }.map(\.trimmed).filter { !$0.isEmpty }
    }

    /// A feature of anybody's GeoJSON.
    mutating func read(
        _ properties: PlaceProperties, _ feature: GeoJSONFeature, _ body: (GazetteerEntry) -> Void
    ) {
        let options = options
        func text(_ field: PlaceField) -> String? {
            if let asked = options.columns[field.rawValue] { return properties[asked] }
            return field.usualNames.lazy.compactMap { properties[$0] }.first
        }
        guard let point = feature.geometry?.middle else {
            return say(feature.problem ?? "no geometry")
        }
        let kind = kind(text(.kind))
        guard
            var entry = entry(
                id: (feature.id ?? text(.id)).map(qualified), name: text(.name), kind: kind,
                longitude: point.longitude, latitude: point.latitude)
        else { return }
        fill(&entry, text)
        add(entry, body)
    }

    // MARK: Airports

    mutating func readAirport(
        _ table: CSVTable, _ columns: PlaceColumns, _ body: (GazetteerEntry) -> Void
    ) {
        let name = table.field(table.column("name"))
        let ident = table.field(table.column("ident")) ?? ""
        let isICAO = ident.utf8.count == 4 && ident.utf8.allSatisfy { $0 &- 0x41 < 26 }
        let number = table.field(table.column("id"))
        let id = isICAO ? "icao:\(ident)" : number.map { "ourairports:\($0)" }
        guard
            var entry = entry(
                id: id, name: name, kind: Self.isBase(name ?? "") ? .base : .airport,
                longitude: table.field(table.column("longitude_deg")),
                latitude: table.field(table.column("latitude_deg")))
        else { return }
        entry.country = table.field(table.column("iso_country")) ?? ""
        entry.names = [ident, table.field(table.column("iata_code")) ?? ""].filter { !$0.isEmpty }
        entry.names += (table.field(table.column("keywords")) ?? "").split(separator: ",")
            .map(\.trimmed).filter { !$0.isEmpty }
        add(entry, body)
    }

    private static func isBase(_ name: String) -> Bool {
        let name = name.lowercased()
        return ["air base", "airbase", "air force", " afb", "army air", "naval air", "military"]
            .contains { name.contains($0) }
    }

    // MARK: Who's On First, table of metadata

    mutating func readMeta(
        _ table: CSVTable, _ columns: PlaceColumns, _ body: (GazetteerEntry) -> Void
    ) {
        func text(_ name: String) -> String? { table.field(table.column(name)) }
        let isOver =
            text("superseded_by") != nil || (text("deprecated").map { $0 != "uuuu" } ?? false)
        guard !isOver, text("is_current") != "0" else { return }
        guard
            var entry = entry(
                id: text("id").map { "wof:\($0)" }, name: text("name"),
                kind: WhosOnFirst.kind(text("placetype") ?? ""),
                longitude: text("lbl_longitude") ?? text("geom_longitude"),
                latitude: text("lbl_latitude") ?? text("geom_latitude"))
        else { return }
        entry.country = text("iso_country") ?? text("iso") ?? text("wof_country") ?? ""
        add(entry, body)
    }

    // MARK: Wikidata, table of a query

    mutating func readQueryRow(
        _ table: CSVTable, _ columns: PlaceColumns, _ body: (GazetteerEntry) -> Void
    ) {
        func text(_ names: String...) -> String? {
            names.lazy.compactMap { table.field(table.column($0)) }.first
        }
        let item = text("item").flatMap { $0.split(separator: "/").last.map(String.init) }
        let point = text("coord", "coordinates", "coordinate", "location", "point").flatMap(
            Self.point)
        let geonames = text("geonames", "geonamesId", "geonameid").map { "geonames:\($0)" }
        guard
            var entry = entry(
                id: geonames ?? item.map { "wikidata:\($0)" }, name: text("itemLabel"),
                kind: kind(text("kind", "instanceLabel", "typeLabel")),
                longitude: point?.longitude ?? text("longitude", "lon"),
                latitude: point?.latitude ?? text("latitude", "lat"))
        else { return }
        fill(&entry) { table.field(columns[$0]) }
        entry.country = text("countryCode", "iso") ?? entry.country
        entry.names += (text("itemAltLabel", "aliases") ?? "").split(separator: ",").map(\.trimmed)
        add(entry, body)
    }

    /// "Point(44.36 33.31)", as well-known text has it.
    private static func point(_ text: String) -> (longitude: String, latitude: String)? {
        guard let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")"), open < close
        else { return nil }
        let parts = text[text.index(after: open)..<close].split(separator: " ").map(String.init)
        return parts.count == 2 ? (parts[0], parts[1]) : nil
    }
}

extension Geometry {
    /// The point itself, else the middle of what surrounds the shape.
    fileprivate var middle: Coordinate? {
        if case .point(let point) = self { return point }
        let points: [Coordinate] =
            switch self {
            case .point(let point): [point]
            case .line(let line): line
            case .lines(let lines), .polygon(let lines): lines.flatMap { $0 }
            case .polygons(let polygons): polygons.flatMap { $0.flatMap { $0 } }
            }
        return Box(around: points).map { box in
            Coordinate(
                wrappingLongitude: box.west + box.width / 2, latitude: (box.south + box.north) / 2)
        }
    }
}
