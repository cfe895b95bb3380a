internal import Gazetteer
internal import Incidents

/// Dates in figures: "2016-01-05", "1/5/2016", "20160105".
extension DateGrammar {
    /// "2016-01-05", "1/5/2016", "5.1.2016", "2016/Jan/05", "20160105", "22/04".
    func numericDate(_ index: Int) -> Parsed<DateValue>? {
        if let date = compactDate(index) { return date }
        guard !isFragmentBefore(index), isDatePart(index), let separator = separator(index + 1),
            isDatePart(index + 2), isJoined(index + 2)
        else { return nil }
        if word(index + 3) == separator, isJoined(index + 3), isJoined(index + 4),
            isDatePart(index + 4),
            let date = threePart(index, index + 2, index + 4, separator)
        {
            return Parsed(date, index + 5)
        }
        return twoPart(index, separator)
    }

    private func separator(_ index: Int) -> DateWord? {
        guard isJoined(index) else { return nil }
        switch word(index) {
        case .dash, .slash, .period: return word(index)
        default: return nil
        }
    }

    private func isDatePart(_ index: Int) -> Bool {
        switch word(index) {
        case .number, .month, .shortMonth, .ordinal: true
        default: false
        }
    }

    /// "9/11" is an event's name: the attacks of 2001.
    private func isSeptember11(_ index: Int) -> Bool {
        tokens[index].value == 9 && tokens[index + 2].value == 11 && word(index - 1) != .on
            && !isWeekday(index - 1)
    }

    /// A joined mark and figures before it: this is the middle of something longer.
    func isFragmentBefore(_ index: Int) -> Bool {
        guard isJoined(index), tokens.indices.contains(index - 1) else { return false }
        switch word(index - 1) {
        case .slash: return true
        case .period, .comma, .colon: return word(index - 2) == .number
        case .currency: return true
        default: return false
        }
    }

    /// "20160105" standing alone.
    private func compactDate(_ index: Int) -> Parsed<DateValue>? {
        guard let number = figures(index, digits: 8...8, 19_000_101...21_001_231),
            let day = Day(year: number / 10_000, month: number / 100 % 100, day: number % 100)
        else { return nil }
        return Parsed(
            .day(year: day.year, month: day.month, day: day.parts.day, weekday: nil), index + 1)
    }

    private func threePart(_ a: Int, _ b: Int, _ c: Int, _ separator: DateWord) -> DateValue? {
        if let year = fullYear(a) {
            return date(year, month: b, day: c) ?? date(year, month: c, day: b)
        }
        guard let year = fullYear(c) ?? shortYear(c) else { return nil }
        // Dots are written by those who put the day first; with slashes English news puts the month first.
        return separator == .period
            ? date(year, month: b, day: a) ?? date(year, month: a, day: b)
            : date(year, month: a, day: b) ?? date(year, month: b, day: a)
    }

    func fullYear(_ index: Int) -> Int? { figures(index, digits: 4...4, 1000...2999) }

    /// "16": this century unless that lies far ahead.
    func shortYear(_ index: Int) -> Int? {
        figures(index, digits: 2...2, 0...99).map { $0 < 30 ? 2000 + $0 : 1900 + $0 }
    }

    private func date(_ year: Int, month: Int, day: Int) -> DateValue? {
        guard let number = monthNumber(month), let date = dayFigure(day),
            Day(year: year, month: number, day: date) != nil
        else { return nil }
        return .day(year: year, month: number, day: date, weekday: nil)
    }

    private func monthNumber(_ index: Int) -> Int? {
        switch word(index) {
        case .month(let number), .shortMonth(let number): number
        default: figures(index, digits: 1...2, 1...12)
        }
    }

    private func dayFigure(_ index: Int) -> Int? {
        if case .ordinal(let value) = word(index), (1...31).contains(value) { return value }
        return figures(index, digits: 1...2, 1...31)
    }

    /// "22/04", "4-22", "03/2016": only where the words around it expect a date.
    private func twoPart(_ index: Int, _ separator: DateWord) -> Parsed<DateValue>? {
        guard word(index) == .number, word(index + 2) == .number, !continuesFigure(index + 3) else {
            return nil
        }
        if let month = figures(index, digits: 1...2, 1...12), let year = fullYear(index + 2),
            separator != .period
        {
            return Parsed(.month(month, year: year), index + 3)
        }
        if let year = fullYear(index), let month = figures(index + 2, digits: 1...2, 1...12),
            separator == .dash, isAny([.in, .since, .from, .until], index - 1)
        {
            return Parsed(.month(month, year: year), index + 3)
        }
        if separator == .slash, let year = figures(index, digits: 4...4, 1900...2099),
            let month = figures(index + 2, digits: 2...2, 1...12), month != year % 100 + 1
        {
            return Parsed(.month(month, year: year), index + 3)
        }
        if separator == .slash, isSeptember11(index) {
            return Parsed(.day(year: 2001, month: 9, day: 11, weekday: nil), index + 3)
        }
        guard expectsDate(index, separator),
            let date = date(2000, month: index, day: index + 2)
                ?? date(2000, month: index + 2, day: index),
            case .day(_, let month, let day, _) = date
        else { return nil }
        return Parsed(.day(year: nil, month: month, day: day, weekday: nil), index + 3)
    }

    private func continuesFigure(_ index: Int) -> Bool {
        guard isJoined(index) else { return word(index) == .multitude || word(index) == .percent }
        switch word(index) {
        case .period, .slash, .comma, .colon, .dash:
            return isJoined(index + 1) && word(index + 1) == .number
        case .percent, .currency: return true
        default: return false
        }
    }

    private func expectsDate(_ index: Int, _ separator: DateWord) -> Bool {
        switch word(index - 1) {
        case .on: return separator == .slash || !isLowercaseWord(index + 3)
        case .weekday, .shortWeekday: return separator != .dash || !isTimeAhead(index + 3)
        case .at, .in, .by, .until, .since, .from, .to, .before, .after, .between, .through:
            return separator != .period && !isLowercaseWord(index + 3)
        // The second date of "1/23 - 2/4".
        case .dash, .and:
            return separator == .slash && word(index - 3) == .slash && word(index - 2) == .number
        case .comma: return isWeekday(index - 2)
        default:
            return separator == .slash && !isLowercaseWord(index + 3)
                && (isSlashDate(index) || opensRange(index))
        }
    }

    /// "5/1 to 5/10".
    private func opensRange(_ index: Int) -> Bool {
        isAny([.to, .until, .through], index + 3) && word(index + 5) == .slash
            && isJoined(index + 5) && word(index + 4) == .number && word(index + 6) == .number
    }

    private func isTimeAhead(_ index: Int) -> Bool {
        word(index) == .meridiem || word(index) == .colon
    }

    /// Without a word that asks for a date, "1/2" is more likely a fraction; "12/27" is none.
    private func isSlashDate(_ index: Int) -> Bool {
        let (a, b) = (tokens[index].value, tokens[index + 2].value)
        return max(a, b) > 12 && tokens[index].digits + tokens[index + 2].digits >= 3 && a != 24
    }

    func isWeekday(_ index: Int) -> Bool { weekdayName(index) != nil }
}
