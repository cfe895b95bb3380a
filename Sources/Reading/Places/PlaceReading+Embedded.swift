internal import Gazetteer

/// Places that are only part of the name of something else.
extension PlaceReading {
    /// Whether a name is part of the name of an armed group.
    static func isHidden(
        _ hit: NameHit, _ words: [TextWord], _ namings: [GroupHomes.Naming]
    ) -> Bool {
        let tokens = Int(words[Int(hit.first)].token)..<Int(words[Int(hit.end) - 1].token) + 1
        // They stand in the order of the text, apart from each other.
        let next = namings.partitioningIndex { $0.tokens.upperBound > tokens.lowerBound }
        return namings.indices.contains(next) && namings[next].hides(tokens)
    }

    /// Whether it stands in the name of an organisation: "University of Mosul".
    func isEmbedded(_ hit: NameHit) -> Bool {
        hit.words.contains { names.organisationWords[$0] } || isOfBuilding(hit)
    }

    /// "*Villa* Somalia", "*Hotel* Africa": a house called after a country.
    private func isOfBuilding(_ hit: NameHit) -> Bool {
        let first = Int(hit.first)
        guard first > 0, words.words[first].followsSpaceOnly, words.words[first - 1].isCapital,
            best.indices.contains(Int(hit.group)), let best = best[Int(hit.group)],
            groups.candidates[best].placeClass == .country
        else { return false }
        return Self.houses.contains(words.words[first - 1].key)
    }

    private static let houses: WordSet = [
        WordKey("villa"), WordKey("hotel"), WordKey("radio"), WordKey("casa"), WordKey("plaza"),
        WordKey("palazzo"), WordKey("club"), WordKey("stade"), WordKey("estadio"),
    ]
}
