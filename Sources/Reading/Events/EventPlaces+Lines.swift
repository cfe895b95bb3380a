internal import Gazetteer
internal import Incidents

/// Roads, pipelines and railways that are called by the places where they end.
extension EventPlaces {
    /// "the Yangon-*Sittwe* road": where a line ends says little of where on it something is.
    func isLineEnd(_ unit: Int) -> Bool {
        guard let place = phrases.units[unit].place else { return false }
        if place > 0, lineEnd(place - 1) != nil { return true }
        // "the Cano Limon-*Covenas* pipeline": the other end is in no gazetteer.
        let tokens = phrases.units[unit].tokens
        return tokens.lowerBound > 1 && tokens.upperBound < text.tokens.count
            && text.tokens[tokens.lowerBound - 1].mark == .hyphen
            && text.tokens[tokens.lowerBound - 1].flags.contains(.joined)
            && text.tokens[tokens.lowerBound - 2].isCapitalized
            && Self.lines.contains(text.tokens[tokens.upperBound].key)
    }

    /// The two ends of a road, pipeline or railway that is called by them, if this mention is the first.
    func lineEnd(_ first: Int) -> Range<Int>? {
        EventPlaces.isLine(first, mentions, text) ? first..<first + 2 : nil
    }

    static func isLine(_ first: Int, _ mentions: [Mention], _ text: AnalyzedText) -> Bool {
        guard mentions.indices.contains(first + 1) else { return false }
        let gap = text.tokenRange(
            TextSpan(mentions[first].span.end, mentions[first + 1].span.start))
        let behind = text.tokenRange(mentions[first + 1].span).upperBound
        return gap.count == 1
            && (text.tokens[gap.lowerBound].mark == .hyphen
                || text.tokens[gap.lowerBound].mark == .dash)
            && behind < text.tokens.count && lines.contains(text.tokens[behind].key)
    }

    private static let lines: WordSet = [
        WordKey("road"), WordKey("highway"), WordKey("motorway"), WordKey("pipeline"),
        WordKey("line"), WordKey("railway"), WordKey("route"), WordKey("rail"),
        WordKey("expressway"), WordKey("corridor"), WordKey("border"), WordKey("axis"),
    ]
}
