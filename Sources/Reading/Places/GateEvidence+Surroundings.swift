internal import Gazetteer

/// What stands around a name: lists, datelines, runs of capitals.
extension GateEvidence {
    func addAround(_ index: Int, _ hit: NameHit, _ note: inout Evidence) {
        if containers[index] >= 0 { note(.containerBehind, 1) }
        if index > 0, containers[index - 1] == Int32(index) { note(.containedBefore, 1) }
        let first = Int(hit.first)
        let next = Int(hit.end)
        if words[first].gap.contains(.open), next < words.count, words[next].gap.contains(.close) {
            note(.inBrackets, 1)
        }
        if isListed(first, next) { note(.listed, 1) }
        if isListedWithPerson(first, next) { note(.listedWithPerson, 1) }
        if isDateline(first, next) { note(.dateline, 1) }
        if words[first].shape.contains(.quoted), words[first].shape.contains(.allCapitals) {
            note(.quotedCapitals, 1)
        }
        if words[first].shape.contains(.titleLine) { note(.titleLine, 1) }
        if words[first].gap == .hyphen { note(.hyphenBefore, 1) }
        if next < words.count, words[next].gap == .hyphen, words[next].isCapital {
            note(.hyphenCapitalAfter, 1)
        }
        if isNearTribe(first, next), !habits[Int(hit.group)].isPlaced { note(.nearTribe, 1) }
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

    /// "Lindsay and Charlotte Graham", "Holstein, McKinney and Commissioner Lawrence".
    private func isListedWithPerson(_ first: Int, _ next: Int) -> Bool {
        func isPerson(_ index: Int) -> Bool {
            words.indices.contains(index) && names.personWords[index] && hitOfWord[index] < 0
        }
        if next < words.count, words[next].gap.isSubset(of: [.comma, .space]) {
            if words[next].gap.contains(.comma), isPerson(next) { return true }
            if words[next].classes.contains(.conjunction), isPerson(next + 1) { return true }
        }
        guard first > 0, words[first].gap.isSubset(of: [.comma, .space]) else { return false }
        if words[first].gap.contains(.comma), isPerson(first - 1) { return true }
        return words[first - 1].classes.contains(.conjunction) && isPerson(first - 2)
    }

    /// "BAGHDAD (AP) —", "Mosul, Iraq -": the beginning of a line up to a dash.
    private func isDateline(_ first: Int, _ next: Int) -> Bool {
        Self.isDateline(first, next, words)
    }

    /// The same of the words of a report.
    static func isDateline(_ first: Int, _ next: Int, _ words: [TextWord]) -> Bool {
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

    func addCompounds(_ facts: NameFacts, _ hit: NameHit, _ index: Int, _ note: inout Evidence) {
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
                && words[first - 1].classes.isDisjoint(with: [.function, .arabicKind])
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
}
