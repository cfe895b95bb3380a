internal import Incidents

/// The tables while they are being gathered: what will become the sections of the file.
///
/// Rows and names wait in spools, so that memory is some 40 bytes for each place and 20 for each name,
/// whatever else is known of them.
struct CompiledTables: ~Copyable {
    var words = WordTable()
    private var rows: PlaceSpool
    private var names: NameTable
    private var strings = StringPool()
    private var sources: [String] = []
    private var contents: [(table: String, rows: Int)] = []
    private var licences: [String] = []
    private var divisions = DivisionIndex()
    private var ids = PlaceIDs()
    /// What readers of news expect of a name: class before population. One for each row.
    private var importance: [UInt32] = []
    private var alternates: [UInt8] = []
    private var base: GazetteerBase?
    private let path: String
    private let kindNumbers = Dictionary(
        uniqueKeysWithValues: PlaceKind.allCases.enumerated().map { ($1, UInt8($0)) })

    init(for path: String) {
        self.path = path
        rows = PlaceSpool(beside: path)
        names = NameTable(beside: path)
    }

    /// The number of rows read, replaced ones included.
    var count: Int { importance.count }

    mutating func note(table: String, rows: Int) { contents.append((table, rows)) }
    mutating func note(licence line: String) {
        if !licences.contains(line) { licences.append(line) }
    }
    /// Rows from here on come from another file.
    mutating func begin(file path: String) { ids.begin(file: path, at: PlaceIndex(count)) }

    mutating func add(_ row: PlaceRow, line: Int) {
        let index = PlaceIndex(count)
        var record = PlaceRecord()
        record.longitude = row.longitude
        record.latitude = row.latitude
        record.radius = row.radius
        record.country = row.country
        record.population = row.population
        record.kindNumber = kindNumbers[row.kind] ?? 0
        record.name = strings.add(row.name)
        setID(row.id, of: &record)
        alternates.append(addNames(row, place: index))
        divisions.note(row, place: index)
        rows.append(record, divisions.claim(of: row), line: line)
        importance.append(Self.importance(of: record))
        ids.append(row.id, index)
    }

    private mutating func sourceNumber(_ source: String) -> Int? {
        if let number = sources.firstIndex(of: source) { return number }
        guard sources.count < 255 else { return nil }
        sources.append(source)
        return sources.count - 1
    }

    /// "geonames:96309" becomes the number of its source and 96309.
    private mutating func setID(_ id: ArraySlice<UInt8>, of record: inout PlaceRecord) {
        let colon = id.firstIndex(of: UInt8(ascii: ":"))
        let source = colon.map { String(decoding: id[..<$0], as: UTF8.self) } ?? ""
        let number = sourceNumber(source)
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

    /// - Returns: the number of names besides the first.
    private mutating func addNames(_ row: PlaceRow, place: PlaceIndex) -> UInt8 {
        names.add(row.name, of: place, kind: .official)
        var count = 0
        row.forEachName { kind, name in
            if names.add(name, of: place, kind: kind) { count += 1 }
        }
        return UInt8(clamping: count)
    }

    /// A name for the place with this id; `false` when no table has it.
    mutating func add(name: ArraySlice<UInt8>, kind: NameKind, toID id: ArraySlice<UInt8>) -> Bool {
        guard let place = ids.find(id) else { return false }
        add(name: name, kind: kind, to: place)
        return true
    }

    mutating func add(name: ArraySlice<UInt8>, kind: NameKind, to place: PlaceIndex) {
        if names.add(name, of: place, kind: kind) {
            let count = alternates[Int(place)]
            alternates[Int(place)] = count == 255 ? 255 : count + 1
        }
    }

    /// The code that rows use for the division with this id.
    mutating func note(divisionCode code: DivisionCode, id: ArraySlice<UInt8>) {
        if let place = ids.find(id) { divisions.note(code, place: place) }
    }

    // MARK: A compiled gazetteer as the first table

    /// Takes over everything `gazetteer` has. Must come first: links between its places stay as they are.
    mutating func add(base gazetteer: CompiledGazetteer) {
        let kinds = gazetteer.kinds.map { kindNumbers[$0] ?? 0 }
        ids.begin(file: gazetteer.path, at: 0)
        for index in 0..<PlaceIndex(gazetteer.count) {
            guard var record = gazetteer.record(index) else { break }
            let kind = gazetteer.kind(record)
            let id = gazetteer.id(record)
            record.name = strings.add(Array(gazetteer.name(record).utf8))
            record.kindNumber =
                kinds.indices.contains(Int(record.kindNumber))
                ? kinds[Int(record.kindNumber)] : kindNumbers[.locality] ?? 0
            record.flags = 0
            setID(Array(id.utf8)[...], of: &record)
            alternates.append(record.alternates)
            rows.append(record, .none, line: 0)
            importance.append(Self.importance(of: record))
            ids.append(Array(id.utf8)[...], index)
            if kind == .country { divisions.note(country: record.country, place: index) }
        }
        gazetteer.forEachName { name, folded in
            for posting in gazetteer.postings(ofName: name) where Int(posting.place) < count {
                names.add(folded, of: posting.place, kind: posting.kind)
                if let record = gazetteer.record(posting.place) {
                    divisions.note(
                        folded, of: gazetteer.kind(record), country: record.country,
                        place: posting.place, isOwnName: posting.kind == .official)
                }
            }
        }
        for part in gazetteer.contents { note(table: part.table, rows: part.rows) }
        for line in gazetteer.licences { note(licence: line.line) }
        base = GazetteerBase(
            count: PlaceIndex(count), words: gazetteer.wordSection, gazetteer: gazetteer)
    }

    // MARK: Writing

    struct Counts {
        var places = 0
        var names = 0
        var words = 0
        /// Rows of the base that others took the place of.
        var replaced = 0
        var bytes = 0
    }

    mutating func write(findings: inout FindingLog) throws(GazetteerError) -> Counts {
        let merged = ids.merge(count: count, base: base?.count ?? 0)
        ids = PlaceIDs()
        for repeated in merged.repeated {
            let first = rows.line(of: repeated.first)
            findings.add(
                repeated.file, line: rows.line(of: repeated.second),
                "this id stands already in line \(first); the later row counts")
        }
        var writer = try GazetteerWriter(path: path)
        var counts = Counts(replaced: merged.replaced)
        counts.names = try names.write(
            to: &writer, places: NameTable.Places(moved: merged.names, importance: importance))
        counts.places = try writePlaces(merged, to: &writer)
        for (country, count) in divisions.unmatched {
            findings.add(
                path, line: nil,
                "\(count) places of \(CountryCode.unpack(country)) name a division no table has")
        }
        counts.words = writeRest(merged, to: &writer)
        counts.bytes = try writer.finish()
        return counts
    }

    private mutating func writePlaces(
        _ merged: PlaceIDs.Merged, to writer: inout GazetteerWriter
    ) throws(GazetteerError) -> Int {
        var block: [UInt8] = []
        var kept: [UInt16] = []
        kept.reserveCapacity(merged.count)
        writer.begin(.places, count: merged.count * PlaceRecord.size)
        var links = DivisionLinks(divisions: divisions, merged: merged, base: base?.gazetteer)
        let alternates = self.alternates
        let isComplete = rows.forEach { index, row in
            guard merged.places[Int(index)] != .max else { return }
            var record = row.record
            links.link(&record, row.claim, at: index)
            record.alternates = alternates[Int(index)]
            record.append(to: &block)
            kept.append(
                UInt16(PlaceGrid.cell(longitude: record.longitude, latitude: record.latitude)))
            if block.count >= 1 << 20 {
                writer.append(block)
                block.removeAll(keepingCapacity: true)
            }
        }
        guard isComplete else {
            throw .cannotWrite(path: path, reason: rows.failure ?? "a working file broke off")
        }
        divisions = links.divisions
        writer.append(block)
        writer.end()
        PlaceGrid.write(cells: kept, to: &writer)
        return merged.count
    }

    private mutating func writeRest(
        _ merged: PlaceIDs.Merged, to writer: inout GazetteerWriter
    ) -> Int {
        writer.write(.strings, strings.bytes)
        let words = words.section()
        if words.isEmpty, let base {
            writer.write(.words, base.words)
        } else {
            words.withUnsafeBytes { writer.write(.words, $0) }
        }
        writer.write(.kinds, Self.list(PlaceKind.allCases.map(\.rawValue)))
        writer.write(.sources, Self.list(sources))
        writer.write(.countries, countrySection(merged))
        writer.write(
            .contents, Array(contents.map { "\($0.table)\t\($0.rows)\n" }.joined().utf8))
        writer.write(.licences, Array(licences.map { $0 + "\n" }.joined().utf8))
        return words.count * 2 / 3
    }

    private static func list(_ texts: [String]) -> [UInt8] {
        var bytes: [UInt8] = []
        for text in texts { StringPool.append(Array(text.utf8), to: &bytes) }
        return bytes
    }

    private static func importance(of place: PlaceRecord) -> UInt32 {
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

    private func countrySection(_ merged: PlaceIDs.Merged) -> [UInt8] {
        var bytes: [UInt8] = []
        for (code, place) in divisions.countries.sorted(by: { $0.key < $1.key }) {
            let moved = merged.names[Int(place)]
            guard moved != .max else { continue }
            bytes.append(littleEndian: UInt32(code))
            bytes.append(littleEndian: moved)
        }
        return bytes
    }
}

/// The compiled gazetteer that others are laid over.
struct GazetteerBase {
    /// Its places are those below.
    var count: PlaceIndex
    var words: [UInt8]
    var gazetteer: CompiledGazetteer
}

/// Ties places to their divisions once all rows are known.
struct DivisionLinks {
    private(set) var divisions: DivisionIndex
    let merged: PlaceIDs.Merged
    let base: CompiledGazetteer?

    init(divisions: DivisionIndex, merged: PlaceIDs.Merged, base: CompiledGazetteer?) {
        self.divisions = divisions
        self.merged = merged
        self.base = base
    }

    /// Ties a place to its divisions: by what its row claims, else as the base's row of that id did, which
    /// also lends what the new row leaves open.
    mutating func link(
        _ record: inout PlaceRecord, _ claim: DivisionClaim, at index: PlaceIndex
    ) {
        if claim.admin1 != 0 || claim.admin2 != 0 {
            record.admin1 = moved(divisions.find(.admin1, claim.admin1, country: record.country))
            record.admin2 = moved(divisions.find(.admin2, claim.admin2, country: record.country))
        } else {
            record.admin1 = moved(record.admin1)
            record.admin2 = moved(record.admin2)
        }
        if let earlier = merged.inherits[index].flatMap({ base?.record($0) }) {
            if record.admin1 == 0 { record.admin1 = moved(earlier.admin1) }
            if record.admin2 == 0 { record.admin2 = moved(earlier.admin2) }
            if record.country == 0 { record.country = earlier.country }
            if record.population == 0 { record.population = earlier.population }
        }
    }

    private func moved(_ link: UInt32) -> UInt32 {
        guard link != 0, Int(link) <= merged.names.count else { return 0 }
        let place = merged.names[Int(link - 1)]
        return place == .max ? 0 : place + 1
    }
}
