internal import Earth
internal import Gazetteer
internal import Incidents

/// What of a telling is compared with others, made ready once.
struct MergeFacts: Sendable {
    let type: IncidentType
    let family: EventFamily
    let place: MergePlace?
    let days: MergeDays?
    let tolls: [Figure]
    let perpetrators: Set<WordKey>
    let side: Side?
    let victims: Set<WordKey>
    let weapons: Set<WordKey>
    let sites: Set<WordKey>
    /// Sentences long enough that they do not agree by chance.
    let sentences: Set<WordKey>

    struct Figure: Sendable {
        let effect: Casualties.Effect
        /// Whom it counts, by its last word; `nil` = it does not say, or only "people".
        let victims: WordKey?
        let minimum: Int?
        let maximum: Int?
    }

    enum Side: Sendable { case state, enemy }

    /// - Returns: `nil` for what cannot be one incident with anything: plans, habits, talk.
    init?(_ told: ReportedIncident, lexicon: Lexicon) {
        let incident = told.incident
        guard [.accomplished, .attempted].contains(incident.stage), incident.status != .generic,
            incident.type != .other
        else { return nil }
        type = incident.type
        family = EventFamily.of(type)
        place = MergePlace(incident.places.first)
        days = MergeDays(incident.date, published: told.reports.first?.published)
        tolls = incident.casualties.prefix(Self.mostFigures).map(Figure.init)
        let perpetrators = incident.actors.filter { [.perpetrator, .opponent].contains($0.role) }
        self.perpetrators = Set(perpetrators.filter { $0.kind != .civilian }.map { key($0.name) })
        side = type == .clash ? nil : Side(perpetrators.map(\.kind))
        victims = Set(
            incident.actors.filter { $0.role == .target }.compactMap { victimKey($0.name) })
        weapons = Set(incident.weapons.compactMap { lastWordKey($0) })
        var sites: Set<WordKey> = []
        var sentences: Set<WordKey> = []
        for quote in incident.quotes.prefix(Self.mostQuotes) {
            if quote.text.utf8.count >= Self.leastSentence { sentences.insert(key(quote.text)) }
            sites.formUnion(siteWords(of: quote.text, lexicon))
        }
        self.sites = sites
        self.sentences = sentences
    }

    /// Bounds what a hostile report can cost.
    private static let mostFigures = 12
    private static let mostQuotes = 3
    private static let leastSentence = 40
}

extension MergeFacts.Figure {
    fileprivate init(_ figure: Casualties) {
        effect = figure.effect
        victims = figure.side == Casualties.unspecifiedSide ? nil : victimKey(figure.side)
        minimum = figure.minimum
        maximum = figure.maximum
    }
}

extension MergeFacts.Side {
    /// `nil` when both or neither took part.
    fileprivate init?(_ kinds: [Actor.Kind]) {
        let hasState = kinds.contains { $0 == .state || $0 == .external }
        let hasEnemy = kinds.contains(.rebel)
        guard hasState != hasEnemy else { return nil }
        self = hasState ? .state : .enemy
    }
}

/// Markets, bridges, checkpoints named in a sentence, by the last word of their name.
private func siteWords(of sentence: String, _ lexicon: Lexicon) -> Set<WordKey> {
    let bytes = Array(sentence.utf8)
    let tokens = Tokenizer.tokens(of: bytes)
    var words: Set<WordKey> = []
    var index = 0
    while index < tokens.count {
        guard tokens[index].isWord,
            let match = lexicon.phrases.longestMatch(in: tokens, from: index, before: tokens.count)
        else {
            index += 1
            continue
        }
        if !match.value.things.isDisjoint(with: [.facility, .camp, .infrastructure]) {
            let last = tokens[match.range.upperBound - 1]
            let word = String(decoding: bytes[Int(last.start)..<Int(last.end)], as: UTF8.self)
            if let key = lastWordKey(word) { words.insert(key) }
        }
        index = match.range.upperBound
    }
    return words
}

/// "at least 25 Iraqi soldiers" and "soldiers" count the same people; "people" may be anyone.
private func victimKey(_ words: String) -> WordKey? {
    guard let key = lastWordKey(words), !anyone.contains(key) else { return nil }
    return key
}

private let anyone: Set<WordKey> = [
    WordKey("people"), WordKey("person"), WordKey("other"), WordKey("dead"), WordKey("victim"),
    WordKey("man"), WordKey("men"),
]

/// The last word, in lower case and without the ending of a plural.
private func lastWordKey(_ words: String) -> WordKey? {
    guard let last = words.split(separator: " ").last?.lowercased() else { return nil }
    return WordKey(folded: last.hasSuffix("s") ? last.utf8.dropLast() : last.utf8[...])
}

private func key(_ words: String) -> WordKey { WordKey(folded: words.lowercased().utf8) }
