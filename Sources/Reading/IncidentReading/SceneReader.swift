internal import Earth
internal import Gazetteer
internal import Incidents

/// Where an incident took place when its own sentences do not say: at what a sentence beside them names
/// as a place to be in, in "this capital", or somewhere in the country that the report is about.
struct SceneReader {
    let text: AnalyzedText
    let mentions: [Mention]
    let sentences: SentenceReader
    let story: StoryPlaces
    /// Sentences that tell of incidents with a place: what these name is theirs.
    let told: Set<Int>

    func place(of draft: DraftIncident) -> IncidentPlace? {
        let own = Set(draft.events.map(\.sentence))
        guard let country = story.country(of: own), let land = country.place else { return nil }
        return story.capital(of: land, in: own) ?? beside(own, in: land.country) ?? country
    }

    /// The sentence before comes first, then the one behind.
    private func beside(_ own: Set<Int>, in country: String) -> IncidentPlace? {
        guard let first = own.min() else { return nil }
        for sentence in [first - 1, first + 1]
        where text.sentences.indices.contains(sentence) && !own.contains(sentence)
            && !told.contains(sentence) && isSameParagraph(first, sentence)
        {
            if let scene = scene(sentence, country) { return scene }
        }
        return nil
    }

    private func isSameParagraph(_ a: Int, _ b: Int) -> Bool {
        text.paragraphIndex(ofToken: text.sentences[a].lowerBound)
            == text.paragraphIndex(ofToken: text.sentences[b].lowerBound)
    }

    /// The only place of the country that a sentence says something is in, at or near.
    private func scene(_ sentence: Int, _ country: String) -> IncidentPlace? {
        let span = text.span(text.sentences[sentence])
        let first = mentions.partitioningIndex { $0.span.start >= span.start }
        let named = mentions.indices[first...].prefix { span.contains(mentions[$0].span) }.filter {
            let place = mentions[$0].resolution.place
            return mentions[$0].role == .literal && place?.country == country
                && PlaceReckoner.fineness(place?.kind) > 0 && relation(of: mentions[$0]) != nil
        }
        let finest = named.max {
            PlaceReckoner.fineness(mentions[$0].resolution.place?.kind)
                < PlaceReckoner.fineness(mentions[$1].resolution.place?.kind)
        }
        guard let finest, let relation = relation(of: mentions[finest]),
            let place = mentions[finest].resolution.place
        else { return nil }
        let ofItsKind = named.filter {
            PlaceReckoner.fineness(mentions[$0].resolution.place?.kind)
                == PlaceReckoner.fineness(place.kind)
        }
        guard Set(ofItsKind.compactMap { mentions[$0].resolution.place?.id }).count == 1 else {
            return nil
        }
        var mention = mentions[finest]
        mention.resolution.reasons.append(Reason("named in the sentence beside it"))
        return IncidentPlace(
            mention: mention, relation: relation, coordinate: place.coordinate,
            radius: relation == .near ? place.radius + PlaceReckoner.nearby : place.radius)
    }

    /// By the word before it.
    private func relation(of mention: Mention) -> IncidentPlace.Relation? {
        let before = text.tokenIndex(atByte: mention.span.start) - 1
        guard before >= sentences.starts[0] ?? 0 else { return nil }
        let key = text.tokens[before].key
        return Self.in.contains(key) ? .at : Self.near.contains(key) ? .near : nil
    }

    private static let `in`: WordSet = [
        WordKey("in"), WordKey("at"), WordKey("inside"), WordKey("of"),
    ]
    private static let near: WordSet = [WordKey("near"), WordKey("outside"), WordKey("around")]
}
