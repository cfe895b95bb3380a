internal import Earth
internal import Incidents

/// Says in words why two tellings are of one incident.
struct MergeWording {
    let a: ReportedIncident
    let b: ReportedIncident

    init(_ a: ReportedIncident, _ b: ReportedIncident) {
        self.a = a
        self.b = b
    }

    func link(_ link: MergeLink, _ evidence: [MergeEvidence]) -> Merge.Link {
        Merge.Link(
            first: a.incident.id, second: b.incident.id, score: link.score,
            reasons: evidence.map { Reason(words(for: $0), weight: $0.weight) })
    }

    private func words(for evidence: MergeEvidence) -> String {
        switch evidence {
        case .sameSentence: "a sentence word for word in both"
        case .sameType, .sameGeneralType: "\(a.incident.type.rawValue) in both"
        case .kindredTypes:
            "\(a.incident.type.rawValue) and \(b.incident.type.rawValue) may be one deed"
        case .samePlace, .nearPlaces, .containedPlace: places(evidence)
        case .sameDay, .overlappingDays, .overlappingWeeks, .samePeriod, .adjacentDays,
            .unstatedDay, .unstatedDays:
            days(evidence)
        case .sameToll(let effect, let count): "\(count) \(effect.rawValue) in both"
        case .agreeingTolls(let effect): "figures of \(effect.rawValue) agree"
        case .nearTolls(let effect): "figures of \(effect.rawValue) are near"
        case .rivalTolls(let effect), .farTolls(let effect):
            "figures of \(effect.rawValue) differ"
        case .samePerpetrator: "the same perpetrator"
        case .opposedPerpetrators: "perpetrators of opposed sides"
        case .sameVictims: "the same victims"
        case .sameWeapon: "the same weapon"
        case .sameSite: "the same kind of site"
        case .differentSites: "other kinds of site"
        }
    }

    private func places(_ evidence: MergeEvidence) -> String {
        let first = a.incident.places.first
        let second = b.incident.places.first
        let names = (first?.place?.name ?? "", second?.place?.name ?? "")
        switch evidence {
        case .samePlace: return "\(names.0) in both"
        case .containedPlace:
            let isWider = first?.radius ?? .zero > second?.radius ?? .zero
            return isWider
                ? "\(names.1) lies in \(names.0)" : "\(names.0) lies in \(names.1)"
        default: return "\(names.0) and \(names.1) meet within their radii"
        }
    }

    private func days(_ evidence: MergeEvidence) -> String {
        switch evidence {
        case .sameDay: a.incident.date.start.map { "\($0) in both" } ?? "the same day"
        case .adjacentDays: "a day apart"
        case .samePeriod: "the same period"
        case .unstatedDay: "one does not say the day, the other's fits"
        case .unstatedDays: "neither says the day; published together"
        default: "their days overlap"
        }
    }
}
