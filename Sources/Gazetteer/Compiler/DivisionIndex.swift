internal import Incidents

/// Which place is the division that other rows name, by country, level and folded name or code.
struct DivisionIndex {
    enum Level: UInt64 { case admin1 = 1, admin2 = 2 }

    private var places: [UInt64: PlaceIndex] = [:]
    private(set) var countries: [UInt16: PlaceIndex] = [:]
    private var misses: [UInt16: Int] = [:]
    private var words = NameWords()

    var unmatched: [(country: UInt16, count: Int)] {
        misses.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    mutating func claim(of row: PlaceRow) -> DivisionClaim {
        DivisionClaim(admin1: hash(row.admin1), admin2: hash(row.admin2))
    }

    mutating func note(_ row: PlaceRow, place: PlaceIndex) {
        switch row.kind {
        case .country: note(country: row.country, place: place)
        case .admin1: note(row, place, .admin1)
        case .admin2: note(row, place, .admin2)
        default: break
        }
    }

    mutating func note(country: UInt16, place: PlaceIndex) {
        if country != 0 { countries[country] = place }
    }

    /// The division's own name counts before another's alias.
    private mutating func note(_ row: PlaceRow, _ place: PlaceIndex, _ level: Level) {
        places[Self.key(level, hash(row.name), row.country)] = place
        if !row.divisionCode.isEmpty {
            places[Self.key(level, hash(row.divisionCode), row.country)] = place
        }
        row.forEachName { _, name in
            let key = Self.key(level, hash(name), row.country)
            if places[key] == nil { places[key] = place }
        }
    }

    /// A name of a division that is in the file already.
    mutating func note(
        _ folded: ArraySlice<UInt8>, of kind: PlaceKind, country: UInt16, place: PlaceIndex,
        isOwnName: Bool
    ) {
        guard kind == .admin1 || kind == .admin2 else { return }
        let key = Self.key(kind == .admin1 ? .admin1 : .admin2, hash(folded), country)
        if isOwnName || places[key] == nil { places[key] = place }
    }

    mutating func note(_ code: DivisionCode, place: PlaceIndex) {
        let key = Self.key(code.level, hash(code.code[...]), code.country)
        if places[key] == nil { places[key] = place }
    }

    /// Index + 1 of a division, 0 when there is none; a miss is counted.
    mutating func find(_ level: Level, _ name: UInt64, country: UInt16) -> UInt32 {
        guard name != 0 else { return 0 }
        if let place = places[Self.key(level, name, country)] { return place + 1 }
        misses[country, default: 0] += 1
        return 0
    }

    /// Names by their folded words; codes, which begin with #, as they are.
    private mutating func hash(_ name: ArraySlice<UInt8>) -> UInt64 {
        guard let first = name.first else { return 0 }
        if first == DivisionCode.mark { return WordKey(folded: name).hash }
        name.withUnsafeBufferPointer { words.read($0) }
        return words.key?.hash ?? 0
    }

    private static func key(_ level: Level, _ name: UInt64, _ country: UInt16) -> UInt64 {
        HashPlace.mix(name ^ level.rawValue << 48 ^ UInt64(country) << 32)
    }
}

/// A division by the code its country's rows use: "#01", or "#01.123" below it.
struct DivisionCode {
    static let mark = UInt8(ascii: "#")

    var level: DivisionIndex.Level
    var country: UInt16
    var code: [UInt8]
}
