import Incidents

/// Counts over one report or several.
struct ArticleScore {
    // Incidents that had to be found, and how many were: at all, with each of type, place and day
    // right, with all three.
    var required = 0
    var found = 0
    var typed = 0
    var placed = 0
    var dated = 0
    var whole = 0

    /// Incidents read as current that answer one expected …
    var current = 0
    /// … of these, those put elsewhere than the report says …
    var misplaced = 0
    /// … none, or one that was answered better …
    var spurious = 0
    /// … or one that the report tells as background.
    var backgroundAsCurrent = 0

    var literals = 0
    var mentionsFound = 0
    var mentionsPlaced = 0
    /// Mentions read as literal where the sheet has no place at all.
    var unlisted = 0
    /// Mentions, dates and incidents read from what is no news.
    var boilerplate = 0

    var tolls = 0
    var tollsRight = 0
    var sidesRight = 0
    var distances = 0
    var distancesFound = 0

    static func += (total: inout ArticleScore, one: ArticleScore) {
        for count in counts { total[keyPath: count] += one[keyPath: count] }
    }

    private static var counts: [WritableKeyPath<ArticleScore, Int>] {
        [
            \.required, \.found, \.typed, \.placed, \.dated, \.whole, \.current, \.misplaced,
            \.spurious,
            \.backgroundAsCurrent, \.literals, \.mentionsFound, \.mentionsPlaced, \.unlisted,
            \.boilerplate,
            \.tolls, \.tollsRight, \.sidesRight, \.distances, \.distancesFound,
        ]
    }

    /// The more, the better.
    var shares: [(name: String, value: Double)] {
        [
            ("found", share(found, required)), ("typed", share(typed, required)),
            ("placed", share(placed, required)), ("dated", share(dated, required)),
            ("whole", share(whole, required)), ("places", share(mentionsPlaced, literals)),
            ("tolls", share(tollsRight, tolls)), ("distances", share(distancesFound, distances)),
        ]
    }

    /// The fewer, the better.
    var faults: [(name: String, value: Double)] {
        [
            ("spurious", spuriousPerCurrent), ("boilerplate", Double(boilerplate)),
            ("background as current", Double(backgroundAsCurrent)),
            ("misplaced", Double(misplaced)), ("unlisted places", Double(unlisted)),
        ]
    }

    /// Current incidents read that answer none, for each that does.
    var spuriousPerCurrent: Double {
        current > 0 ? Double(spurious) / Double(current) : Double(spurious)
    }

    private func share(_ part: Int, _ whole: Int) -> Double {
        whole > 0 ? Double(part) / Double(whole) : 1
    }
}
