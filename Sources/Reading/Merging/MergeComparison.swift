internal import Incidents

/// Compares two tellings.
struct MergeComparison {
    let a: MergeFacts
    let b: MergeFacts

    /// - Returns: What speaks for and against; `nil` when they cannot be of one incident.
    func evidence() -> [MergeEvidence]? {
        let isCopied = !a.sentences.isDisjoint(with: b.sentences)
        var found: [MergeEvidence] = isCopied ? [.sameSentence] : []
        guard let type = typeEvidence() else { return nil }
        found.append(type)
        if let mine = a.place, let its = b.place {
            guard let place = mine.evidence(with: its) else { return nil }
            found.append(place)
        } else if !isCopied {
            return nil
        }
        if let mine = a.days, let its = b.days {
            guard let days = mine.evidence(with: its) else { return nil }
            found.append(days)
        } else if !isCopied {
            return nil
        }
        found += tollEvidence() + sideEvidence() + meansEvidence()
        return found
    }

    // MARK: What

    private func typeEvidence() -> MergeEvidence? {
        if a.type == b.type { return a.type.specificity >= 3 ? .sameType : .sameGeneralType }
        let isGeneral = min(a.type.specificity, b.type.specificity) <= 2
        if a.family == b.family, isGeneral || a.family == .street { return .kindredTypes }
        return Self.kin.contains { $0.contains(a.type) && $0.contains(b.type) }
            ? .kindredTypes : nil
    }

    /// Types that reports use of one deed.
    private static let kin: [Set<IncidentType>] = [
        [.bombing, .carBomb], [.bombing, .suicideBombing], [.bombing, .roadsideBomb],
        [.bombing, .grenade], [.bombing, .airstrike], [.carBomb, .suicideBombing],
        [.shooting, .assassination], [.shooting, .ambush], [.shooting, .massacre],
        [.shooting, .execution], [.massacre, .execution], [.massacre, .raid],
        [.offensive, .raid], [.sabotage, .destruction, .bombing], [.sabotage, .arson],
        [.arson, .looting, .raid], [.abduction, .hostageTaking], [.raid, .arrest],
        [.chemicalAttack, .shelling], [.chemicalAttack, .airstrike],
    ]

    // MARK: Tolls

    private func tollEvidence() -> [MergeEvidence] {
        Casualties.Effect.allCases.compactMap { effect in
            var best: MergeEvidence?
            for mine in a.tolls where mine.effect == effect {
                for its in b.tolls where its.effect == effect {
                    guard let evidence = compare(mine, its) else { continue }
                    if best.map({ evidence.weight > $0.weight }) ?? true { best = evidence }
                }
            }
            return best
        }
    }

    /// - Returns: `nil` when the figures count other people, or one of them is not known.
    private func compare(_ a: MergeFacts.Figure, _ b: MergeFacts.Figure) -> MergeEvidence? {
        if let mine = a.victims, let its = b.victims, mine != its { return nil }
        guard let low = a.minimum ?? a.maximum, let other = b.minimum ?? b.maximum else {
            return nil
        }
        if a.minimum == a.maximum, b.minimum == b.maximum, low == other, low > 0 {
            return .sameToll(a.effect, low)
        }
        let ratio = Double(max(low, other)) / Double(max(1, min(low, other)))
        let overlap = (a.minimum ?? 0) <= b.maximum ?? .max && (b.minimum ?? 0) <= a.maximum ?? .max
        if overlap { return ratio <= 3 ? .agreeingTolls(a.effect) : .nearTolls(a.effect) }
        if ratio < 1.5 || abs(low.subtractingReportingOverflow(other).partialValue) <= 1 {
            return .nearTolls(a.effect)
        }
        return ratio < 3 ? .rivalTolls(a.effect) : .farTolls(a.effect)
    }

    // MARK: Who and with what

    private func sideEvidence() -> [MergeEvidence] {
        var found: [MergeEvidence] = []
        if !a.perpetrators.isDisjoint(with: b.perpetrators) {
            found.append(.samePerpetrator)
        } else if let mine = a.side, let its = b.side, mine != its {
            found.append(.opposedPerpetrators)
        }
        if !a.victims.isDisjoint(with: b.victims) { found.append(.sameVictims) }
        return found
    }

    private func meansEvidence() -> [MergeEvidence] {
        var found: [MergeEvidence] = []
        if !a.weapons.isDisjoint(with: b.weapons) { found.append(.sameWeapon) }
        if !a.sites.isDisjoint(with: b.sites) {
            found.append(.sameSite)
        } else if !a.sites.isEmpty, !b.sites.isEmpty {
            found.append(.differentSites)
        }
        return found
    }
}
