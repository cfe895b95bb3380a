internal import Gazetteer
internal import Incidents

/// Which side people are on, as their words tell it.
enum ActorKind {
    /// A named force decides; else the noun, which a qualifier may turn: "tribal fighters" are militia,
    /// "Iraqi fighters" of the state's side.
    static func of(
        group: GroupSense?, person: PersonSense?, phrases: SentencePhrases, chunk: Int
    ) -> Actor.Kind {
        if let group { return group.kind }
        guard let person else { return .unknown }
        guard person.kind == .rebel else { return person.kind }
        let units = phrases.chunks[chunk].units
        if units.contains(where: { loyal.contains(phrases.units[$0].key) }) { return .militia }
        let isFighter = fighters.contains(phrases.head(chunk).key)
        return isFighter && units.contains { phrases.units[$0].place != nil } ? .militia : .rebel
    }

    private static let loyal: WordSet = [
        WordKey("tribal"), WordKey("government"), WordKey("allied"), WordKey("pro"),
        WordKey("loyalist"), WordKey("kurdish"),
    ]
    private static let fighters: WordSet = [WordKey("fighter"), WordKey("fighters")]
}
