internal import Gazetteer
internal import Incidents

/// Reads who a noun group names: people, forces, things.
struct ParticipantReader {
    let text: AnalyzedText
    let phrases: SentencePhrases
    let mentions: [Mention]
    /// Who "they" are: the last to act before this sentence.
    let lastActor: EventMention.Participant?

    typealias Participant = EventMention.Participant

    /// The people a noun group names, and those joined to it by "and" or led to by "of".
    func people(_ chunk: Int?) -> [Participant] {
        guard var chunk, phrases.isNounGroup(chunk) else { return [] }
        let head = phrases.head(chunk).key
        if Self.persons.contains(head) {
            return (actor(before: chunk) ?? lastActor).map { [$0] } ?? []
        }
        if isTheGroup(chunk), let group = lastActor, group.kind != .state,
            phrases.chunks[chunk].units.count == 2 || isKnown(group)
        {
            return [group]
        }
        if head == Self.it || isOwnForces(chunk) { return speaker(of: chunk).map { [$0] } ?? [] }
        if isQuantifier(chunk), let inner = ofPhrase(after: chunk) { chunk = inner }
        var people = person(in: chunk).map { [$0] } ?? []
        var next = chunk + 1
        while let joined = joined(at: next, to: chunk) {
            if let person = person(in: joined) { people.append(person) }
            next = joined + 1
        }
        return people
    }

    /// "On Monday *the group* took Vitshumbi", "*the Islamist group* claimed…": the one that acted before.
    func isTheGroup(_ chunk: Int) -> Bool {
        let units = phrases.chunks[chunk].units
        return phrases.head(chunk).key == Self.group && units.count > 1
            && phrases.units[units.lowerBound].key == Words.the
            && units.dropFirst().dropLast().allSatisfy { isKindOfGroup(phrases.units[$0]) }
            && ofPhrase(after: chunk) == nil
    }

    /// Its words name an armed group, and are not just "gunmen".
    private func isKnown(_ participant: Participant) -> Bool {
        participant.tokens.contains { token in
            Lexicon.standard.phrases.longestMatch(
                in: text.tokens, from: token, before: participant.tokens.upperBound)?
                .value.group != nil
        }
    }

    /// "*the group's* fighters".
    private func isOwnedByTheGroup(_ chunk: Int) -> Bool {
        let units = Array(phrases.chunks[chunk].units)
        guard units.count > 3 else { return false }
        return phrases.units[units[0]].key == Words.the && phrases.units[units[1]].key == Self.group
            && phrases.units[units[2]].tag == .possessive
    }

    /// "Islamist", "rebel", "armed", "Ugandan": of what kind a group is, and not which.
    private func isKindOfGroup(_ unit: Unit) -> Bool {
        guard unit.lexeme?.group == nil else { return false }
        return unit.lexeme?.person != nil || unit.tag == .adjective || isNation(unit)
            || !text.tokens[unit.tokens.lowerBound].isCapitalized && unit.tag != .number
    }

    /// The noun group joined by "and" or a comma at a chunk, if it opens no clause: "…killed soldiers
    /// and the militants fled".
    private func joined(at index: Int, to first: Int) -> Int? {
        guard index + 1 < phrases.chunks.count,
            phrases.chunks[index].kind == .conjunction || phrases.chunks[index].kind == .comma,
            phrases.isNounGroup(index + 1), !isAppositive(index + 1)
        else { return nil }
        return opensClause(index + 1, after: first) ? nil : index + 1
    }

    /// "The ADF, *a rebel group with ties to Islamic State*, killed…": no list, which would have an "and".
    private func isAppositive(_ noun: Int) -> Bool {
        guard phrases.chunks[noun - 1].kind == .comma,
            Self.indefinite.contains(phrases.units[phrases.chunks[noun].units.lowerBound].key)
        else { return false }
        let behind = phrases.chunks[(noun + 1)...].prefix { $0.kind != .verbGroup }
        return !behind.contains { $0.kind == .conjunction }
    }

    private static let indefinite: WordSet = [WordKey("a"), WordKey("an")]

    /// "…wounding 20, *officials in the province* said": the subject of a verb of its own.
    private func opensClause(_ noun: Int, after first: Int) -> Bool {
        var next = noun + 1
        while next + 1 < phrases.chunks.count, phrases.chunks[next].kind == .preposition,
            phrases.isNounGroup(next + 1)
        {
            next += 2
        }
        // "…killing six people, *the army and the police* said".
        if next + 2 < phrases.chunks.count, phrases.chunks[next].kind == .conjunction,
            phrases.isNounGroup(next + 1), phrases.chunks[noun - 1].kind == .comma,
            phrases.head(next + 2).lexeme?.grammar == .report
        {
            return true
        }
        guard next < phrases.chunks.count, phrases.chunks[next].kind == .verbGroup,
            phrases.chunks[next].verb.isFinite
        else { return false }
        // "Clashes between herders *and farmers* left dozens dead": two sides.
        if first > 0, phrases.head(first - 1).key == Words.between { return false }
        // "Seven soldiers and *a civilian* were killed": one subject.
        let isObject = first > 0 && phrases.chunks[first - 1].kind == .verbGroup
        return isObject || phrases.subject(of: next) != first
    }

    /// Whom "they" means inside a sentence: the last to act before it.
    private func actor(before chunk: Int) -> Participant? {
        for index in phrases.chunks[..<chunk].indices.reversed()
        where phrases.chunks[index].kind == .verbGroup {
            if let subject = phrases.subject(of: index), phrases.head(subject).tag != .pronoun,
                let actor = person(in: subject)
            {
                return actor
            }
        }
        return nil
    }

    /// "Israel said *its forces* had killed two gunmen".
    private func isOwnForces(_ chunk: Int) -> Bool {
        Self.forces.contains(phrases.head(chunk).key)
            && Self.own.contains(phrases.units[phrases.chunks[chunk].units.lowerBound].key)
    }

    private static let forces: WordSet = [
        WordKey("forces"), WordKey("troops"), WordKey("soldiers"), WordKey("fighters"),
        WordKey("jets"), WordKey("warplanes"), WordKey("drones"), WordKey("missiles"),
        WordKey("men"), WordKey("gunmen"), WordKey("army"), WordKey("military"),
    ]
    private static let own: WordSet = [WordKey("its"), WordKey("their"), WordKey("his")]

    /// "The army said on Wednesday *it* had captured the town": who says what it did.
    private func speaker(of it: Int) -> Participant? {
        var verb = it - 1
        if verb > 0, [.relative, .subordinator].contains(phrases.chunks[verb].kind) { verb -= 1 }
        if verb > 1, phrases.chunks[verb].kind == .date {
            verb -= phrases.chunks[verb - 1].kind == .preposition ? 2 : 1
        }
        guard verb > 0, phrases.chunks[verb].kind == .verbGroup,
            phrases.head(verb).lexeme?.grammar == .report,
            let subject = phrases.subject(of: verb),
            phrases.head(subject).lexeme?.person?.isGroup == true
                || phrases.chunks[subject].units.contains(where: {
                    phrases.units[$0].lexeme?.group != nil
                })
        else { return nil }
        return person(in: subject)
    }

    private func person(in chunk: Int) -> Participant? {
        words(of: chunk).flatMap { participant($0, of: chunk) }
    }

    /// Who some words of a noun group name.
    func participant(_ tokens: Range<Int>, of chunk: Int) -> Participant? {
        let units = phrases.chunks[chunk].units.filter {
            phrases.units[$0].tokens.overlaps(tokens)
        }
        let known = units.lazy.compactMap { phrases.units[$0].lexeme?.group }.first
        let isOwn = known?.kind != .state || !units.contains { isNotOwn(phrases.units[$0]) }
        let group = isOwn ? known : nil
        let person = units.reversed().lazy.compactMap { phrases.units[$0].lexeme?.person }.first
        if group == nil, let armed = ArmedName.tokens(chunk, phrases, text) {
            let name = text.string(text.span(armed))
            return Participant(tokens: armed, text: name, name: name, kind: .rebel)
        }
        let words = text.string(text.span(tokens))
        if group == nil, person == nil, let forces = nationalForces(of: chunk, units) {
            return Participant(tokens: tokens, text: words, name: forces, kind: .state)
        }
        guard group != nil || person != nil else { return named(chunk, tokens, words) }
        let kind = ActorKind.of(group: group, person: person, phrases: phrases, chunk: chunk)
        if group == nil, person?.kind != .civilian,
            let home = homeGroup(behind: chunk),
            person?.kind == .unknown || person?.kind == home.kind
        {
            return Participant(tokens: tokens, text: words, name: home.name, kind: home.kind)
        }
        if group == nil, kind != .state, kind != .civilian, isOwnedByTheGroup(chunk),
            let owner = lastActor, owner.kind != .state
        {
            return Participant(tokens: tokens, text: words, name: owner.name, kind: owner.kind)
        }
        let name = group?.name ?? nationalForces(of: chunk, units) ?? words
        return Participant(tokens: tokens, text: words, name: name, kind: kind)
    }

    /// "*Ugandan troops*", "*Uganda's army*", "the *army of Uganda*": one force under one name.
    private func nationalForces(of chunk: Int, _ units: [Int]) -> String? {
        let service = units.reversed().lazy.compactMap {
            NationalService(text.tokens[phrases.units[$0].tokens.upperBound - 1].key)
        }.first
        guard let service, !units.contains(where: { isOfOthers(phrases.units[$0]) }) else {
            return nil
        }
        let own = units.first { isNation(phrases.units[$0]) }.flatMap { phrases.units[$0].place }
        let behind = ofPhrase(after: chunk).flatMap { noun in
            isNation(phrases.head(noun)) ? phrases.head(noun).place : nil
        }
        guard let place = own ?? behind, let country = mentions[place].resolution.place,
            country.kind == .country
        else { return nil }
        return service.name(of: country.name)
    }

    private func isOfOthers(_ unit: Unit) -> Bool {
        if let person = unit.lexeme?.person, person.kind != .state { return true }
        return unit.lexeme?.group != nil || isNotOwn(unit)
    }

    private func isNotOwn(_ unit: Unit) -> Bool {
        NationalService.isNotOwn(unit.key)
            || text.tokens[unit.tokens].contains { NationalService.isNotOwn($0.key) }
    }

    /// The tokens that name somebody: without "14-year-old" before, the "dead" behind.
    private func words(of chunk: Int) -> Range<Int>? {
        words(phrases.chunks[chunk].units, of: chunk)
    }

    /// The same of some units of a noun group.
    func words(_ units: Range<Int>, of chunk: Int) -> Range<Int>? {
        var units = units
        let head = phrases.chunks[chunk].head
        if let open = units.lastIndex(where: { $0 < head && isBracket($0) }) {
            units = (open + 1)..<units.upperBound
        }
        if let close = units.firstIndex(where: { $0 > head && isBracket($0) }) {
            units = units.lowerBound..<close
        }
        if let last = units.last, Self.states.contains(phrases.units[last].key) {
            units = units.dropLast()
        }
        if let age = units.prefix(2).first(where: isAge), age + 1 < units.upperBound {
            units = (age + 1)..<units.upperBound
        }
        if let first = units.first, isYear(first, of: chunk) { units = units.dropFirst() }
        guard let first = units.first, let last = units.last else { return nil }
        return phrases.units[first].tokens.lowerBound..<phrases.units[last].tokens.upperBound
    }

    /// "14-year-old".
    private func isAge(_ unit: Int) -> Bool {
        let tokens = phrases.units[unit].tokens
        return tokens.count > 1 && text.tokens[tokens.upperBound - 1].key == Self.old
    }

    /// "[TEXT] soldiers", "the army (SAF)".
    private func isBracket(_ unit: Int) -> Bool {
        let mark = text.tokens[phrases.units[unit].tokens.lowerBound].mark
        return mark == .open || mark == .close
    }

    /// "In 2004 and *2005* insurgents ambushed…".
    private func isYear(_ unit: Int, of chunk: Int) -> Bool {
        guard chunk > 1, let number = phrases.units[unit].quantity?.estimate else { return false }
        return (1900...2100).contains(number) && phrases.chunks[chunk - 1].kind == .conjunction
            && phrases.chunks[chunk - 2].kind == .date
    }

    /// "Fighters *from the M23 rebel group*", "rebels *of the ADF*".
    private func homeGroup(behind chunk: Int) -> GroupSense? {
        guard chunk + 2 < phrases.chunks.count, phrases.isNounGroup(chunk + 2),
            [Words.from, Words.of].contains(phrases.head(chunk + 1).key)
                || phrases.units[phrases.chunks[chunk].units.upperBound - 1].key == Self.belonging
        else { return nil }
        return phrases.chunks[chunk + 2].units.lazy
            .compactMap { phrases.units[$0].lexeme?.group }.first
    }

    /// A name that the lexicon does not know: a person, or a country that acts.
    private func named(_ chunk: Int, _ tokens: Range<Int>, _ words: String) -> Participant? {
        let head = phrases.head(chunk)
        if let place = head.place {
            return mentions[place].resolution.place?.kind == .country
                ? Participant(tokens: tokens, text: words, name: words, kind: .external) : nil
        }
        guard head.tag == .noun, head.lexeme == nil, isName(head.tokens.lowerBound, tokens)
        else { return nil }
        return Participant(tokens: tokens, text: words, name: words, kind: .unknown)
    }

    /// Whether capitals mark a name. They do not at the start of a sentence ("Downstream"), in a
    /// sentence in capitals, nor beside figures ("6016 Dublin Road").
    private func isName(_ head: Int, _ tokens: Range<Int>) -> Bool {
        let token = text.tokens[head]
        let isShouted =
            token.flags.contains(.allCapitals)
            && tokens.contains {
                $0 != head && text.tokens[$0].flags.contains(.allCapitals)
            }
        let isTitle = tokens.count == 1 && token.end - token.start <= 3
        return token.isCapitalized && !token.flags.contains(.sentenceStart) && !isShouted
            && !isTitle
            && tokens.allSatisfy { text.tokens[$0].kind != .number }
    }

    /// Groups and people named before an event noun: "the *militants'* attack".
    func groups(in units: Range<Int>, orNations: Bool = false) -> [Participant] {
        units.compactMap { unit in
            let lexeme = phrases.units[unit].lexeme
            let words = text.string(text.span(phrases.units[unit].tokens))
            if orNations, isNation(phrases.units[unit]) {
                return Participant(
                    tokens: phrases.units[unit].tokens, text: words,
                    name: army(of: phrases.units[unit]) ?? words, kind: .external)
            }
            guard lexeme?.group != nil || lexeme?.person != nil else { return nil }
            return Participant(
                tokens: phrases.units[unit].tokens, text: words,
                name: lexeme?.group?.name ?? words,
                kind: lexeme?.group?.kind ?? lexeme?.person?.kind ?? .unknown)
        }
    }

    /// "an *Israeli* airstrike".
    private func army(of nation: Unit) -> String? {
        let country = nation.place.flatMap { mentions[$0].resolution.place }
        return country?.kind == .country
            ? country.map { NationalService.military.name(of: $0.name) } : nil
    }

    private func isNation(_ unit: Unit) -> Bool {
        guard let place = unit.place else { return false }
        return mentions[place].role == .demonym
            || mentions[place].resolution.place?.kind == .country
    }

    /// "a group", "dozens", "10 members": who is meant stands behind "of".
    func isQuantifier(_ chunk: Int) -> Bool {
        let head = phrases.head(chunk)
        return head.tag == .number || Self.quantifiers.contains(head.key)
    }

    func ofPhrase(after chunk: Int) -> Int? {
        guard chunk + 2 < phrases.chunks.count, phrases.chunks[chunk + 1].kind == .preposition,
            phrases.head(chunk + 1).key == Words.of, phrases.isNounGroup(chunk + 2)
        else { return nil }
        return chunk + 2
    }

    private static let it = WordKey("it")
    private static let belonging = WordKey("belonging")
    private static let group = WordKey("group")
    private static let old = WordKey("old")
    private static let states: WordSet = [
        WordKey("dead"), WordKey("alive"), WordKey("wounded"), WordKey("unhurt"),
        WordKey("hostage"), WordKey("captive"), WordKey("loyal"), WordKey("allied"),
        WordKey("linked"), WordKey("belonging"),
    ]
    private static let persons: WordSet = [WordKey("they"), WordKey("them")]
    private static let quantifiers: WordSet = [
        WordKey("group"), WordKey("groups"), WordKey("member"), WordKey("members"),
        WordKey("number"), WordKey("dozens"), WordKey("scores"), WordKey("hundreds"),
        WordKey("thousands"), WordKey("wave"), WordKey("series"), WordKey("spate"),
        WordKey("string"), WordKey("gang"), WordKey("gangs"), WordKey("convoy"),
        WordKey("patrol"), WordKey("patrols"), WordKey("column"), WordKey("unit"), WordKey("team"),
        WordKey("stash"),
        WordKey("cache"), WordKey("crowd"), WordKey("tens"), WordKey("several"), WordKey("some"),
        WordKey("one"), WordKey("two"), WordKey("three"), WordKey("most"), WordKey("many"),
        WordKey("lot"), WordKey("lots"), WordKey("amount"), WordKey("quantity"),
        WordKey("part"), WordKey("parts"), WordKey("section"), WordKey("sections"),
        WordKey("stretch"), WordKey("portion"), WordKey("segment"),
        WordKey("quantities"), WordKey("rounds"), WordKey("pieces"), WordKey("volley"),
        WordKey("faction"), WordKey("factions"), WordKey("wing"), WordKey("branch"),
        WordKey("cell"), WordKey("cells"),
    ]
}
