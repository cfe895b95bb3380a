internal import Gazetteer
internal import Incidents

/// "near the border with Syria", "on the Iraqi-Syrian border", "along Colombia's border with Venezuela".
extension EventPlaces {
    /// The border that one of the event's own phrases names.
    func border(in clause: Range<Int>) -> EventMention.PlaceLink? {
        let units = clause.flatMap { phrases.chunks[$0].units }
        for unit in units where Self.borders.contains(phrases.units[unit].key) {
            let token = phrases.units[unit].tokens.lowerBound
            guard !isOfBorder(token), leads(to: token) else { continue }
            let named = before(token) + behind(token)
            if let link = link(named.filter { country($0) != nil }) { return link }
        }
        return nil
    }

    /// Two neighbours, or one and the country that the report is about.
    private func link(_ named: [Int]) -> EventMention.PlaceLink? {
        guard let first = named.first, let a = country(first) else { return nil }
        let table = BorderTable.standard
        let own = named.dropFirst().first { country($0).map { table.areNeighbours(a, $0) } == true }
        guard let b = own.flatMap(country) ?? neighbour(of: a) else { return nil }
        return EventMention.PlaceLink(
            mention: division(in: [a, b]) ?? first, relation: .near, strength: 7,
            border: BorderTable.Pair(a, b))
    }

    /// The country named most often in the report of those that meet this one.
    private func neighbour(of code: String) -> String? {
        var counts: [String: Int] = [:]
        for index in mentions.indices {
            if let other = country(index), BorderTable.standard.areNeighbours(code, other) {
                counts[other, default: 0] += 1
            }
        }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    /// A division of one of the two that the sentence names, too.
    private func division(in countries: [String]) -> Int? {
        phrases.units.lazy.compactMap(\.place).first { index in
            mentions[index].role == .literal
                && mentions[index].resolution.place.map {
                    PlaceReckoner.fineness($0.kind) == 1 && countries.contains($0.country)
                } == true
        }
    }

    private func country(_ mention: Int) -> String? {
        mentions[mention].resolution.place.flatMap { $0.country.isEmpty ? nil : $0.country }
    }

    /// "the *Iraqi-Syrian* border", "*Colombia's* border".
    private func before(_ border: Int) -> [Int] {
        var found: [Int] = []
        var end = border
        while let index = mentions.lastIndex(where: { ends($0, at: end) }) {
            found.insert(index, at: 0)
            end = text.tokenRange(mentions[index].span).lowerBound
            guard found.count < 2, end > 0, isHyphen(end - 1) else { break }
            end -= 1
        }
        return found
    }

    /// It ends right before a token, or with "'s" between.
    private func ends(_ mention: Mention, at token: Int) -> Bool {
        let end = text.tokenRange(mention.span).upperBound
        guard end <= token, token - end <= 2 else { return false }
        return text.tokens[end..<token].allSatisfy {
            $0.flags.contains(.possessive) || $0.kind == .mark && $0.mark != .comma
        }
    }

    private func isHyphen(_ token: Int) -> Bool {
        text.tokens[token].mark == .hyphen || text.tokens[token].mark == .dash
    }

    /// "border *with Syria*", "the border *between Niger and Mali*", "the border area *of Niger and Mali*".
    private func behind(_ border: Int) -> [Int] {
        let sentence = text.sentences[phrases.sentence]
        var index = border + 1
        while index < sentence.upperBound, Self.zones.contains(text.tokens[index].key) {
            index += 1
        }
        guard index < sentence.upperBound, Self.joints.contains(text.tokens[index].key) else {
            return []
        }
        let span = text.span(index..<min(index + Self.reach, sentence.upperBound))
        let behind = mentions.indices.filter { span.contains(mentions[$0].span) }
        return Array(behind.prefix(text.tokens[index].key == Words.with ? 1 : 2))
    }

    /// "border *guards*", "the border *town* of Qaim".
    private func isOfBorder(_ token: Int) -> Bool {
        let next = token + 1
        return text.tokens.indices.contains(next) && Self.owned.contains(text.tokens[next].key)
    }

    /// "*near* the border", "*in* areas *along* the border"; not "crossed the border".
    private func leads(to border: Int) -> Bool {
        let first = max(text.sentences[phrases.sentence].lowerBound, border - Self.reach)
        let near = text.tokens[first..<border].last {
            Self.leading.contains($0.key) || Self.never.contains($0.key)
        }
        return near.map { Self.leading.contains($0.key) } ?? false
    }

    private static let reach = 7
    private static let borders: WordSet = [WordKey("border"), WordKey("frontier")]
    private static let zones: WordSet = [
        WordKey("area"), WordKey("areas"), WordKey("region"), WordKey("zone"), WordKey("strip"),
    ]
    private static let joints: WordSet = [WordKey("with"), WordKey("between"), WordKey("of")]
    private static let leading: WordSet = [
        WordKey("on"), WordKey("near"), WordKey("along"), WordKey("at"), WordKey("in"),
        WordKey("around"), WordKey("across"),
    ]
    private static let owned: WordSet = [
        WordKey("guard"), WordKey("guards"), WordKey("police"), WordKey("patrol"),
        WordKey("patrols"), WordKey("forces"), WordKey("troops"), WordKey("town"),
        WordKey("city"), WordKey("village"), WordKey("crossing"), WordKey("post"),
        WordKey("posts"), WordKey("security"), WordKey("agents"), WordKey("officials"),
        WordKey("dispute"), WordKey("war"), WordKey("officers"),
    ]
}
