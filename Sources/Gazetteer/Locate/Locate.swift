public import Earth
public import Incidents

/// What is known besides the name when a place is asked for.
public struct LocateOptions: Hashable, Sendable {
    /// Places near here come first.
    public var near: Coordinate?
    /// ISO 3166-1 alpha-2; places elsewhere are left out.
    public var country: String?
    public var kind: PlaceKind?
    public var limit = 10

    public init() {}
}

extension CompiledGazetteer {
    /// The places a name may mean, likeliest first, each with the evidence that makes its score.
    ///
    /// Exact names first; when there are none, spellings one or two letters away and other ways to write
    /// Arabic names in Latin letters (``SpellingVariants``). A name nobody has gives an empty list.
    ///
    /// Cost: microseconds for a name the gazetteer has; fuzzy ones ask for every spelling nearby.
    public func locate(
        _ name: String, _ options: LocateOptions = .init()
    ) -> [Resolution.Candidate] {
        var found: [PlaceIndex: Resolution.Candidate] = [:]
        for match in matches(of: name) {
            for posting in postings(ofName: match.name) {
                guard let candidate = candidate(posting, match, options) else { continue }
                if candidate.score > found[posting.place]?.score ?? -.infinity {
                    found[posting.place] = candidate
                }
            }
        }
        return Array(
            found.values.sorted { ($1.score, $0.place.id) < ($0.score, $1.place.id) }
                .prefix(options.limit))
    }

    private struct NameMatch {
        var name: UInt32
        /// What the spelling costs; none for the name as asked.
        var reason: Reason?
    }

    private func matches(of name: String) -> [NameMatch] {
        let words = NameWords(name)
        if let key = words.key, let exact = probe(key).name, isName(exact, spelled: words.joined) {
            return [NameMatch(name: exact, reason: nil)]
        }
        return SpellingVariants(words.joined).all.compactMap { variant in
            let words = NameWords(String(decoding: variant.spelling, as: UTF8.self))
            guard let key = words.key, let name = probe(key).name,
                isName(name, spelled: words.joined)
            else { return nil }
            let spelling = String(decoding: variant.spelling, as: UTF8.self)
            return NameMatch(
                name: name, reason: Reason("spelled “\(spelling)”", weight: -Double(variant.cost)))
        }
    }

    private func candidate(
        _ posting: NamePosting, _ match: NameMatch, _ options: LocateOptions
    ) -> Resolution.Candidate? {
        guard let place = place(posting.place) else { return nil }
        if let country = options.country, place.country != country.uppercased() { return nil }
        if let kind = options.kind, place.kind != kind { return nil }
        var reasons = [
            Reason("\(place.kind.rawValue)", weight: Self.weight(of: place.kind)),
            Reason("\(posting.kind) name", weight: Self.weight(of: posting.kind)),
        ]
        if place.population > 0 {
            let digits = Double(place.population).binade.exponent
            reasons.append(Reason("population \(place.population)", weight: Double(digits) * 0.2))
        }
        if let near = options.near {
            let kilometers = near.distance(to: place.coordinate).kilometers
            let weight = Self.weight(ofKilometers: kilometers)
            reasons.append(Reason("\(Int(kilometers)) km away", weight: weight))
        }
        if let reason = match.reason { reasons.append(reason) }
        return Resolution.Candidate(
            place: place, score: reasons.reduce(0) { $0 + $1.weight }, reasons: reasons)
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

    /// The populated place nearest to a point and the divisions it lies in, with its distance.
    public func nearestPlaces(
        to point: Coordinate, count: Int = 5, within reach: Distance = .kilometers(100)
    ) -> [(place: Place, distance: Distance)] {
        nearest(to: point, count: count, within: reach).compactMap { found in
            place(found.place).map { ($0, found.distance) }
        }
    }
}
