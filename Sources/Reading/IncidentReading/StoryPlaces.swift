internal import Earth
internal import Gazetteer
internal import Incidents

/// Which country a report is about, and which capital it means by "this capital".
///
/// Every name that lies in a country speaks for it, and so do its people and the armed groups that are at
/// home there; those near the incident and the dateline speak loudest.
struct StoryPlaces {
    let text: AnalyzedText
    let mentions: [Mention]
    let gazetteer: CompiledGazetteer
    /// The mentions, and the names of armed groups as of their countries.
    private let speakers: [Mention]
    /// By speaker, its country and how much it says.
    private let votes: [(country: String, weight: Double)]
    private let total: [String: Double]
    /// The byte where the first sentence goes on behind its dateline.
    private let start: Int

    /// The winner must have this much of all votes.
    private static let share = 0.55
    /// And not only the people of an army that may be anywhere.
    private static let least = 0.2
    private static let ofDateline = 2.5
    private static let besideIncident = 2.0

    /// - Parameter body: where the first sentence goes on behind its dateline; 0 = it has none.
    init(text: AnalyzedText, mentions: [Mention], gazetteer: CompiledGazetteer, body: Int) {
        self.text = text
        self.mentions = mentions
        self.gazetteer = gazetteer
        let start = body < text.tokens.count ? Int(text.tokens[body].start) : 0
        self.start = start
        let groups = Self.groups(in: text, gazetteer)
        speakers = (mentions + groups.map(\.mention)).sorted { $0.span.start < $1.span.start }
        let shares = Dictionary(groups.map { ($0.mention.span, $0.share) }) { first, _ in first }
        votes = speakers.map { speaker in
            guard let country = speaker.resolution.place?.country, !country.isEmpty else {
                return ("", 0)
            }
            let weight =
                speaker.span.end <= start ? Self.ofDateline : Self.weight(of: speaker, in: text)
            return (country, weight * (shares[speaker.span] ?? speaker.resolution.confidence))
        }
        var total: [String: Double] = [:]
        for vote in votes where vote.weight > 0 { total[vote.country, default: 0] += vote.weight }
        self.total = total
    }

    private static func weight(of speaker: Mention, in text: AnalyzedText) -> Double {
        switch speaker.role {
        case .literal: 1
        case .demonym: isAbroad(speaker, text) ? 0.05 : 0.7
        case .embedded, .metonym: 0.3
        }
    }

    /// "*Russian* mercenaries", "*Israeli* strikes": of a country that fights in others as often as at home.
    private static func isAbroad(_ people: Mention, _ text: AnalyzedText) -> Bool {
        let next = text.tokenRange(people.span).upperBound
        guard let country = people.resolution.place?.country, text.tokens.indices.contains(next),
            GroupHomes.abroad.contains(CountryCode.pack(country)),
            NationalService(text.tokens[next].key) != .police,
            let word = Lexicon.standard.phrases.value(of: text.tokens[next].key)
        else { return false }
        return word.tellsEvent || word.things.contains(.weapon)
            || word.person.map { $0.kind != .civilian } ?? false
    }

    /// The armed groups that a text names, once for each of their countries, among which their word is shared.
    private static func groups(
        in text: AnalyzedText, _ gazetteer: CompiledGazetteer
    ) -> [(mention: Mention, share: Double)] {
        GroupHomes.namings(in: text).flatMap { naming in
            naming.homes.compactMap { home in
                gazetteer.country(home).flatMap { gazetteer.place($0) }.map { country in
                    let span = text.span(naming.tokens)
                    let mention = Mention(
                        span: span, text: text.string(span), role: .demonym,
                        resolution: Resolution(place: country, confidence: 0.5))
                    return (mention, 1 / Double(naming.homes.count))
                }
            }
        }
    }

    /// The country in which an incident told in some sentences took place, if the report leaves no doubt.
    func country(of sentences: Set<Int>) -> IncidentPlace? {
        likeliestCountry(of: sentences).flatMap {
            $0.share >= Self.share && $0.weight >= Self.least ? $0.place : nil
        }
    }

    /// What no gazetteer lists gets its name, and the point of the country.
    func unlisted(_ span: TextSpan, in land: Place) -> IncidentPlace {
        let name = text.string(span)
        let land = division(behind: span, in: land) ?? land
        let place = Place(
            id: Place.unlistedPrefix + "\(land.id)/\(name)", name: name, kind: .locality,
            coordinate: land.coordinate, radius: land.radius, country: land.country,
            countryName: land.countryName, admin1: land.kind == .admin1 ? land.name : land.admin1,
            admin2: "", population: 0)
        return IncidentPlace(
            mention: Mention(
                span: span, text: name, role: .literal,
                resolution: Resolution(
                    place: place, confidence: 0.4,
                    reasons: [
                        Reason("no gazetteer lists “\(name)”: it stands at \(land.name)")
                    ])),
            relation: .within, coordinate: land.coordinate, radius: land.radius)
    }

    /// "in the *city's* Gulshan neighbourhood": that of the dateline.
    private func ownCity(of span: TextSpan) -> Place? {
        let first = text.tokenRange(span).lowerBound
        guard first > 1, text.tokens[first - 1].flags.contains(.possessive),
            Self.settlements.contains(text.tokens[first - 2].key)
        else { return nil }
        return mentions.prefix { $0.span.end <= start }.lazy.compactMap(\.resolution.place).first {
            PlaceReckoner.fineness($0.kind) >= 3
        }
    }

    private static let settlements: WordSet = [
        WordKey("city"), WordKey("town"), WordKey("capital"),
    ]

    /// "the Pont-Sondé area *of Artibonite*", "Mbatyula, *Benue*".
    private func division(behind span: TextSpan, in land: Place) -> Place? {
        let next = mentions.partitioningIndex { $0.span.start >= span.end }
        guard mentions.indices.contains(next), mentions[next].role == .literal,
            let place = mentions[next].resolution.place, place.country == land.country,
            place.kind.group == .division, PlaceReckoner.fineness(place.kind) == 1
        else { return nil }
        let gap = text.tokenRange(TextSpan(span.end, mentions[next].span.start))
        return gap.count <= Self.aside && !text.tokens[gap].contains(where: \.isCapitalized)
            ? place : nil
    }

    private static let aside = 4

    /// A name without a point, in the country that the report leaves no doubt of.
    func standing(_ place: IncidentPlace, of sentences: Set<Int>) -> IncidentPlace {
        guard place.coordinate == nil, place.place == nil,
            let land = ownCity(of: place.mention.span) ?? country(of: sentences)?.place
        else { return place }
        return namesake(of: place, in: land) ?? unlisted(place.mention.span, in: land)
    }

    /// Of several places of the name, none of them likely enough, the one that lies there.
    private func namesake(of place: IncidentPlace, in land: Place) -> IncidentPlace? {
        guard land.kind == .country,
            let candidate = place.mention.resolution.candidates.first(where: {
                $0.place.country == land.country && $0.place.kind.group == .populated
            })
        else { return nil }
        var mention = place.mention
        mention.resolution = Resolution(
            place: candidate.place, confidence: 0.5, candidates: mention.resolution.candidates,
            reasons: [
                Reason("of several places of the name, the one in \(land.name)")
            ] + mention.resolution.reasons)
        return IncidentPlace(
            mention: mention, relation: place.relation, coordinate: candidate.place.coordinate,
            radius: candidate.place.radius)
    }

    /// A country with its share of all that speaks for countries.
    struct Country {
        let place: IncidentPlace
        let weight: Double
        let share: Double
        /// How many times as much speaks for it as for any other.
        let lead: Double
    }

    /// The country that most speaks for.
    func likeliestCountry(of sentences: Set<Int>) -> Country? {
        var tally = total
        var near: [Int] = []
        for sentence in sentences.sorted() {
            let span = text.span(text.sentences[sentence])
            let first = speakers.partitioningIndex { $0.span.start >= span.start }
            for index in speakers.indices[first...].prefix(while: {
                span.contains(speakers[$0].span)
            })
            where votes[index].weight > 0 && speakers[index].role != .metonym {
                tally[votes[index].country, default: 0] += Self.besideIncident * votes[index].weight
                near.append(index)
            }
        }
        let weights = tally.values.sorted()
        let sum = weights.reduce(0, +)
        guard
            let best = tally.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), sum > 0,
            let country = place(ofCountry: best.key), let named = spokesman(of: best.key, near)
        else { return nil }
        var mention = speakers[named]
        mention.resolution = Resolution(
            place: country, confidence: mention.resolution.confidence * best.value / sum,
            reasons: [Reason("nothing finer is said; the report is about \(country.name)")])
        let place = IncidentPlace(
            mention: mention, relation: .within, coordinate: country.coordinate,
            radius: country.radius)
        let next = weights.dropLast().last ?? 0
        return Country(
            place: place, weight: best.value, share: best.value / sum,
            lead: next > 0 ? best.value / next : .infinity)
    }

    /// The words that speak for a country: its own name, else any, those near the incident first.
    private func spokesman(of country: String, _ near: [Int]) -> Int? {
        let all = near + speakers.indices.filter { votes[$0].country == country }
        let own = all.filter { votes[$0].country == country }
        return own.first { speakers[$0].resolution.place?.kind == .country } ?? own.first
    }

    private func place(ofCountry code: String) -> Place? {
        gazetteer.country(CountryCode.pack(code)).flatMap { gazetteer.place($0) }
    }
}
