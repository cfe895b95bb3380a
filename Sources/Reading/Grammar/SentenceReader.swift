internal import Gazetteer
internal import Incidents

/// Turns sentences into phrases, once places, dates and quantities of the text are known.
struct SentenceReader {
    let text: AnalyzedText
    let lexicon: Lexicon
    /// Token ranges, sorted, not overlapping.
    let places: [Range<Int>]
    let dates: [Range<Int>]
    /// By sentence, the token behind its dateline, which is no word of it.
    var starts: [Int: Int] = [:]
    private let recent: RecentPhrases

    init(
        text: AnalyzedText, lexicon: Lexicon, places: [Range<Int>], dates: [Range<Int>]
    ) {
        self.text = text
        self.lexicon = lexicon
        self.places = places
        self.dates = dates
        recent = RecentPhrases(sentences: text.sentences.count)
    }

    private func words(ofSentence sentence: Int) -> Range<Int> {
        let range = text.sentences[sentence]
        guard let start = starts[sentence], range.contains(start) else { return range }
        return start..<range.upperBound
    }

    func phrases(ofSentence sentence: Int) -> SentencePhrases {
        if let known = recent[sentence] { return known }
        var units = self.units(in: words(ofSentence: sentence))
        UnitTagger(text: text).tag(&units)
        let phrases = SentencePhrases(sentence: sentence, units: units)
        recent.add(phrases)
        return phrases
    }

    /// Whether any word of the sentence tells of an event: most do not, and cost no more than this.
    func mayTellEvent(_ sentence: Int) -> Bool {
        if let known = recent.mayTell[sentence] { return known }
        let mayTell = holdsEvent(words(ofSentence: sentence))
        recent.mayTell[sentence] = mayTell
        return mayTell
    }

    /// Whether one of the places begins in a sentence.
    func holdsPlace(_ sentence: Int) -> Bool { holds(places, sentence) }

    /// Whether one of the dates begins in a sentence.
    func holdsDate(_ sentence: Int) -> Bool { holds(dates, sentence) }

    private func holds(_ ranges: [Range<Int>], _ sentence: Int) -> Bool {
        let tokens = text.sentences[sentence]
        let first = firstIndex(in: ranges, notBefore: tokens.lowerBound)
        return first < ranges.count && ranges[first].lowerBound < tokens.upperBound
    }

    private func holdsEvent(_ range: Range<Int>) -> Bool {
        let tokens = text.tokens
        let openers = lexicon.eventOpeners
        for index in range
        where tokens[index].kind == .word && openers.contains(tokens[index].key) {
            if let match = lexicon.phrases.longestMatch(
                in: tokens, from: index, before: range.upperBound),
                match.value.tellsEvent
            {
                return true
            }
        }
        return false
    }

    private func units(in range: Range<Int>) -> [Unit] {
        var units: [Unit] = []
        units.reserveCapacity(range.count)
        var place = firstIndex(in: places, notBefore: range.lowerBound)
        var date = firstIndex(in: dates, notBefore: range.lowerBound)
        let tokens = text.tokens
        let quantities = NumberReader(text).quantities(in: range)
        var quantity = 0
        var index = range.lowerBound
        while index < range.upperBound {
            while place < places.count, places[place].lowerBound < index { place += 1 }
            while date < dates.count, dates[date].lowerBound < index { date += 1 }
            while quantity < quantities.count, quantities[quantity].tokens.lowerBound < index {
                quantity += 1
            }
            let unit = unit(
                at: index, of: tokens, in: range, place, date,
                quantity < quantities.count ? quantities[quantity] : nil)
            units.append(unit)
            index = max(unit.tokens.upperBound, index + 1)
        }
        return units
    }

    private func unit(
        at index: Int, of tokens: [Token], in range: Range<Int>, _ place: Int, _ date: Int,
        _ quantity: Quantity?
    ) -> Unit {
        let key = tokens[index].key
        if let age = age(at: index, of: tokens, in: range) {
            return Unit(tokens: age, key: key, lexeme: Self.person)
        }
        var match =
            tokens[index].kind == .mark
            ? nil
            : lexicon.phrases.longestMatch(in: tokens, from: index, before: range.upperBound)
        if isNamedMine(index, in: range) {
            return Unit(tokens: index..<index + 1, key: key, lexeme: Self.facility)
        }
        if let phrase = match, isNoun(phrase, before: index, in: range) {
            match = lexicon.phrases.longestMatch(in: tokens, from: index, before: index + 1)
        }
        let lexical = match.flatMap { isRightCase($0) ? $0 : nil }
        if date < dates.count, dates[date].lowerBound == index {
            return Unit(tokens: day(dates[date].clamped(to: range)), key: key, content: .date(date))
        }
        if place < places.count, places[place].lowerBound == index,
            places[place].upperBound >= lexical?.range.upperBound ?? 0
        {
            return Unit(tokens: places[place].clamped(to: range), key: key, content: .place(place))
        }
        if let quantity, quantity.tokens.lowerBound == index, lexical?.value.tellsEvent != true {
            return Unit(
                tokens: quantity.tokens.clamped(to: range), key: key, content: .quantity(quantity))
        }
        if let lexical {
            return Unit(tokens: lexical.range, key: key, lexeme: lexical.value)
        }
        return Unit(tokens: index..<index + 1, key: key)
    }

    /// "*a fire at* a camp": behind an article no verb of two words begins.
    private func isNoun(
        _ phrase: PhraseTable<Lexeme>.Match, before index: Int, in range: Range<Int>
    ) -> Bool {
        phrase.range.count > 1 && phrase.value.verb != nil && !phrase.value.isNoun
            && index > range.lowerBound && Self.articles.contains(text.tokens[index - 1].key)
    }

    /// "at the Gold One *mine*" nothing explodes.
    private func isNamedMine(_ index: Int, in range: Range<Int>) -> Bool {
        guard text.tokens[index].key == Self.mine, index > range.lowerBound + 1 else {
            return false
        }
        let name = text.tokens[index - 1]
        return name.isCapitalized && !name.flags.contains(.allCapitals) && name.isWord
    }

    private static let mine = WordKey("mine")
    private static let facility = Lexeme(things: .facility, isNoun: true)
    private static let articles: WordSet = [WordKey("a"), WordKey("an"), WordKey("the")]

    /// "a *ten-year-old* boy": no period of time, and one person.
    private func age(at index: Int, of tokens: [Token], in range: Range<Int>) -> Range<Int>? {
        let end = index + 5
        guard end <= range.upperBound, tokens[index + 1].mark == .hyphen,
            tokens[index + 4].key == Self.old, tokens[index + 3].mark == .hyphen,
            Self.spans.contains(tokens[index + 2].key)
        else { return nil }
        return index..<end
    }

    private static let old = WordKey("old")
    private static let spans: WordSet = [WordKey("year"), WordKey("month"), WordKey("week")]
    private static let person = Lexeme(
        person: PersonSense(kind: .civilian, isGroup: false), isNoun: true)

    /// "a week *after* troops left": the last word opens a clause and is a unit of its own.
    private func day(_ expression: Range<Int>) -> Range<Int> {
        let opensClause =
            expression.count > 1
            && lexicon.isSubordinator(text.tokens[expression.upperBound - 1].key)
        return opensClause ? expression.lowerBound..<expression.upperBound - 1 : expression
    }

    /// Names of groups are written with a capital: "contras" and "eta" are other words.
    private func isRightCase(_ match: PhraseTable<Lexeme>.Match) -> Bool {
        guard let group = match.value.group, match.value.person == nil else { return true }
        // In a text of capitals alone "shining path" lost them.
        let isTelling =
            match.range.count > 1
            && text.tokens[match.range.lowerBound].end - text.tokens[match.range.lowerBound].start
                > 4
        return isTelling || match.range.contains { text.tokens[$0].isCapitalized }
            || group.name == "Peshmerga"
    }

    private func firstIndex(in ranges: [Range<Int>], notBefore token: Int) -> Int {
        ranges.partitioningIndex { $0.lowerBound >= token }
    }
}

/// The phrases of the sentences read last: what a sentence tells is sought in its neighbours, too, and
/// a brief report is gone through several times.
private final class RecentPhrases {
    /// A sentence stands where its number says, until another one takes the place.
    private var known = [SentencePhrases?](repeating: nil, count: RecentPhrases.most)

    /// Of each sentence, whether it may tell of an event, once that was asked.
    var mayTell: [Bool?]

    private static var most: Int { 64 }

    init(sentences: Int) { mayTell = Array(repeating: nil, count: sentences) }

    subscript(sentence: Int) -> SentencePhrases? {
        known[sentence % Self.most].flatMap { $0.sentence == sentence ? $0 : nil }
    }

    func add(_ phrases: SentencePhrases) { known[phrases.sentence % Self.most] = phrases }
}

extension Array {
    /// The first index whose element satisfies `isAfter`, when all that do stand behind all that do not.
    func partitioningIndex(_ isAfter: (Element) -> Bool) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = (low + high) / 2
            if isAfter(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
