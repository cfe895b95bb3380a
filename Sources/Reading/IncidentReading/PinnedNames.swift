internal import Earth
internal import Gazetteer
internal import Incidents

/// "the village of Matolu, *25 km from Mambasa*": a name that no gazetteer lists stands where the words right
/// behind it put it. A listed place stays where it is, whatever the text says.
struct PinnedNames {
    let text: AnalyzedText
    let mentions: [Mention]
    let sentences: SentenceReader

    /// How many words and marks may stand before the figure: ", about".
    private static let gap = 4
    private static let reach = 14

    func pinned(_ place: IncidentPlace) -> IncidentPlace {
        guard place.place?.isUnlisted ?? true, place.relation != .offset,
            place.relation != .between, let (offset, from) = offset(behind: place.mention.span),
            let named = mentions[from].resolution.place
        else { return place }
        let reckoned = PlaceReckoner(text: text, mentions: mentions)
            .reckoned(offset, from: named, place.mention)
        guard place.coordinate == nil || reckoned.radius < place.radius else { return place }
        var pinned = place
        pinned.coordinate = reckoned.coordinate
        pinned.radius = reckoned.radius
        pinned.stated = reckoned.stated
        return pinned
    }

    /// The distance told right behind a name, and the mention that it is counted from.
    private func offset(behind name: TextSpan) -> (Offset, from: Int)? {
        let end = text.tokenRange(name).upperBound
        guard text.tokens.indices.contains(end) else { return nil }
        if let away = awayFromLast(behind: name) { return away }
        let phrases = sentences.phrases(ofSentence: text.sentenceIndex(ofToken: end - 1))
        let units = phrases.units
        guard let first = units.firstIndex(where: { $0.tokens.lowerBound >= end }),
            let other = units[first...].prefix(Self.reach).firstIndex(where: { isPoint($0.place) }),
            let mention = units[other].place, other > first,
            units[other - 1].key == Words.of || units[other - 1].key == Words.from,
            let offset = OffsetReader(text: text, units: units).offset(before: other - 1),
            offset.kilometers != nil, offset.tokens.lowerBound >= end,
            offset.tokens.lowerBound - end <= Self.gap,
            !text.tokens[end..<offset.tokens.lowerBound].contains(where: \.isCapitalized)
        else { return nil }
        return (offset, mention)
    }

    /// "Pobé-Mengao, *25 km to the south*", "Luq, *40 km away*": counted from the place named before.
    private func awayFromLast(behind name: TextSpan) -> (Offset, from: Int)? {
        let end = text.tokenRange(name).upperBound
        let phrases = sentences.phrases(ofSentence: text.sentenceIndex(ofToken: end - 1))
        let units = phrases.units
        guard
            let away = units.firstIndex(where: {
                $0.tokens.lowerBound > end
                    && (OffsetReader.directions[$0.key] != nil || $0.key == Words.away)
            }), units[away].tokens.lowerBound - end <= Self.gap + 4,
            away + 1 == units.count
                || units[away + 1].key != Words.of
                    && units[away + 1].key != Words.from,
            let offset = OffsetReader(text: text, units: units).offset(before: away + 1),
            offset.kilometers != nil, offset.tokens.lowerBound >= end,
            offset.tokens.lowerBound - end <= Self.gap,
            let last = mentions.indices.last(where: {
                mentions[$0].span.end <= name.start && isPoint($0)
            })
        else { return nil }
        return (offset, last)
    }

    private func isPoint(_ mention: Int?) -> Bool {
        guard let mention, let place = mentions[mention].resolution.place else { return false }
        return mentions[mention].role == .literal && !place.isUnlisted
            && PlaceReckoner.fineness(place.kind) >= 2
    }
}
