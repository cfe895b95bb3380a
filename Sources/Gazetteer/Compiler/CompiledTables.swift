internal import Incidents

/// The tables while they are being gathered: what will become the sections of the file.
struct CompiledTables {
    var places: [PlaceRecord] = []
    var words = WordTable()
    private var names = NameTable()
    private var strings = StringPool()
    private var sources: [String] = []
    private var contents: [(table: String, rows: Int)] = []
    private var divisions = DivisionIndex()
    private var placeByID: [UInt64: PlaceIndex] = [:]
    /// Rows replaced by a later one with the same id.
    private var replaced: Set<PlaceIndex> = []
    private let kindNumbers = Dictionary(
        uniqueKeysWithValues: PlaceKind.allCases.enumerated().map { ($1, UInt8($0)) })

    mutating func note(table: String, rows: Int) { contents.append((table, rows)) }

    mutating func add(_ row: PlaceRow) {
        let index = PlaceIndex(places.count)
        var record = PlaceRecord()
        record.longitude = row.longitude
        record.latitude = row.latitude
        record.radius = row.radius
        record.country = row.country
        record.population = row.population
        record.kindNumber = kindNumbers[row.kind] ?? 0
        record.name = strings.add(row.name)
        setID(row.id, of: &record)
        addNames(row, place: index, record: &record)
        divisions.note(row, place: index)
        places.append(record)
        if let earlier = placeByID.updateValue(index, forKey: Self.hash(row.id)) {
            replaced.insert(earlier)
        }
    }

    private static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 { WordKey(folded: bytes).hash }

    /// "geonames:96309" becomes the number of its source and 96309.
    private mutating func setID(_ id: ArraySlice<UInt8>, of record: inout PlaceRecord) {
        let colon = id.firstIndex(of: UInt8(ascii: ":"))
        let source = colon.map { String(decoding: id[..<$0], as: UTF8.self) } ?? ""
        var number = sources.firstIndex(of: source)
        if number == nil, sources.count < 255 {
            number = sources.count
            sources.append(source)
        }
        let local = number == nil ? id : id[(colon.map { $0 + 1 } ?? id.startIndex)...]
        record.idSource = UInt8(number ?? 255)
        let isCanonical = local.first != UInt8(ascii: "0") && local.allSatisfy { $0 &- 0x30 < 10 }
        if isCanonical, let value = TableNumber.scaled(local, decimals: 0), value <= UInt32.max {
            record.idValue = UInt32(value)
        } else {
            record.flags |= PlaceRecord.idIsText
            record.idValue = strings.add(local)
        }
    }

    private mutating func addNames(_ row: PlaceRow, place: PlaceIndex, record: inout PlaceRecord) {
        names.add(row.name, of: place, kind: .official)
        var count = 0
        for entry in row.names.split(separator: UInt8(ascii: "|")) {
            let (kind, name) = NameTag.split(entry, placeKind: row.kind)
            if names.add(name, of: place, kind: kind) { count += 1 }
        }
        record.alternates = UInt8(clamping: count)
    }

    /// Drops the rows that later ones replaced. Indexes of the others move up.
    mutating func dropReplaced() {
        guard !replaced.isEmpty else { return }
        var moved = [PlaceIndex?](repeating: nil, count: places.count)
        var kept: [PlaceRecord] = []
        for (index, place) in places.enumerated() where !replaced.contains(PlaceIndex(index)) {
            moved[index] = PlaceIndex(kept.count)
            kept.append(place)
        }
        places = kept
        names.move(moved)
        divisions.move(moved)
        replaced = []
        placeByID = [:]
    }

    /// Ties places to their divisions by country and name.
    mutating func linkDivisions(_ unmatched: (String) -> Void) {
        for index in places.indices {
            let claim = divisions.claims[index]
            let country = places[index].country
            places[index].admin1 = divisions.find(.admin1, claim.admin1, country: country)
            places[index].admin2 = divisions.find(.admin2, claim.admin2, country: country)
        }
        for (country, count) in divisions.unmatched {
            unmatched(
                "\(count) places of \(CountryCode.unpack(country)) name a division no table has")
        }
    }

    typealias Sections = [(section: GazetteerFormat.Section, bytes: [UInt8])]

    mutating func sections() -> (Sections, counts: (places: Int, names: Int, words: Int)) {
        let importance = places.indices.map { self.importance(of: $0) }
        let nameSections = names.sections(importance: importance)
        var records: [UInt8] = []
        records.reserveCapacity(places.count * PlaceRecord.size)
        for place in places { place.append(to: &records) }
        let (starts, cells) = gridSections()
        let words = words.section()
        let sections: Sections = [
            (.slots, nameSections.slots), (.names, nameSections.names),
            (.postings, nameSections.postings), (.foldedNames, nameSections.foldedNames),
            (.places, records), (.strings, strings.bytes), (.words, words),
            (.kinds, Self.list(PlaceKind.allCases.map(\.rawValue))), (.sources, Self.list(sources)),
            (.countries, countrySection()), (.gridStarts, starts), (.gridPlaces, cells),
            (.contents, Array(contents.map { "\($0.table)\t\($0.rows)\n" }.joined().utf8)),
        ]
        return (sections, (places.count, nameSections.names.count / 8, words.count / 8 * 2 / 3))
    }

    private static func list(_ texts: [String]) -> [UInt8] {
        var bytes: [UInt8] = []
        for text in texts { StringPool.append(Array(text.utf8), to: &bytes) }
        return bytes
    }

    /// Sorts the readings of a name: class before population, as readers of news expect.
    private func importance(of index: Int) -> UInt32 {
        let place = places[index]
        let kind = PlaceKind.allCases[Int(place.kindNumber)]
        let size = UInt32(min(place.population, (1 << 27) - 1))
        let rank: UInt32 =
            switch kind {
            case .country: 15
            case .continent: 14
            case .capital, .admin1, .region: 13
            case .city, .sea: 12
            case .admin2, .river, .lake, .island, .desert: 11
            case .town: 10
            case .dam, .barrage, .base, .airport: 9
            default: kind.group == .nature ? 8 : 7
            }
        return rank << 27 | size
    }

    private func countrySection() -> [UInt8] {
        var bytes: [UInt8] = []
        for (code, place) in divisions.countries.sorted(by: { $0.key < $1.key }) {
            bytes.append(littleEndian: UInt32(code))
            bytes.append(littleEndian: place)
        }
        return bytes
    }

    private func gridSections() -> (starts: [UInt8], places: [UInt8]) {
        let cells = PlaceGrid.rows * PlaceGrid.columns
        let cellOfPlace = places.map {
            PlaceGrid.cell(longitude: $0.longitude, latitude: $0.latitude)
        }
        var starts = [UInt32](repeating: 0, count: cells + 1)
        for cell in cellOfPlace { starts[cell + 1] += 1 }
        for cell in 0..<cells { starts[cell + 1] += starts[cell] }
        var next = starts
        var order = [UInt32](repeating: 0, count: places.count)
        for (place, cell) in cellOfPlace.enumerated() {
            order[Int(next[cell])] = UInt32(place)
            next[cell] += 1
        }
        func bytes(_ numbers: [UInt32]) -> [UInt8] {
            numbers.map(\.littleEndian).withUnsafeBytes { Array($0) }
        }
        return (bytes(starts), bytes(order))
    }
}
