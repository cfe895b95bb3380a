internal import Gazetteer
internal import Incidents

/// Dates counted from the day of reading, from an event, or from another date.
extension DateGrammar {
    // MARK: Days and periods nearby

    /// "today", "the day before yesterday", "this morning", "last night", "now".
    func deicticDay(_ start: Int) -> Parsed<DateValue>? {
        var index = start
        skip(.edge(.late), &index)
        if skip(.earlier, &index) || skip(.later, &index) {}
        switch word(index) {
        case .day(let days): return Parsed(.relative(.day, by: days), index + 1)
        case .now: return nowDay(index)
        case .overnight: return overnight(index + 1)
        case .at, .in: return presentDay(index)
        default: return dayBesideDay(index) ?? directedPart(index)
        }
    }

    /// "overnight" ends on the day of reading, "overnight on Friday" does not.
    private func overnight(_ start: Int) -> Parsed<DateValue>? {
        let next = word(start) == .on ? start + 1 : start
        if weekdayName(next) != nil, let day = weekdayDate(next) { return day }
        return Parsed(.range(.relative(.day, by: -1), .relative(.day, by: 0)), start)
    }

    private func nowDay(_ index: Int) -> Parsed<DateValue>? {
        guard word(index - 1) != .until, word(index - 1) != .by else { return nil }
        return Parsed(.present, index + 1)
    }

    /// "at present", "at the moment", "at this time".
    private func presentDay(_ index: Int) -> Parsed<DateValue>? {
        guard word(index) == .at else { return nil }
        let next = word(index + 1) == .the ? index + 2 : index + 1
        if word(next) == .present { return Parsed(.present, next + 1) }
        guard word(index + 1) == .direction(.this), word(index + 2) == .time else { return nil }
        return Parsed(.present, index + 3)
    }

    /// "the day before yesterday", "the day after tomorrow".
    private func dayBesideDay(_ start: Int) -> Parsed<DateValue>? {
        var index = start
        skip(.the, &index)
        guard word(index) == .unit(.day), case .day(let days) = word(index + 2), days != 0 else {
            return nil
        }
        switch word(index + 1) {
        case .before: return Parsed(.relative(.day, by: days - 1), index + 3)
        case .after: return Parsed(.relative(.day, by: days + 1), index + 3)
        default: return nil
        }
    }

    /// "this morning", "last night", "next evening"; "that night" and "the next morning" follow an event.
    private func directedPart(_ start: Int) -> Parsed<DateValue>? {
        var index = start
        let isDefinite = skip(.the, &index)
        guard case .direction(let direction) = word(index), direction != .past else { return nil }
        index += 1
        _ = skip(anyOf: [.edge(.early), .edge(.late)], &index)
        guard word(index) == .partOfDay || word(index) == .hour else { return nil }
        let days = Self.step(direction)
        let day = DateValue.relative(.day, by: days)
        return Parsed(isDefinite || direction.isAnaphoric ? .fromEvent(day) : day, index + 1)
    }

    static func step(_ direction: Direction) -> Int {
        switch direction {
        case .last, .previous, .past, .preceding: -1
        case .this, .same: 0
        case .next, .coming, .following: 1
        }
    }

    /// "last week", "the past three months", "the 2 coming years", "this year", "the weekend".
    func relativePeriod(_ start: Int) -> Parsed<DateValue>? {
        var index = start
        let isDefinite = skip(.the, &index)
        if let countFirst = count(index), case .direction = word(countFirst.end) {
            return countedPeriod(countFirst.end, count: countFirst, isDefinite)
        }
        if let second = periodBesideNext(index) { return second }
        if isDefinite || word(start - 1) == .at || word(start - 1) == .over,
            word(index) == .unit(.weekend)
        {
            return Parsed(.rolling(.weekend, count: -1), index + 1)
        }
        return countedPeriod(index, count: nil, isDefinite)
    }

    /// "the week before last", "week after next".
    private func periodBesideNext(_ index: Int) -> Parsed<DateValue>? {
        guard case .unit(let unit) = word(index) else { return nil }
        if word(index + 1) == .before, word(index + 2) == .direction(.last) {
            return Parsed(.relative(unit, by: -2), index + 3)
        }
        if word(index + 1) == .after, word(index + 2) == .direction(.next) {
            return Parsed(.relative(unit, by: 2), index + 3)
        }
        return nil
    }

    private func countedPeriod(
        _ start: Int, count known: Parsed<(count: Int, isVague: Bool)>?, _ isDefinite: Bool
    ) -> Parsed<DateValue>? {
        var index = start
        guard case .direction(var direction) = word(index) else { return nil }
        index += 1
        // "this past week", "this coming Friday".
        if direction == .this, case .direction(let second) = word(index),
            second == .past || second == .coming
        {
            direction = second
            index += 1
        }
        let number = known ?? count(index)
        if known == nil, let number, word(index) != .article { index = number.end }
        let isBusiness = skip(.business, &index)
        guard let unit = unit(index) else { return nil }
        let counted = isBusiness && unit.value == .day ? .businessDay : unit.value
        if let number, known != nil || word(index - 1) != .direction(direction) {
            return rolling(direction, counted, number.value.count, unit.end)
        }
        return single(
            direction, counted, unit.end, isDefinite, hasPlural: word(index) == .units(counted))
    }

    private func rolling(
        _ direction: Direction, _ unit: DateUnit, _ count: Int, _ end: Int
    ) -> Parsed<DateValue>? {
        let step = Self.step(direction)
        guard step != 0, count > 0 else { return nil }
        let value = DateValue.rolling(unit, count: step * count)
        return Parsed(direction.isAnaphoric ? .fromEvent(value) : value, end)
    }

    private func single(
        _ direction: Direction, _ unit: DateUnit, _ end: Int, _ isDefinite: Bool, hasPlural: Bool
    ) -> Parsed<DateValue>? {
        // "past weeks", "recent days": no number, so a few.
        if hasPlural { return direction == .past ? rolling(direction, unit, 3, end) : nil }
        if direction == .past, unit != .day { return rolling(direction, unit, 1, end) }
        if unit == .weekend, direction == .coming || direction == .following {
            return rolling(direction, unit, 1, end)
        }
        // "a last-minute change", "my last day": not dates.
        if unit == .minute || unit == .second || (unit == .day && direction == .last) { return nil }
        let value = DateValue.relative(unit, by: Self.step(direction))
        let isLocal = unit == .day && direction != .this
        return Parsed(isLocal || direction.isAnaphoric ? .fromEvent(value) : value, end)
    }

    /// "recent days", "recent months": some of the unit above.
    func recent(_ index: Int) -> Parsed<DateValue>? {
        guard word(index) == .recent, case .units(let unit) = word(index + 1) else { return nil }
        let value: DateValue? =
            switch unit {
            case .day: .rolling(.week, count: -1)
            case .week: .rolling(.month, count: -1)
            case .month: .rolling(.month, count: -6)
            case .year: .rolling(.year, count: -5)
            default: nil
            }
        return value.map { Parsed($0, index + 2) }
    }

    /// "next Friday", "last March", "this summer", "the following Easter", "next 6th of April".
    func directedName(_ start: Int) -> Parsed<DateValue>? {
        var index = start
        skip(.the, &index)
        guard case .direction(var direction) = word(index) else { return nil }
        index += 1
        if direction == .this, case .direction(let second) = word(index), second != .this {
            direction = second
            index += 1
        }
        // "following the 5 January accord", "that may be".
        guard word(index) != .the, !(direction == .same && isAmbiguous(index)) else { return nil }
        if direction == .this { skip(.dash, &index) }
        guard let name = recurringName(index) else { return nil }
        if case .day(_?, _, _, _) = name.value { return name }
        let value = DateValue.directed(direction, name.value)
        return Parsed(direction.isAnaphoric ? .fromEvent(value) : value, name.end)
    }

    private func recurringName(_ index: Int) -> Parsed<DateValue>? {
        if case .season(let season) = word(index) {
            return Parsed(.season(season, year: nil), index + 1)
        }
        return monthDate(index)
            .orLonger(weekdayDate(index))
            .orLonger(feast(index)).flatMap { found in
                switch found.value {
                case .directed, .inside, .month(_, .some), .holiday(_, .some): nil
                default: found
                }
            }
    }

    // MARK: Weekdays

    func weekdayName(_ index: Int) -> Weekday? {
        switch word(index) {
        case .weekday(let day), .shortWeekday(let day): day
        default: nil
        }
    }

    /// "Tuesday", "Tuesday, Jan. 5", "Tue 13th", "Tuesday of last week", "next week on Tuesday".
    func weekdayDate(_ start: Int) -> Parsed<DateValue>? {
        if let date = weekThenDay(start) { return date }
        guard let weekday = weekdayName(start), !isPaper(start) else { return nil }
        var index = start + 1
        if word(index) == .period, case .shortWeekday = word(start) { index += 1 }
        if let date = dateAfterWeekday(index) { return date }
        if let date = dayAfterWeekday(index, weekday) { return date }
        if let week = weekAfterDay(index) { return week.map { .inside(.weekday(weekday), $0) } }
        if word(index) == .direction(.last) {
            return Parsed(.directed(.last, .weekday(weekday)), index + 1)
        }
        guard standsAsWeekday(start) else { return nil }
        return Parsed(.weekday(weekday), start + 1)
    }

    private func isPaper(_ index: Int) -> Bool {
        guard tokens.indices.contains(index + 1) else { return false }
        let next = tokens[index + 1]
        if next.isCapital, DateLexicon.papers.contains(next.key) { return true }
        return index > 0 && DateLexicon.epithets.contains(tokens[index - 1].key)
    }

    /// Short forms are words too ("sun", "sat", "wed"): they need a capital or a date beside them.
    private func standsAsWeekday(_ index: Int) -> Bool {
        guard case .shortWeekday(let day) = word(index) else { return true }
        switch word(index - 1) {
        case .on, .direction, .edge, .unit(.week), .or, .dash, .comma: return true
        default:
            let isName = day == .sunday || day == .saturday || day == .monday || day == .wednesday
            return tokens[index].isCapital && !isName && word(index - 1) != .the
        }
    }

    /// A full date after the weekday takes its place: "Friday, Jan. 5", "Friday 7/6", "Friday-Jun-15".
    private func dateAfterWeekday(_ start: Int) -> Parsed<DateValue>? {
        var index = start
        _ = skip(anyOf: [.comma, .dash, .open], &index)
        skip(.on, &index)
        guard
            let date = numericDate(index)
                .orLonger(monthFirst(index))
                .orLonger(dayFirst(index))
        else { return nil }
        guard case .day = date.value else { return nil }
        return word(date.end) == .close ? Parsed(date.value, date.end + 1) : date
    }

    /// "Tue 13th", "Sunday 31", "Monday the 27th".
    private func dayAfterWeekday(_ start: Int, _ weekday: Weekday) -> Parsed<DateValue>? {
        var index = start
        skip(.comma, &index)
        let isDefinite = skip(.the, &index)
        guard let day = dayNumber(index), word(day.end) != .dash,
            !isLowercaseWord(day.end) || isDefinite
        else {
            return nil
        }
        let isFigure = word(index) == .number
        if case .cardinal = word(index), word(day.end - 1) == word(index) { return nil }
        guard !isFigure || (endsPlainDay(day.end) && word(start) != .comma) else { return nil }
        let value = DateValue.day(year: nil, month: nil, day: day.value, weekday: weekday)
        return Parsed(isDefinite ? .directed(.this, value) : value, day.end)
    }

    private func endsPlainDay(_ index: Int) -> Bool {
        switch word(index) {
        case .stop, .period, .comma, .mark, .from, .at: true
        default: false
        }
    }

    /// "Tuesday (evening) of last week", "Tuesday next week".
    private func weekAfterDay(_ start: Int) -> Parsed<DateValue>? {
        var index = start
        skip(.partOfDay, &index)
        skip(.of, &index)
        skip(.the, &index)
        guard case .direction = word(index), let week = relativePeriod(index), week.value.isWeek
        else { return nil }
        return week
    }

    /// "next week on Tuesday", "last week Monday".
    private func weekThenDay(_ start: Int) -> Parsed<DateValue>? {
        guard case .direction = word(start), let week = relativePeriod(start), week.value.isWeek
        else { return nil }
        var index = week.end
        _ = skip(anyOf: [.comma, .dash], &index)
        skip(.on, &index)
        guard let weekday = weekdayName(index) else { return nil }
        return Parsed(.inside(.weekday(weekday), week.value), index + 1)
    }

    // MARK: Parts of periods

    /// "the first week of January", "the last three weeks of this year", "the last Friday of March".
    func partOfPeriod(_ start: Int) -> Parsed<DateValue>? {
        var index = start
        skip(.the, &index)
        if let possessive = possessivePart(index) { return possessive }
        guard let number = position(index) else { return nil }
        index = number.end
        if let weekday = weekdayName(index), skipOf(index + 1) != index + 1,
            let period = period(skipOf(index + 1))
        {
            return period.map { .nthWeekday(number: number.value, weekday, of: $0) }
        }
        var count = 1
        if let several = cardinal(index)
            ?? figures(index, digits: 1...2, 1...99).map({ Parsed($0, index + 1) })
        {
            count = several.value
            index = several.end
        }
        guard let unit = partUnit(index), skipOf(unit.end) != unit.end,
            let period = period(skipOf(unit.end))
        else {
            return nil
        }
        return period.map { .part(number: number.value, count: count, unit.value, of: $0) }
    }

    /// "next year's first quarter".
    private func possessivePart(_ start: Int) -> Parsed<DateValue>? {
        guard let period = relativePeriod(start), word(period.end) == .possessive,
            let number = position(period.end + 1), let unit = partUnit(number.end)
        else { return nil }
        return Parsed(.part(number: number.value, count: 1, unit.value, of: period.value), unit.end)
    }

    private func position(_ index: Int) -> Parsed<Int>? {
        switch word(index) {
        case .ordinal(let number): Parsed(number, index + 1)
        case .direction(.last): Parsed(-1, index + 1)
        default: nil
        }
    }

    private func partUnit(_ index: Int) -> Parsed<DateUnit>? {
        if word(index) == .half { return Parsed(.half, index + 1) }
        return unit(index)
    }

    private func skipOf(_ index: Int) -> Int {
        word(index) == .of || word(index) == .in ? index + 1 : index
    }

    /// A period that parts are taken from.
    private func period(_ index: Int) -> Parsed<DateValue>? {
        if let year = year(index), (1500...2200).contains(year.value) {
            return year.map { .year($0) }
        }
        if let period = plainPeriod(index) { return period }
        if let month = monthName(index) {
            let year = trailingYear(month.end)
            return Parsed(.month(month.value, year: year?.value), year?.end ?? month.end)
        }
        return yearDate(index)
            .orLonger(relativePeriod(index))
            .orLonger(directedName(index))
            .orLonger(quarterDate(index))
            .orLonger(seasonDate(index))
            .orLonger(feast(index))
            .orLonger(decade(index))
            .orLonger(anaphor(index))
    }

    /// "the week of Feb. 4", "week 31", "the weekend of 5 March".
    func weekOf(_ start: Int) -> Parsed<DateValue>? {
        var index = start
        skip(.the, &index)
        guard word(index) == .unit(.week) || word(index) == .unit(.weekend) else { return nil }
        let unit: DateUnit = word(index) == .unit(.week) ? .week : .weekend
        index += 1
        if unit == .week, let number = figures(index, digits: 1...2, 1...53), !isFragment(index) {
            let year = trailingYear(index + 1)
            return Parsed(.weekNumber(number, year: year?.value), year?.end ?? index + 1)
        }
        guard skip(anyOf: [.of, .beginning, .ending], &index) else { return nil }
        skip(.on, &index)
        guard
            let day = monthDate(index)
                .orLonger(numericDate(index)), case .day = day.value
        else {
            return nil
        }
        return day.map { .enclosing(unit, $0) }
    }

    // MARK: Counted from an event

    /// "the day before", "the night after", "the month after": beside the event told before.
    func anaphor(_ start: Int) -> Parsed<DateValue>? {
        var index = start
        guard skip(.the, &index), let unit = singularUnit(index), unit.value != .century else {
            return nil
        }
        switch word(unit.end) {
        case .before where word(unit.end + 1) == .direction(.last):
            return unit.value == .day ? Parsed(.relative(.day, by: -2), unit.end + 2) : nil
        case .before where !isYearAt(unit.end + 1):
            return Parsed(.fromEvent(.relative(unit.value, by: -1)), unit.end + 1)
        case .after: return Parsed(.fromEvent(.relative(unit.value, by: 1)), unit.end + 1)
        case .stop, .period, .comma, .mark,
            .close where word(index) != .partOfDay:
            let isLed = word(start - 1) == .for || word(start - 1) == .of || word(start - 1) == .in
            return isLed ? Parsed(.fromEvent(.relative(unit.value, by: 0)), unit.end) : nil
        default: return nil
        }
    }

    private func singularUnit(_ index: Int) -> Parsed<DateUnit>? {
        if word(index) == .partOfDay { return Parsed(.day, index + 1) }
        guard case .unit = word(index) else { return nil }
        return unit(index)
    }

    /// "the day after Christmas", "the week before 5 May", "the eve of the feast".
    func besideDate(_ start: Int, depth: Int) -> Parsed<DateValue>? {
        guard depth < 4 else { return nil }
        var index = start
        skip(.the, &index)
        if skip(.eve, &index) {
            guard skip(.of, &index), let base = point(index, depth: depth + 1), base.value.isDayLike
            else { return nil }
            return base.map { .offset([DateAmount(-1, .day)], $0) }
        }
        guard let unit = singularUnit(index), word(unit.end) == .before || word(unit.end) == .after,
            let base = point(unit.end + 1, depth: depth + 1), base.value.isDayLike,
            base.value != .event
        else { return nil }
        let step = word(unit.end) == .before ? -1 : 1
        return base.map {
            let other = DateValue.offset([DateAmount(step, unit.value)], $0)
            return unit.value == .day ? other : .enclosing(unit.value, other)
        }
    }

    private func isYearAt(_ index: Int) -> Bool { year(index) != nil }

    // MARK: So long before or after

    /// "two months ago", "three weeks before Christmas", "16 days from 1/2/2018", "two days later".
    func offset(_ start: Int, depth: Int) -> Parsed<DateValue>? {
        guard depth < 4 else { return nil }
        if let weekdays = weekdaysAgo(start) ?? unitsAgo(start) { return weekdays }
        guard let amounts = amounts(start) else { return nil }
        var index = amounts.end
        let back = amounts.value.map(\.negated)
        switch word(index) {
        case .ago: return ago(back, index + 1)
        case .hence: return Parsed(.offset(amounts.value, .relative(.day, by: 0)), index + 1)
        case .later: return Parsed(.offset(amounts.value, .event), index + 1)
        case .earlier: return Parsed(.offset(back, .event), index + 1)
        case .before, .after, .since, .from, .direction(.following), .direction(.previous):
            let isPrior = word(index) == .direction(.previous)
            if isPrior, word(index + 1) != .to { return nil }
            let isBack = word(index) == .before || isPrior
            index += isPrior ? 2 : 1
            return offset(isBack ? back : amounts.value, from: index, depth: depth)
        default: return nil
        }
    }

    /// "a year ago today", "a week ago Tuesday".
    private func ago(_ back: [DateAmount], _ end: Int) -> Parsed<DateValue> {
        let value = DateValue.offset(back, .relative(.day, by: 0))
        if word(end) == .day(0) { return Parsed(value, end + 1) }
        guard back.last?.unit == .week, let weekday = weekdayName(word(end) == .on ? end + 1 : end)
        else {
            return Parsed(value, end)
        }
        return Parsed(
            .inside(.weekday(weekday), .enclosing(.week, value)),
            word(end) == .on ? end + 2 : end + 1)
    }

    /// "two Sundays ago".
    private func weekdaysAgo(_ start: Int) -> Parsed<DateValue>? {
        guard let count = count(start), case .weekdays(let weekday) = word(count.end) else {
            return nil
        }
        let weeks = count.value.count - 1
        switch word(count.end + 1) {
        case .ago:
            return Parsed(
                .offset([DateAmount(-weeks, .week)], .directed(.past, .weekday(weekday))),
                count.end + 2)
        case .from where word(count.end + 2) == .now:
            return Parsed(
                .offset([DateAmount(weeks, .week)], .directed(.coming, .weekday(weekday))),
                count.end + 3)
        default: return nil
        }
    }

    /// "days ago", "some weeks ago": a few.
    private func unitsAgo(_ start: Int) -> Parsed<DateValue>? {
        let index = word(start) == .about ? start + 1 : start
        guard case .units(let unit) = word(index), word(index + 1) == .ago else { return nil }
        return Parsed(
            .offset([DateAmount(-3, unit, isVague: true)], .relative(.day, by: 0)), index + 2)
    }

    private func offset(_ amounts: [DateAmount], from index: Int, depth: Int) -> Parsed<DateValue>?
    {
        if let base = point(index, depth: depth + 1), base.value.kind == .date {
            return base.map { .offset(amounts, $0) }
        }
        // "a week after the attack".
        guard word(index - 1) == .after || word(index - 1) == .before else { return nil }
        return Parsed(.offset(amounts, .event), index)
    }

    /// "in two weeks", "in a fortnight's time": a date only where the sentence looks ahead; in news
    /// "in two weeks" is mostly how long something took.
    func ahead(_ start: Int) -> Parsed<DateValue>? {
        guard word(start) == .in, let amounts = amounts(start + 1) else { return nil }
        var index = amounts.end
        if word(index) == .since || word(index) == .from, let base = point(index + 1, depth: 2) {
            return base.map { .offset(amounts.value, $0) }
        }
        skip(.possessive, &index)
        let isTime = skip(.time, &index)
        guard isTime || isFuture else { return nil }
        return Parsed(.offset(amounts.value, .relative(.day, by: 0)), index)
    }

    /// "within nine months", "for three days from today", "for 3 days, from Friday".
    func stretch(_ start: Int) -> Parsed<DateValue>? {
        var index = start
        if skip(.within, &index) {
            skip(.the, &index)
            skip(.direction(.next), &index)
            guard isFuture || word(index - 1) == .direction(.next), let amounts = amounts(index)
            else { return nil }
            return Parsed(.stretch(amounts.value, .relative(.day, by: 0)), amounts.end)
        }
        guard skip(.for, &index), let amounts = amounts(index) else { return nil }
        index = amounts.end
        skip(.comma, &index)
        guard skip(anyOf: [.from, .beginning], &index), let base = point(index, depth: 2) else {
            return nil
        }
        return base.map { .stretch(amounts.value, $0) }
    }
}

extension Direction {
    /// Counts from the event told before, not from the day of reading.
    var isAnaphoric: Bool { self == .same || self == .following || self == .preceding }
}

extension DateValue {
    /// Whether a relative period is long enough to tell which of a recurring date is meant.
    func holds(_ value: DateValue) -> Bool {
        switch (self, value) {
        case (.fromEvent(let period), _): period.holds(value)
        case (.relative(.year, _), .weekday), (.relative(.year, _), .day(_, nil, _, _)): false
        case (.relative(.year, _), _): true
        case (.relative(.month, _), .day(_, nil, _, _)): true
        default: false
        }
    }

    fileprivate var isWeek: Bool {
        switch self {
        case .relative(.week, _): true
        case .fromEvent(let value): value.isWeek
        default: false
        }
    }
}
