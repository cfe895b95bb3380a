internal import Gazetteer

/// What the mentions of one name in a report have in common.
struct NameHabits: Sendable {
    var mentions: Float = 0
    var afterPreposition: Float = 0
    var afterInside: Float = 0
    var besideCapital: Float = 0
    /// With a division or country behind it.
    var contained: Float = 0
    /// Before "said", behind a title: as people are.
    var saying: Float = 0
    var titled: Float = 0
    /// Beside "town", "province", "district" in lower case.
    var withKind: Float = 0
    /// Before "virus", "fever".
    var ailing: Float = 0

    /// Whether it stands where a place would, and a person or a tribe would not.
    var isPlaced: Bool { afterInside > 0 || contained > 0 || withKind > 0 }

    /// Per group.
    static func habits(
        _ words: [TextWord], _ hits: [NameHit], _ groups: NameGroups, containers: [Int32]
    ) -> [NameHabits] {
        var habits = [NameHabits](repeating: NameHabits(), count: groups.groups.count)
        for (index, hit) in hits.enumerated() {
            habits[Int(hit.group)].note(hit, words)
            if containers[index] >= 0 { habits[Int(hit.group)].contained += 1 }
        }
        return habits
    }

    private mutating func note(_ hit: NameHit, _ words: [TextWord]) {
        mentions += 1
        let before = GateEvidence.leading(words, Int(hit.first))
        if !before.isDisjoint(with: .preposition) { afterPreposition += 1 }
        if before.contains(.inside) { afterInside += 1 }
        let next = Int(hit.end)
        let first = Int(hit.first)
        let isJoined = next < words.count && words[next].joinsName
        let besideNext = isJoined && words[next].isCapital
        let besideBefore =
            first > 0 && words[first].joinsName && words[first - 1].isCapital
            && !words[first - 1].shape.contains(.sentenceStart)
        if besideNext || besideBefore { besideCapital += 1 }
        if isJoined, words[next].classes.contains(.said) { saying += 1 }
        if isJoined, words[next].classes.contains(.ailment) { ailing += 1 }
        if first > 0, words[first - 1].isCapital, words[first - 1].classes.contains(.title) {
            titled += 1
        }
        let isBeforeKind =
            isJoined && !words[next].isCapital && !words[next].classes.isDisjoint(with: .generic)
        let isAfterKind =
            first > 1 && before.contains(.of)
            && !words[first - 2].classes.isDisjoint(with: .generic)
        if isBeforeKind || isAfterKind { withKind += 1 }
    }

    /// Per group: whether its only word stands in a longer name of the gazetteer met in the report.
    static func partsOfLonger(
        _ words: [TextWord], _ hits: [NameHit], _ groups: NameGroups
    ) -> [Bool] {
        var longer = KeyTable()
        for group in groups.groups where group.words > 1 && !group.form.contains(.unlisted) {
            for word in hits[group.first].words { longer.countUp(words[word].key.hash) }
        }
        return groups.groups.map { group in
            group.words == 1 && longer[words[Int(hits[group.first].first)].key.hash] != nil
        }
    }
}
