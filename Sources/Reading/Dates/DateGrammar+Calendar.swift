internal import Gazetteer
internal import Incidents

/// Dates written with the calendar's own names and figures.
extension DateGrammar {
    /// One date without time of day, without ends and without neighbours.
    func atom(_ start: Int) -> Parsed<DateValue>? { named(start).map(withinPeriod) }

    /// The rules that may apply, by the word that comes first.
    private func named(_ start: Int) -> Parsed<DateValue>? {
        switch word(start) {
        case .number:
            numericDate(start).orLonger(monthDate(start)).orLonger(yearDate(start))
                .orLonger(quarterDate(start)).orLonger(relativePeriod(start)).orLonger(
                    yearFirst(start))
        case .month, .shortMonth:
            numericDate(start).orLonger(monthDate(start)).orLonger(feast(start))
        case .weekday, .shortWeekday: weekdayDate(start)
        case .season: seasonDate(start)
        case .feast, .feastPart: feast(start)
        case .day, .now, .overnight, .at, .earlier, .later, .edge: deicticDay(start)
        case .unit:
            deicticDay(start).orLonger(relativePeriod(start)).orLonger(quarterDate(start)).orLonger(
                weekOf(start)
            ).orLonger(besidePeriod(start))
        case .direction:
            deicticDay(start).orLonger(relativePeriod(start)).orLonger(directedName(start))
                .orLonger(weekdayDate(start)).orLonger(partOfPeriod(start))
        case .cardinal, .ordinal, .vague, .article:
            monthDate(start).orLonger(yearDate(start)).orLonger(relativePeriod(start))
                .orLonger(partOfPeriod(start)).orLonger(besidePeriod(start)).orLonger(
                    dayOfMonth(start)
                )
                .orLonger(quarterDate(start))
        case .recent: recent(start)
        case .apostrophe, .decade, .yearWord: yearDate(start).orLonger(decade(start))
        case .the: definite(start)
        default: nil
        }
    }

    /// "the …": nearly anything.
    private func definite(_ start: Int) -> Parsed<DateValue>? {
        monthDate(start).orLonger(deicticDay(start)).orLonger(relativePeriod(start)).orLonger(
            directedName(start)
        )
        .orLonger(yearDate(start)).orLonger(decade(start)).orLonger(seasonDate(start))
        .orLonger(dayOfMonth(start)).orLonger(partOfPeriod(start)).orLonger(weekOf(start))
        .orLonger(anaphor(start)).orLonger(besidePeriod(start)).orLonger(quarterDate(start))
    }

    /// A day, month or feast with the year or month it falls in: "March last year", "Jan. 5 of last
    /// year", "Christmas this year".
    private func withinPeriod(_ date: Parsed<DateValue>) -> Parsed<DateValue> {
        guard date.value.isRecurring else { return date }
        var index = date.end
        skip(.comma, &index)
        _ = skip(anyOf: [.of, .in], &index)
        guard let period = relativePeriod(index), period.value.holds(date.value) else {
            return date
        }
        return period.map { .inside(date.value, $0) }
    }

    // MARK: In figures

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
    private func isFragmentBefore(_ index: Int) -> Bool {
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

    private func fullYear(_ index: Int) -> Int? { figures(index, digits: 4...4, 1000...2999) }

    /// "16": this century unless that lies far ahead.
    private func shortYear(_ index: Int) -> Int? {
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
        if let year = fullYear(index), let month = figures(index + 2, digits: 2...2, 1...12),
            separator == .dash, [.in, .since, .from, .until].contains(word(index - 1))
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
        case .at, .in, .by, .until, .since, .from, .to, .before, .after:
            return separator != .period && !isLowercaseWord(index + 3)
        case .comma: return isWeekday(index - 2)
        default: return separator == .slash && !isLowercaseWord(index + 3) && isSlashDate(index)
        }
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

    // MARK: With the month's name

    /// "2016 Nov 5".
    private func yearFirst(_ start: Int) -> Parsed<DateValue>? {
        guard let year = fullYear(start), let month = monthName(start + 1),
            let day = dayNumber(month.end),
            Day(year: year, month: month.value, day: day.value) != nil
        else { return nil }
        return Parsed(.day(year: year, month: month.value, day: day.value, weekday: nil), day.end)
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
        guard let day = dayNumber(index), !isCount(day.end, month: start) else { return nil }
        return dated(month: month.value, day: day.value, day.end)
    }

    /// "may 5 people": a small-letter "may" or "march" before a count.
    private func isCount(_ index: Int, month: Int) -> Bool {
        isAmbiguous(month) && !tokens[month].isCapital && isLowercaseWord(index)
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
        guard let day = ordinal(index), word(day.end) == .of,
            let period = relativePeriod(day.end + 1),
            case .relative(.month, _) = period.value
        else { return nil }
        return period.map { .inside(.day(year: nil, month: nil, day: day.value, weekday: nil), $0) }
    }

    /// "5 January 2016", "the fifth of January", "the twenty third day of March", "23/Sep".
    func dayFirst(_ start: Int) -> Parsed<DateValue>? {
        var index = start
        skip(.the, &index)
        guard let day = dayNumber(index) else { return nil }
        index = day.end
        if word(index) == .unit(.day), word(index + 1) == .of { index += 1 }
        _ = skip(anyOf: [.of, .dash, .slash], &index)
        skip(.the, &index)
        guard let month = monthName(index), !isVerb(index) else { return nil }
        return dated(month: month.value, day: day.value, month.end)
    }

    /// "10 may have died": after figures, "may" in small letters is a verb unless "of" or a year is near.
    private func isVerb(_ index: Int) -> Bool {
        guard isAmbiguous(index), !tokens[index].isCapital, !isJoined(index) else { return false }
        return word(index - 1) != .of && isOther(index + 1)
    }

    private func dated(month: Int, day: Int, _ index: Int) -> Parsed<DateValue>? {
        guard Day(year: 2000, month: month, day: day) != nil else { return nil }
        guard let year = trailingYear(index) ?? wireYear(index) else {
            let year = month == 9 && day == 11 && isAttack(index) ? 2001 : nil
            return Parsed(.day(year: year, month: month, day: day, weekday: nil), index)
        }
        guard Day(year: year.value, month: month, day: day) != nil else { return nil }
        return Parsed(.day(year: year.value, month: month, day: day, weekday: nil), year.end)
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
            case .to, .and, .or, .dash: isMonth(index - 2)
            case .comma where isMonth(index - 2): true
            case .the: word(index - 2) == .in
            default: false
            }
        if word(end) == .comma, tokens[index].isCapital, isMonth(end + 1) { return true }
        if isAmbiguous(index) {
            return isLed
                && (tokens[index].isCapital
                    || [.in, .of, .from, .until, .since, .between].contains(before))
        }
        if case .shortMonth = word(index) { return isLed }
        return isLed
            || !(tokens.indices.contains(end) && isOther(end) && tokens[end].isCapital)
                && !(isOther(index - 1) && tokens[index - 1].isCapital && tokens[index].isCapital)
    }

    private func isMonth(_ index: Int) -> Bool { monthName(index) != nil }

    // MARK: Years and longer

    /// "in 2016", "the year 2016", "2016".
    func yearDate(_ start: Int) -> Parsed<DateValue>? {
        var index = start
        skip(.the, &index)
        _ = skip(anyOf: [.yearWord(.year)], &index)
        let isNamed = skip(.unit(.year), &index)
        if isNamed { skip(.of, &index) }
        guard let year = year(index) else { return nil }
        if isNamed { return Parsed(.year(year.value), year.end) }
        guard index == start || word(start) == .the, standsAsYear(index, year) else { return nil }
        return Parsed(.year(year.value), year.end)
    }

    private func standsAsYear(_ index: Int, _ year: Parsed<Int>) -> Bool {
        if word(index) == .apostrophe { return [.in, .of, .since].contains(word(index - 1)) }
        guard
            (1900...2099).contains(year.value)
                || ([.in, .since, .to, .from, .until].contains(word(index - 1))
                    && !isLowercaseWord(year.end))
        else { return false }
        guard year.value >= 1500, unit(year.end) == nil, word(year.end) != .currency else {
            return false
        }
        switch word(index - 1) {
        case .in, .since, .until, .during, .before, .after, .between, .edge, .through, .border:
            return !isPeople(year.end)
        case .of, .by, .from, .to, .and, .or, .the, .dash, .than:
            return !isLowercasePlural(year.end)
        case .at, .about, .over, .currency, .for, .cardinal, .magnitude: return false
        default:
            let goesOn = word(year.end) == .dash && word(year.end + 1) == .number
            let isTail =
                isJoined(index) && (word(index - 1) == .slash || word(index - 1) == .period)
            return word(index) == .number && year.value < 2040 && !isLowercaseWord(year.end)
                && !goesOn
                && !isTail
        }
    }

    /// "in 2000 homes": even after "in" a counted noun makes a number of it.
    private func isPeople(_ index: Int) -> Bool {
        tokens.indices.contains(index) && DateLexicon.counted.contains(tokens[index].key)
    }

    private func isLowercasePlural(_ index: Int) -> Bool {
        isLowercaseWord(index) && word(index - 1) == .number
    }

    /// "the 1990s", "the nineties".
    func decade(_ start: Int) -> Parsed<DateValue>? {
        var index = start
        skip(.the, &index)
        skip(.apostrophe, &index)
        guard case .decade(let value) = word(index) else { return nil }
        if value >= 1000 { return Parsed(.decade(value), index + 1) }
        guard index > start, value > 0 else { return nil }
        return Parsed(.decade(value < 30 ? 2000 + value : 1900 + value), index + 1)
    }

    /// "Q1 2019", "2019-H2", "the first quarter of 2019", "the first half of last year".
    func quarterDate(_ start: Int) -> Parsed<DateValue>? {
        if let year = figures(start, digits: 4...4, 1900...2099) {
            let index = word(start + 1) == .dash ? start + 2 : start + 1
            return quarterName(index).map { Parsed(quarter($0.value, year), $0.end) }
        }
        guard let name = quarterName(start) ?? quarterInWords(start) else { return nil }
        guard let year = trailingYear(name.end) else { return name.map { quarter($0, nil) } }
        return Parsed(quarter(name.value, year.value), year.end)
    }

    /// "the third quarter".
    private func quarterInWords(_ start: Int) -> Parsed<(unit: DateUnit, number: Int)>? {
        let index = word(start) == .the ? start + 1 : start
        guard case .ordinal(let number) = word(index), (1...4).contains(number),
            word(index + 1) == .unit(.quarter), !isLowercaseWord(index + 2)
        else { return nil }
        return Parsed((.quarter, number), index + 2)
    }

    private func quarterName(_ index: Int) -> Parsed<(unit: DateUnit, number: Int)>? {
        guard isJoined(index + 1), let number = figures(index + 1, digits: 1...1, 1...4) else {
            return nil
        }
        switch word(index) {
        case .unit(.quarter): return Parsed((.quarter, number), index + 2)
        case .unit(.half) where number <= 2: return Parsed((.half, number), index + 2)
        default: return nil
        }
    }

    private func quarter(_ name: (unit: DateUnit, number: Int), _ year: Int?) -> DateValue {
        name.unit == .half ? .half(name.number, year: year) : .quarter(name.number, year: year)
    }

    /// "the summer of 2015", "in the spring", "winter 2014".
    func seasonDate(_ start: Int) -> Parsed<DateValue>? {
        var index = start
        skip(.the, &index)
        guard case .season(let season) = word(index) else { return nil }
        if let year = trailingYear(index + 1) {
            return Parsed(.season(season, year: year.value), year.end)
        }
        let isLed =
            word(start - 1) == .in || word(start - 1) == .during || word(start - 1) == .since
        guard isLed, word(index + 1) != .of, !isLowercaseWord(index + 1) else { return nil }
        return Parsed(.season(season, year: nil), index + 1)
    }

    /// "Christmas", "Eid al-Fitr", "New Year's Eve 2016".
    func feast(_ start: Int) -> Parsed<DateValue>? {
        guard let name = feastName(start) else { return nil }
        if let year = trailingYear(name.end) {
            return Parsed(.holiday(name.value, year: year.value), year.end)
        }
        guard word(name.end) == .unit(.weekend) else { return name.map { .holiday($0, year: nil) } }
        return Parsed(.enclosing(.weekend, .holiday(name.value, year: nil)), name.end + 1)
    }

    func feastName(_ start: Int) -> Parsed<Holiday>? {
        var key: WordKey?
        var best: Parsed<Holiday>?
        var count = 0
        var index = start
        while count < Feasts.longest, tokens.indices.contains(index) {
            if word(index) == .dash || word(index) == .apostrophe, count > 0 {
                index += 1
                continue
            }
            key = key.map { $0.followed(by: tokens[index].key) } ?? tokens[index].key
            index += 1
            count += 1
            if let holiday = key.flatMap({ Feasts.byKey[$0] }) { best = Parsed(holiday, index) }
        }
        return best
    }

    /// "on the 17th", "the 17 from 2 pm".
    func dayOfMonth(_ start: Int) -> Parsed<DateValue>? {
        if word(start - 1) == .on, let day = ordinalFigure(start), endsPhrase(start + 1) {
            return Parsed(.day(year: nil, month: nil, day: day, weekday: nil), start + 1)
        }
        guard word(start) == .the else { return nil }
        let isLed =
            word(start - 1) == .on || word(start - 1) == .from
            || (word(start - 1) == .of && word(start - 2) == .partOfDay)
        if isLed, let day = ordinalFigure(start + 1),
            endsPhrase(start + 2) || word(start + 2) == .to
        {
            return Parsed(.day(year: nil, month: nil, day: day, weekday: nil), start + 2)
        }
        guard isLed, let day = figures(start + 1, digits: 1...2, 1...31),
            word(start + 2) == .from || word(start + 2) == .stop || word(start + 2) == .period,
            !isFragment(start + 1)
        else {
            return nil
        }
        return Parsed(.day(year: nil, month: nil, day: day, weekday: nil), start + 2)
    }

    /// "17th" in figures.
    private func ordinalFigure(_ index: Int) -> Int? {
        guard case .ordinal(let day) = word(index), tokens[index].digits > 0, (1...31).contains(day)
        else { return nil }
        return day
    }

    /// What follows is no noun that the number could count.
    private func endsPhrase(_ index: Int) -> Bool {
        switch word(index) {
        case .stop, .mark, .period, .comma, .from, .at, .and, .or, .until, .close, .colon, .in, .by:
            true
        default: false
        }
    }
}
