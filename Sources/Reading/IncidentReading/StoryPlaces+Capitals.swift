internal import Gazetteer
internal import Incidents

/// Capitals that are not called by their names.
extension StoryPlaces {
    /// "in *this capital*": where the story's country has its seat.
    func capital(of country: Place, in sentences: Set<Int>) -> IncidentPlace? {
        firstCapital(in: sentences) { index in
            let isLed =
                Self.these.contains(text.tokens[index - 1].key)
                && Self.here.contains(text.tokens[index - 2].key)
            return isLed ? country : nil
        }
    }

    /// "in *the Congolese capital*".
    func namedCapital(in sentences: Set<Int>) -> IncidentPlace? {
        firstCapital(in: sentences) { index in
            let word = text.tokens[index - 1].span
            let people = mentions.partitioningIndex { $0.span.end > word.start }
            guard mentions.indices.contains(people), mentions[people].role == .demonym,
                mentions[people].span.overlaps(word), index > 2,
                text.tokens[index - 2].key == Words.the,
                Self.here.contains(text.tokens[index - 3].key)
            else { return nil }
            return mentions[people].resolution.place
        }
    }

    /// - Parameter country: whose capital the word at a token is, if the words before it say that
    ///   it is a place; there are two at least in its sentence.
    private func firstCapital(
        in sentences: Set<Int>, country: (Int) -> Place?
    ) -> IncidentPlace? {
        for sentence in sentences.sorted() {
            for index in text.sentences[sentence].dropFirst(2)
            where text.tokens[index].key == Self.capital {
                guard let country = country(index), let place = capital(of: country.country) else {
                    continue
                }
                return called(place, of: country, at: index - 1..<index + 1)
            }
        }
        return nil
    }

    private func called(_ place: Place, of country: Place, at tokens: Range<Int>) -> IncidentPlace {
        let span = text.span(tokens)
        let mention = Mention(
            span: span, text: text.string(span), role: .literal,
            resolution: Resolution(
                place: place, confidence: 0.8, reasons: [Reason("the capital of \(country.name)")]))
        return IncidentPlace(
            mention: mention, relation: .at, coordinate: place.coordinate, radius: place.radius)
    }

    private func capital(of country: String) -> Place? {
        let code = CountryCode.pack(country)
        return gazetteer.places(of: [.capital]).lazy.filter {
            gazetteer.record($0)?.country == code
        }.compactMap { gazetteer.place($0) }.max { $0.population < $1.population }
    }

    private static let capital = WordKey("capital")
    private static let these: WordSet = [WordKey("this"), WordKey("the")]
    private static let here: WordSet = [
        WordKey("in"), WordKey("of"), WordKey("at"), WordKey("within"), WordKey("throughout"),
    ]
}
