internal import Gazetteer
internal import Incidents

/// Nouns that count: "10 police deaths", "a death toll of 32", "left 14 dead".
extension TollReader {
    /// "the murder *of two nurses and a driver*".
    func killed(by event: EventMention, _ effect: Casualties.Effect) -> [Casualties] {
        guard [.kill, .assassinate, .execute, .massacre].contains(event.concept), !event.isPlural,
            event.chunk + 2 < phrases.chunks.count,
            phrases.chunks[event.chunk + 1].kind == .preposition,
            phrases.head(event.chunk + 1).key == Words.of, phrases.isNounGroup(event.chunk + 2)
        else { return [] }
        let list = joined(event.chunk + 2, under: event.chunk)
        // "the killing of *a policeman and his son*"; of one alone others tell more.
        guard list.count > 1 || list.allSatisfy(isCounted) else { return [] }
        return people(in: list, effect)
    }

    /// "10 police deaths", "a death toll of 32", "left 14 dead".
    func countedBy(_ event: EventMention, _ effect: Casualties.Effect) -> [Casualties] {
        guard [.die, .wound, .missing].contains(event.concept), !isOfBodies(event.chunk) else {
            return []
        }
        // "Two people are missing".
        if event.chunk > 0, phrases.chunks[event.chunk - 1].kind == .verbGroup,
            phrases.head(event.chunk - 1).tag == .be,
            let subject = phrases.subject(of: event.chunk - 1)
        {
            let groups = joined(subject, under: event.chunk - 1)
            return groups.flatMap { self.people(in: $0, effect) }
        }
        let group = phrases.chunks[event.chunk]
        guard group.kind == .nounGroup else { return [] }
        // "no casualties" has no figure behind it.
        let isNone = group.units.contains { Self.none.contains(phrases.units[$0].key) }
        let quantity =
            group.units.lazy.compactMap { self.phrases.units[$0].quantity }.first
            ?? (isNone ? nil : figure(after: event.chunk) ?? figureRisenTo(event.chunk))
        let list = listed(before: event.chunk)
        let one = quantity == nil && isOneLeft(event.chunk, behind: list) ? 1 : nil
        guard quantity != nil || one != nil else { return [] }
        let effect = isJointNoun(event) ? .casualties : effect
        let span = text.span(phrases.tokens(event.chunk))
        let people = group.units.filter {
            phrases.units[$0].lexeme?.person != nil || phrases.units[$0].lexeme?.group != nil
        }
        let side =
            people.isEmpty
            ? "unspecified"
            : people.map { text.string(text.span(phrases.units[$0].tokens)) }.joined(separator: " ")
        let own = Casualties(
            effect: effect, side: side, minimum: one ?? quantity?.wholeMinimum,
            maximum: one ?? quantity?.wholeMaximum, span: span, text: text.string(span))
        return list.flatMap { self.people(in: $0, effect) } + [own]
    }

    /// "left *a policeman dead*", "left two soldiers and *a policeman dead*".
    private func isOneLeft(_ chunk: Int, behind list: [Int]) -> Bool {
        let units = phrases.chunks[chunk].units
        guard units.count > 2, Self.afflicted.contains(phrases.units[units.upperBound - 1].key),
            Self.one.contains(phrases.units[units.lowerBound].key),
            let person = phrases.units[units.upperBound - 2].lexeme, person.person != nil,
            !person.isPlural
        else { return false }
        return !list.isEmpty || chunk > 0 && phrases.chunks[chunk - 1].kind == .verbGroup
    }

    private static let afflicted: WordSet = [
        WordKey("dead"), WordKey("wounded"), WordKey("injured"), WordKey("missing"),
    ]
    private static let one: WordSet = [WordKey("a"), WordKey("an")]

    /// "the bodies of *three missing loggers*": they are found.
    private func isOfBodies(_ chunk: Int) -> Bool {
        chunk > 1 && phrases.head(chunk - 1).key == Words.of
            && EventFinder.bodies.contains(phrases.head(chunk - 2).key)
    }

    /// "left *four soldiers and* three gunmen dead".
    private func listed(before chunk: Int) -> [Int] {
        var found: [Int] = []
        var index = chunk
        while index > 1, phrases.isNounGroup(index - 2),
            isCounted(index - 2) || isOnePerson(index - 2),
            phrases.chunks[index - 1].kind == .conjunction
                || phrases.chunks[index - 1].kind == .comma
        {
            index -= 2
            found.insert(index, at: 0)
        }
        // "ended *with* 37 civilians and five attackers dead".
        return index > 0
            && (phrases.chunks[index - 1].kind == .verbGroup
                || phrases.head(index - 1).key == Words.with)
            ? found : []
    }

    /// "30 killed and wounded", "20 casualties and injuries": one figure for both.
    private func isJointNoun(_ event: EventMention) -> Bool {
        let next = event.chunk + 1
        let inside = phrases.chunks[event.chunk].units
        if inside.contains(where: { phrases.units[$0].tag == .conjunction }) { return true }
        guard next + 1 < phrases.chunks.count, phrases.chunks[next].kind == .conjunction,
            phrases.chunks[next + 1].kind == .nounGroup
                || phrases.chunks[next + 1].kind == .verbGroup,
            !phrases.chunks[next + 1].units.contains(where: { phrases.units[$0].quantity != nil })
        else { return false }
        let other = phrases.head(next + 1).lexeme
        return [other?.nounEvent?.concept, other?.event?.concept].contains(.wound)
            || Self.injuries.contains(phrases.head(next + 1).key)
    }

    /// "a death toll *of 32*", "deaths for the week *at 38 to 50*", "the toll rose *to 45*".
    private func figure(after chunk: Int) -> Quantity? {
        let reach = phrases.chunks[(chunk + 1)...].prefix(7)
        for index in reach.indices {
            switch phrases.chunks[index].kind {
            case .boundary, .subordinator, .relative, .comma: return nil
            case .nounGroup where isCounted(index):
                let before = phrases.head(index - 1)
                guard
                    Self.leading.contains(before.key)
                        || phrases.chunks[index - 1].kind == .verbGroup
                else { return nil }
                return phrases.chunks[index].units.lazy
                    .compactMap { self.phrases.units[$0].quantity }.first
            default: continue
            }
        }
        return nil
    }

    /// "the death toll *from Thursday's attack on a hall near Moscow* rose to 144".
    private func figureRisenTo(_ chunk: Int) -> Quantity? {
        guard let verb = TollVerb.following(chunk, in: phrases) else { return nil }
        let direct = phrases.object(of: verb)
        let led = phrases.phrases(after: verb).prefix(2).first {
            Self.leading.contains(phrases.head($0.preposition).key) && isCounted($0.noun)
        }
        guard let noun = direct.flatMap({ isCounted($0) ? $0 : nil }) ?? led?.noun else {
            return nil
        }
        return phrases.chunks[noun].units.lazy.compactMap { self.phrases.units[$0].quantity }.first
    }

    /// "*the number of people* killed in the raid rose *to 23*".
    func numbered(_ chunk: Int) -> (minimum: Int?, maximum: Int?)? {
        guard phrases.head(chunk).key == Self.number else { return nil }
        return figureRisenTo(chunk).map { ($0.wholeMinimum, $0.wholeMaximum) }
    }

    private static let number = WordKey("number")

    private static let leading: WordSet = [
        WordKey("of"), WordKey("at"), WordKey("to"), WordKey("as"),
    ]
    private static let injuries: WordSet = [
        WordKey("injuries"), WordKey("injury"), WordKey("injured"), WordKey("wounded"),
    ]
}
