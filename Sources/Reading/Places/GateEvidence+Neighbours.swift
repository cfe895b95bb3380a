internal import Gazetteer

/// What the words right before and behind a name say.
extension GateEvidence {
    func addBefore(_ hit: NameHit, _ note: inout Evidence) {
        let first = Int(hit.first)
        let word = words[first]
        if hit.isLedIn { note(.afterInside, 1) }
        if word.shape.contains(.sentenceStart) {
            note(.sentenceStart, 1)
            if facts[Int(hit.group)].first.dictionaryLevel > 0, hit.words.count == 1 {
                note(.sentenceStartDictionary, 1)
            }
        }
        guard first > 0, word.gap.isSubset(of: [.space, .quote, .hyphen, .period]) else { return }
        let before = words[first - 1]
        if before.shape.contains(.abbreviated) || !word.gap.contains(.period) {
            addTitles(first, before, &note)
        }
        guard !word.gap.contains(.period) else { return }
        let leading = Self.leading(words, first)
        if leading.contains(.inside) { note(.afterInside, 1) }
        if leading.contains(.atNear) { note(.afterAtNear, 1) }
        if leading.contains(.fromTo) {
            note(isAccordingTo(first) ? .afterAccordingTo : .afterFromTo, 1)
        }
        if leading.contains(.otherPreposition) { note(.afterOtherPreposition, 1) }
        if leading.contains(.of) {
            note(.afterOf, 1)
            if first > 1, !words[first - 2].classes.isDisjoint(with: .generic) {
                note(.afterKindOf, 1)
                if isSmallKind(words[first - 2]) { note(.namedByKind, 1) }
            }
        }
        addBodyOf(first, &note)
        if before.classes.contains(.article) { note(.afterArticle, 1) }
        if before.classes.contains(.direction) { note(.afterDirection, 1) }
        if before.classes.contains(.movement) { note(.afterMovement, 1) }
        if before.classes.contains(.nameParticle), !before.isCapital { note(.afterParticle, 1) }
        if before.shape.contains(.number) { note(.afterNumber, 1) }
        if !before.isCapital, before.classes.isEmpty { note(.afterPlainNoun, 1) }
        if hitOfWord[first - 1] >= 0, word.gap != .quote { note(.afterHitGlued, 1) }
    }

    /// "the town of Hit": whatever else the word means, here it is a name.
    private func isSmallKind(_ word: TextWord) -> Bool {
        let kind: WordClass = [.cityWord, .villageWord, .admin1Word, .admin2Word]
        return !word.isCapital && !word.classes.isDisjoint(with: kind)
    }

    private func isAccordingTo(_ first: Int) -> Bool {
        first > 1 && words[first - 2].key == NameMatcher.according
    }

    /// "University of Mosul", "the Bank of England", "Ministry of Defense of Iraq".
    private func addBodyOf(_ first: Int, _ note: inout Evidence) {
        var of = first - 1
        if of > 0, words[of].classes.contains(.article), !words[of].isCapital { of -= 1 }
        guard of > 0, words[of].classes.contains(.of), words[of].gap == .space,
            words[of - 1].isCapital
        else { return }
        let body = words[of - 1].classes
        if body.contains(.school) {
            note(.schoolOf, 1)
        } else if body.contains(.organisation) {
            note(.bodyOf, 1)
        }
    }

    private func addTitles(_ first: Int, _ before: TextWord, _ note: inout Evidence) {
        guard !before.classes.contains(.arabicKind) else { return note(.afterKindOf, 1) }
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

    func addAfter(_ facts: NameFacts, _ hit: NameHit, _ note: inout Evidence) {
        let last = words[Int(hit.end) - 1]
        if last.shape.contains(.possessive) { note(.possessive, 1) }
        let next = Int(hit.end)
        guard next < words.count else { return }
        let after = words[next]
        addAge(next, &note)
        if isCalledSettlement(next) { note(.namedByKind, 1) }
        guard
            after.gap.isSubset(of: [.space, .hyphen]) || after.gap == [.possessive, .space]
                || after.gap == .possessive
        else { return }
        if after.isCapital, after.joinsName, !after.shape.contains(.titleLine) {
            addCapital(after, next, facts, &note)
        } else if after.joinsName {
            if !after.classes.isDisjoint(with: .generic) { note(.beforeSmallKind, 1) }
            if after.classes.contains(.participle), after.gap == .hyphen {
                note(.beforeParticiple, 1)
            }
            if after.classes.contains(.said) { note(.beforeSaid, 1) }
            if after.classes.contains(.personNoun) { note(.beforePersonNoun, 1) }
            if after.classes.contains(.people) { note(.beforePeople, 1) }
            if after.shape.contains(.number) { note(.beforeNumber, 1) }
            if after.gap == .space, !last.shape.contains(.possessive) {
                if after.classes.contains(.auxiliary) { note(.beforeAuxiliary, 1) }
                if after.shape.contains(.endsInEd) { note(.beforeVerb, 1) }
            }
        }
        if after.classes.contains(.government), !after.isCapital { note(.beforeGovernment, 1) }
    }

    private func addCapital(
        _ after: TextWord, _ next: Int, _ facts: NameFacts, _ note: inout Evidence
    ) {
        note(.beforeCapital, 1)
        addHead(next, &note)
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

    /// What the run of capitals behind the name is the name of, by its last word: "Michigan State
    /// University", "Delta Police Department", "Hammond Health Officer".
    private func addHead(_ next: Int, _ note: inout Evidence) {
        var end = next + 1
        while end < words.count, end - next < 6, words[end].isCapital, words[end].joinsName,
            !words[end - 1].shape.contains(.possessive)
        {
            end += 1
        }
        let run = words[next..<end]
        if run.contains(where: { $0.classes.contains(.school) }) {
            note(.headSchool, 1)
        } else if run.contains(where: { $0.classes.contains(.publicBody) }) {
            note(.headPublicBody, 1)
        } else if run.contains(where: { $0.classes.contains(.company) }) {
            note(.headCompany, 1)
        } else if run.contains(where: { $0.classes.contains(.organisation) }) {
            note(.headOrganisation, 1)
        }
        if run.count > 1 { note(.beforeLongRun, 1) }
        if words[end - 1].classes.contains(.title) { note(.headTitle, 1) }
    }

    /// "Kala, a village in Borno", "Hit, a small town on the river".
    private func isCalledSettlement(_ next: Int) -> Bool {
        guard words[next].gap == [.comma, .space], words[next].classes.contains(.article) else {
            return false
        }
        let rest = words[(next + 1)..<min(next + 4, words.count)].prefix { $0.gap == .space }
        guard
            let kind = rest.firstIndex(where: {
                !$0.isCapital && !$0.classes.isDisjoint(with: [.cityWord, .villageWord])
            }), kind + 1 < words.count, words[kind + 1].gap == .space
        else { return false }
        return !words[kind + 1].classes.isDisjoint(with: WordClass.preposition.union(.of))
    }

    /// "Paris, 34, was arrested": a person's age.
    private func addAge(_ next: Int, _ note: inout Evidence) {
        let after = words[next]
        guard after.shape.contains(.number), after.gap == [.comma, .space], after.length <= 2,
            next + 1 < words.count
        else { return }
        if words[next + 1].gap.contains(.comma) { note(.beforeAge, 1) }
    }
}
