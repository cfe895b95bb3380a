internal import Gazetteer
internal import Incidents

/// Reads "about 35 miles north", "20 km", "just south" in front of "of" or "from".
struct OffsetReader {
    let text: AnalyzedText
    let units: [Unit]

    /// The offset whose words end right before unit `end`.
    func offset(before end: Int) -> Offset? {
        var index = end - 1
        guard index >= 0 else { return nil }
        var degrees: Double?
        if let direction = Self.directions[units[index].key] {
            degrees = direction
            index -= 1
            // "north-east", "north east"
            while index >= 0, units[index].tag == .mark { index -= 1 }
            if index >= 0, let first = Self.directions[units[index].key] {
                degrees = Self.between(first, direction)
                index -= 1
            }
            while index >= 0, Self.fillers.contains(units[index].key) { index -= 1 }
        } else if Self.away.contains(units[index].key) {
            index -= 1
        }
        let distance = kilometers(endingAt: index)
        guard degrees != nil || distance != nil else { return nil }
        let first = distance?.unit ?? index + 1
        return Offset(
            kilometers: distance?.value, degrees: degrees,
            tokens: units[first].tokens.lowerBound..<units[end - 1].tokens.upperBound)
    }

    /// "35 miles", also "60 miles (100 kilometres)": the first figure counts.
    func kilometers(endingAt end: Int) -> (value: Double, unit: Int)? {
        var index = end
        if index >= 0, text.tokens[units[index].tokens.lowerBound].mark == .close {
            while index >= 0, text.tokens[units[index].tokens.lowerBound].mark != .open {
                index -= 1
            }
            index -= 1
        }
        guard index > 0, var scale = Self.scales[units[index].key] else { return nil }
        index -= 1
        if index > 0, units[index].key == Self.nautical {
            scale = Self.nauticalMile
            index -= 1
        }
        while index >= 0, units[index].tag == .mark { index -= 1 }
        guard index >= 0, let number = units[index].quantity?.estimate else { return nil }
        return (number * scale, index)
    }

    static func between(_ first: Double, _ second: Double) -> Double {
        // North and west meet at 315, not at 135.
        let second = first == 0 && second == 270 ? -90 : second
        let mean = (first + second) / 2
        return mean < 0 ? mean + 360 : mean
    }

    static let directions: WordMap<Double> = [
        WordKey("north"): 0, WordKey("northeast"): 45, WordKey("east"): 90,
        WordKey("southeast"): 135, WordKey("south"): 180, WordKey("southwest"): 225,
        WordKey("west"): 270, WordKey("northwest"): 315,
    ]
    static let scales: WordMap<Double> = [
        WordKey("km"): 1, WordKey("kms"): 1, WordKey("kilometer"): 1, WordKey("kilometers"): 1,
        WordKey("kilometre"): 1, WordKey("kilometres"): 1, WordKey("mile"): 1.609344,
        WordKey("miles"): 1.609344, WordKey("meters"): 0.001, WordKey("metres"): 0.001,
        WordKey("meter"): 0.001, WordKey("metre"): 0.001, WordKey("m"): 0.001,
        WordKey("yards"): 0.0009144, WordKey("mi"): 1.609344, WordKey("nm"): nauticalMile,
        WordKey("nmi"): nauticalMile,
    ]
    private static let nautical = WordKey("nautical")
    private static let nauticalMile = 1.852
    private static let fillers: WordSet = [
        WordKey("to"), WordKey("the"), WordKey("just"), WordKey("due"), WordKey("away"),
    ]
    private static let away: WordSet = [WordKey("away"), WordKey("distant"), WordKey("off")]
}
