internal import Gazetteer

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// What a name itself says.
extension GateEvidence {
    func addName(_ facts: NameFacts, _ hit: NameHit, _ note: inout Evidence) {
        let isCountry = facts.contains(.country)
        if isCountry { note(.isCountry, 1) }
        if facts.contains(.continent) { note(.isContinent, 1) }
        if facts.contains(.region) { note(.isRegion, 1) }
        if facts.contains(.admin1) { note(.isAdmin1, 1) }
        if facts.contains(.admin2) { note(.isAdmin2, 1) }
        if facts.contains(.capital) { note(.isCapital, 1) }
        if facts.contains(.city) { note(.isCity, 1) }
        if facts.contains(.town) { note(.isTown, 1) }
        guard facts.candidates > 0 else {
            note(.unlisted, 1)
            if hit.form.contains(.street) { note(.street, 1) }
            let last = words[Int(hit.end) - 1].classes
            if hit.words.count > 1, !last.isDisjoint(with: .generic) {
                note(.unlistedGenericLast, 1)
            }
            if words[Int(hit.first)].classes.contains(.leadingGeneric) {
                note(.unlistedGenericFirst, 1)
            }
            if hit.words.count > 1 { note(.severalWords, 1) }
            if words[Int(hit.first)].gap != .space || !isLedIn(hit) { note(.unlistedInList, 1) }
            return
        }
        let villageOnly = facts.classes.isSubset(of: NameFacts.Set(.village))
        if villageOnly { note(.onlyVillage, 1) }
        if facts.classes.isSubset(of: NameFacts.Set(.nature)) { note(.onlyNature, 1) }
        if facts.classes.isSubset(of: NameFacts.Set(.site)) { note(.onlySite, 1) }
        if facts.isUncounted { note(.onlyUncounted, 1) }
        switch facts.bestKind {
        case .demonym: note(.isDemonym, 1)
        case .abbreviation: note(.isAbbreviation, 1)
        case .alternate: note(.onlyAlternate, 1)
        case .stripped: note(.onlyStripped, 1)
        case .old: note(.onlyOld, 1)
        default: break
        }
        if facts.isBloc { note(.isBloc, 1) }
        note(.logPopulation, facts.logPopulation)
        if !facts.contains(.country) {
            note(.logPopulationAboveFrequency, facts.logPopulation - facts.wordFrequency)
        }
        note(.logAlternates, facts.logAlternates)
        note(.logCandidates, logf(1 + Float(facts.candidates)))
        let count = hit.words.count
        if count > 1 { note(.severalWords, 1) }
        if count > 2 { note(.threeWords, 1) }
        if hit.form.contains(.extendedByNature) { note(.extendedByNature, 1) }
        if hit.form.contains(.extendedByFacility) { note(.extendedByFacility, 1) }
        if hit.form.contains(.genericBehind) { note(.genericBehind, 1) }
    }

    func addWord(_ facts: NameFacts, _ hit: NameHit, _ note: inout Evidence) {
        let word = words[Int(hit.first)]
        if facts.isSingleWord {
            switch facts.first.dictionaryLevel {
            case 1...2: note(.dictionaryCommon, 1)
            case 3...5: note(.dictionaryMiddle, 1)
            case 6...: note(.dictionaryRare, 1)
            default: break
            }
            if facts.first.dictionaryLevel > 0 {
                note(.dictionaryLevel, Float(9 - facts.first.dictionaryLevel) / 8)
            }
            note(.givenName, Float(facts.first.givenName) / 9)
            note(.surname, Float(facts.first.surname) / 9)
            if facts.first.givenName > 0 || facts.first.surname > 0,
                facts.first.dictionaryLevel == 0,
                facts.logPopulation < 5
            {
                note(.personWordOnly, 1)
            }
            if lowerCase.occursInLowerCase(word.key) { note(.inLowerCaseElsewhere, 1) }
        } else {
            if facts.first.givenName > 2 { note(.givenNameFirst, Float(facts.first.givenName) / 9) }
            if facts.last.surname > 2 { note(.surnameLast, Float(facts.last.surname) / 9) }
            if facts.areAllWordsCommon { note(.allWordsCommon, 1) }
        }
        if word.length <= 3 { note(.threeLetters, 1) }
        if word.shape.contains(.allCapitals), facts.isSingleWord {
            note(.allCapitals, 1)
            if word.length <= 4 { note(.allCapitalsShort, 1) }
        }
        if word.shape.contains(.dotted) { note(.dotted, 1) }
        if word.shape.contains(.arabic) { note(.arabicScript, 1) }
        if !hit.words.dropFirst().allSatisfy({ words[$0].gap != .hyphen }) { note(.hasHyphen, 1) }
    }

    private func isLedIn(_ hit: NameHit) -> Bool {
        let leading = Self.leading(words, Int(hit.first))
        return !leading.isDisjoint(with: [.inside, .atNear, .fromTo, .of])
            || !leading.isDisjoint(with: .generic)
    }
}
