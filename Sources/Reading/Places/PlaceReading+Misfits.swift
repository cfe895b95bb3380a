internal import Gazetteer

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Choices that do not suit the other places of a report: no place is better than a wrong one.
extension PlaceReading {
    mutating func markMisfits(_ resolver: PlaceResolver) {
        misfits = Array(repeating: false, count: groups.groups.count)
        strangers = misfits
        var surroundings: PlaceResolver.Surroundings?
        guard let round = rounds.last else { return }
        lazy var spelled = spelledPlaces()
        for group in groups.groups.indices {
            guard let best = best[group], holders[group] == nil else { continue }
            misfits[group] = standIns[group] != nil
            let isGuess = groups.candidates[best].spelling != nil && groups.groups[group].isUnlisted
            let mayBeStrange = !isGuess && seemsForeign(best, group: group, resolver)
            let isSuspect =
                isGuess || mayBeStrange || isOfWrongKind(best, group: group)
                || isOfSourceOnly(best, group: group) || isHalfName(group)
            // Nothing is "in" a river: "in Tel Al-Sultan" names another place.
            if isRiverWithin(best, group: group) || isTooLarge(best, group: group) {
                misfits[group] = true
                strangers[group] = true
            }
            guard !misfits[group], isSuspect else { continue }
            let others = surroundings ?? resolver.surroundings(round)
            surroundings = others
            strangers[group] = mayBeStrange && isStrange(best, group: group, resolver, others)
            if strangers[group], let local = local(of: group, resolver, others) {
                self.best[group] = local.candidate
                holders[group] = local.country
                strangers[group] = false
                continue
            }
            misfits[group] =
                isGuess
                ? isBadGuess(best, group: group, resolver, others, spelled: spelled)
                : strangers[group]
                    || (isOfWrongKind(best, group: group)
                        || isOfSourceOnly(best, group: group) || isHalfName(group))
                        && isFar(best, group: group, resolver, others)
        }
    }

    /// What another spelling was taken for lies elsewhere than what the report is about.
    private func isBadGuess(
        _ candidate: Int, group: Int, _ resolver: PlaceResolver,
        _ others: PlaceResolver.Surroundings, spelled: Set<PlaceIndex>
    ) -> Bool {
        let share = resolver.countryShare(of: candidate, group: group, others)
        if share < Self.strangeCountryShare { return true }
        if spelled.contains(groups.candidates[candidate].place) { return true }
        guard let fit = resolver.closeness(of: candidate, group: group, others.anchors) else {
            // Where nothing else is known to be, nothing tells a slip from another name.
            return share < 0.5
        }
        return fit.nearness < Self.strangeNearness
    }

    /// What the names mean, or may mean, that are spelled as gazetteers spell them: whoever writes one so
    /// means another place by a name like it.
    private func spelledPlaces() -> Set<PlaceIndex> {
        var places: Set<PlaceIndex> = []
        for group in groups.groups
        where group.hits.contains(where: { secondGate[Int($0)] > 0.5 }) {
            for index in group.candidates where groups.candidates[index].spelling == nil {
                places.insert(groups.candidates[index].place)
            }
        }
        return places
    }

    private func isFar(
        _ candidate: Int, group: Int, _ resolver: PlaceResolver,
        _ others: PlaceResolver.Surroundings
    ) -> Bool {
        let fit = resolver.closeness(of: candidate, group: group, others.anchors)
        return fit.map { $0.nearness < Self.farNearness } ?? false
    }

    /// "Mayo-*Sava* department": half of a name that no gazetteer has.
    private func isHalfName(_ group: Int) -> Bool {
        groups.groups[group].hits.allSatisfy { index in
            let first = Int(hits[Int(index)].first)
            let next = Int(hits[Int(index)].end)
            guard first > 0, words.words.indices.contains(next) else { return false }
            // "Gwer *West*".
            if words.words[next].isCapital, words.words[next].joinsName,
                words.words[next].classes.contains(.direction)
            {
                return true
            }
            let before = words.words[first - 1]
            return words.words[first].gap == .hyphen && before.isCapital && before.length > 2
                && words.words[next].gap == .space
                && !words.words[next].classes.isDisjoint(with: [.admin1Word, .admin2Word])
        }
    }

    /// One of several villages of a name, which the other reports of the source may have spoken for: what
    /// is near their places need not be near those of this report.
    private func isOfSourceOnly(_ candidate: Int, group: Int) -> Bool {
        lexicon != nil && groups.candidates[candidate].placeClass == .village
            && groups.candidates[candidate].population == 0
            && groups.groups[group].candidates.count > 1
    }

    /// A small place in a country that few of the other names lie in, as the second gate saw them. Of
    /// villages there are many of each name, and most are not in the gazetteer.
    private func seemsForeign(_ candidate: Int, group: Int, _ resolver: PlaceResolver) -> Bool {
        let place = groups.candidates[candidate]
        let isSmall =
            place.placeClass == .village
            || place.placeClass == .town && place.population < 15_000
        guard isSmall, let scene else { return false }
        return resolver.countryShare(of: candidate, group: group, scene)
            < 2 * Self.foreignCountryShare
    }

    /// Far from all other places, in a country that none of them lies in.
    private func isStrange(
        _ candidate: Int, group: Int, _ resolver: PlaceResolver,
        _ others: PlaceResolver.Surroundings
    ) -> Bool {
        guard resolver.weightOfOthers(group, others) >= Self.tellingWeight,
            resolver.countryShare(of: candidate, group: group, others) < Self.foreignCountryShare
        else { return false }
        let fit = resolver.closeness(of: candidate, group: group, others.anchors)
        return fit.map { $0.nearness < Self.foreignNearness } ?? true
    }

    /// "*Malian* soldiers … the village of Moura": of a name's places the one in the country that the report
    /// is about, where Portugal's is far from all that is named.
    private func local(
        of group: Int, _ resolver: PlaceResolver, _ others: PlaceResolver.Surroundings
    ) -> (candidate: Int, country: ClaimedDivision)? {
        guard let round = rounds.last else { return nil }
        let local = groups.groups[group].candidates.filter {
            let place = groups.candidates[$0]
            return place.spelling == nil && place.placeClass.isPopulated
                && resolver.countryShare(of: $0, group: group, others) >= Self.ownCountryShare
        }.max { (round.probabilities[$0], $1) < (round.probabilities[$1], $0) }
        guard let local else { return nil }
        let country = best.lazy.compactMap { $0 }.first {
            groups.candidates[$0].placeClass == .country
                && groups.candidates[$0].country == groups.candidates[local].country
        }
        return country.map { (local, ClaimedDivision(candidate: $0, reach: 0)) }
    }

    private static let ownCountryShare: Float = 0.4
    private static let foreignCountryShare: Float = 0.05
    /// 300 km.
    private static let foreignNearness = -logf(1 + 300.0 / 30)
    /// Of one or two names nobody can tell what a report is about.
    private static let tellingWeight: Float = 1.5
    /// Another spelling is not looked for across the border of the countries that a report is about.
    private static let strangeCountryShare: Float = 0.2
    /// 100 km.
    private static let strangeNearness = -logf(1 + 100.0 / 30)
    /// 150 km.
    private static let farNearness = -logf(1 + 150.0 / 30)

    /// "the *village of* Kobe" is not Japan's city.
    private func isTooLarge(_ candidate: Int, group: Int) -> Bool {
        let place = groups.candidates[candidate]
        return place.placeClass.isPopulated && place.population >= Self.noVillage
            && isCalledVillage(group)
    }

    private func isCalledVillage(_ group: Int) -> Bool {
        groups.groups[group].hits.contains {
            let first = Int(hits[Int($0)].first)
            return first > 1 && words.words[first].gap == .space
                && words.words[first - 1].classes.contains(.of)
                && Self.villages.contains(words.words[first - 2].key)
        }
    }

    private static let villages: WordSet = [
        WordKey("village"), WordKey("villages"), WordKey("hamlet"),
    ]
    private static let noVillage: UInt32 = 100_000

    /// A town for "Kiser Lake", "Peel Forest", "Canal Square": the name's own generic word tells it is none.
    func isOfWrongKind(_ candidate: Int, group: Int) -> Bool {
        let isExtended = !groups.groups[group].form.isDisjoint(with: [
            .extendedByNature, .extendedByFacility,
        ])
        let placeClass = groups.candidates[candidate].placeClass
        return isExtended && (placeClass.isPopulated || placeClass == .nature)
            && !(placeClass == .nature && groups.groups[group].form.contains(.extendedByNature))
    }
}
