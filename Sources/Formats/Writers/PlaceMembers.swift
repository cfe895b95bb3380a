import Earth
import Incidents

extension JSONWriter {
    /// The members every place of a report has in `places` and `incidents`:
    ///
    ///     "start":907,"end":913,"text":"Ramadi","role":"literal","latitude":33.42,"longitude":43.31,
    ///     "radius_km":4,"name":"Ramadi","kind":"city","country":"IQ","country_name":"Iraq",
    ///     "admin1":"Anbar","gazetteer_id":"geonames:98717","confidence":0.93
    ///
    /// `start` and `end` are UTF-8 bytes of the report's text, half open. All after `role` but the
    /// confidence is `null` for a mention without a place. With `full`, `admin2`, `population`,
    /// `candidates` and `reasons` follow.
    mutating func placeMembers(
        _ mention: Mention, coordinate: Coordinate?, radius: Distance?, divisions: Divisions?,
        full: Bool
    ) {
        let place = mention.resolution.place
        member("start", mention.span.start)
        member("end", mention.span.end)
        member("text", mention.text)
        member("role", mention.role.rawValue)
        member("latitude", coordinate?.latitude, decimals: 6)
        member("longitude", coordinate?.longitude, decimals: 6)
        member("radius_km", coordinate == nil ? nil : radius?.kilometers, decimals: 3)
        member("name", place?.name)
        member("kind", place?.kind.rawValue)
        member("country", known(divisions?.country))
        member("country_name", known(divisions?.countryName))
        member("admin1", known(divisions?.admin1))
        member("gazetteer_id", place?.id)
        member("confidence", mention.resolution.confidence, decimals: 3)
        if full {
            member("admin2", known(divisions?.admin2))
            evidence(mention.resolution)
        }
    }

    private mutating func evidence(_ resolution: Resolution) {
        let population = resolution.place.flatMap { $0.population > 0 ? $0.population : nil }
        member("population", population)
        key("candidates")
        list(of: resolution.candidates)
        reasons(resolution.reasons)
    }

    mutating func list(of candidates: [Resolution.Candidate]) {
        beginArray()
        for candidate in candidates { self.candidate(candidate) }
        endArray()
    }

    private mutating func candidate(_ candidate: Resolution.Candidate) {
        let place = candidate.place
        beginObject()
        member("gazetteer_id", place.id)
        member("name", place.name)
        member("kind", place.kind.rawValue)
        member("latitude", place.coordinate.latitude, decimals: 6)
        member("longitude", place.coordinate.longitude, decimals: 6)
        member("radius_km", place.radius.kilometers, decimals: 3)
        member("country", known(place.country))
        member("admin1", known(place.admin1))
        member("admin2", known(place.admin2))
        member("score", candidate.score, decimals: 4)
        reasons(candidate.reasons)
        endObject()
    }

    mutating func reasons(_ reasons: [Reason]) {
        key("reasons")
        beginArray()
        for reason in reasons {
            beginObject()
            member("evidence", reason.evidence)
            member("weight", reason.weight, decimals: 3)
            endObject()
        }
        endArray()
    }
}

/// The vocabulary writes an unknown name as ""; output writes it as `null`.
private func known(_ text: String?) -> String? { text?.isEmpty == true ? nil : text }
