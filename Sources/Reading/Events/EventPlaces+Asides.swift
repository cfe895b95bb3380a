internal import Gazetteer
internal import Incidents

/// Places that a clause names without saying that its event happened there, or says so only by what
/// befell them.
extension EventPlaces {
    /// A town of which the clause says what befell it; a state or its capital may act.
    func isBearer(_ chunk: Int, _ unit: Int, of event: EventMention) -> Bool {
        guard chunk < event.chunk, phrases.chunks[chunk].head == unit,
            let verb = phrases.verb(withSubject: chunk), verb < event.chunk,
            phrases.chunks[verb].verb.isFinite,
            let place = phrases.units[unit].place.flatMap({ mentions[$0].resolution.place })
        else { return false }
        switch phrases.head(verb).lexeme?.grammar {
        case .be, .have: return place.kind.group == .populated && place.kind != .capital
        default: return false
        }
    }

    /// "in Khmelnytskyi, *about 300 km west of Kyiv*": what lies how far away is named right before, and
    /// the distance only says it again. A mere province is placed more finely by it.
    func aside(_ offset: Offset) -> Int {
        guard
            let first = phrases.units.firstIndex(where: {
                $0.tokens.lowerBound >= offset.tokens.lowerBound
            })
        else { return 0 }
        var chunk = phrases.chunk(ofUnit: first) - 1
        while chunk > 0, phrases.chunks[chunk].kind == .preposition { chunk -= 1 }
        guard chunk > 0, phrases.chunks[chunk].kind == .comma, phrases.isNounGroup(chunk - 1),
            hasPlace(chunk - 1)
        else { return 0 }
        let isPoint = phrases.chunks[chunk - 1].units.contains { unit in
            let place = phrases.units[unit].place.flatMap { mentions[$0].resolution.place }
            return place.map { PlaceReckoner.fineness($0.kind) > 1 } ?? false
        }
        return isPoint ? 4 : 0
    }

    /// "the president, *speaking* in Abuja": where somebody says something.
    func isSpeech(_ chunk: Int) -> Bool {
        chunk >= 0 && phrases.chunks[chunk].kind == .verbGroup
            && Self.speech.contains(phrases.head(chunk).key)
    }

    private static let speech: WordSet = [
        WordKey("speaking"), WordKey("talking"), WordKey("addressing"), WordKey("speaks"),
        WordKey("spoke"), WordKey("testifying"), WordKey("telling"), WordKey("reporting"),
    ]
}
