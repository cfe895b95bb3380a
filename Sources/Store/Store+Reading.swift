import Earth
internal import GeoPackage
public import Incidents

extension Store {
    /// What was read just now, as the corrections of the store want it: places, types, days and tolls put right,
    /// with the correction among the reasons, and without what is rejected or told by another incident.
    ///
    /// - Parameter feature: A row of the store's layer.
    public func corrected(
        _ rows: [LocatedIncident], as feature: (LocatedIncident) -> Feature
    ) throws(StoreError) -> [LocatedIncident] {
        try StoreError.catching {
            let corrections = try storedCorrections().filter { !$0.isUndone }
            guard !corrections.isEmpty else { return rows }
            return rows.compactMap { row in
                let outcome = Outcome(
                    of: StoredRow(feature(row), layer, positions), under: corrections)
                guard outcome.row != nil else { return nil }
                return outcome.applied.reduce(into: row) { $0.apply($1) }
            }
        }
    }
}

extension LocatedIncident {
    fileprivate mutating func apply(_ stored: StoredCorrection) {
        switch stored.correction.action {
        case .merge, .split, .reject: return
        case .place(let place): move(to: place, stored.note)
        case .type(let name):
            incident.type = IncidentType(rawValue: name) ?? .other
            incident.acled = incident.type.acled
        case .date(let start, let end):
            incident.date.start = start
            incident.date.end = end ?? start
            incident.date.precision = .init(
                spanning: start.flatMap { start in end.map { $0 - start } } ?? 0)
        case .killed(let minimum, let maximum):
            incident.correct(.killed, Toll(minimum: minimum, maximum: maximum))
        case .injured(let minimum, let maximum):
            incident.correct(.injured, Toll(minimum: minimum, maximum: maximum))
        }
        incident.reasons.append(stored.note)
    }

    private mutating func move(to place: Place, _ note: Reason) {
        let old = self.place
        let mention = Mention(
            span: old?.mention.span ?? TextSpan(0, 0), text: old?.mention.text ?? "",
            role: old?.mention.role ?? .literal,
            resolution: Resolution(
                place: place, confidence: 1, candidates: old?.mention.resolution.candidates ?? [],
                reasons: [note]))
        let corrected = IncidentPlace(
            mention: mention, relation: .at, coordinate: place.coordinate, radius: place.radius)
        incident.places = incident.places.map { $0 == old ? corrected : $0 }
        self.place = corrected
    }
}

extension Incident {
    /// One figure in place of all that were told.
    fileprivate mutating func correct(_ effect: Casualties.Effect, _ toll: Toll) {
        let figures: [Casualties] =
            toll.isUnknown
            ? []
            : [
                Casualties(
                    effect: effect, side: Casualties.unspecifiedSide, minimum: toll.minimum,
                    maximum: toll.maximum, span: TextSpan(0, 0), text: "")
            ]
        casualties = casualties.filter { $0.effect != effect } + figures
        guard var merge else { return }
        for index in merge.members.indices {
            merge.members[index].incident.casualties.removeAll { $0.effect == effect }
        }
        if !merge.members.isEmpty { merge.members[0].incident.casualties += figures }
        self.merge = merge
    }
}

extension StoredCorrection {
    fileprivate var note: Reason {
        let why = correction.why.isEmpty ? "" : ": \(correction.why)"
        return Reason("\(correction.action.name) put right by \(signature.who)\(why)", weight: 0)
    }
}
