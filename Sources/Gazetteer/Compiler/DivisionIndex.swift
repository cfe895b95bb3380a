internal import Incidents

/// Which place is the division that other rows name, by country, level and folded name.
struct DivisionIndex {
    enum Level: UInt64 { case admin1 = 1, admin2 = 2 }

    private var places: [UInt64: PlaceIndex] = [:]
    private(set) var countries: [UInt16: PlaceIndex] = [:]
    /// Per row: hashes of the divisions it claims to lie in; 0 = none.
    private(set) var claims: [(admin1: UInt64, admin2: UInt64)] = []
    private var misses: [UInt16: Int] = [:]
    private var words = NameWords()

    var unmatched: [(country: UInt16, count: Int)] {
        misses.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    mutating func note(_ row: PlaceRow, place: PlaceIndex) {
        claims.append((hash(row.admin1), hash(row.admin2)))
        switch row.kind {
        case .country: if row.country != 0 { countries[row.country] = place }
        case .admin1: note(row, place, .admin1)
        case .admin2: note(row, place, .admin2)
        default: break
        }
    }

    /// The division's own name counts before another's alias.
    private mutating func note(_ row: PlaceRow, _ place: PlaceIndex, _ level: Level) {
        places[Self.key(level, hash(row.name), row.country)] = place
        for entry in row.names.split(separator: UInt8(ascii: "|")) {
            let name = hash(NameTag.split(entry, placeKind: row.kind).name)
            let key = Self.key(level, name, row.country)
            if places[key] == nil { places[key] = place }
        }
    }

    /// Index + 1 of a division, 0 when there is none; a miss is counted.
    mutating func find(_ level: Level, _ name: UInt64, country: UInt16) -> UInt32 {
        guard name != 0 else { return 0 }
        if let place = places[Self.key(level, name, country)] { return place + 1 }
        misses[country, default: 0] += 1
        return 0
    }

    mutating func move(_ moved: [PlaceIndex?]) {
        claims = zip(claims, moved).filter { $1 != nil }.map(\.0)
        places = places.compactMapValues { moved[Int($0)] }
        countries = countries.compactMapValues { moved[Int($0)] }
    }

    private mutating func hash(_ name: ArraySlice<UInt8>) -> UInt64 {
        guard !name.isEmpty else { return 0 }
        name.withUnsafeBufferPointer { words.read($0) }
        return words.key?.hash ?? 0
    }

    private static func key(_ level: Level, _ name: UInt64, _ country: UInt16) -> UInt64 {
        HashPlace.mix(name ^ level.rawValue << 48 ^ UInt64(country) << 32)
    }
}
