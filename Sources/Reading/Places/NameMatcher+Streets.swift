internal import Gazetteer

/// Streets and roads, which no gazetteer lists: "N. Poplar St.", "East 51st Street", "St. Mary's Road".
extension NameMatcher {
    /// Their words, in the order of the text; none overlap.
    func streets() -> [Range<Int>] {
        var streets: [Range<Int>] = []
        for index in words.indices where isRoadWord(index) {
            var start = index
            if let number = ordinal(before: index) { start = number }
            while index - start < Self.longestStreet, isOfName(start) { start -= 1 }
            if start < index, start >= streets.last?.upperBound ?? 0 {
                streets.append(start..<(index + 1))
            }
        }
        return streets
    }

    private static let longestStreet = 4

    /// "Road", "Ave."; "St." only where no saint's name follows.
    private func isRoadWord(_ index: Int) -> Bool {
        let word = words[index]
        guard word.classes.contains(.roadWord), word.isCapital,
            !word.shape.contains(.titleLine)
        else { return false }
        guard word.key == Self.saint, index + 1 < words.count else { return true }
        let next = words[index + 1]
        return !next.isCapital || !next.gap.isSubset(of: [.space, .period])
    }

    private static let saint = WordKey("st")

    /// Whether the word before `start` is part of the name that goes on with it.
    private func isOfName(_ start: Int) -> Bool {
        guard start > 0, isJoined(start) else { return false }
        let before = words[start - 1]
        return before.isCapital && !before.shape.contains(.titleLine)
            && before.classes.isDisjoint(with: [.function, .calendar, .honorific, .never])
    }

    private func isJoined(_ index: Int) -> Bool {
        let word = words[index]
        if word.joinsName || word.gap == [.possessive, .space] { return true }
        // "N. Poplar", "St. Mary's": no sentence ends there.
        return word.gap == [.period, .space] && words[index - 1].length <= 2
            && !word.shape.contains(.sentenceStart)
    }

    /// Where "51st" begins, a number and a word written to it, that stands before the road word.
    private func ordinal(before road: Int) -> Int? {
        guard road > 1, isJoined(road), words[road - 1].gap.isEmpty,
            Self.ordinals.contains(words[road - 1].key)
        else { return nil }
        let first = text.bytes[Int(words[road - 2].start)]
        return (0x30...0x39).contains(first) ? road - 2 : nil
    }

    private static let ordinals: WordSet = [
        WordKey("st"), WordKey("nd"), WordKey("rd"), WordKey("th"),
    ]

    func street(_ words: Range<Int>) -> NameHit {
        NameHit(
            first: Int32(words.lowerBound), end: Int32(words.upperBound), name: .max,
            form: [.unlisted, .street])
    }
}
