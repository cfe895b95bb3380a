internal import Gazetteer
internal import Incidents

/// Years, and what is counted in them: decades, quarters, seasons, feasts; and days without a month.
extension DateGrammar {
    /// "in 2016", "the year 2016", "2016".
    func yearDate(_ start: Int) -> Parsed<DateValue>? {
        var index = start
        skip(.the, &index)
        // "fiscal 2015", "FY18".
        let isFiscal = skip(.yearWord(.year), &index)
        if isFiscal, isJoined(index), let short = shortYear(index) {
            return Parsed(.year(short), index + 1)
        }
        let isNamed = skip(.unit(.year), &index) || isFiscal
        if isNamed { skip(.of, &index) }
        guard let year = year(index) else { return nil }
        if isNamed { return Parsed(.year(year.value), year.end) }
        guard index == start || word(start) == .the, standsAsYear(index, year) else { return nil }
        return Parsed(.year(year.value), year.end)
    }

    private func standsAsYear(_ index: Int, _ year: Parsed<Int>) -> Bool {
        if word(index) == .apostrophe { return isAny([.in, .of, .since], index - 1) }
        guard
            (1900...2099).contains(year.value)
                || (isAny([.in, .since, .to, .from, .until], index - 1)
                    && !isLowercaseWord(year.end))
        else { return false }
        guard year.value >= 1500, unit(year.end) == nil, word(year.end) != .currency,
            !isOfCar(year.end)
        else { return false }
        switch word(index - 1) {
        case .article: return true
        case .the where namesEvent(year.end): return true
        case .in, .since, .until, .during, .before, .after, .between, .edge, .through, .border:
            return !isPeople(year.end)
        case .of, .by, .from, .to, .and, .or, .the, .dash, .than:
            return !isLowercasePlural(year.end)
        case .at, .about, .over, .currency, .for, .cardinal, .magnitude: return false
        default:
            let goesOn = word(year.end) == .dash && word(year.end + 1) == .number
            let isTail =
                isJoined(index) && (word(index - 1) == .slash || word(index - 1) == .period)
            if word(index) != .number {
                return isAny([.to, .until, .through], year.end) && self.year(year.end + 1) != nil
            }
            return year.value < 2040 && !isLowercaseWord(year.end) && !goesOn && !isTail
        }
    }

    /// "a 1995 Honda", "the 1996 Dodge pickup", "a 1993 brown Cadillac".
    private func isOfCar(_ name: Int) -> Bool {
        (name..<min(name + 2, tokens.count)).contains {
            DateLexicon.cars.contains(tokens[$0].key)
        }
    }

    /// "in 2000 homes": even after "in" a counted noun makes a number of it.
    private func isPeople(_ index: Int) -> Bool {
        tokens.indices.contains(index) && DateLexicon.counted.contains(tokens[index].key)
    }

    /// "the 2014 offensive", "the 2015 attacks": what figures count is plural, and no attacks.
    private func namesEvent(_ index: Int) -> Bool {
        isLowercaseWord(index)
            && (!tokens[index].endsInS || DateLexicon.dated.contains(tokens[index].key))
    }

    private func isLowercasePlural(_ index: Int) -> Bool {
        isLowercaseWord(index) && word(index - 1) == .number
    }

    /// "the 20th century".
    func century(_ start: Int) -> Parsed<DateValue>? {
        var index = start
        skip(.the, &index)
        guard let number = ordinal(index), (11...30).contains(number.value),
            word(number.end) == .unit(.century)
        else { return nil }
        return Parsed(.century((number.value - 1) * 100), number.end + 1)
    }

    /// "the 1990s", "the nineties", "the nineteen seventies"; "the 1800s" are a century.
    func decade(_ start: Int) -> Parsed<DateValue>? {
        var index = start
        skip(.the, &index)
        skip(.apostrophe, &index)
        if case .cardinal(let century) = word(index), (15...20).contains(century),
            case .decade(let value) = word(index + 1), value < 100
        {
            return Parsed(.decade(century * 100 + value), index + 2)
        }
        guard case .decade(let value) = word(index) else { return nil }
        if value >= 1000 {
            let isCentury = value % 100 == 0 && value < 2000
            return Parsed(isCentury ? .century(value) : .decade(value), index + 1)
        }
        guard index > start || follows(edgeBefore: index), value > 0 else { return nil }
        return Parsed(.decade(value < 30 ? 2000 + value : 1900 + value), index + 1)
    }

    /// "early 80s", "mid-70s".
    private func follows(edgeBefore index: Int) -> Bool {
        let before = word(index - 1) == .dash ? index - 2 : index - 1
        if case .edge = word(before) { return true }
        return false
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
        // "quarter 3 2018".
        if word(index) == .unit(.quarter), let number = figures(index + 1, digits: 1...1, 1...4),
            fullYear(index + 2) != nil
        {
            return Parsed((.quarter, number), index + 2)
        }
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
            return Parsed(.season(season, year: year.value), winterEnd(year))
        }
        // "the summer of next year".
        if word(index + 1) == .of, let period = relativePeriod(index + 2),
            period.value.holds(.season(season, year: nil))
        {
            return period.map { .inside(.season(season, year: nil), $0) }
        }
        let isLed =
            isAny([.in, .during, .since], start - 1) || follows(edgeBefore: start)
        guard isLed, word(index + 1) != .of, !isLowercaseWord(index + 1) else { return nil }
        return Parsed(.season(season, year: nil), index + 1)
    }

    /// "the winter of 2013/14" is that of 2013.
    private func winterEnd(_ year: Parsed<Int>) -> Int {
        guard word(year.end) == .slash || word(year.end) == .dash, isJoined(year.end),
            isJoined(year.end + 1),
            figures(year.end + 1, digits: 2...2, 0...99) == (year.value + 1) % 100
                || fullYear(year.end + 1) == year.value + 1
        else { return year.end }
        return year.end + 2
    }

    /// "Christmas", "Eid al-Fitr", "New Year's Eve 2016".
    func feast(_ start: Int) -> Parsed<DateValue>? {
        guard let name = feastName(start) else { return nil }
        if let year = trailingYear(name.end) {
            return Parsed(.holiday(name.value, year: year.value), year.end)
        }
        if name.value == .newYear, isOtherNewYear(start - 1) { return nil }
        switch word(name.end) {
        case .unit(let unit) where unit == .weekend || unit == .week:
            return Parsed(.enclosing(unit, .holiday(name.value, year: nil)), name.end + 1)
        default: return name.map { .holiday($0, year: nil) }
        }
    }

    /// "Lunar New Year": kept by another calendar.
    private func isOtherNewYear(_ index: Int) -> Bool {
        tokens.indices.contains(index) && DateLexicon.calendars.contains(tokens[index].key)
    }

    func feastName(_ start: Int) -> Parsed<Holiday>? {
        var key: WordKey?
        var best: Parsed<Holiday>?
        var count = 0
        var index = start
        while count < Feasts.longest, tokens.indices.contains(index) {
            if count > 0, word(index) == .dash || word(index) == .apostrophe || isBareMark(index) {
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

    /// The mark of "Presidents' Day".
    private func isBareMark(_ index: Int) -> Bool {
        word(index) == .possessive && !tokens[index].endsInS
    }

    /// "on the 17th", "the 17 from 2 pm".
    func dayOfMonth(_ start: Int) -> Parsed<DateValue>? {
        if word(start - 1) == .on, let day = ordinalFigure(start), endsPhrase(start + 1) {
            return Parsed(.day(year: nil, month: nil, day: day, weekday: nil), start + 1)
        }
        guard word(start) == .the else { return nil }
        let isLed =
            isAny([.on, .from, .by, .for, .after, .before, .until, .since, .between], start - 1)
            || (word(start - 1) == .of && word(start - 2) == .partOfDay)
        if isLed, let day = ordinalFigure(start + 1),
            endsPhrase(start + 2) || word(start + 2) == .to || opensClause(start + 2)
        {
            return Parsed(.day(year: nil, month: nil, day: day, weekday: nil), start + 2)
        }
        // "on the twenty-seventh".
        if word(start - 1) == .on, let day = ordinal(start + 1),
            day.end == start + 3 || day.value > 3,
            day.value <= 31, endsPhrase(day.end)
        {
            return Parsed(.day(year: nil, month: nil, day: day.value, weekday: nil), day.end)
        }
        guard isLed, let day = figures(start + 1, digits: 1...2, 1...31),
            word(start + 2) == .from || word(start + 2) == .stop || word(start + 2) == .period
                || opensClause(start + 2),
            !isFragment(start + 1)
        else {
            return nil
        }
        return Parsed(.day(year: nil, month: nil, day: day, weekday: nil), start + 2)
    }

    /// "on the 3rd *he* left".
    private func opensClause(_ index: Int) -> Bool {
        word(index) == .the
            || tokens.indices.contains(index) && DateLexicon.pronouns.contains(tokens[index].key)
    }

    /// "17th" in figures.
    private func ordinalFigure(_ index: Int) -> Int? {
        guard case .ordinal(let day) = word(index), tokens[index].digits > 0, (1...31).contains(day)
        else { return nil }
        return day
    }

    /// What follows is no noun that the number could count.
    func endsPhrase(_ index: Int) -> Bool {
        switch word(index) {
        case .stop, .mark, .period, .comma, .from, .at, .and, .or, .until, .close, .colon, .in, .by:
            true
        default: false
        }
    }
}
