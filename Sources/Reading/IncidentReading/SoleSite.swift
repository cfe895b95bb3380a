internal import Gazetteer
internal import Incidents

/// "Militants attacked *a prison in Hasakah province*": where the gazetteer knows one prison in that
/// division and no other, the attack was there.
///
/// Costs one pass over the gazetteer's records, and only for events that name such a site and are
/// placed by nothing finer than a division.
struct SoleSite {
    let gazetteer: CompiledGazetteer

    /// The place, at the site it must have been; unchanged when none or several come into question.
    func refined(_ place: IncidentPlace, siteWords: Set<WordKey>) -> IncidentPlace {
        guard place.relation == .at, let division = place.place, division.kind == .admin1,
            let kinds = siteWords.lazy.compactMap({ Self.kinds[$0] }).first,
            let site = site(of: kinds, inside: division)
        else { return place }
        var refined = place
        refined.mention.resolution.place = site
        refined.mention.resolution.reasons.append(
            Reason("the only \(site.kind.rawValue) known in \(division.name)"))
        refined.coordinate = site.coordinate
        refined.radius = site.radius
        return refined
    }

    private func site(of kinds: Set<PlaceKind>, inside division: Place) -> Place? {
        var found: Place?
        for index in 0..<gazetteer.count {
            guard let record = gazetteer.record(PlaceIndex(index)),
                kinds.contains(gazetteer.kind(record)),
                let place = gazetteer.place(PlaceIndex(index)),
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
