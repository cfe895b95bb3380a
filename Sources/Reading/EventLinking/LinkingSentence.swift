internal import Gazetteer
internal import Incidents

/// A sentence as the ranker of event places sees it: its words, its names, and what stands where.
///
/// Tokens are counted from the start of the sentence.
struct LinkingSentence {
    let phrases: SentencePhrases
    let tokens: [Token]
    /// Folded words; marks as they are.
    let folded: FoldedWords
    let words: [FeatureWord]
    /// The closed classes that each word belongs to.
    let closed: [LinkingWords]
    /// The words with names, numbers and dates replaced by their class: "<l>", "<#>", "<D>".
    private(set) var classes: [FeatureWord] = []
    private(set) var names: [Name] = []
    /// The name that covers a token; −1 = none.
    private(set) var nameOfToken: [Int]
    let unitOfToken: [Int]
    let keepsNames: Bool

    /// A run of capitalised words, or a mention of a place: what may be where an event took place.
    struct Name {
        let tokens: Range<Int>
        /// Among the report's mentions, with its role.
        var mention: Int?
        var mentionRole: Mention.Role?
        /// Whether it is known as the name of a person or organisation.
        var proper: ProperNames.Kind?
        /// As a piece of features, as ``kind`` of place it was taken for.
        var role: FeatureWord
        var kind: FeatureWord = "-"
        var governor = Governor()

        /// Led in by a word that says where.
        var isLocative: Bool { governor.isLocative && mentionRole != .demonym && proper == nil }
    }

    /// The preposition that leads a name in.
    struct Governor {
        /// "^" at the start of the sentence, "-" when there is none.
        var word: FeatureWord = "-"
        /// Behind "of": the preposition before it, "in the city of".
        var outer: FeatureWord?
        /// −1 = none.
        var token = -1
        /// Words between the preposition and the name.
        var reach = 0
        /// A comma or "and" stands between.
        var isShared = false
        /// The classes of the preposition.
        var closed: LinkingWords = []
        /// It says where something is, or "of" behind one that does.
        var isLocative = false

        var isPreposition: Bool { token >= 0 }
    }

    init(
        text: AnalyzedText, phrases: SentencePhrases, mentions: [Mention],
        names properNames: [ProperNames.Name], keepingNames: Bool = false
    ) {
        let range = text.sentences[phrases.sentence]
        self.phrases = phrases
        keepsNames = keepingNames
        tokens = Array(text.tokens[range])
        var folded = FoldedWords(reserving: range.count)
        for token in tokens {
            if token.kind == .mark {
                folded.appendMark(token, of: text)
            } else {
                folded.append(token, of: text)
            }
        }
        self.folded = folded
        words = tokens.indices.map { FeatureWord(folded[$0], keepingName: keepingNames) }
        let table = LinkingWords.table
        closed = tokens.map { $0.kind == .mark ? [] : table[$0.key] ?? [] }
        var owner = [Int](repeating: -1, count: tokens.count)
        for (index, unit) in phrases.units.enumerated() {
            for token in unit.tokens where range.contains(token) {
                owner[token - range.lowerBound] = index
            }
        }
        unitOfToken = owner
        nameOfToken = Array(repeating: -1, count: tokens.count)
        findNames(mentions, properNames, in: text)
        classes = tokens.indices.map(wordClass)
        for index in names.indices { names[index].governor = governor(of: index) }
    }

    // MARK: Names

    private mutating func findNames(
        _ mentions: [Mention], _ properNames: [ProperNames.Name], in text: AnalyzedText
    ) {
        guard let first = tokens.first, let last = tokens.last else { return }
        let bytes = TextSpan(Int(first.start), Int(last.end))
        let inside = Self.inside(bytes, mentions) { $0.span }
        let proper = Self.inside(bytes, properNames) { $0.span }
        let lineEnds = inside.filter { EventPlaces.isLineEnd(mentions[$0], text) }
        let lines = lineEnds.map { tokenRange(mentions[$0].span) }
        var ranges = capitalisedRuns().filter { run in !lines.contains { $0.overlaps(run) } }
        for mention in inside where !lineEnds.contains(mention) {
            let range = tokenRange(mentions[mention].span)
            if !range.isEmpty, !ranges.contains(where: { $0.overlaps(range) }) {
                ranges.append(range)
            }
        }
        ranges.sort { $0.lowerBound < $1.lowerBound }
        for range in ranges where !isCounted(range, inside, mentions) {
            for token in range { nameOfToken[token] = names.count }
            let mention = closest(inside, to: range) { mentions[$0].span }
            let name = closest(proper, to: range) { properNames[$0].span }
            names.append(
                Self.name(
                    range, mention, mention.map { mentions[$0] }, name.map { properNames[$0].kind })
            )
        }
    }

    /// "killed five *Rohingya*": what is counted and no place that is known are people.
    private func isCounted(_ range: Range<Int>, _ inside: Range<Int>, _ mentions: [Mention]) -> Bool
    {
        guard range.lowerBound > 0, unitOfToken[range.lowerBound - 1] >= 0,
            let count = phrases.units[unitOfToken[range.lowerBound - 1]].quantity?.estimate,
            count > 1
        else { return false }
        return !inside.contains {
            mentions[$0].resolution.place != nil && tokenRange(mentions[$0].span).overlaps(range)
        }
    }

    private static func name(
        _ tokens: Range<Int>, _ index: Int?, _ mention: Mention?, _ proper: ProperNames.Kind?
    ) -> Name {
        let role: FeatureWord =
            switch (mention?.role, proper) {
            case (let role?, _): FeatureWord(role.rawValue)
            case (nil, .person): "person"
            case (nil, .organisation): "organisation"
            case (nil, nil): "none"
            }
        var name = Name(
            tokens: tokens, mention: index, mentionRole: mention?.role, proper: proper, role: role)
        if let mention {
            name.kind =
                mention.resolution.place.map { FeatureWord($0.kind.rawValue) } ?? "unresolved"
        }
        return name
    }

    /// The indices of items in the order of the text that overlap a span.
    private static func inside<Item>(
        _ span: TextSpan, _ items: [Item], _ spanOf: (Item) -> TextSpan
    ) -> Range<Int> {
        let first = items.partitioningIndex { spanOf($0).end > span.start }
        var end = first
        while end < items.count, spanOf(items[end]).start < span.end { end += 1 }
        return first..<end
    }

    func tokenRange(_ span: TextSpan) -> Range<Int> {
        let lower = tokens.firstIndex { Int($0.end) > span.start } ?? tokens.count
        let upper = tokens.firstIndex { Int($0.start) >= span.end } ?? tokens.count
        return lower..<max(lower, upper)
    }

    func span(_ range: Range<Int>) -> TextSpan {
        TextSpan(Int(tokens[range.lowerBound].start), Int(tokens[range.upperBound - 1].end))
    }

    private func closest(
        _ items: Range<Int>, to range: Range<Int>, _ span: (Int) -> TextSpan
    ) -> Int? {
        let own = self.span(range)
        func fit(_ item: Int) -> (Int, Int) {
            let other = span(item)
            return (
                min(other.end, own.end) - max(other.start, own.start), other.end - other.start
            )
        }
        return items.filter { span($0).overlaps(own) }.max { fit($0) < fit($1) }
    }

    private func capitalisedRuns() -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var index = 0
        while index < tokens.count {
            guard opensName(index) else {
                index += 1
                continue
            }
            let end = runEnd(index)
            let run = trimmed(index..<end)
            if !run.isEmpty { runs.append(run) }
            index = end
        }
        return runs
    }

    private func isCapital(_ index: Int) -> Bool {
        index < tokens.count && tokens[index].isWord && tokens[index].isCapitalized
            && !tokens[index].flags.contains(.possessive)
    }

    private func isHyphen(_ index: Int) -> Bool {
        index < tokens.count && (tokens[index].mark == .hyphen || tokens[index].mark == .dash)
            && tokens[index].flags.contains(.joined)
    }

    private func isParticle(_ index: Int) -> Bool {
        index < tokens.count && tokens[index].isWord && closed[index].contains(.particle)
    }

    private func opensName(_ index: Int) -> Bool {
        isCapital(index)
            || closed[index].contains(.article) && isHyphen(index + 1) && isCapital(index + 2)
    }

    /// Over hyphens ("Al-Bab"), small words ("Deir ez Zor") and the dot of "St. Louis".
    private func runEnd(_ start: Int) -> Int {
        var index = start + 1
        while index < tokens.count {
            if isCapital(index) {
                index += 1
            } else if isHyphen(index), isCapital(index + 1) {
                index += 2
            } else if isParticle(index), isCapital(index + 1) {
                index += 2
            } else if isParticle(index), isHyphen(index + 1), isCapital(index + 2) {
                index += 3
            } else if isHyphen(index), isParticle(index + 1), isHyphen(index + 2),
                isCapital(index + 3)
            {
                index += 4
            } else if tokens[index].mark == .period,
                closed[index - 1].contains(.abbreviation), isCapital(index + 1)
            {
                index += 2
            } else {
                break
            }
        }
        return index
    }

    /// Without days and months at the ends, and without what is no name at the front: "northern", "The".
    private func trimmed(_ run: Range<Int>) -> Range<Int> {
        var run = run
        while let first = run.first, opensOnly(first, in: run) { run.removeFirst() }
        while let last = run.last, closed[last].contains(.calendar) { run.removeLast() }
        return run
    }

    private func opensOnly(_ index: Int, in run: Range<Int>) -> Bool {
        let closed = closed[index]
        if closed.contains(.calendar) || !tokens[index].isWord { return true }
        if run.count > 1, closed.contains(.direction), folded[index].suffix(3) == Self.ern[...] {
            return true
        }
        return closed.contains(.opener) && !closed.contains(.article)
    }

    private static let ern = Array("ern".utf8)

    // MARK: Words

    private func wordClass(_ index: Int) -> FeatureWord {
        if nameOfToken[index] >= 0 {
            let name = names[nameOfToken[index]]
            switch (name.mentionRole, name.proper) {
            case (.literal, _): return "<l>"
            case (.demonym, _): return "<d>"
            case (.embedded, _): return "<e>"
            case (.metonym, _): return "<m>"
            case (nil, .person): return "<P>"
            case (nil, .organisation): return "<O>"
            case (nil, nil): return "<C>"
            }
        }
        if tokens[index].kind == .number { return "<#>" }
        if isDate(index) { return "<D>" }
        return isQuote(index) ? "\"" : words[index]
    }

    private func isDate(_ index: Int) -> Bool {
        unit(index)?.tag == .date || closed[index].contains(.calendar)
    }

    private func isQuote(_ index: Int) -> Bool {
        switch tokens[index].mark {
        case .openQuote, .closeQuote, .quote: true
        default: false
        }
    }

    /// The closed classes of a word that is not replaced by its class; none beyond the sentence.
    func closedClasses(_ index: Int) -> LinkingWords {
        guard tokens.indices.contains(index), nameOfToken[index] < 0, !isDate(index) else {
            return []
        }
        return closed[index]
    }

    func unit(_ token: Int) -> Unit? {
        tokens.indices.contains(token) && unitOfToken[token] >= 0
            ? phrases.units[unitOfToken[token]] : nil
    }

    func chunk(_ token: Int) -> Int? {
        tokens.indices.contains(token) && unitOfToken[token] >= 0
            ? phrases.chunk(ofUnit: unitOfToken[token]) : nil
    }

    /// The class of a word, "^" before the first and "$" behind the last.
    func word(_ index: Int) -> FeatureWord {
        index < 0 ? "^" : index >= classes.count ? "$" : classes[index]
    }

    // MARK: Governors

    private func governor(of name: Int) -> Governor {
        var governor = Governor()
        let start = names[name].tokens.lowerBound
        var index = start - 1
        while index >= 0, governor.reach < 6 {
            if isPreposition(index) {
                governor.token = index
                governor.word = words[index]
                governor.closed = closed[index]
                governor.isLocative = closed[index].contains(.locative)
                break
            }
            if endsPhrase(index) { break }
            if words[index] == "," || words[index] == "and" { governor.isShared = true }
            index -= 1
            governor.reach += 1
        }
        if index < 0 { governor.word = "^" }
        if governor.word == "of" { addOuter(before: index, to: &governor) }
        return governor
    }

    private func isPreposition(_ index: Int) -> Bool {
        closed[index].contains(.preposition) && unit(index)?.tag != .subordinator
    }

    private func endsPhrase(_ index: Int) -> Bool {
        switch unit(index)?.tag {
        case .verb, .gerund, .be, .have, .do, .modal, .relative, .subordinator, .boundary: true
        default: false
        }
    }

    private func addOuter(before index: Int, to governor: inout Governor) {
        governor.outer = "-"
        for outer in (max(0, index - 4)..<index).reversed() {
            guard words[outer] != ",", words[outer] != "." else { return }
            guard closed[outer].contains(.preposition) else { continue }
            governor.outer = words[outer]
            governor.isLocative = closed[outer].contains(.locative)
            return
        }
    }
}
