internal import Gazetteer

/// "the Morazanist Patriotic *Front*", "Zarate Wilka *Liberation* Forces": an armed group that no list knows, told
/// by the form of its name.
enum ArmedName {
    /// The tokens of such a name, without "the"; `nil` where a noun group is none.
    static func tokens(
        _ chunk: Int, _ phrases: SentencePhrases, _ text: AnalyzedText
    ) -> Range<Int>? {
        guard bodies.contains(phrases.head(chunk).key) else { return nil }
        let units = phrases.chunks[chunk].units
        let name = units.drop { phrases.units[$0].tag == .determiner }
        guard name.count > 1, let first = name.first,
            name.contains(where: { isOfStruggle(phrases.units[$0], text) })
        else { return nil }
        let start = phrases.units[first].tokens.lowerBound
        let opening = text.tokens[start]
        guard opening.isCapitalized,
            !opening.flags.contains(.sentenceStart) || first != units.lowerBound
        else { return nil }
        return start..<phrases.head(chunk).tokens.upperBound
    }

    private static func isOfStruggle(_ unit: Unit, _ text: AnalyzedText) -> Bool {
        text.tokens[unit.tokens].contains { struggle.contains($0.key) }
    }

    /// What such names end with.
    static let bodies: WordSet = [
        WordKey("front"), WordKey("movement"), WordKey("brigade"), WordKey("brigades"),
        WordKey("army"), WordKey("armed"), WordKey("forces"), WordKey("command"),
        WordKey("commandos"), WordKey("organization"), WordKey("group"),
    ]
    private static let struggle: WordSet = [
        WordKey("liberation"), WordKey("revolutionary"), WordKey("patriotic"),
        WordKey("resistance"), WordKey("martyrs"), WordKey("jihad"), WordKey("islamic"),
        WordKey("salvation"), WordKey("guerrilla"), WordKey("insurgent"), WordKey("liberating"),
    ]
}
