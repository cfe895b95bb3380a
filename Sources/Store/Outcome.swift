import Incidents

extension Correction {
    /// Into which incident each of those was merged that are.
    ///
    /// - Parameter corrections: Those that hold, in the order they were made.
    static func heirs(_ corrections: [StoredCorrection]) -> [String: String] {
        var heirs: [String: String] = [:]
        for stored in corrections {
            guard case .mention(let id) = stored.correction.scope else { continue }
            switch stored.correction.action {
            case .merge(let other): heirs[other] = id
            case .split: heirs[id] = nil
            default: break
            }
        }
        return heirs
    }
}

/// What the corrections make of an incident.
struct Outcome {
    /// `nil` = set aside.
    private(set) var row: StoredRow?
    /// Why the incoming row is kept beside it; `nil` when no correction touches it.
    private(set) var state: String?
    /// The corrections that hold, in the order they were made.
    private(set) var applied: [StoredCorrection] = []
    /// Their numbers, as `3; 7`.
    private(set) var numbers: String?
    /// Corrections that stand although what they corrected now reads otherwise.
    private(set) var conflicts: [String] = []

    /// - Parameter corrections: In the order they were made; a later one of the same kind wins.
    init(of incoming: StoredRow, under corrections: [StoredCorrection]) {
        row = incoming
        var mergedInto: String?
        for stored in corrections {
            let correction = stored.correction
            if case .merge(let other) = correction.action,
                case .mention(let kept) = correction.scope
            {
                if other == incoming.id { mergedInto = kept }
                if other == incoming.id || kept == incoming.id { applied.append(stored) }
                continue
            }
            guard correction.scope.covers(incoming) else { continue }
            if case .split = correction.action { mergedInto = nil }
            applied.append(stored)
            row = row.flatMap(correction.action.applied)
            note(conflictOf: stored, incoming)
        }
        guard !applied.isEmpty else { return }
        numbers = applied.map { String($0.number) }.joined(separator: "; ")
        state = row == nil ? "rejected" : mergedInto.map { "merged into \($0)" } ?? "corrected"
        if mergedInto != nil { row = nil }
    }

    private mutating func note(conflictOf stored: StoredCorrection, _ incoming: StoredRow) {
        guard case .place(let place) = stored.correction.action else { return }
        let now = incoming.text("gazetteer_id")
        guard now != stored.was, now != place.id else { return }
        conflicts.append(
            "\(incoming.id): correction \(stored.number) to \(place.name) stands, but the words are now read as \(now ?? "no place"), not as \(stored.was ?? "no place")"
        )
    }
}
