internal import Gazetteer

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Gathers the evidence of the first gate: what a name and the words around it look like.
struct GateEvidence {
    let words: [TextWord]
    let lowerCase: TextWords
    let hits: [NameHit]
    let groups: NameGroups
    let facts: [NameFacts]
    let names: ProperNames
    let gazetteer: CompiledGazetteer
    /// Per word, the hit that covers it; −1 = none.
    private let hitOfWord: [Int32]
    /// Per hit: the hit that names a division or country around it ("Troy, N.C."), or −1.
    let containers: [Int32]
    private let groupCounts: [GroupCounts]

    /// What the mentions of one name have in common.
    private struct GroupCounts {
        var mentions: Float = 0
        var afterPreposition: Float = 0
        var afterInside: Float = 0
        var besideCapital: Float = 0
    }

    init(
        words: TextWords, hits: [NameHit], groups: NameGroups, names: ProperNames,
        gazetteer: CompiledGazetteer
    ) {
        self.words = words.words
        self.lowerCase = words
        self.hits = hits
        self.groups = groups
        self.names = names
        self.gazetteer = gazetteer
        facts = groups.groups.map { group in
            let hit = hits[Int(group.hits[0])]
            return NameFacts(
                group: group, candidates: groups.candidates, words: words.words[hit.words],
                gazetteer: gazetteer)
        }
        var hitOfWord = [Int32](repeating: -1, count: words.words.count)
        for (index, hit) in hits.enumerated() {
            for word in hit.words { hitOfWord[word] = Int32(index) }
        }
        self.hitOfWord = hitOfWord
        containers = Self.containers(words.words, hits, groups)
        groupCounts = Self.counts(words.words, hits, groups)
    }

    // MARK: Relations between hits

    private static func containers(
        _ words: [TextWord], _ hits: [NameHit], _ groups: NameGroups
    ) -> [Int32] {
        var containers = [Int32](repeating: -1, count: hits.count)
        for index in hits.indices.dropLast() {
            let next = hits[index + 1]
            var gapWord = Int(hits[index].end)
            if hits[index].form.contains(.genericBehind) { gapWord += 1 }
            guard gapWord <= Int(next.first), Int(next.first) - gapWord <= 2,
                isContainerGap(words, gapWord, Int(next.first)),
                groups.holds(hits[index].group, in: next.group)
            else { continue }
            containers[index] = Int32(index + 1)
        }
        return containers
    }

    /// A comma or an opening bracket, or "in" and a direction: "Haditha, in western Anbar".
    private static func isContainerGap(_ words: [TextWord], _ from: Int, _ to: Int) -> Bool {
        let allowed: TextWord.Gap = [.comma, .space, .open, .quote, .period]
        guard words[from].gap.isSubset(of: allowed), words[from].gap != .space || from < to else {
            return false
        }
        return words[from..<to].allSatisfy {
            !$0.classes.isDisjoint(with: [.inside, .direction, .article])
        }
    }

    private static func counts(
        _ words: [TextWord], _ hits: [NameHit], _ groups: NameGroups
    ) -> [GroupCounts] {
        var counts = [GroupCounts](repeating: GroupCounts(), count: groups.groups.count)
        for hit in hits {
            let group = Int(hit.group)
            counts[group].mentions += 1
            let before = leading(words, Int(hit.first))
            if !before.isDisjoint(with: .preposition) { counts[group].afterPreposition += 1 }
            if before.contains(.inside) { counts[group].afterInside += 1 }
            let next = Int(hit.end)
            let first = Int(hit.first)
            let besideNext = next < words.count && words[next].isCapital && words[next].joinsName
            let besideBefore =
                first > 0 && words[first].joinsName && words[first - 1].isCapital
                && !words[first - 1].shape.contains(.sentenceStart)
            if besideNext || besideBefore { counts[group].besideCapital += 1 }
        }
        return counts
    }

    /// The classes of the word that leads a name in, articles and directions skipped.
    private static func leading(_ words: [TextWord], _ first: Int) -> WordClass {
        var index = first
        for _ in 0..<3 {
            guard index > 0, words[index].gap.isSubset(of: [.space, .quote]) else { return [] }
            let before = words[index - 1]
            guard !before.classes.isDisjoint(with: [.article, .direction]), !before.isCapital else {
                return before.classes
            }
            index -= 1
        }
        return []
    }

    // MARK: Evidence

    func add(hit index: Int, to evidence: inout Evidence) {
        let hit = hits[index]
        let facts = facts[Int(hit.group)]
        func note(_ feature: GateFeature, _ value: Float = 1) {
            evidence.add(feature.rawValue, value)
        }
        note(.bias)
        addName(facts, hit, note)
        addWord(facts, hit, note)
        addBefore(hit, note)
        addAfter(facts, hit, note)
        addAround(index, hit, note)
        addReport(hit, note)
        addCompounds(facts, hit, index, note)
    }

    private typealias Note = (GateFeature, Float) -> Void

    private func addName(_ facts: NameFacts, _ hit: NameHit, _ note: Note) {
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
            let last = words[Int(hit.end) - 1].classes
            if hit.words.count > 1, !last.isDisjoint(with: .generic) {
                note(.unlistedGenericLast, 1)
            }
            if words[Int(hit.first)].classes.contains(.leadingGeneric) {
                note(.unlistedGenericFirst, 1)
            }
            if hit.words.count > 1 { note(.severalWords, 1) }
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

    private func addWord(_ facts: NameFacts, _ hit: NameHit, _ note: Note) {
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

    private func addBefore(_ hit: NameHit, _ note: Note) {
        let first = Int(hit.first)
        let word = words[first]
        if word.shape.contains(.sentenceStart) {
            note(.sentenceStart, 1)
            if facts[Int(hit.group)].first.dictionaryLevel > 0, hit.words.count == 1 {
                note(.sentenceStartDictionary, 1)
            }
        }
        guard first > 0, word.gap.isSubset(of: [.space, .quote, .hyphen, .period]) else { return }
        let before = words[first - 1]
        if before.shape.contains(.abbreviated) || !word.gap.contains(.period) {
            addTitles(first, before, note)
        }
        guard !word.gap.contains(.period) else { return }
        let leading = Self.leading(words, first)
        if leading.contains(.inside) { note(.afterInside, 1) }
        if leading.contains(.atNear) { note(.afterAtNear, 1) }
        if leading.contains(.fromTo) { note(.afterFromTo, 1) }
        if leading.contains(.otherPreposition) { note(.afterOtherPreposition, 1) }
        if leading.contains(.of) {
            note(.afterOf, 1)
            if first > 1, !words[first - 2].classes.isDisjoint(with: .generic) {
                note(.afterKindOf, 1)
            }
        }
        if before.classes.contains(.article) { note(.afterArticle, 1) }
        if before.classes.contains(.direction) { note(.afterDirection, 1) }
        if before.classes.contains(.movement) { note(.afterMovement, 1) }
        if before.classes.contains(.nameParticle), !before.isCapital { note(.afterParticle, 1) }
        if before.shape.contains(.number) { note(.afterNumber, 1) }
        if !before.isCapital, before.classes.isEmpty { note(.afterPlainNoun, 1) }
        if hitOfWord[first - 1] >= 0, word.gap != .quote { note(.afterHitGlued, 1) }
    }

    private func addTitles(_ first: Int, _ before: TextWord, _ note: Note) {
        let isStart = before.shape.contains(.sentenceStart)
        if before.isCapital, !before.shape.contains(.titleLine) {
            if before.classes.contains(.title) {
                note(.afterTitle, 1)
            } else if before.classes.contains(.organisation) {
                note(.afterOrganisation, 1)
            } else if before.length == 1 || (before.length == 2 && before.shape.contains(.dotted)) {
                note(.afterInitial, 1)
            } else if gazetteer.facts(ofWord: before.key).givenName > 1 {
                note(.afterGivenName, 1)
            }
            if !isStart || before.classes.isDisjoint(with: .function), words[first].gap != .hyphen {
                note(.afterCapital, 1)
            }
        } else if before.classes.contains(.title) {
            note(.afterSmallTitle, 1)
        }
    }

    private func addAfter(_ facts: NameFacts, _ hit: NameHit, _ note: Note) {
        let last = words[Int(hit.end) - 1]
        if last.shape.contains(.possessive) { note(.possessive, 1) }
        let next = Int(hit.end)
        guard next < words.count else { return }
        let after = words[next]
        addAge(next, note)
        guard
            after.gap.isSubset(of: [.space, .hyphen]) || after.gap == [.possessive, .space]
                || after.gap == .possessive
        else { return }
        if after.isCapital, after.joinsName, !after.shape.contains(.titleLine) {
            addCapital(after, next, facts, note)
        } else if after.joinsName {
            if !after.classes.isDisjoint(with: .generic) { note(.beforeSmallKind, 1) }
            if after.classes.contains(.participle), after.gap == .hyphen {
                note(.beforeParticiple, 1)
            }
            if after.classes.contains(.said) { note(.beforeSaid, 1) }
            if after.classes.contains(.personNoun) { note(.beforePersonNoun, 1) }
            if after.classes.contains(.people) { note(.beforePeople, 1) }
            if after.shape.contains(.number) { note(.beforeNumber, 1) }
        }
        if after.classes.contains(.government), !after.isCapital { note(.beforeGovernment, 1) }
    }

    private func addCapital(_ after: TextWord, _ next: Int, _ facts: NameFacts, _ note: Note) {
        note(.beforeCapital, 1)
        if hitOfWord[next] >= 0, after.gap == .space { note(.beforeHitGlued, 1) }
        if after.length == 1 { note(.beforeInitial, 1) }
        if after.classes.contains(.newspaper) { note(.beforeNewspaper, 1) }
        if after.classes.contains(.street) { note(.beforeStreet, 1) }
        if !after.classes.isDisjoint(with: .generic) { note(.beforeCapitalKind, 1) }
        if after.classes.contains(.organisation) {
            note(.beforeOrganisation, 1)
            if !facts.contains(.country) { note(.beforeOrganisationNoCountry, 1) }
        } else if after.classes.isEmpty {
            let word = gazetteer.facts(ofWord: after.key)
            if word.dictionaryLevel == 0 { note(.beforeUnknownCapital, 1) }
            if word.surname > 0 { note(.beforeSurname, 1) }
        }
    }

    /// "Paris, 34, was arrested": a person's age.
    private func addAge(_ next: Int, _ note: Note) {
        let after = words[next]
        guard after.shape.contains(.number), after.gap == [.comma, .space], after.length <= 2,
            next + 1 < words.count
        else { return }
        if words[next + 1].gap.contains(.comma) { note(.beforeAge, 1) }
    }

    private func addAround(_ index: Int, _ hit: NameHit, _ note: Note) {
        if containers[index] >= 0 { note(.containerBehind, 1) }
        if index > 0, containers[index - 1] == Int32(index) { note(.containedBefore, 1) }
        let first = Int(hit.first)
        let next = Int(hit.end)
        if words[first].gap.contains(.open), next < words.count, words[next].gap.contains(.close) {
            note(.inBrackets, 1)
        }
        if isListed(first, next) { note(.listed, 1) }
        if isDateline(first, next) { note(.dateline, 1) }
        if words[first].shape.contains(.quoted), words[first].shape.contains(.allCapitals) {
            note(.quotedCapitals, 1)
        }
        if words[first].shape.contains(.titleLine) { note(.titleLine, 1) }
        if words[first].gap == .hyphen { note(.hyphenBefore, 1) }
        if next < words.count, words[next].gap == .hyphen, words[next].isCapital {
            note(.hyphenCapitalAfter, 1)
        }
        if isNearTribe(first, next) { note(.nearTribe, 1) }
        let afterCapital = next < words.count && words[next].isCapital && words[next].joinsName
        let beforeCapital = first > 0 && words[first - 1].isCapital && words[first].joinsName
        if afterCapital && beforeCapital { note(.bothCapitals, 1) }
        if isLongRun(first, next) { note(.runOfFour, 1) }
    }

    /// Another hit stands beside it after a comma or "and".
    private func isListed(_ first: Int, _ next: Int) -> Bool {
        func isHit(_ index: Int) -> Bool {
            hitOfWord.indices.contains(index) && hitOfWord[index] >= 0
        }
        if next < words.count {
            if words[next].gap == [.comma, .space], isHit(next) { return true }
            if words[next].classes.contains(.conjunction),
                words[next].gap.isSubset(of: [.comma, .space]),
                isHit(next + 1)
            {
                return true
            }
        }
        guard first > 0 else { return false }
        if words[first].gap == [.comma, .space], isHit(first - 1) { return true }
        return words[first - 1].classes.contains(.conjunction) && words[first].gap == .space
            && isHit(first - 2)
    }

    /// "BAGHDAD (AP) —", "Mosul, Iraq -": the beginning of a line up to a dash.
    private func isDateline(_ first: Int, _ next: Int) -> Bool {
        var start = first
        while start > 0, first - start < 3, !words[start].shape.contains(.lineStart) { start -= 1 }
        guard words[start].shape.contains(.lineStart), words[start].isCapital else { return false }
        for index in next..<min(next + 6, words.count) {
            if words[index].gap.contains(.dash)
                || words[index].gap.isSuperset(of: [.space, .hyphen])
            {
                return true
            }
            if words[index].shape.contains(.lineStart) { return false }
        }
        return false
    }

    /// "Albu Nimr, one of the major tribes": names of tribes are names of villages, too.
    private func isNearTribe(_ first: Int, _ next: Int) -> Bool {
        let before = max(0, first - 4)..<first
        let after = next..<min(words.count, next + 7)
        return words[before].contains { $0.classes.contains(.tribe) }
            || words[after].prefix { !$0.shape.contains(.sentenceStart) }
                .contains { $0.classes.contains(.tribe) }
    }

    private func isLongRun(_ first: Int, _ next: Int) -> Bool {
        var start = first
        while start > 0, words[start].joinsName, words[start - 1].isCapital, first - start < 4 {
            start -= 1
        }
        var end = next
        while end < words.count, words[end].joinsName, words[end].isCapital, end - next < 4 {
            end += 1
        }
        return end - start >= 4
    }

    private func addCompounds(_ facts: NameFacts, _ hit: NameHit, _ index: Int, _ note: Note) {
        guard facts.candidates > 0 else { return }
        let first = Int(hit.first)
        let leading = Self.leading(words, first)
        let isPlaced =
            !leading.isDisjoint(with: [.inside, .atNear, .fromTo])
            || leading.contains(.of) && first > 1
                && !words[first - 2].classes.isDisjoint(with: .generic)
            || containers[index] >= 0
        let isSmall =
            facts.classes.isSubset(of: [
                .init(.village), .init(.town), .init(.nature), .init(.site),
            ])
            && facts.logPopulation < 4.7
        let next = Int(hit.end)
        let besideCapital =
            next < words.count && words[next].isCapital && words[next].joinsName
            || first > 0 && words[first].joinsName && words[first - 1].isCapital
                && words[first - 1].classes.isDisjoint(with: .function)
        if isSmall {
            note(isPlaced ? .smallPlaced : .smallUnplaced, 1)
            if besideCapital { note(.smallBesideCapital, 1) }
        } else if isPlaced {
            note(.largePlaced, 1)
        }
        guard facts.isSingleWord else { return }
        let isPerson = facts.first.givenName > 0 || facts.first.surname > 0
        if facts.first.dictionaryLevel == 0, !isPerson {
            note(.plainWord, 1)
            if isPlaced, !besideCapital { note(.plainWordPlaced, 1) }
        }
        if isPlaced, isPerson { note(.personWordPlaced, 1) }
        if isPlaced, facts.first.dictionaryLevel > 0 { note(.commonWordPlaced, 1) }
        if facts.bestKind == .abbreviation, first > 0, words[first - 1].shape.contains(.number) {
            note(.abbreviationAfterNumber, 1)
        }
    }

    private func addReport(_ hit: NameHit, _ note: Note) {
        let counts = groupCounts[Int(hit.group)]
        note(.logMentions, logf(counts.mentions))
        note(.prepositionShare, counts.afterPreposition / max(counts.mentions, 1))
        note(.mostlyCapitalNeighbours, counts.besideCapital / max(counts.mentions, 1))
        if counts.afterInside > 0 { note(.insideElsewhere, 1) }
        if hit.words.contains(where: { names.organisationWords[$0] }) {
            note(.inOrganisationName, 1)
        }
        if hit.words.contains(where: { names.personWords[$0] }) {
            note(.inPersonName, 1)
        }
        if hit.words.count == 1 {
            let count = names.personCounts[words[Int(hit.first)].key.hash] ?? 0
            note(.logInPersonNames, logf(1 + Float(count)))
        }
    }
}

extension NameGroups {
    /// Whether some reading of one name lies in some reading of the other.
    func holds(_ inner: Int32, in outer: Int32) -> Bool {
        for container in candidates[groups[Int(outer)].candidates]
        where container.nameKind != .demonym {
            for candidate in candidates[groups[Int(inner)].candidates]
            where candidate.lies(in: container) { return true }
        }
        return false
    }
}

extension PlaceCandidate {
    /// Whether the gazetteer says it is part of `container`.
    func lies(in container: PlaceCandidate) -> Bool {
        guard place != container.place else { return false }
        switch container.placeClass {
        case .country: return country != 0 && country == container.country && placeClass != .country
        case .admin1: return admin1 == container.place + 1 && placeClass != .admin1
        case .admin2: return admin2 == container.place + 1
        default: return false
        }
    }
}
