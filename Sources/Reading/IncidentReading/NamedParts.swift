internal import Earth
internal import Gazetteer
internal import Incidents

/// "in the San Roque neighborhood", "the village of Loma Alta": the part of a place in which an incident
/// took place, where its sentence gives a name that the wider place was preferred to, or that no
/// gazetteer lists.
///
/// What is not listed gets its name and nothing more: the point and the radius are those of the wider
/// place.
struct NamedParts {
    let text: AnalyzedText
    let mentions: [Mention]

    /// The place, narrowed to a part of it that one of the sentences names; unchanged when none does.
    func refined(_ place: IncidentPlace, sentences: [Int]) -> IncidentPlace {
        guard let whole = place.place, place.relation == .at || place.relation == .within else {
            return place
        }
        for sentence in sentences {
            if let named = part(in: sentence, of: whole) {
                return refined(place, whole, named)
            }
        }
        return place
    }

    private struct Named {
        let tokens: Range<Int>
        let kind: PlaceKind
    }

    private func refined(
        _ place: IncidentPlace, _ whole: Place, _ named: Named
    ) -> IncidentPlace {
        let span = text.span(named.tokens)
        var refined = place
        if let listed = mentions.first(where: { $0.span == span }),
            let part = listed.resolution.place, !part.isUnlisted, isPart(part, of: whole)
        {
            refined.mention = listed
            refined.coordinate = part.coordinate
            refined.radius = part.radius
            return refined
        }
        let name = text.string(span)
        let known = place.mention.resolution
        refined.relation = .within
        refined.mention = Mention(
            span: span, text: name, role: .literal,
            resolution: Resolution(
                place: unlisted(name, named.kind, in: whole), confidence: known.confidence * 0.8,
                reasons: known.reasons + [
                    Reason("no gazetteer lists “\(name)”: it stands at \(whole.name)")
                ]))
        return refined
    }

    private func isPart(_ part: Place, of whole: Place) -> Bool {
        part.country == whole.country
            && PlaceReckoner.fineness(part.kind) >= PlaceReckoner.fineness(whole.kind)
            && part.id != whole.id
            && (PlaceReckoner.fineness(whole.kind) < 1
                || part.coordinate.distance(to: whole.coordinate) <= whole.radius + part.radius)
    }

    private func unlisted(_ name: String, _ kind: PlaceKind, in whole: Place) -> Place {
        Place(
            id: Place.unlistedPrefix + "\(whole.id)/\(name)", name: name, kind: kind,
            coordinate: whole.coordinate, radius: whole.radius, country: whole.country,
            countryName: whole.countryName,
            admin1: whole.kind == .admin1 ? whole.name : whole.admin1,
            admin2: whole.kind.group == .populated ? whole.name : whole.admin2, population: 0)
    }

    // MARK: Words

    /// The first that the sentence says something is in, and that may be a part of the wider place.
    private func part(in sentence: Int, of whole: Place) -> Named? {
        let tokens = text.sentences[sentence]
        for index in tokens {
            guard let kind = Self.kinds[text.tokens[index].key],
                PlaceReckoner.fineness(whole.kind) <= (kind == .quarter ? 3 : 1),
                let name = name(at: index, in: tokens), isPlaced(min(name.lowerBound, index)),
                NameFolding.fold(text.string(text.span(name))) != NameFolding.fold(whole.name)
            else { continue }
            return Named(tokens: name, kind: kind)
        }
        return nil
    }

    /// "San Roque *neighborhood*", "*neighborhood* of San Roque".
    private func name(at kind: Int, in sentence: Range<Int>) -> Range<Int>? {
        var start = kind
        while start > sentence.lowerBound, isOfName(start - 1) { start -= 1 }
        if let name = trimmed(start..<kind) { return name }
        guard kind + 2 < sentence.upperBound, text.tokens[kind + 1].key == Self.of else {
            return nil
        }
        var end = kind + 2
        while end < sentence.upperBound, isOfName(end) { end += 1 }
        return trimmed(kind + 2..<end)
    }

    private func isOfName(_ index: Int) -> Bool {
        let token = text.tokens[index]
        return token.isWord && !Self.before.contains(token.key)
            && (token.isCapitalized || Self.joining.contains(token.key))
    }

    /// Begins and ends with a word of its own, and is no longer than names are.
    private func trimmed(_ range: Range<Int>) -> Range<Int>? {
        var range = range
        while let last = range.last, !text.tokens[last].isCapitalized { range.removeLast() }
        while let first = range.first, !text.tokens[first].isCapitalized,
            !Self.articles.contains(text.tokens[first].key)
        {
            range.removeFirst()
        }
        return (1...5).contains(range.count) ? range : nil
    }

    /// "in the exclusive San Roque neighborhood": a preposition stands before it, or not far off.
    private func isPlaced(_ start: Int) -> Bool {
        text.tokens[..<start].suffix(4).contains { Self.places.contains($0.key) }
    }

    private static let kinds: [WordKey: PlaceKind] = [
        WordKey("neighborhood"): .quarter, WordKey("neighbourhood"): .quarter,
        WordKey("quarter"): .quarter, WordKey("suburb"): .quarter, WordKey("village"): .village,
        WordKey("hamlet"): .village, WordKey("town"): .town, WordKey("farm"): .locality,
    ]
    private static let of = WordKey("of")
    private static let places: WordSet = [
        WordKey("in"), WordKey("at"), WordKey("near"), WordKey("inside"), WordKey("outside"),
    ]
    private static let before: WordSet = [
        WordKey("in"), WordKey("at"), WordKey("near"), WordKey("inside"), WordKey("outside"),
        WordKey("the"), WordKey("of"), WordKey("a"), WordKey("from"), WordKey("to"),
        WordKey("this"), WordKey("that"), WordKey("and"), WordKey("on"),
    ]
    private static let articles: WordSet = [
        WordKey("la"), WordKey("el"), WordKey("los"), WordKey("las"), WordKey("al"),
    ]
    private static let joining: WordSet = [
        WordKey("la"), WordKey("el"), WordKey("los"), WordKey("las"), WordKey("al"),
        WordKey("de"), WordKey("del"), WordKey("y"),
    ]
}
