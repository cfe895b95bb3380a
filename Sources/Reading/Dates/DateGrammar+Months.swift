internal import Gazetteer
internal import Incidents

/// Dates with the name of a month: "Jan. 5, 2016", "the fifth of January".
extension DateGrammar {
    /// "2016 Nov 5", "2016, November 5", "2016 Nov", "2016 summer".
    func yearFirst(_ start: Int) -> Parsed<DateValue>? {
        guard let year = figures(start, digits: 4...4, 1500...2200) else { return nil }
        if let week = weekOfYear(start + 1, year) { return week }
        if case .season(let season) = word(start + 1),
            season != .autumn || tokens[start + 1].isCapital,
            !isLowercaseWord(start + 2)
        {
            return Parsed(.season(season, year: year), start + 2)
        }
        let index = word(start + 1) == .comma ? start + 2 : start + 1
        guard let month = monthName(index), !isAmbiguous(index) || tokens[index].isCapital
        else { return nil }
        guard let day = dayNumber(month.end) else {
            return index == start + 1 ? Parsed(.month(month.value, year: year), month.end) : nil
        }
        guard Day(year: year, month: month.value, day: day.value) != nil else { return nil }
        return Parsed(.day(year: year, month: month.value, day: day.value, weekday: nil), day.end)
    }

    /// "2018 week 20", "2018-W20".
    private func weekOfYear(_ start: Int, _ year: Int) -> Parsed<DateValue>? {
        let index = word(start) == .dash ? start + 1 : start
        guard word(index) == .unit(.week), let week = figures(index + 1, digits: 1...2, 1...53)
        else { return nil }
        return Parsed(.weekNumber(week, year: year), index + 2)
    }

    func monthDate(_ start: Int) -> Parsed<DateValue>? {
        monthFirst(start)
            .orLonger(dayFirst(start))
            .orLonger(monthYear(start))
            .orLonger(bareMonth(start))
    }

    /// A month's number; `nil` for a verb or a name.
    func monthName(_ index: Int) -> Parsed<Int>? {
        switch word(index) {
        case .month(let number): return Parsed(number, index + 1)
        case .shortMonth(let number):
            return Parsed(
                number, word(index + 1) == .period && isJoined(index + 1) ? index + 2 : index + 1)
        default: return nil
        }
    }

    /// "Jan. 5, 2016", "January the fifth", "Nov/2", "mar3", "October, 1st".
    func monthFirst(_ start: Int) -> Parsed<DateValue>? {
        guard let month = monthName(start) else { return nil }
        var index = month.end
        _ = skip(anyOf: [.dash, .slash, .comma], &index)
        skip(.the, &index)
        guard let day = dayNumber(index), !isCount(day.end, month: start),
            !isCounted(index, day.end)
        else { return nil }
        if isImpossible(month.value, day.value), isLowercaseWord(day.end) { return nil }
        return dated(month: month.value, day: day.value, day.end)
    }

    /// "may 5 people": a small-letter "may" or "march" before a count.
    private func isCount(_ index: Int, month: Int) -> Bool {
        isAmbiguous(month) && !tokens[month].isCapital && isLowercaseWord(index)
    }

    /// "in January ten people died": a number in words counts what follows it.
    private func isCounted(_ index: Int, _ end: Int) -> Bool {
        guard case .cardinal = word(index), case .cardinal = word(end - 1) else { return false }
        return isLowercaseWord(end)
    }

    func isAmbiguous(_ index: Int) -> Bool {
        word(index) == .month(5) || word(index) == .month(3)
    }

    /// "the 12th of next month", "the month of September", "the 5th of this month".
    func besidePeriod(_ start: Int) -> Parsed<DateValue>? {
        var index = start
        skip(.the, &index)
        if word(index) == .unit(.month), word(index + 1) == .of, let month = monthName(index + 2) {
            let year = trailingYear(month.end)
            return Parsed(.month(month.value, year: year?.value), year?.end ?? month.end)
        }
        guard let day = ordinal(index) ?? figureOfMonth(index), word(day.end) == .of,
            let period = relativePeriod(day.end + 1) ?? plainPeriod(day.end + 1),
            case .relative(.month, _) = period.value
        else { return nil }
        return period.map { .inside(.day(year: nil, month: nil, day: day.value, weekday: nil), $0) }
    }

    /// "12 of this month".
    private func figureOfMonth(_ index: Int) -> Parsed<Int>? {
        guard isDirectionAhead(index + 2) else { return nil }
        return figures(index, digits: 1...2, 1...31).map { Parsed($0, index + 1) }
    }

    private func isDirectionAhead(_ index: Int) -> Bool {
        if case .direction = word(index), word(index + 1) == .unit(.month) { return true }
        return false
    }

    /// "5 January 2016", "the fifth of January", "the twenty third day of March", "23/Sep".
    func dayFirst(_ start: Int) -> Parsed<DateValue>? {
        var index = start
        skip(.the, &index)
        guard let day = dayNumber(index) else { return nil }
        index = day.end
        if word(index) == .unit(.day), word(index + 1) == .of { index += 1 }
        if isDotted(index) { index += 1 }
        _ = skip(anyOf: [.of, .dash, .slash], &index)
        skip(.the, &index)
        guard let month = monthName(index), !isVerb(index) else { return nil }
        return dated(month: month.value, day: day.value, month.end)
    }

    /// The dot of "16. Nov. 2016": only before a month and its year, for elsewhere it ends a sentence.
    private func isDotted(_ index: Int) -> Bool {
        guard word(index) == .period, isJoined(index), word(index - 1) == .number,
            let month = monthName(index + 1)
        else { return false }
        return trailingYear(month.end) != nil
    }

    /// "10 may have died": after figures, "may" in small letters is a verb unless "of" or a year is near.
    private func isVerb(_ index: Int) -> Bool {
        guard isAmbiguous(index), !tokens[index].isCapital, !isJoined(index) else { return false }
        return word(index - 1) != .of && isOther(index + 1)
    }

    private func dated(month: Int, day: Int, _ index: Int) -> Parsed<DateValue>? {
        guard let year = trailingYear(index) ?? wireYear(index) else {
            if isImpossible(month, day) {
                return Parsed(.noSuchDay(.month(month, year: nil)), index)
            }
            let year = month == 9 && day == 11 && isAttack(index) ? 2001 : nil
            return Parsed(.day(year: year, month: month, day: day, weekday: nil), index)
        }
        guard Day(year: year.value, month: month, day: day) != nil else {
            return Parsed(.noSuchDay(.month(month, year: year.value)), year.end)
        }
        return Parsed(.day(year: year.value, month: month, day: day, weekday: nil), year.end)
    }

    /// In every year.
    private func isImpossible(_ month: Int, _ day: Int) -> Bool {
        Day(year: 2000, month: month, day: day) == nil
    }

    /// "the Sept. 11 attacks".
    private func isAttack(_ index: Int) -> Bool {
        tokens.indices.contains(index) && DateLexicon.attacks.contains(tokens[index].key)
    }

    /// "24 Dec 88 --": two figures end the date, as wire services write it.
    private func wireYear(_ index: Int) -> Parsed<Int>? {
        guard case .shortMonth = word(index - 1), let year = shortYear(index), !isJoined(index)
        else { return nil }
        switch word(index + 1) {
        case .dash, .open, .close, .mark, .stop, .period, .comma: return Parsed(year, index + 1)
        default: return nil
        }
    }

    /// ", 2016", " of 2016", "-2016", " in the year 2016".
    func trailingYear(_ start: Int) -> Parsed<Int>? {
        var index = start
        _ = skip(anyOf: [.comma, .dash, .slash, .period], &index)
        _ = skip(anyOf: [.of, .in], &index)
        skip(.the, &index)
        if word(index) == .unit(.year) { index += 1 }
        guard let year = year(index), !(word(index - 1) == .dash && !isJoined(index)) else {
            return nil
        }
        let isList = word(start) == .comma && isLowercaseWord(year.end) && isJoined(start) == false
        return isList ? nil : year
    }

    private func monthYear(_ start: Int) -> Parsed<DateValue>? {
        guard let month = monthName(start), let year = trailingYear(month.end) else { return nil }
        return Parsed(.month(month.value, year: year.value), year.end)
    }

    private func bareMonth(_ start: Int) -> Parsed<DateValue>? {
        guard let month = monthName(start), !isFragmentBefore(start),
            standsAsMonth(start, month.end)
        else { return nil }
        return Parsed(.month(month.value, year: nil), month.end)
    }

    /// Whether a month's name alone is one, by what stands before and after it.
    private func standsAsMonth(_ index: Int, _ end: Int) -> Bool {
        let before = word(index - 1)
        // "30 February": a day that does not exist does not make a month of it.
        if before == .number, tokens[index - 1].digits <= 2 { return false }
        // Ms. January, Mr. May.
        if tokens.indices.contains(end), DateLexicon.sayings.contains(tokens[end].key) {
            return false
        }
        let isLed: Bool =
            switch before {
            case .in, .of, .since, .until, .by, .from, .between, .through, .during, .before, .after,
                .edge,
                .direction, .earlier, .later, .border, .every:
                true
            case .dash where isEdge(index - 2): true
            case .to, .and, .or, .dash: isMonth(index - 2) || isMonth(index - 3)
            case .comma where isMonth(index - 2): true
            case .the: word(index - 2) == .in
            default: false
            }
        if word(end) == .comma, tokens[index].isCapital, isMonth(end + 1) { return true }
        // "May-July 2015", "Jan - Feb".
        if tokens[index].isCapital, isAny([.dash, .to, .and, .through], end), isMonth(end + 1) {
            return true
        }
        if isAmbiguous(index) {
            return isLed
                && (tokens[index].isCapital
                    || isAny([.in, .of, .from, .until, .since, .between], index - 1))
        }
        if case .shortMonth = word(index) { return isLed }
        return isLed
            || !(tokens.indices.contains(end) && isOther(end) && tokens[end].isCapital)
                && !(isOther(index - 1) && tokens[index - 1].isCapital && tokens[index].isCapital)
    }

    private func isMonth(_ index: Int) -> Bool { monthName(index) != nil }

    private func isEdge(_ index: Int) -> Bool {
        if case .edge = word(index) { true } else { false }
    }
}
