public import Earth
public import Incidents

/// What is known besides the name when a place is asked for.
public struct LocateOptions: Hashable, Sendable {
    /// Places near here come first.
    public var near: Coordinate?
    /// ISO 3166-1 alpha-2; places elsewhere are left out.
    public var country: String?
    /// Places of other kinds are left out; empty = all kinds.
    public var kinds: Set<PlaceKind> = []
    public var limit = 10

    public init() {}
}

extension CompiledGazetteer {
    /// The places a name may mean, likeliest first, each with the evidence that makes its score.
    ///
    /// The name as it is; else without words of kind at its ends ("Haditha town", "Qaryat Sakran") and
    /// with what lies behind a comma taken for its container ("Qayyarah, Nineveh"); else, or where none of
    /// these is near the point or inside the container that was asked for, names that sound alike, in
    /// Arabic and Latin script. Where only villages bear the name, towns that sound alike follow them.
    /// A name nobody has gives an empty list.
    ///
    /// Cost: microseconds for a name the gazetteer has, some hundred for one it has to look around for.
    public func locate(
        _ name: String, _ options: LocateOptions = .init()
    ) -> [Resolution.Candidate] {
        guard name.utf8.count <= 1024 else { return [] }
        for query in PlaceQuery.readings(of: name) {
            var search = PlaceSearch(gazetteer: self, query: query, options: options)
            let found = search.run()
            if !found.isEmpty { return Array(found.prefix(options.limit)) }
        }
        return []
    }

    /// Names of the gazetteer that are written most like `name`, for one that ``locate(_:_:)`` does not
    /// find.
    public func nearestSpellings(to name: String, limit: Int = 5) -> [String] {
        let folded = NameWords(String(name.prefix(256))).joined
        guard folded.count >= 3 else { return [] }
        var seen: Set<String> = []
        let names = names(similarTo: folded, bound: 36, limit: limit * 4).compactMap { similar in
            postings(ofName: similar.name, limit: 1).first.flatMap { place($0.place)?.name }
        }
        return Array(names.filter { seen.insert($0).inserted }.prefix(limit))
    }

    /// The places nearest to a point, nearest first. Divisions and regions are named by a point far
    /// inside and are only listed when they are asked for.
    public func nearestPlaces(
        to point: Coordinate, count: Int = 5, within reach: Distance = .kilometers(100),
        country: String? = nil, kinds: Set<PlaceKind> = []
    ) -> [(place: Place, distance: Distance)] {
        let code = country.map { CountryCode.pack($0) }
        return nearest(to: point, count: count, within: reach) { record in
            let kind = self.kind(record)
            guard code == nil || record.country == code else { return false }
            return kinds.isEmpty ? kind.group != .division : kinds.contains(kind)
        }.compactMap { found in place(found.place).map { ($0, found.distance) } }
    }
}

/// One search for a name.
private struct PlaceSearch {
    let gazetteer: CompiledGazetteer
    let query: PlaceQuery
    let options: LocateOptions
    private let container: PlaceContainer?
    private var found: [PlaceIndex: Resolution.Candidate] = [:]

    init(gazetteer: CompiledGazetteer, query: PlaceQuery, options: LocateOptions) {
        self.gazetteer = gazetteer
        self.query = query
        self.options = options
        container = query.container.flatMap { PlaceContainer(named: $0, in: gazetteer) }
    }

    private struct NameMatch {
        var name: UInt32
        var reasons: [Reason] = []
        /// Kinds that the words around the name speak for.
        var kinds: Set<PlaceKind> = []
    }

    mutating func run() -> [Resolution.Candidate] {
        // A container that is no place is part of a name that nobody has.
        if query.container != nil, container == nil { return [] }
        guard !GenericWords.isOnlyGeneric(query.name) || exact(query.name) != nil else { return [] }
        if let name = exact(query.name) { take(NameMatch(name: name)) }
        let stripped = GenericWords.strip(query.name)
        if found.isEmpty, let stripped, let name = exact(stripped.name) {
            take(NameMatch(name: name, reasons: [], kinds: stripped.kinds))
        }
        if !isSettled { takeSimilar(stripped) }
        return found.values.sorted { ($1.score, $0.place.id) < ($0.score, $1.place.id) }
    }

    /// Whether names as asked leave no reason to look at others.
    private var isSettled: Bool {
        found.values.contains { candidate in
            if let near = options.near {
                return near.distance(to: candidate.place.coordinate) <= .kilometers(100)
            }
            if let container { return container.holds(candidate.place) }
            switch candidate.place.kind {
            case .village, .locality, .quarter, .camp: return candidate.place.population > 0
            default: return true
            }
        }
    }

    private var hasHints: Bool { options.near != nil || container != nil }

    private func exact(_ folded: [UInt8]) -> UInt32? {
        gazetteer.name(spelled: NameWords(String(decoding: folded, as: UTF8.self)))
    }

    private mutating func takeSimilar(_ stripped: GenericWords.Stripped?) {
        let onlyBetterKnown = !found.isEmpty && options.near == nil && container == nil
        let asked =
            [(query.name, Set<PlaceKind>())] + (stripped.map { [($0.name, $0.kinds)] } ?? [])
        for (name, kinds) in asked {
            let names = gazetteer.names(similarTo: name, isWide: hasHints)
            let worst = hasHints ? .max : (names.first?.cost ?? 0) + SpellingDistance.letter * 3 / 4
            for similar in names where similar.cost <= worst {
                let spelling = String(
                    decoding: gazetteer.foldedBytes(ofName: similar.name), as: UTF8.self)
                let weight = -0.5 - 2.5 * Double(similar.cost) / Double(SpellingDistance.letter)
                take(
                    NameMatch(
                        name: similar.name,
                        reasons: [Reason("spelled “\(spelling)”", weight: weight)], kinds: kinds),
                    onlyBetterKnown: onlyBetterKnown)
            }
        }
    }

    private mutating func take(_ match: NameMatch, onlyBetterKnown: Bool = false) {
        for posting in gazetteer.postings(ofName: match.name) {
            guard let candidate = candidate(posting, match) else { continue }
            if onlyBetterKnown, candidate.place.population == 0 { continue }
            if candidate.score > found[posting.place]?.score ?? -.infinity {
                found[posting.place] = candidate
            }
        }
    }

    private func candidate(_ posting: NamePosting, _ match: NameMatch) -> Resolution.Candidate? {
        guard let place = gazetteer.place(posting.place) else { return nil }
        if let country = options.country, place.country != country.uppercased() { return nil }
        if !options.kinds.isEmpty, !options.kinds.contains(place.kind) { return nil }
        var reasons = [
            Reason("\(place.kind.rawValue)", weight: Self.weight(of: place.kind)),
            Reason("\(posting.kind) name", weight: Self.weight(of: posting.kind)),
        ]
        if place.population > 0 {
            let digits = Double(place.population).binade.exponent
            reasons.append(Reason("population \(place.population)", weight: Double(digits) * 0.2))
        }
        reasons += hints(place, match) + match.reasons
        return Resolution.Candidate(
            place: place, score: reasons.reduce(0) { $0 + $1.weight }, reasons: reasons)
    }

    /// What the point, the container and the words of kind say.
    private func hints(_ place: Place, _ match: NameMatch) -> [Reason] {
        var reasons: [Reason] = []
        if let near = options.near {
            let kilometers = near.distance(to: place.coordinate).kilometers
            reasons.append(
                Reason(
                    "\(Int(kilometers)) km away", weight: Self.weight(ofKilometers: kilometers)))
        }
        if let container, let name = container.name {
            let isInside = container.holds(place)
            reasons.append(
                Reason("\(isInside ? "in" : "not in") \(name)", weight: isInside ? 6 : -2))
        }
        if !match.kinds.isEmpty {
            let fits = match.kinds.contains(place.kind)
            reasons.append(Reason("\(fits ? "the" : "not the") kind named", weight: fits ? 5 : -1))
        }
        return reasons
    }

    /// Whoever names a point means the place there, not a famous one far away.
    private static func weight(ofKilometers distance: Double) -> Double {
        switch distance {
        case ..<30: 10
        case ..<100: 6
        case ..<300: 3
        case ..<1000: 1
        default: 0
        }
    }

    /// Class before population: a country before a capital before a town.
    private static func weight(of kind: PlaceKind) -> Double {
        switch kind {
        case .country: 4
        case .continent, .capital: 3
        case .admin1, .region, .city: 2
        case .town, .admin2, .sea: 1
        default: 0
        }
    }

    private static func weight(of kind: NameKind) -> Double {
        switch kind {
        case .official: 2
        case .short, .abbreviation: 1.5
        case .alternate: 1
        case .demonym: 0.5
        case .stripped: 0
        case .old: -1
        }
    }
}

/// What a place is said to lie in: a country, a division, or the neighbourhood of another place.
private struct PlaceContainer {
    private let place: Place
    private let isDivision: Bool

    init?(named name: String, in gazetteer: CompiledGazetteer) {
        let readings = gazetteer.locate(name).map(\.place)
        let divisions: Set<PlaceKind> = [.country, .admin1, .admin2, .region, .continent]
        let division = readings.first { divisions.contains($0.kind) }
        guard let place = division ?? readings.first else { return nil }
        self.place = place
        isDivision = [.country, .admin1, .admin2].contains(place.kind)
    }

    var name: String? { place.name }

    func holds(_ other: Place) -> Bool {
        if isDivision {
            guard other.country == place.country else { return false }
            switch place.kind {
            case .country: return true
            case .admin1: return other.admin1 == place.name
            default: return other.admin2 == place.name
            }
        }
        return place.coordinate.distance(to: other.coordinate)
            <= max(
                place.radius, .kilometers(100))
    }
}
