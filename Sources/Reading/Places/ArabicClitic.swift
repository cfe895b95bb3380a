internal import Gazetteer

/// A word of Arabic script without the "and", "in", "for" that are written to it: "وبالرمادي" ▶ "الرمادي".
struct ArabicClitic {
    /// Bytes that are no part of the name.
    let length: UInt8
    /// The word that remains; after "لل" the article's alif is given back to it.
    let word: [UInt8]
    let key: WordKey
    /// Whether it ends in "in" or "for".
    let isPreposition: Bool

    private static let and = Array("و".utf8)
    private static let then = Array("ف".utf8)
    private static let prepositions = ["ب", "ل", "ك"].map { Array($0.utf8) }
    private static let forThe = Array("لل".utf8)
    private static let alif = Array("ا".utf8)
    /// Shorter words would be cut to pieces that are names by chance.
    private static let leastRest = 6

    /// The ways to take a word apart, the shortest clitic first.
    static func all(of word: ArraySlice<UInt8>) -> [ArabicClitic] {
        var found = prepositional(word, 0)
        for conjunction in [and, then] where word.starts(with: conjunction) {
            let rest = word.dropFirst(conjunction.count)
            found.append(ArabicClitic(conjunction.count, Array(rest), isPreposition: false))
            found += prepositional(rest, conjunction.count)
        }
        return found.filter { $0.word.count >= leastRest }
    }

    private static func prepositional(
        _ word: ArraySlice<UInt8>, _ before: Int
    ) -> [ArabicClitic] {
        if word.starts(with: forThe) {
            // "للرمادي" is "ل" and "الرمادي".
            return [
                ArabicClitic(before + 2, alif + word.dropFirst(2), isPreposition: true)
            ]
        }
        return prepositions.filter { word.starts(with: $0) }.map {
            ArabicClitic(
                before + $0.count, Array(word.dropFirst($0.count)), isPreposition: true)
        }
    }

    private init(_ length: Int, _ word: [UInt8], isPreposition: Bool) {
        self.length = UInt8(length)
        self.word = word
        self.isPreposition = isPreposition
        key = NameFolding.key(ofWord: word, 0, word.count)
    }
}
