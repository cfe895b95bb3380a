internal import Gazetteer
internal import Incidents

/// A sentence as the ranker of event places sees it: its words, its names, and what stands where.
///
/// Tokens are counted from the start of the sentence.
struct LinkingSentence {
    let phrases: SentencePhrases
    let tokens: [Token]
    /// Folded words; marks as they are.
    let words: [String]
    /// The same with names, numbers and dates replaced by their class: "<l>", "<#>", "<D>".
    private(set) var classes: [String] = []
    private(set) var names: [Name] = []
    /// The name that covers a token; −1 = none.
    private(set) var nameOfToken: [Int]
    let unitOfToken: [Int]

    /// A run of capitalised words, or a mention of a place: what may be where an event took place.
    struct Name {
        let tokens: Range<Int>
        var mention: Mention?
        /// Whether it is known as the name of a person or organisation.
        var proper: ProperNames.Kind?
        var governor = Governor()

        var role: String {
            if let mention { return mention.role.rawValue }
            switch proper {
            case .person: return "person"
            case .organisation: return "organisation"
            case nil: return "none"
            }
        }

        /// The kind of place it was taken for.
        var kind: String {
            mention.map { $0.resolution.place.map { $0.kind.rawValue } ?? "unresolved" } ?? "-"
        }

        /// Led in by a word that says where.
        var isLocative: Bool {
            governor.isLocative && mention?.role != .demonym && proper == nil
        }
    }

    /// The preposition that leads a name in.
    struct Governor {
        /// "^" at the start of the sentence, "-" when there is none.
        var word = "-"
        /// Behind "of": the preposition before it, "in the city of".
        var outer = ""
        /// −1 = none.
        var token = -1
        /// Words between the preposition and the name.
        var reach = 0
        /// A comma or "and" stands between.
        var isShared = false

        var isPreposition: Bool { token >= 0 }
        var isLocative: Bool {
            LinkingWords.locatives.contains(word)
                || word == "of" && LinkingWords.locatives.contains(outer)
        }
    }

    init(
        text: AnalyzedText, phrases: SentencePhrases, mentions: [Mention],
        names properNames: [ProperNames.Name]
    ) {
        let range = text.sentences[phrases.sentence]
        self.phrases = phrases
        tokens = Array(text.tokens[range])
        words = tokens.map { token in
            token.kind == .mark
                ? text.string(token)
                : NameFolding.fold(text.string(token))
        }
        var owner = [Int](repeating: -1, count: tokens.count)
        for (index, unit) in phrases.units.enumerated() {
            for token in unit.tokens where range.contains(token) {
                owner[token - range.lowerBound] = index
            }
        }
        unitOfToken = owner
        nameOfToken = Array(repeating: -1, count: tokens.count)
        findNames(mentions, properNames)
        classes = tokens.indices.map(wordClass)
        for index in names.indices { names[index].governor = governor(of: index) }
    }

    // MARK: Names

    private mutating func findNames(_ mentions: [Mention], _ properNames: [ProperNames.Name]) {
        guard let first = tokens.first, let last = tokens.last else { return }
        let bytes = TextSpan(Int(first.start), Int(last.end))
        let mentions = Self.inside(bytes, mentions) { $0.span }
        let proper = Self.inside(bytes, properNames) { $0.span }
        var ranges = capitalisedRuns()
        for mention in mentions {
            let range = tokenRange(mention.span)
            if !range.isEmpty, !ranges.contains(where: { $0.overlaps(range) }) {
                ranges.append(range)
            }
        }
        ranges.sort { $0.lowerBound < $1.lowerBound }
        for range in ranges {
            for token in range { nameOfToken[token] = names.count }
            names.append(
                Name(
                    tokens: range, mention: closest(mentions, to: range) { $0.span },
                    proper: closest(proper, to: range) { $0.span }?.kind))
        }
    }

    /// Of items in the order of the text, those that overlap a span.
    private static func inside<Item>(
        _ span: TextSpan, _ items: [Item], _ spanOf: (Item) -> TextSpan
    ) -> [Item] {
        let first = items.partitioningIndex { spanOf($0).end > span.start }
        return Array(items[first...].prefix { spanOf($0).start < span.end })
    }

    private func tokenRange(_ span: TextSpan) -> Range<Int> {
        let lower = tokens.firstIndex { Int($0.end) > span.start } ?? tokens.count
        let upper = tokens.firstIndex { Int($0.start) >= span.end } ?? tokens.count
        return lower..<max(lower, upper)
    }

    func span(_ range: Range<Int>) -> TextSpan {
        TextSpan(Int(tokens[range.lowerBound].start), Int(tokens[range.upperBound - 1].end))
    }

    private func closest<Item>(
        _ items: [Item], to range: Range<Int>, _ span: (Item) -> TextSpan
    ) -> Item? {
        let own = self.span(range)
        func fit(_ item: Item) -> (Int, Int) {
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
        index < tokens.count && tokens[index].isWord
            && LinkingWords.particles.contains(words[index])
    }

    private func opensName(_ index: Int) -> Bool {
        isCapital(index)
            || LinkingWords.articles.contains(words[index]) && isHyphen(index + 1)
                && isCapital(index + 2)
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
                LinkingWords.abbreviations.contains(words[index - 1]), isCapital(index + 1)
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
        while let last = run.last, LinkingWords.calendar.contains(words[last]) { run.removeLast() }
        return run
    }

    private func opensOnly(_ index: Int, in run: Range<Int>) -> Bool {
        let word = words[index]
        if LinkingWords.calendar.contains(word) || !tokens[index].isWord { return true }
        if run.count > 1, LinkingWords.directions.contains(word), word.hasSuffix("ern") {
            return true
        }
        return LinkingWords.openers.contains(word) && !LinkingWords.articles.contains(word)
    }

    // MARK: Words

    private func wordClass(_ index: Int) -> String {
        if nameOfToken[index] >= 0 {
            let name = names[nameOfToken[index]]
            if let mention = name.mention { return "<\(mention.role.rawValue.prefix(1))>" }
            return name.proper == .person ? "<P>" : name.proper == nil ? "<C>" : "<O>"
        }
        let token = tokens[index]
        if token.kind == .number { return "<#>" }
        if unit(index)?.tag == .date || LinkingWords.calendar.contains(words[index]) {
            return "<D>"
        }
        switch token.mark {
        case .openQuote, .closeQuote, .quote: return "\""
        default: return words[index]
        }
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
    func word(_ index: Int) -> String {
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
                break
            }
            if endsPhrase(index) { break }
            if words[index] == "," || words[index] == "and" { governor.isShared = true }
            index -= 1
            governor.reach += 1
        }
        if index < 0 { governor.word = "^" }
        if governor.word == "of" { governor.outer = preposition(before: index) }
        return governor
    }

    private func isPreposition(_ index: Int) -> Bool {
        LinkingWords.prepositions.contains(words[index]) && unit(index)?.tag != .subordinator
    }

    private func endsPhrase(_ index: Int) -> Bool {
        switch unit(index)?.tag {
        case .verb, .gerund, .be, .have, .do, .modal, .relative, .subordinator, .boundary: true
        default: false
        }
    }

    private func preposition(before index: Int) -> String {
        var index = index - 1
        for _ in 0..<4 {
            guard index >= 0, words[index] != ",", words[index] != "." else { return "-" }
            if LinkingWords.prepositions.contains(words[index]) { return words[index] }
            index -= 1
        }
        return "-"
    }
}
