internal import Gazetteer
internal import Incidents

/// Reads which part of a division a text speaks of: "*northern* Diyala", "*south-eastern* Turkey", "Syria's
/// *north-west*".
struct Directions {
    let text: AnalyzedText

    /// Degrees from north, clockwise; `nil` where the whole is meant, or its middle.
    func part(of mention: Mention) -> Double? {
        let tokens = text.tokenRange(mention.span)
        return before(tokens.lowerBound, mention) ?? behind(tokens.upperBound)
    }

    /// "northern Diyala", "south-eastern Turkey"; of "western Anbar province", as of "Iraq's western Anbar", the whole is in the west of its country.
    private func before(_ name: Int, _ mention: Mention) -> Double? {
        guard name > 0, let degrees = Self.adjectives[text.tokens[name - 1].key],
            mention.resolution.place?.kind == .country
                || !NestedNames.isCalledDivision(mention, in: text),
            name < 2 || !text.tokens[name - 2].flags.contains(.possessive)
        else { return nil }
        guard name > 2, isHyphen(name - 2),
            let first = OffsetReader.directions[text.tokens[name - 3].key]
        else { return degrees }
        return OffsetReader.between(first, degrees)
    }

    /// "Syria's north", "Turkey's south-east": but "Nigeria's north-eastern Borno state" is Borno.
    private func behind(_ end: Int) -> Double? {
        var index = end
        while index < text.tokens.count, text.tokens[index].flags.contains(.possessive) {
            index += 1
        }
        guard index > end, index < text.tokens.count,
            let degrees = OffsetReader.directions[text.tokens[index].key]
        else { return nil }
        guard index + 2 < text.tokens.count, isHyphen(index + 1),
            let second = OffsetReader.directions[text.tokens[index + 2].key]
        else { return degrees }
        return OffsetReader.between(degrees, second)
    }

    private func isHyphen(_ index: Int) -> Bool { text.tokens[index].mark == .hyphen }

    static let adjectives: WordMap<Double> = [
        WordKey("northern"): 0, WordKey("northeastern"): 45, WordKey("eastern"): 90,
        WordKey("southeastern"): 135, WordKey("southern"): 180, WordKey("southwestern"): 225,
        WordKey("western"): 270, WordKey("northwestern"): 315,
    ]
}
