internal import Gazetteer
internal import Incidents

/// Roads, pipelines and railways that are called by the places where they end.
extension EventPlaces {
    /// "the Yangon-*Sittwe* road": where a line ends says little of where on it something is.
    func isLineEnd(_ unit: Int) -> Bool {
        phrases.units[unit].place.map {
            Self.isLineEnd(mentions[$0], text) || isHalfOfLine(mentions[$0])
        } ?? false
    }

    /// "the Caño *Limón* pipeline": half of the line's own name.
    private func isHalfOfLine(_ mention: Mention) -> Bool {
        let tokens = text.tokenRange(mention.span)
        let behind = tokens.upperBound
        guard let first = tokens.first, first > 0, text.tokens.indices.contains(behind),
            Self.lines.contains(text.tokens[behind].key)
        else { return false }
        return text.tokens[first - 1].isCapitalized && text.tokens[first - 1].isWord
            && !text.tokens[first].flags.contains(.sentenceStart)
    }

    /// Both ends of the line that a mention is the first of, if the gazetteer knows both.
    func lineEnds(from first: Int) -> Range<Int>? {
        guard mentions.indices.contains(first + 1), Self.isLineEnd(mentions[first], text),
            text.tokenRange(mentions[first].span).upperBound + 1
                == text.tokenRange(mentions[first + 1].span).lowerBound
        else { return nil }
        return first..<first + 2
    }

    /// "on the *road from Tikrit to Kirkuk*", "the *highway between* A and B", "the *road linking* A with B".
    func road(in clause: Range<Int>) -> Range<Int>? {
        for unit in clause.flatMap({ phrases.chunks[$0].units })
        where Self.lines.contains(phrases.units[unit].key) {
            let road = phrases.units[unit].tokens.upperBound
            guard road < text.sentences[phrases.sentence].upperBound else { continue }
            let span = text.span(
                road..<min(road + Self.reach, text.sentences[phrases.sentence].upperBound))
            guard let first = mentions.firstIndex(where: { span.contains($0.span) }),
                mentions.indices.contains(first + 1), span.contains(mentions[first + 1].span),
                isEnd(first), isEnd(first + 1),
                text.tokens[road..<text.tokenRange(mentions[first].span).lowerBound]
                    .contains(where: { Self.leadingOff.contains($0.key) }),
                areJoined(first, first + 1)
            else { continue }
            return first..<first + 2
        }
        return nil
    }

    /// "on the *road from Goma* to Munigi", where no gazetteer has the other end.
    func roadLeaving(in clause: Range<Int>) -> Int? {
        for unit in clause.flatMap({ phrases.chunks[$0].units })
        where Self.lines.contains(phrases.units[unit].key) {
            let road = phrases.units[unit].tokens.upperBound
            guard road + 1 < text.sentences[phrases.sentence].upperBound,
                Self.leadingOff.contains(text.tokens[road].key),
                let end = mentions.firstIndex(where: {
                    text.tokenRange($0.span).lowerBound == road + 1
                }), isEnd(end)
            else { continue }
            return end
        }
        return nil
    }

    /// "a bus travelling *from Karachi to Quetta*": where somebody was going is not where it happened, but
    /// somewhere between.
    func journey() -> Range<Int>? {
        let sentence = text.span(text.sentences[phrases.sentence])
        let first = mentions.partitioningIndex { $0.span.start >= sentence.start }
        let own = mentions.indices[first...].prefix { sentence.contains(mentions[$0].span) }
        if let goal = own.first(where: { isEnd($0) && isGoal($0) }) { return goal..<goal + 1 }
        return own.dropLast()
            .first { isEnd($0) && isEnd($0 + 1) && areEndsOfJourney($0, $0 + 1) }
            .map { $0..<$0 + 2 }
    }

    /// "a train *bound for Moscow*".
    private func isGoal(_ mention: Int) -> Bool {
        let start = text.tokenRange(mentions[mention].span).lowerBound
        return start > 1 && text.tokens[start - 1].key == Self.forWord
            && text.tokens[start - 2].key == Self.bound
    }

    private static let forWord = WordKey("for")
    private static let bound = WordKey("bound")

    /// The journey that the clause of an event tells of.
    func journey(of event: EventMention, in clause: Range<Int>) -> Range<Int>? {
        event.journey.flatMap { ends in
            guard ends.count > 1 else { return nil }
            let isOwn = clause.contains { chunk in
                phrases.chunks[chunk].units.contains { phrases.units[$0].place == ends.lowerBound }
            }
            return isOwn ? ends : nil
        }
    }

    private func areEndsOfJourney(_ start: Int, _ goal: Int) -> Bool {
        let from = text.tokenRange(mentions[start].span).lowerBound - 1
        let end = text.tokenRange(mentions[start].span).upperBound
        guard from > 0, text.tokens[from].key == Words.from,
            end + 1 == text.tokenRange(mentions[goal].span).lowerBound,
            text.tokens[end].key == Self.toWord
        else { return false }
        return text.tokens[max(0, from - Self.vehicleReach)..<from].contains {
            Self.travelling.contains($0.key)
        }
    }

    private static let toWord = WordKey("to")
    private static let vehicleReach = 3
    private static let travelling: WordSet = [
        WordKey("travelling"), WordKey("traveling"), WordKey("travelled"), WordKey("traveled"),
        WordKey("heading"), WordKey("going"), WordKey("driving"), WordKey("flying"),
        WordKey("sailing"), WordKey("way"), WordKey("bus"), WordKey("train"), WordKey("convoy"),
        WordKey("truck"), WordKey("trucks"), WordKey("vehicle"), WordKey("plane"),
        WordKey("boat"), WordKey("ferry"), WordKey("flight"), WordKey("passengers"),
    ]

    private func isEnd(_ mention: Int) -> Bool {
        mentions[mention].role == .literal
            && PlaceReckoner.fineness(mentions[mention].resolution.place?.kind) >= 1
    }

    /// Nothing stands between them but "to", "and" or "with", and perhaps "the town of".
    private func areJoined(_ a: Int, _ b: Int) -> Bool {
        let end = text.tokenRange(mentions[a].span).upperBound
        let start = text.tokenRange(mentions[b].span).lowerBound
        guard end < start else { return false }
        let gap = text.tokens[end..<start]
        return gap.first.map { Self.joining.contains($0.key) } ?? false && gap.count <= 4
    }

    private static let reach = 14
    private static let leadingOff: WordSet = [
        WordKey("from"), WordKey("between"), WordKey("linking"), WordKey("links"),
        WordKey("connecting"), WordKey("connects"), WordKey("joining"), WordKey("joins"),
    ]
    private static let joining: WordSet = [WordKey("to"), WordKey("and"), WordKey("with")]

    /// Whether a hyphen ties a name to another in front of "road", "pipeline" or the like. The other may
    /// be in no gazetteer: "the Cano Limon-*Covenas* pipeline".
    static func isLineEnd(_ mention: Mention, _ text: AnalyzedText) -> Bool {
        let tokens = text.tokenRange(mention.span)
        let (before, behind) = (tokens.lowerBound - 1, tokens.upperBound)
        if before > 0, isJoint(before, text), text.tokens[before - 1].isCapitalized {
            return behind < text.tokens.count && lines.contains(text.tokens[behind].key)
        }
        guard behind < text.tokens.count, isJoint(behind, text) else { return false }
        let other = text.tokens[(behind + 1)...].prefix(longestName).prefix { $0.isCapitalized }
        return !other.isEmpty && other.endIndex < text.tokens.count
            && lines.contains(text.tokens[other.endIndex].key)
    }

    private static func isJoint(_ index: Int, _ text: AnalyzedText) -> Bool {
        let token = text.tokens[index]
        return (token.mark == .hyphen || token.mark == .dash) && token.flags.contains(.joined)
    }

    private static let longestName = 3
    private static let lines: WordSet = [
        WordKey("road"), WordKey("highway"), WordKey("motorway"), WordKey("pipeline"),
        WordKey("line"), WordKey("railway"), WordKey("route"), WordKey("rail"),
        WordKey("expressway"), WordKey("corridor"), WordKey("axis"),
    ]
}
