internal import Gazetteer
internal import Incidents

/// "Militants attacked *a prison in Hasakah province*": where the gazetteer knows one prison in that
/// division and no other, the attack was there.
///
/// Costs a look at all sites of that kind, and only for events that name one and are placed by nothing
/// finer than a division.
struct SoleSite {
    let gazetteer: CompiledGazetteer
    private var known: [Question: Place?] = [:]

    init(gazetteer: CompiledGazetteer) { self.gazetteer = gazetteer }

    private struct Question: Hashable {
        let division: String
        let kinds: Set<PlaceKind>
    }

    /// The place, at the site it must have been; unchanged when none or several come into question.
    mutating func refined(_ place: IncidentPlace, siteWords: Set<WordKey>) -> IncidentPlace {
        guard place.relation == .at, let division = place.place, division.kind == .admin1,
            let kinds = siteWords.lazy.compactMap({ Self.kinds[$0] }).first,
            let site = answer(kinds, division)
        else { return place }
        var refined = place
        refined.mention.resolution.place = site
        refined.mention.resolution.reasons.append(
            Reason("the only \(site.kind.rawValue) known in \(division.name)"))
        refined.coordinate = site.coordinate
        refined.radius = site.radius
        return refined
    }

    private mutating func answer(_ kinds: Set<PlaceKind>, _ division: Place) -> Place? {
        let question = Question(division: division.id, kinds: kinds)
        if let answer = known[question] { return answer }
        let site = site(of: kinds, inside: division)
        known[question] = .some(site)
        return site
    }

    private func site(of kinds: Set<PlaceKind>, inside division: Place) -> Place? {
        var found: Place?
        let country = CountryCode.pack(division.country)
        for index in gazetteer.places(of: kinds) {
            guard gazetteer.record(index)?.country == country,
                let place = gazetteer.place(index),
                place.country == division.country, place.admin1 == division.name
            else { continue }
            guard found == nil else { return nil }
            found = place
        }
        return found
    }

    private static let kinds: [WordKey: Set<PlaceKind>] = [
        WordKey("prison"): [.prison], WordKey("jail"): [.prison], WordKey("dam"): [.dam, .barrage],
        WordKey("refinery"): [.refinery], WordKey("airport"): [.airport],
    ]
}
