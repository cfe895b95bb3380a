internal import Gazetteer

/// Reads numbers in figures and words, with the words that bound them.
///
/// Used for tolls and distances alike. Money, shares, times of day and ordinals are not quantities here.
public struct NumberReader: Sendable {
    private let text: AnalyzedText

    public init(_ text: AnalyzedText) { self.text = text }

    /// The longest quantity that begins at a token.
    ///
    /// - Parameter countingArticles: "a soldier" is one. Off, "a" counts only before a number word ("a dozen").
    /// - Complexity: O(length of the expression); at most a few dozen tokens are looked at.
    public func quantity(at index: Int, countingArticles: Bool = false) -> Quantity? {
        guard opens(index), isStart(index) else { return nil }
        var cursor = index
        let limit = limit(&cursor)
        let isBetween = limit == nil && (skip(.between, &cursor) || skip(.from, &cursor))
        guard let first = number(cursor, countingArticles) else { return nil }
        if let range = range(from: first, isBetween: isBetween) {
            return bounded(range, by: limit, start: index)
        }
        guard !isBetween else { return nil }
        return bounded(withTail(first), by: limit, start: index)
    }

    /// All quantities of a token range, in order, none inside another.
    public func quantities(in range: Range<Int>) -> [Quantity] {
        var found: [Quantity] = []
        var index = range.lowerBound
        let tokens = text.tokens
        let openers = NumberLexicon.openers
        while index < range.upperBound {
            let token = tokens[index]
            if token.kind == .mark || token.kind == .word && !openers.contains(token.key) {
                index += 1
            } else if let quantity = quantity(at: index),
                quantity.tokens.upperBound <= range.upperBound
            {
                found.append(quantity)
                index = quantity.tokens.upperBound
            } else {
                index += 1
            }
        }
        return found
    }

    // MARK: Tokens

    private func word(_ index: Int) -> NumberWord? {
        guard text.tokens.indices.contains(index), text.tokens[index].isWord else { return nil }
        return NumberLexicon.words[text.tokens[index].key]
    }

    private func isMark(_ index: Int, _ marks: Token.Mark...) -> Bool {
        text.tokens.indices.contains(index) && marks.contains { text.tokens[index].is($0) }
    }

    private func isJoined(_ index: Int) -> Bool {
        text.tokens.indices.contains(index) && text.tokens[index].flags.contains(.joined)
    }

    private func skip(_ wanted: NumberWord, _ index: inout Int) -> Bool {
        guard word(index) == wanted else { return false }
        index += 1
        return true
    }

    private func opens(_ index: Int) -> Bool {
        text.tokens.indices.contains(index) && mayOpen(text.tokens[index])
    }

    private func mayOpen(_ token: Token) -> Bool {
        switch token.kind {
        case .number: return true
        case .word: return NumberLexicon.openers.contains(token.key)
        case .mark: return false
        }
    }

    /// Not money, and not in the middle of "10:30", "3/4" or "A-10".
    private func isStart(_ index: Int) -> Bool {
        if isMark(index - 1, .currency) { return false }
        return !(isJoined(index) && isMark(index - 1, .colon, .slash, .period, .hyphen))
    }

    /// "at least", "up to", "about".
    private func limit(_ index: inout Int) -> NumberLimit? {
        var best: (limit: NumberLimit, end: Int)?
        var key: WordKey?
        for next in index..<index + NumberLexicon.longestLimit {
            guard text.tokens.indices.contains(next), text.tokens[next].isWord else { break }
            key = key.map { $0.followed(by: text.tokens[next].key) } ?? text.tokens[next].key
            if let limit = key.flatMap({ NumberLexicon.limits[$0] }) { best = (limit, next + 1) }
        }
        if let best { index = best.end }
        return best?.limit
    }

    // MARK: Numbers

    /// One number: figures or words, exact or not.
    private func number(_ index: Int, _ countingArticles: Bool) -> Quantity? {
        if text.tokens.indices.contains(index), text.tokens[index].kind == .number {
            return figures(index)
        }
        switch word(index) {
        case .value: return words(index)
        case .plural: return plural(index)
        case .vague(let low, let high):
            if isTheNumber(index) { return nil }
            return Quantity(low, high, isApproximate: true, tokens: index..<index + 1)
        case .couple: return couple(index, index)
        case .half: return halfDozen(index)
        case .article: return articled(index, countingArticles)
        default: return nil
        }
    }

    /// "*the number* of victims" is told behind it, and "a number of victims" are some.
    private func isTheNumber(_ index: Int) -> Bool {
        index > 0 && text.tokens[index - 1].key == Words.the
    }

    /// "2,500", "1.5 million", "24".
    private func figures(_ index: Int) -> Quantity? {
        guard let value = Self.value(of: text.bytes[text.tokens[index].bytes]) else { return nil }
        var end = index + 1
        if isJoined(end), isOrdinalEnding(end) { return nil }
        if isMark(end, .percent)
            || (isMark(end, .colon, .slash) && isJoined(end) && isJoined(end + 1))
        {
            return nil
        }
        let scaled = scaled(value, &end)
        return Quantity(scaled, scaled, tokens: index..<end)
    }

    private func isOrdinalEnding(_ index: Int) -> Bool {
        NumberLexicon.ordinalEndings.contains(text.tokens[index].key)
    }

    /// "dozen", "hundred", "million" after a number.
    private func scaled(_ value: Double, _ end: inout Int) -> Double {
        var value = value
        while true {
            let next = isMark(end, .hyphen) && isJoined(end) ? end + 1 : end
            guard case .multiplier(let factor) = word(next), value < 1e12 else { return value }
            value *= factor
            end = next + 1
        }
    }

    private static func value(of figures: ArraySlice<UInt8>) -> Double? {
        // Most figures are a few digits.
        guard figures.count <= 15, figures.allSatisfy({ ByteClass.of($0) == .digit }) else {
            return value(of: String(decoding: figures, as: UTF8.self))
        }
        return Double(figures.reduce(0) { $0 * 10 + Int($1 & 0x0f) })
    }

    /// Commas must part groups of three; a dot parts decimals.
    static func value(of figures: String) -> Double? {
        let groups = figures.split(separator: ",", omittingEmptySubsequences: false)
        guard let first = groups.first, !first.isEmpty, figures.utf8.count <= 24 else { return nil }
        for group in groups.dropFirst() where group.prefix(while: { $0 != "." }).count != 3 {
            return nil
        }
        return Double(groups.joined())
    }

    /// "one hundred and twenty-three", "two dozen": the sum of what its words say.
    private func words(_ start: Int) -> Quantity? {
        var total = 0.0
        var group = 0.0
        var index = start
        reading: while true {
            switch word(index) {
            case .value(let value) where accepts(value, after: group): group += value
            case .multiplier(let factor) where factor < 1000: group = max(1, group) * factor
            case .multiplier(let factor):
                total += max(1, group) * factor
                group = 0
            case .and
            where index > start && isValue(index + 1)
                && (total + group).truncatingRemainder(dividingBy: 100) == 0:
                index += 1
                continue reading
            default: break reading
            }
            index += 1
            if isMark(index, .hyphen), isJoined(index), isJoined(index + 1), isNumberWord(index + 1)
            {
                index += 1
            }
        }
        return Quantity(total + group, total + group, tokens: start..<index)
    }

    /// "twenty" takes "three", and "hundred" takes anything below; "three" takes nothing.
    private func accepts(_ value: Double, after group: Double) -> Bool {
        group == 0 || (group.truncatingRemainder(dividingBy: 100) == 0 && value < 100)
            || (value < 10 && value > 0 && group.truncatingRemainder(dividingBy: 100) >= 20
                && group.truncatingRemainder(dividingBy: 10) == 0)
    }

    private func isValue(_ index: Int) -> Bool {
        if case .value = word(index) { true } else { false }
    }

    private func isNumberWord(_ index: Int) -> Bool {
        switch word(index) {
        case .value, .multiplier: true
        default: false
        }
    }

    /// "dozens", "tens of thousands": two of them at the least.
    private func plural(_ start: Int) -> Quantity? {
        guard case .plural(var value) = word(start) else { return nil }
        var index = start + 1
        while word(index) == .of, case .plural(let next) = word(index + 1), next > value {
            value *= next
            index += 2
        }
        return Quantity(
            2 * value, nil, isApproximate: true, isBarePlural: true, tokens: start..<index)
    }

    /// "a couple of", "a pair".
    private func couple(_ start: Int, _ index: Int) -> Quantity {
        var end = index + 1
        if word(end) == .of { end += 1 }
        return Quantity(2, 2, isApproximate: true, tokens: start..<end)
    }

    /// "half a dozen", "half-dozen".
    private func halfDozen(_ start: Int) -> Quantity? {
        var index = start + 1
        if isMark(index, .hyphen) || word(index) == .article { index += 1 }
        guard case .multiplier(let factor) = word(index) else { return nil }
        return Quantity(factor / 2, factor / 2, isApproximate: true, tokens: start..<index + 1)
    }

    /// "a dozen", "a few", "a half-dozen"; "a" alone only where articles count.
    private func articled(_ start: Int, _ countingArticles: Bool) -> Quantity? {
        switch word(start + 1) {
        case .multiplier:
            var end = start + 1
            let value = scaled(1, &end)
            return Quantity(value, value, isApproximate: value == 12, tokens: start..<end)
        case .vague(let low, let high):
            return Quantity(low, high, isApproximate: true, tokens: start..<start + 2)
        case .couple: return couple(start, start + 1)
        case .half:
            return halfDozen(start + 1).map {
                Quantity(
                    $0.minimum, $0.maximum, isApproximate: true,
                    tokens: start..<$0.tokens.upperBound)
            }
        default: return countingArticles ? Quantity(1, 1, tokens: start..<start + 1) : nil
        }
    }

    // MARK: Bounds

    /// "24–60", "24 to 60", "between two dozen and 60", "two or three".
    private func range(from first: Quantity, isBetween: Bool) -> Quantity? {
        var index = first.tokens.upperBound
        let isLinked = isMark(index, .hyphen, .dash) && isJoined(index)
        guard
            isLinked || word(index) == .to || word(index) == .or
                || (isBetween && word(index) == .and)
        else { return nil }
        index += 1
        guard let second = number(index, false), let low = first.minimum,
            let high = second.maximum ?? second.minimum
        else { return nil }
        // "10 to 15 thousand": the multiplier belongs to both.
        let scale = second.factor(in: text)
        let scaledLow = scale > 1 && low < high / scale ? low * scale : low
        guard scaledLow <= high else { return nil }
        return Quantity(
            scaledLow, second.maximum, isApproximate: first.isApproximate || second.isApproximate,
            tokens: first.tokens.lowerBound..<second.tokens.upperBound)
    }

    /// "or more", "or so", "-plus", "-odd" after a number.
    private func withTail(_ number: Quantity) -> Quantity {
        var index = number.tokens.upperBound
        if isMark(index, .hyphen), isJoined(index) { index += 1 }
        let isPlus =
            word(index) == .plus
            || (text.tokens.indices.contains(index) && text.string(text.tokens[index]) == "+")
        if word(index) == .or, word(index + 1) == .more {
            return number.ended(index + 2, number.minimum, nil)
        }
        if isPlus { return number.ended(index + 1, number.minimum, nil) }
        if (word(index) == .or && word(index + 1) == .so) || word(index) == .odd {
            return number.ended(word(index) == .or ? index + 2 : index + 1).around()
        }
        return number
    }

    private func bounded(_ number: Quantity, by limit: NumberLimit?, start: Int) -> Quantity {
        var bounded = number
        bounded.tokens = start..<number.tokens.upperBound
        switch limit {
        case nil, .exactly: break
        case .atLeast: bounded.maximum = nil
        case .atMost:
            bounded.maximum = number.maximum ?? number.minimum
            bounded.minimum = 0
        case .about: bounded = bounded.around()
        case .nearly:
            bounded.minimum = number.minimum.map { $0 * 0.9 }
            bounded.isApproximate = true
        }
        return bounded
    }
}

extension Quantity {
    fileprivate func ended(_ end: Int) -> Quantity { ended(end, minimum, maximum) }

    fileprivate func ended(_ end: Int, _ minimum: Double?, _ maximum: Double?) -> Quantity {
        Quantity(
            minimum, maximum, isApproximate: isApproximate, isBarePlural: isBarePlural,
            tokens: tokens.lowerBound..<end)
    }

    /// A tenth to either side: what "about" means in news, where such figures are rounded.
    fileprivate func around() -> Quantity {
        var wide = self
        wide.isApproximate = true
        if minimum == maximum {
            wide.minimum = minimum.map { $0 * 0.9 }
            wide.maximum = maximum.map { $0 * 1.1 }
        }
        return wide
    }

    /// The multiplier that ends it: 1,000 in "15 thousand".
    fileprivate func factor(in text: AnalyzedText) -> Double {
        guard tokens.count > 1, let last = tokens.last,
            case .multiplier(let factor) = NumberLexicon.words[text.tokens[last].key],
            factor >= 1000
        else { return 1 }
        return factor
    }
}
