internal import Gazetteer

/// Names that the gazetteer does not have.
extension NameMatcher {
    /// A capitalised run that a place would be called, or unknown words where a place would stand.
    func unlisted(from start: Int, after last: NameHit?) -> NameHit? {
        guard words[start].isCapital, !words[start].shape.contains(.titleLine), isName(start) else {
            return nil
        }
        var end = start + 1
        while end < words.count, end - start < 4, words[end].isCapital, words[end].joinsName,
            !words[end - 1].shape.contains(.possessive), longestMatch(from: end) == nil
        {
            end += 1
        }
        guard isPlaceForm(start, end) || isUnknownPlace(start, end, after: last) else {
            return nil
        }
        return NameHit(first: Int32(start), end: Int32(end), name: .max, form: .unlisted)
    }

    private static let namingGeneric: WordClass = [
        .water, .land, .facility, .site, .admin1Word, .admin2Word,
    ]

    private func isName(_ index: Int) -> Bool {
        let word = words[index]
        return word.length > 2 && !word.shape.contains(.dotted)
            && word.classes.isDisjoint(with: [.function, .calendar, .title, .never])
    }

    /// It ends or begins with a generic word: "Otter Creek", "Fort Detrick".
    private func isPlaceForm(_ start: Int, _ end: Int) -> Bool {
        guard end - start > 1 else { return false }
        return !words[end - 1].classes.isDisjoint(with: Self.namingGeneric)
            || words[start].classes.contains(.leadingGeneric)
    }

    /// Words in no dictionary where a place would stand.
    private func isUnknownPlace(_ start: Int, _ end: Int, after last: NameHit?) -> Bool {
        guard end - start <= 2,
            isLedIn(start) || isFollowedByKind(end) || isListItem(start, end, after: last)
                || isFollowedByDivision(end) || isExplained(end)
        else { return false }
        return (start..<end).allSatisfy { isUnknown($0) }
    }

    private func isUnknown(_ index: Int) -> Bool {
        let facts = gazetteer.facts(ofWord: words[index].key)
        return words[index].classes.isEmpty && facts.dictionaryLevel == 0
            && !words[index].shape.contains(.allCapitals)
    }

    /// "in Kampungu", "near Kampungu", "village of Kampungu", "a town called Kampungu".
    private func isLedIn(_ start: Int) -> Bool {
        guard start > 0, words[start].gap == .space else { return false }
        let before = words[start - 1].classes
        let isBehindKind = start > 1 && !words[start - 2].classes.isDisjoint(with: .generic)
        if before.contains(.of) || before.contains(.naming) { return isBehindKind }
        if !before.isDisjoint(with: [.villageWord, .cityWord, .admin2Word]) {
            return !words[start - 1].isCapital || before.contains(.arabicKind)
        }
        return !before.isDisjoint(with: [.inside, .atNear, .fromTo])
            && !(start > 1 && words[start - 2].key == Self.according)
    }

    static let according = WordKey("according")

    /// "the Kampungu district", "Kampungu refugee camp".
    private func isFollowedByKind(_ end: Int) -> Bool {
        guard end < words.count, words[end].gap == .space, !words[end].isCapital else {
            return false
        }
        let kind: WordClass = [.admin1Word, .admin2Word, .cityWord, .villageWord]
        return !words[end].classes.isDisjoint(with: kind)
            || words[end].key == Self.refugee || words[end].key == Self.camp
    }

    /// "Kampungu in Nineveh province", "Kampungu in northern Borno State".
    private func isFollowedByDivision(_ end: Int) -> Bool {
        guard end < words.count, words[end].gap == .space, words[end].classes.contains(.inside)
        else { return false }
        var next = end + 1
        while next < words.count, next - end < 4,
            !words[next].classes.isDisjoint(with: [.article, .direction]), !words[next].isCapital
        {
            next += 1
        }
        guard next < words.count, words[next].isCapital, let hit = longestMatch(from: next) else {
            return false
        }
        let division: WordClass = [.admin1Word, .admin2Word]
        let kind = Int(hit.end)
        return !words[kind - 1].classes.isDisjoint(with: division)
            || kind < words.count && words[kind].gap == .space
                && !words[kind].classes.isDisjoint(with: division)
    }

    /// "Vitshumbi, a fishing village", "Matolu, about 25 km from Mambasa".
    private func isExplained(_ end: Int) -> Bool {
        guard end + 1 < words.count, words[end].gap.contains(.comma) else { return false }
        let behind = words[end..<min(end + 5, words.count)]
        let isSettlement =
            words[end].classes.contains(.article)
            && behind.dropFirst().prefix { $0.gap == .space || $0.gap == .hyphen }.contains {
                !$0.classes.isDisjoint(with: [.villageWord, .cityWord]) && !$0.isCapital
            }
        let unit = behind.firstIndex { Self.lengths.contains($0.key) }
        return isSettlement
            || unit.map { $0 > end && words[$0 - 1].shape.contains(.number) } ?? false
    }

    private static let lengths: WordSet = [
        WordKey("km"), WordKey("kilometers"), WordKey("kilometres"), WordKey("miles"),
    ]
    private static let refugee = WordKey("refugee")
    private static let camp = WordKey("camp")

    /// "…villages: Kampungu, Makonono and Mombo": behind a comma or "and", where a name or a kind of
    /// place stands before.
    private func isListItem(_ start: Int, _ end: Int, after last: NameHit?) -> Bool {
        guard end - start == 1, start > 1 else { return false }
        let isJoined = words[start - 1].classes.contains(.conjunction)
        let gap = isJoined ? words[start - 1].gap : words[start].gap
        guard gap.isSubset(of: [.comma, .space, .other]), isJoined || gap != .space else {
            return false
        }
        let before = isJoined ? start - 1 : start
        let kind: WordClass = [.villageWord, .cityWord, .admin2Word]
        let isBehindKind =
            !words[before - 1].isCapital && !words[before - 1].classes.isDisjoint(with: kind)
        guard isBehindKind || last.map({ Int($0.end) == before }) == true else { return false }
        return gazetteer.facts(ofWord: words[start].key) == .unknown
    }

    /// "Tall Mamou town", "in Al Sayyadi", "Harasta Qantarah village": a run of words of which the
    /// gazetteer has at most a part, and which sounds like a name it has.
    func spelledOtherwise(
        from start: Int, insteadOf hit: NameHit?, _ similar: inout SimilarNames
    ) -> NameHit? {
        // "*In* Mushu village": the first word of a sentence is none of the name.
        if words[start].shape.contains(.sentenceStart),
            !words[start].classes.isDisjoint(with: [.inside, .atNear, .fromTo])
        {
            return nil
        }
        let end = runEnd(start)
        guard end - start > 1, end > hit?.end ?? 0, end - start <= Self.longestName else {
            return nil
        }
        let isKind =
            SimilarNames.isBehindKind(start, words) || SimilarNames.isBeforeKind(end, words)
        guard isKind || hit == nil && isLedIn(start),
            (start..<end).contains(where: { isUnknown($0) }),
            !similar.names(like: start..<end, isKind ? .slips : .sameConsonants).isEmpty
        else { return nil }
        return NameHit(first: Int32(start), end: Int32(end), name: .max, form: .unlisted)
    }

    /// The end of a run of capitalised words, with the particles of names between them; of a run longer
    /// than any name, where it gets too long.
    private func runEnd(_ start: Int) -> Int {
        var end = start + 1
        while end < words.count, end - start <= Self.longestName, words[end].joinsName,
            !words[end - 1].shape.contains(.possessive)
        {
            if words[end].isCapital {
                end += 1
            } else if !words[end].classes.isDisjoint(with: [.nameParticle, .arabicArticle]),
                end + 1 < words.count, words[end + 1].isCapital, words[end + 1].joinsName
            {
                end += 2
            } else {
                break
            }
        }
        return end
    }
}
