internal import Gazetteer
internal import Incidents

/// A value read from tokens, and the index after the last of them.
struct Parsed<Value> {
    var value: Value
    var end: Int

    init(_ value: Value, _ end: Int) {
        self.value = value
        self.end = end
    }

    func map<Other>(_ transform: (Value) -> Other) -> Parsed<Other> {
        Parsed<Other>(transform(value), end)
    }
}

extension Optional {
    /// Of two readings at one position the one that reads further; the first of equals.
    func orLonger<Value>(_ other: Parsed<Value>?) -> Parsed<Value>? where Wrapped == Parsed<Value> {
        guard let other else { return self }
        return map { other.end > $0.end ? other : $0 } ?? other
    }
}

/// The grammar of date expressions over one run of tokens.
///
/// Every rule is a function from a position to what it reads there, or `nil`. Of rules that read at
/// one position, the one that reads furthest wins. Rules look only so many tokens ahead, and those that
/// nest ("two days before …") count their depth, so a run is read in linear time.
struct DateGrammar {
    let tokens: [DateToken]
    /// Something earlier in the sentence points ahead.
    let isFuture: Bool

    /// Words that may stand in an expression before the one that it turns on: "between the first two and a half".
    static let lead = 8

    init(_ run: DateRun) {
        tokens = run.tokens
        isFuture = run.isFuture
    }

    /// The longest expression that begins at a position.
    func expression(at start: Int) -> Parsed<DateValue>? {
        // What most rules begin with is read once.
        let point = point(start)
        return habit(start).orLonger(open(start, point)).orLonger(range(start, point))
            .orLonger(stretch(start)).orLonger(point).orLonger(duration(start))
            .orLonger(bareTime(start))
    }

    // MARK: Looking at tokens

    func word(_ index: Int) -> DateWord {
        tokens.indices.contains(index) ? tokens[index].word : .stop
    }
    func isJoined(_ index: Int) -> Bool { tokens.indices.contains(index) && tokens[index].isJoined }

    /// Steps over `word` if it comes next.
    @discardableResult
    func skip(_ word: DateWord, _ index: inout Int) -> Bool {
        guard self.word(index) == word else { return false }
        index += 1
        return true
    }

    func skip(anyOf words: SmallWords, _ index: inout Int) -> Bool {
        guard isAny(words, index) else { return false }
        index += 1
        return true
    }

    func isAny(_ words: SmallWords, _ index: Int) -> Bool {
        tokens.indices.contains(index) && !tokens[index].small.isDisjoint(with: words)
    }

    /// The word after an expression is a common noun or verb: figures before it may be a count.
    func isLowercaseWord(_ index: Int) -> Bool {
        guard tokens.indices.contains(index), !tokens[index].isCapital else { return false }
        switch tokens[index].word {
        case .other, .business, .multitude, .magnitude, .percent: return true
        default: return false
        }
    }

    func isOther(_ index: Int) -> Bool { word(index) == .other }

    // MARK: Figures and number words

    func figures(_ index: Int, digits: ClosedRange<Int>, _ range: ClosedRange<Int>) -> Int? {
        guard word(index) == .number, digits.contains(tokens[index].digits),
            range.contains(tokens[index].value)
        else { return nil }
        return tokens[index].value
    }

    /// Figures that are part of a longer figure: "1,000", "4.85", "$12".
    func isFragment(_ index: Int) -> Bool {
        if word(index - 1) == .currency { return true }
        if isJoined(index), word(index - 2) == .number, isJoined(index - 1),
            word(index - 1) == .period || (word(index - 1) == .comma && tokens[index].digits == 3)
        {
            return true
        }
        if word(index + 1) == .percent || word(index + 1) == .multitude { return true }
        return isJoined(index + 1) && isJoined(index + 2) && word(index + 2) == .number
            && (word(index + 1) == .period
                || (word(index + 1) == .comma && tokens[index + 2].digits == 3))
    }

    /// "5", "5th", "fifth", "twenty-fifth", "twenty five": a day of a month.
    func dayNumber(_ index: Int) -> Parsed<Int>? {
        if let ordinal = ordinal(index), (1...31).contains(ordinal.value) { return ordinal }
        if let day = figures(index, digits: 1...2, 1...31), !isFragment(index), !isClock(index) {
            return Parsed(day, index + 1)
        }
        guard let cardinal = cardinal(index), (1...31).contains(cardinal.value) else { return nil }
        return cardinal
    }

    private func isClock(_ index: Int) -> Bool {
        (word(index + 1) == .colon && isJoined(index + 1) && word(index + 2) == .number)
            || word(index + 1) == .meridiem || word(index + 1) == .oclock
    }

    func ordinal(_ index: Int) -> Parsed<Int>? {
        if case .ordinal(let value) = word(index), value > 0 { return Parsed(value, index + 1) }
        guard case .cardinal(let tens) = word(index), tens >= 20 else { return nil }
        let next = word(index + 1) == .dash ? index + 2 : index + 1
        guard case .ordinal(let unit) = word(next), (1...9).contains(unit) else { return nil }
        return Parsed(tens + unit, next + 1)
    }

    /// "seven", "twenty-five": below a hundred.
    func cardinal(_ index: Int) -> Parsed<Int>? {
        guard case .cardinal(let value) = word(index) else { return nil }
        guard value >= 20 else { return Parsed(value, index + 1) }
        let next = word(index + 1) == .dash && isJoined(index + 1) ? index + 2 : index + 1
        guard case .cardinal(let unit) = word(next), unit < 10 else {
            return Parsed(value, index + 1)
        }
        return Parsed(value + unit, next + 1)
    }

    /// "2016", "nineteen ninety-six", "two thousand and fifteen", "'16".
    func year(_ index: Int) -> Parsed<Int>? {
        if let year = figures(index, digits: 4...4, 1000...2999), !isFragment(index),
            !isLongRange(index)
        {
            return Parsed(year, index + 1)
        }
        if word(index) == .apostrophe, isJoined(index + 1),
            let short = figures(index + 1, digits: 2...2, 0...99)
        {
            return Parsed(short < 50 ? 2000 + short : 1900 + short, index + 2)
        }
        return yearInWords(index)
    }

    /// Digits that go on after a joined dash are an article number, not a year.
    private func isLongRange(_ index: Int) -> Bool {
        word(index + 1) == .dash && isJoined(index + 1) && isJoined(index + 2)
            && word(index + 2) == .number && tokens[index + 2].digits > 4
    }

    func yearInWords(_ index: Int) -> Parsed<Int>? {
        guard let head = cardinal(index) else { return nil }
        if head.value == 2, word(head.end) == .magnitude(1000) {
            let next = word(head.end + 1) == .and ? head.end + 2 : head.end + 1
            guard let rest = cardinal(next) else { return Parsed(2000, head.end + 1) }
            return Parsed(2000 + rest.value, rest.end)
        }
        guard case .cardinal(19...20) = word(index), head.end == index + 1,
            let rest = cardinal(index + 1), rest.value >= 10
        else { return nil }
        return Parsed(head.value * 100 + rest.value, rest.end)
    }

    // MARK: Amounts

    /// "three weeks", "a couple of days", "72 hours", "half a year".
    func amount(_ start: Int) -> Parsed<DateAmount>? {
        var index = start
        while skip(anyOf: [.about, .at], &index) || skipComparison(&index) {}
        if word(index) == .half { return halfAmount(index) }
        guard let count = count(index) else { return nil }
        index = count.end
        if word(index) == .dash { index += 1 }
        skip(.of, &index)
        let isBusiness = skip(.business, &index)
        guard let unit = unit(index) else { return nil }
        index = unit.end
        return Parsed(
            DateAmount(
                count.value.count, isBusiness && unit.value == .day ? .businessDay : unit.value,
                isVague: count.value.isVague), index)
    }

    /// "more than", "less than", "at least", "over".
    private func skipComparison(_ index: inout Int) -> Bool {
        if word(index) == .more || word(index) == .less, word(index + 1) == .than {
            index += 2
            return true
        }
        return skip(.over, &index) || skip(.less, &index)
    }

    private func halfAmount(_ start: Int) -> Parsed<DateAmount>? {
        var index = start + 1
        skip(.article, &index)
        guard let unit = unit(index) else { return nil }
        return Self.half(of: unit.value).map { Parsed($0, unit.end) }
    }

    private static func half(of unit: DateUnit) -> DateAmount? {
        switch unit {
        case .year: DateAmount(6, .month)
        case .decade: DateAmount(5, .year)
        case .century: DateAmount(50, .year)
        case .month: DateAmount(2, .week)
        case .week: DateAmount(4, .day)
        case .day: DateAmount(12, .hour)
        case .hour: DateAmount(30, .minute)
        default: nil
        }
    }

    func count(_ index: Int) -> Parsed<(count: Int, isVague: Bool)>? {
        if let figures = figures(index, digits: 1...4, 0...9999), !isFragment(index) {
            return Parsed((figures, false), index + 1)
        }
        if word(index) == .article {
            if case .vague(let value) = word(index + 1) { return Parsed((value, true), index + 2) }
            return Parsed((1, false), index + 1)
        }
        if case .vague(let value) = word(index) { return Parsed((value, true), index + 1) }
        return cardinal(index).map { $0.map { ($0, false) } }
    }

    func unit(_ index: Int) -> Parsed<DateUnit>? {
        switch word(index) {
        case .unit(.quarter) where isPartOfName(index): nil
        case .unit(.week) where isJoined(index + 1) && word(index + 1) == .number: nil
        case .unit(let unit) where unit != .half, .units(let unit): Parsed(unit, index + 1)
        case .partsOfDay where tokens[index].key == DateLexicon.nights: Parsed(.day, index + 1)
        default: nil
        }
    }

    /// "Q1", "quarter-century".
    private func isPartOfName(_ index: Int) -> Bool {
        (isJoined(index + 1) && word(index + 1) == .number)
            || (word(index + 1) == .dash && isJoined(index + 2))
    }

    /// "a year and a half", "two and a half years".
    ///
    /// - Parameter amount: the amount at `start`.
    func amountAndHalf(
        _ start: Int, _ amount: Parsed<DateAmount>?
    ) -> Parsed<[DateAmount]>? {
        if let amount, word(amount.end) == .and, let end = halfEnd(amount.end + 1) {
            return Self.half(of: amount.value.unit).map { Parsed([amount.value, $0], end) }
        }
        if let decimal = decimalAmount(start) { return decimal }
        guard let count = count(start), word(count.end) == .and, let end = halfEnd(count.end + 1),
            let unit = unit(end), let half = Self.half(of: unit.value)
        else { return nil }
        return Parsed([DateAmount(count.value.count, unit.value), half], unit.end)
    }

    /// "3.5 years".
    private func decimalAmount(_ start: Int) -> Parsed<[DateAmount]>? {
        guard let whole = figures(start, digits: 1...2, 0...99), word(start + 1) == .period,
            isJoined(start + 1), isJoined(start + 2),
            figures(start + 2, digits: 1...1, 5...5) != nil,
            let unit = unit(start + 3), let half = Self.half(of: unit.value)
        else { return nil }
        return Parsed([DateAmount(whole, unit.value), half], unit.end)
    }

    private func halfEnd(_ index: Int) -> Int? {
        let next = word(index) == .article ? index + 1 : index
        return word(next) == .half ? next + 1 : nil
    }

    private func mayBeginAmount(_ index: Int) -> Bool {
        switch word(index) {
        case .number, .article, .vague, .cardinal, .half, .about, .at, .more, .less, .over: true
        default: false
        }
    }

    /// "two weeks and two days".
    func amounts(_ start: Int) -> Parsed<[DateAmount]>? {
        guard mayBeginAmount(start) else { return nil }
        let amount = amount(start)
        if let halves = amountAndHalf(start, amount) { return halves }
        guard let first = amount else { return nil }
        var all = Parsed([first.value], first.end)
        while all.value.count < 3, let next = smallerAmount(all) { all = next }
        return all
    }

    /// "…, 2 months", "… and two days": an amount of another unit after those before it.
    private func smallerAmount(_ before: Parsed<[DateAmount]>) -> Parsed<[DateAmount]>? {
        var index = before.end
        skip(.comma, &index)
        let isLinked = skip(.and, &index) || index == before.end
        guard isLinked || word(index) == .number, let next = amount(index),
            next.value.unit != before.value.last?.unit,
            index > before.end || word(index) == .number
        else { return nil }
        return Parsed(before.value + [next.value], next.end)
    }
}
