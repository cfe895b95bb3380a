internal import Gazetteer
internal import Incidents

/// Whom a list names: "a judge, *her driver* and two policemen".
extension TollReader {
    /// The noun groups of those whom an event harmed.
    func harmed(by event: EventMention) -> [Int] {
        let companions = companions(behind: event.chunk)
        guard event.isPassive else {
            return joined(phrases.object(of: event.chunk), under: event.chunk) + companions
        }
        let subject = phrases.subject(of: event.chunk).map { subject in
            // "*Six priests* and two women who worked for them were murdered".
            subject + 1 < phrases.chunks.count && phrases.chunks[subject + 1].kind == .relative
                ? phrases.firstOfList(endingAt: subject) : subject
        }
        return joined(subject, under: event.chunk) + companions
    }

    func people(in list: [Int], _ effect: Casualties.Effect) -> [Casualties] {
        let isList = list.count { !isAge($0) } > 1
        return withoutParts(list.flatMap { people(in: $0, effect, isListed: isList) })
    }

    /// A noun group and those joined to it: "ten soldiers, two policemen and a driver".
    func joined(_ chunk: Int?, under verb: Int) -> [Int] {
        guard let chunk, phrases.isNounGroup(chunk) else { return [] }
        var groups = [chunk]
        var index = chunk + 1
        while index < phrases.chunks.count {
            switch phrases.chunks[index].kind {
            case .comma where phrases.isNounGroup(index + 1): index += 1
            case .comma
            where phrases.isNounGroup(index + 2) && phrases.chunks[index + 1].kind == .conjunction:
                index += 2
            case .conjunction where phrases.isNounGroup(index + 1): index += 1
            case .nounGroup where isApposed(index, to: groups.last):
                apposed(index, in: &groups)
                index += 1
            case .nounGroup where isMember(index):
                if opensClause(index, of: groups[0], under: verb) { return ended(groups) }
                groups.append(index)
                index += 1
            case .preposition where phrases.head(index).key == Words.of: index += 2
            default: return ended(groups)
            }
        }
        return ended(groups)
    }

    /// A list ends with "and": what only a comma joins to its end says who the last one was.
    private func ended(_ groups: [Int]) -> [Int] {
        var groups = groups
        while groups.count > 1, let last = groups.last, !isCounted(last),
            phrases.chunks[last - 1].kind == .comma
        {
            groups.removeLast()
            apposed(last, in: &groups)
        }
        return groups
    }

    /// Of a name and what it is the name of, the latter counts: "Jigme Dolma, *a girl*".
    private func apposed(_ chunk: Int, in groups: inout [Int]) {
        if let last = groups.last, isNamed(last), isOnePerson(chunk) {
            groups[groups.count - 1] = chunk
        }
    }

    /// "…killed two men and *a woman* fled".
    private func opensClause(_ chunk: Int, of first: Int, under verb: Int) -> Bool {
        let next = chunk + 1
        guard next < phrases.chunks.count, phrases.chunks[next].kind == .verbGroup,
            phrases.chunks[next].verb.isFinite, next != verb
        else { return false }
        // "Two men and *a woman* were found shot dead": of the same list.
        return next > verb || phrases.subject(of: next) != first
    }

    /// One person, said twice: "a candidate, *Lucero López*, and five others", "Lucero López, *a candidate*",
    /// "former minister and *president* Omar Saleh".
    private func isApposed(_ chunk: Int, to last: Int?) -> Bool {
        guard let last, last + 2 == chunk else { return false }
        if phrases.chunks[chunk - 1].kind == .conjunction {
            return isBare(last) && isBare(chunk)
        }
        let opensList =
            chunk + 2 < phrases.chunks.count && phrases.chunks[chunk + 1].kind == .conjunction
        if isNamed(chunk) { return !isNamed(last) && !isCounted(last) && !opensList }
        return isNamed(last) && isOnePerson(chunk) && opening(chunk).tag == .determiner
            && !(opensList && isCounted(chunk + 2))
    }

    /// An office or trade without "a" or "the".
    private func isBare(_ chunk: Int) -> Bool {
        isOnePerson(chunk) && !isCounted(chunk) && !Self.determining.contains(opening(chunk).tag)
    }

    private func opening(_ chunk: Int) -> Unit {
        phrases.units[phrases.chunks[chunk].units.lowerBound]
    }

    private static let determining: Set<Unit.Tag> = [.determiner, .number, .pronoun, .possessive]

    private func isMember(_ chunk: Int) -> Bool {
        isCounted(chunk) || isOnePerson(chunk) || isNamed(chunk) || isUnknownPerson(chunk)
            || isNational(chunk)
    }

    /// "killed *along with* his cameraman", "together with two others".
    private func companions(behind verb: Int) -> [Int] {
        for index in phrases.chunks.indices.dropFirst(verb + 1).prefix(4) {
            switch phrases.chunks[index].kind {
            case .verbGroup, .boundary, .comma, .conjunction: return []
            default: break
            }
            let key = phrases.head(index).key
            if key == Self.alongside { return joined(index + 1, under: verb) }
            if Self.accompanied.contains(key), index + 1 < phrases.chunks.count,
                phrases.head(index + 1).key == Words.with
            {
                return joined(index + 2, under: verb)
            }
        }
        return []
    }

    private static let alongside = WordKey("alongside")
    private static let accompanied: WordSet = [WordKey("along"), WordKey("together")]

    // MARK: Members

    func isCounted(_ chunk: Int) -> Bool {
        phrases.chunks[chunk].units.contains { phrases.units[$0].quantity != nil }
    }

    /// "two soldiers and *a driver*".
    func isOnePerson(_ chunk: Int) -> Bool {
        phrases.head(chunk).lexeme?.person?.isGroup == false
            && phrases.head(chunk).lexeme?.isPlural != true
    }

    /// "*Judge Maria Diaz* and her driver".
    func isNamed(_ chunk: Int) -> Bool {
        let head = phrases.head(chunk)
        guard head.lexeme == nil, head.place == nil, head.quantity == nil, head.date == nil,
            isCapitalized(head)
        else { return false }
        // "his *mother Amina*".
        let units = phrases.chunks[chunk].units
        let isKin = units.count > 2 && Self.single.contains(opening(chunk).key)
        return (isKin ? units.dropFirst() : units).allSatisfy {
            isCapitalized(phrases.units[$0]) || phrases.units[$0].lexeme?.person != nil
        }
    }

    /// "two soldiers and *a neighbour*": a word that is not known, for somebody.
    func isUnknownPerson(_ chunk: Int) -> Bool {
        let head = phrases.head(chunk)
        guard head.lexeme == nil, head.tag == .noun, head.place == nil, head.date == nil,
            !isCapitalized(head), !isCounted(chunk),
            Self.single.contains(opening(chunk).key)
        else { return false }
        let last = text.tokens[head.tokens.upperBound - 1]
        return text.bytes[Int(last.end) - 1] != UInt8(ascii: "s")
    }

    private func isCapitalized(_ unit: Unit) -> Bool {
        text.tokens[unit.tokens.lowerBound].isCapitalized
    }

    private static let single: WordSet = [
        WordKey("a"), WordKey("an"), WordKey("his"), WordKey("her"), WordKey("their"),
        WordKey("another"),
    ]
}
