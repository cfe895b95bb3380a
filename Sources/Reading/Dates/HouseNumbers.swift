internal import Gazetteer
internal import Incidents

/// Numbers of houses that look like years: "of 1935 Orchard St."; "in 1935 Orchard Street was paved" names one.
struct HouseNumbers {
    let text: AnalyzedText

    /// The longest name of a street, in words and marks.
    private static let longest = 5

    func contains(_ span: TextSpan, _ value: DateValue) -> Bool {
        guard case .year = value, span.end - span.start == 4 else { return false }
        let number = text.tokenRange(span)
        guard number.count == 1, number.lowerBound > 0,
            text.tokens[number.lowerBound - 1].key != Self.in
        else { return false }
        for index in number.upperBound..<min(number.upperBound + Self.longest, text.tokens.count) {
            let token = text.tokens[index]
            guard token.isCapitalized || token.is(.period) else { return false }
            if Self.roads.contains(token.key) { return index > number.upperBound }
        }
        return false
    }

    private static let `in` = WordKey("in")
    private static let roads: WordSet = [
        WordKey("street"), WordKey("st"), WordKey("road"), WordKey("rd"), WordKey("avenue"),
        WordKey("ave"), WordKey("boulevard"), WordKey("blvd"), WordKey("drive"), WordKey("dr"),
        WordKey("lane"), WordKey("ln"), WordKey("highway"), WordKey("parkway"),
    ]
}
