public import Earth
public import Gazetteer
public import Incidents

/// Finds the places that the rows of an incident list name, with the row's own country and divisions,
/// and the country that most of the list is about, as context.
///
/// Built for one list: it first looks at all its names together, because a list of cities without a
/// country is still a list of one country's cities.
public struct ListLocator {
    private let gazetteer: CompiledGazetteer
    private var countries: [String: String?] = [:]
    private var answers: [PlaceDescription: Answer?] = [:]
    /// ISO 3166-1 alpha-2 of the country that most rows without one name places of.
    public private(set) var usualCountry: String?

    /// A place found for a name, and why this one.
    public struct Answer: Hashable, Sendable {
        public var place: Place
        public var radius: Distance
        /// 0…1.
        public var confidence: Double
        public var reasons: [Reason]
    }

    /// - Parameter descriptions: Each with the number of rows that give it.
    public init(_ gazetteer: CompiledGazetteer, for descriptions: [PlaceDescription: Int]) {
        self.gazetteer = gazetteer
        usualCountry = nil
        usualCountry = vote(descriptions)
    }

    /// - Returns: `nil` when no place of that name is known.
    public mutating func locate(_ description: PlaceDescription) -> Answer? {
        if let known = answers[description] { return known }
        let answer = search(description)
        answers[description] = answer
        return answer
    }

    // MARK: Candidates

    private mutating func search(_ description: PlaceDescription) -> Answer? {
        let wording = PlaceWording(description)
        let rated = candidates(description, wording)
        guard let best = rated.first else { return nil }
        var sum = 0.0
        for (place, score, _) in rated
        where place.id == best.place.id
            || place.coordinate.distance(to: best.place.coordinate) > .kilometers(25)
        {
            sum += Trigonometry.exponential(score - best.score)
        }
        let vague: Distance = wording.isNear ? .kilometers(10) : .zero
        var reasons = best.reasons
        if wording.isNear { reasons.append(Reason("near, not in: 10 km wider", weight: 0)) }
        return Answer(
            place: best.place, radius: best.place.radius + vague,
            confidence: 1 / max(1, sum), reasons: reasons)
    }

    private typealias Rated = (place: Place, score: Double, reasons: [Reason])

    private mutating func candidates(
        _ description: PlaceDescription, _ wording: PlaceWording
    ) -> [Rated] {
        let country = description.country.flatMap { code(ofCountry: $0) }
        for name in wording.names {
            var options = LocateOptions()
            options.limit = 30
            options.country = country
            let found = gazetteer.locate(name, options)
            guard !found.isEmpty else { continue }
            return found.map { rate($0, description, hasCountry: country != nil) }
                .sorted { ($1.score, $0.place.id) < ($0.score, $1.place.id) }
        }
        return []
    }

    private func rate(
        _ candidate: Resolution.Candidate, _ description: PlaceDescription, hasCountry: Bool
    ) -> Rated {
        var reasons = candidate.reasons
        let place = candidate.place
        let group: PlaceKind.Group = description.name == nil ? .division : .populated
        if place.kind.group == group {
            reasons.append(
                Reason(
                    "the row names a \(group == .division ? "division" : "place in one")",
                    weight: 1.5))
        }
        if let admin1 = description.admin1, description.name != nil {
            reasons.append(Self.match("province", admin1, place.admin1, weight: 4))
        }
        if let admin2 = description.admin2, description.name != nil, !place.admin2.isEmpty {
            reasons.append(Self.match("district", admin2, place.admin2, weight: 2))
        }
        if !hasCountry, let usualCountry {
            let isUsual = place.country == usualCountry
            reasons.append(
                Reason(
                    isUsual
                        ? "in \(usualCountry), as most of the list"
                        : "not in \(usualCountry), as most of the list",
                    weight: isUsual ? 4 : 0))
        }
        return (place, reasons.reduce(0) { $0 + $1.weight }, reasons)
    }

    private static func match(
        _ division: String, _ wanted: String, _ found: String, weight: Double
    ) -> Reason {
        let isSame = DivisionName(wanted) == DivisionName(found)
        return Reason(
            isSame
                ? "in the \(division) the row names"
                : "in the \(division) \(found.isEmpty ? "unknown" : found), not \(wanted)",
            weight: isSame ? weight : found.isEmpty ? 0 : -weight)
    }

    /// Codes are taken as they are; names are looked up.
    private mutating func code(ofCountry text: String) -> String? {
        if let known = countries[text] { return known }
        var options = LocateOptions()
        options.kinds = [.country]
        options.limit = 1
        let isCode = text.utf8.count == 2 && text.utf8.allSatisfy { (0x41...0x5A).contains($0) }
        let code = isCode ? text : gazetteer.locate(text, options).first?.place.country
        countries[text] = code
        return code
    }

    /// The country that more than half of the rows' names speak for.
    private mutating func vote(_ descriptions: [PlaceDescription: Int]) -> String? {
        var votes: [String: Double] = [:]
        var total = 0.0
        for (description, rows) in descriptions where description.country == nil {
            let found = candidates(description, PlaceWording(description))
            guard let best = found.first else { continue }
            var shares: [String: Double] = [:]
            for candidate in found {
                let share = Trigonometry.exponential(candidate.score - best.score)
                shares[candidate.place.country] = max(share, shares[candidate.place.country] ?? 0)
            }
            let sum = shares.values.reduce(0, +)
            for (country, share) in shares {
                votes[country, default: 0] += share / sum * Double(rows)
            }
            total += Double(rows)
        }
        let best = votes.max { ($0.value, $1.key) < ($1.value, $0.key) }
        return best.flatMap { $0.value * 2 > total ? $0.key : nil }
    }
}

// MARK: Checking

extension ListLocator {
    /// What is wrong with a row's coordinates, going by the place it names; `nil` when they may be right.
    ///
    /// Far from the named place, but near it with the axes exchanged or a sign turned, is a slip that
    /// people make; far from it any other way is only reported as far.
    public mutating func doubt(
        about point: Coordinate, of description: PlaceDescription
    ) -> (message: String, hint: String?)? {
        let known = candidates(description, PlaceWording(description)).prefix(30).filter {
            candidate in
            !candidate.reasons.contains { $0.evidence.hasPrefix("spelled") }
        }
        let name = description.name ?? description.admin2 ?? description.admin1 ?? ""
        guard let nearest = known.map({ $0.place.gap(to: point) }).min(),
            nearest > .kilometers(100)
        else { return nil }
        let slips: [(String, Double, Double)] = [
            ("longitude and latitude seem to be swapped", point.latitude, point.longitude),
            ("the longitude's sign seems wrong", -point.longitude, point.latitude),
            ("the latitude's sign seems wrong", point.longitude, -point.latitude),
        ]
        let slip = slips.first { _, longitude, latitude in
            guard let other = try? Coordinate(longitude: longitude, latitude: latitude) else {
                return false
            }
            return known.contains { $0.place.gap(to: other) < .kilometers(50) }
        }
        return ("\(point) is \(Int(nearest.kilometers)) km away from \(name)", slip?.0)
    }
}

extension Place {
    /// From a point to the circle the place fills.
    fileprivate func gap(to point: Coordinate) -> Distance {
        let distance = coordinate.distance(to: point)
        return distance > radius ? .meters(distance.meters - radius.meters) : .zero
    }
}

/// The names a row may mean, best first.
private struct PlaceWording {
    var names: [String] = []
    var isNear = false

    private static let approaches = [
        "near ", "vicinity of ", "outside ", "around ", "close to ", "nr ",
    ]
    private static let suffixes = [
        " town", " city", " village", " district", " governorate", " province", " area",
        " subdistrict",
        " (general)",
    ]

    init(_ description: PlaceDescription) {
        guard var name = description.name else {
            add(description.admin2 ?? description.admin1 ?? "")
            return
        }
        for approach in Self.approaches where name.lowercased().hasPrefix(approach) {
            name = String(name.dropFirst(approach.count))
            isNear = true
        }
        add(name)
        let head = name.split(separator: ",").first.map(String.init) ?? name
        add(head)
        for part in head.split(whereSeparator: { "/;".contains($0) }) { add(String(part)) }
    }

    private mutating func add(_ name: String) {
        let name = name.split(separator: " ").joined(separator: " ")
        var plain = name
        for suffix in Self.suffixes where plain.lowercased().hasSuffix(suffix) {
            plain = String(plain.dropLast(suffix.count))
        }
        for name in [name, plain] where !name.isEmpty && !names.contains(name) {
            names.append(name)
        }
    }
}

/// The name of a division without article and class word, for comparison.
private struct DivisionName: Equatable {
    private let letters: [UInt8]

    private static let classes: Set<String> = [
        "governorate", "province", "district", "state", "region", "al", "el", "ad", "ar", "as",
        "an",
        "muhafazat", "of",
    ]

    init(_ name: String) {
        let words = String(decoding: NameWords(name).joined, as: UTF8.self).split(separator: " ")
        let kept = words.filter { !Self.classes.contains(String($0)) }
        letters = Array(kept.joined(separator: " ").utf8)
    }

    static func == (a: DivisionName, b: DivisionName) -> Bool {
        !a.letters.isEmpty && a.letters == b.letters
    }
}
