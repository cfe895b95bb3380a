internal import Gazetteer
internal import Incidents

/// Expressions with two ends, with one end, with none: ranges, bounds, durations, habits.
extension DateGrammar {
    // MARK: Two ends

    /// "from August to October", "9 to 17 April", "Nov. 18 – Dec. 19, 2015", "late Thursday and early Friday".
    ///
    /// - Parameter here: the point at `start`.
    func range(_ start: Int, _ here: Parsed<DateValue>?) -> Parsed<DateValue>? {
        var index = start
        let isFrom = skip(.from, &index)
        let isBetween = !isFrom && skip(.between, &index)
        if let shared = sharedMonth(index, isBetween: isBetween, isLed: isFrom || isBetween)
            ?? sharedPeriod(index)
        {
            return shared
        }
        if let years = years(index, isBetween: isBetween) { return years }
        guard let first = index == start ? here : point(index), first.value.kind == .date
        else { return nil }
        index = first.end
        if let list = dayList(index, after: first.value) { return list }
        guard skipConnector(&index, isBetween, first, start: start) else { return nil }
        return restOfRange(index, after: first.value).map { withinPeriod(first.value, $0) }
    }

    /// Both ends of a range with the year or month they fall in: "May 1 – 5 of this year".
    private func withinPeriod(_ first: DateValue, _ last: Parsed<DateValue>) -> Parsed<DateValue> {
        let index = word(last.end) == .of ? last.end + 1 : last.end
        guard first.isRecurring, last.value.isRecurring, let period = relativePeriod(index),
            period.value.holds(first), period.value.holds(last.value)
        else { return last.map { .range(first, $0) } }
        return period.map { .range(.inside(first, $0), .inside(last.value, $0)) }
    }

    /// "4th to 22nd of this month", "from 4 to 22 this month", "between 4 and 22 in January".
    private func sharedPeriod(_ start: Int) -> Parsed<DateValue>? {
        var index = start
        skip(.the, &index)
        guard let first = dayNumber(index), !isFragmentOfDate(index) else { return nil }
        index = first.end
        guard skip(anyOf: [.to, .until, .through, .dash, .and], &index) else { return nil }
        skip(.the, &index)
        guard let last = dayNumber(index), last.value > first.value else { return nil }
        index = last.end
        if word(index) == .in, isAny([.between, .from], start - 1), let month = monthName(index + 1)
        {
            let year = trailingYear(month.end)
            func day(_ number: Int) -> DateValue {
                .day(year: year?.value, month: month.value, day: number, weekday: nil)
            }
            return Parsed(.range(day(first.value), day(last.value)), year?.end ?? month.end)
        }
        skip(.of, &index)
        guard let period = relativePeriod(index) ?? plainPeriod(index),
            case .relative(.month, _) = period.value
        else { return nil }
        func day(_ number: Int) -> DateValue {
            .inside(.day(year: nil, month: nil, day: number, weekday: nil), period.value)
        }
        return Parsed(.range(day(first.value), day(last.value)), period.end)
    }

    /// "November 3, 4 and 5", "November 3rd, 4th and 5th": up to the last of them.
    private func dayList(_ start: Int, after first: DateValue) -> Parsed<DateValue>? {
        guard case .day(nil, let month?, var last, _) = first else { return nil }
        var index = start
        while word(index) == .comma, let day = dayNumber(index + 1), day.value > last {
            last = day.value
            index = day.end
        }
        guard index > start else { return nil }
        skip(.comma, &index)
        guard skip(.and, &index), let day = dayNumber(index), day.value > last,
            !isLowercaseWord(day.end)
        else {
            return nil
        }
        let year = trailingYear(day.end)
        let end = DateValue.day(year: year?.value, month: month, day: day.value, weekday: nil)
        return Parsed(.range(first, end), year?.end ?? day.end)
    }

    private func skipConnector(
        _ index: inout Int, _ isBetween: Bool, _ first: Parsed<DateValue>, start: Int
    ) -> Bool {
        switch word(index) {
        case .through where word(index + 1) == .to || word(index + 1) == .until: index += 1
        case .to, .until, .through, .dash: break
        case .and where isTurn(first.value, index): break
        case .and
        where isBetween || isNight(first, index) || sharesMonth(first.value, index + 1)
            || isNextMonth(first.value, index + 1):
            break
        default: return false
        }
        index += 1
        return true
    }

    /// "late Thursday and early Friday", "Monday night and Tuesday morning" are one night.
    private func isNight(_ first: Parsed<DateValue>, _ index: Int) -> Bool {
        guard case .weekday = first.value else { return false }
        let isMorning =
            isWeekday(index + 1) && tokens.indices.contains(index + 2)
            && tokens[index + 2].key == DateLexicon.morning
        guard word(index + 1) == .edge(.early) || isMorning else { return false }
        return word(first.end - 2) == .edge(.late)
            || (word(first.end - 1) == .partOfDay
                && tokens[first.end - 1].key != DateLexicon.morning)
    }

    /// "late 2014 and early 2015".
    private func isTurn(_ first: DateValue, _ index: Int) -> Bool {
        guard case .edge(.late, _) = first else { return false }
        return word(index + 1) == .edge(.early)
    }

    /// "April and May 2015": the year is that of both.
    private func isNextMonth(_ first: DateValue, _ index: Int) -> Bool {
        guard case .month(let month, nil) = first, let next = monthName(index) else { return false }
        return next.value == month + 1 && trailingYear(next.end) != nil
    }

    /// "April 24 and 25".
    private func sharesMonth(_ first: DateValue, _ index: Int) -> Bool {
        guard case .day(_, .some, _, _) = first, let day = dayNumber(index) else { return false }
        return word(index) != .cardinal(1) && !isLowercaseWord(day.end) && monthName(day.end) == nil
            && unit(day.end) == nil
    }

    private func restOfRange(_ index: Int, after first: DateValue) -> Parsed<DateValue>? {
        let full = point(index).flatMap {
            $0.value.kind == .date && $0.value.reference != .previousEvent ? $0 : nil
        }
        let partial = restOfDay(index, after: first)
        if let partial, partial.end > full?.end ?? 0 { return partial }
        return full ?? yearOrPresent(index)
    }

    /// The second day of "April 9th through 17th" or "April 27 to the 3rd".
    func restOfDay(_ start: Int, after first: DateValue) -> Parsed<DateValue>? {
        guard case .day(let year, let month, let firstDay, let weekday) = first,
            weekday == nil || month != nil
        else { return nil }
        // "BAGHDAD, 12 January 2024 – *Three* women …": whatever follows a whole date and a dash is news.
        if year != nil, word(start - 1) == .dash { return nil }
        var index = start
        let isDefinite = skip(.the, &index)
        guard let day = dayNumber(index), unit(day.end) == nil,
            !isLowercaseWord(day.end) || isDefinite
        else { return nil }
        let isNext = day.value <= firstDay
        guard let month else {
            return Parsed(.day(year: nil, month: nil, day: day.value, weekday: nil), day.end)
        }
        if let late = trailingYear(day.end), year == nil, !isNext {
            return Parsed(
                .day(year: late.value, month: month, day: day.value, weekday: nil), late.end)
        }
        let following = month % 12 + 1
        let nextYear = isNext && month == 12 ? year.map { $0 + 1 } : year
        return Parsed(
            .day(year: nextYear, month: isNext ? following : month, day: day.value, weekday: nil),
            day.end)
    }

    private func yearOrPresent(_ start: Int) -> Parsed<DateValue>? {
        if word(start) == .now { return Parsed(.present, start + 1) }
        let index = word(start) == .the || word(start) == .direction(.this) ? start + 1 : start
        return word(index) == .present ? Parsed(.present, index + 1) : nil
    }

    /// "9 to 17 April", "the twenty-seventh to the third of April", "24 and 25 January 2016".
    func sharedMonth(_ start: Int, isBetween: Bool, isLed: Bool) -> Parsed<DateValue>? {
        var index = start
        skip(.the, &index)
        guard let first = dayNumber(index), !isFragmentOfDate(index) else { return nil }
        index = listEnd(first)
        guard skip(anyOf: [.to, .until, .through, .dash, .and], &index) else { return nil }
        skip(.the, &index)
        guard let last = dayFirst(index),
            case .day(let year, let month?, let day, _) = last.value
        else { return nil }
        if first.value < day {
            return last.map {
                .range(.day(year: year, month: month, day: first.value, weekday: nil), $0)
            }
        }
        let before = month == 1 ? 12 : month - 1
        let beforeYear = month == 1 ? year.map { $0 - 1 } : year
        guard isLed || word(start) == .the else { return nil }
        return last.map {
            .range(.day(year: beforeYear, month: before, day: first.value, weekday: nil), $0)
        }
    }

    /// "12, *13* and 14 June": behind the days between.
    private func listEnd(_ first: Parsed<Int>) -> Int {
        var last = first
        while word(last.end) == .comma, !isJoined(last.end + 1),
            let day = dayNumber(last.end + 1), day.value > last.value
        {
            last = day
        }
        return last.end
    }

    private func isFragmentOfDate(_ index: Int) -> Bool {
        isJoined(index)
            && (word(index - 1) == .slash || word(index - 1) == .dash || word(index - 1) == .period)
    }

    /// "2014-2018", "between 2007 and the end of 2008", "2014–15".
    private func years(_ start: Int, isBetween: Bool) -> Parsed<DateValue>? {
        var index = word(start) == .the ? start + 1 : start
        guard let first = figures(index, digits: 4...4, 1500...2200), !isFragment(index) else {
            return nil
        }
        index += 1
        let isDash = word(index) == .dash || word(index) == .slash
        guard
            skip(anyOf: [.to, .until, .through, .dash], &index)
                || (isBetween && skip(.and, &index))
                || (isJoined(index) && word(index) == .slash && isJoined(index + 1)
                    && skip(.slash, &index))
        else { return nil }
        if let last = figures(index, digits: 4...4, first...2200), !isFragment(index),
            !isLowercasePlural(index + 1)
        {
            return Parsed(.range(.year(first), .year(last)), index + 1)
        }
        if isDash, isJoined(index), let short = figures(index, digits: 2...2, 0...99),
            first / 100 * 100 + short > first, short > 12 || short == first % 100 + 1,
            word(index + 1) != .dash
        {
            return Parsed(.range(.year(first), .year(first / 100 * 100 + short)), index + 1)
        }
        guard word(index - 1) != .slash, let last = point(index), last.value.kind == .date,
            isBetween || word(start - 1) == .from || last.value.reference == .absolute
        else { return nil }
        return last.map { .range(.year(first), $0) }
    }

    private func isLowercasePlural(_ index: Int) -> Bool {
        tokens.indices.contains(index) && DateLexicon.counted.contains(tokens[index].key)
    }

    // MARK: One end

    /// "since 2014", "until Friday", "before Christmas", "1/1/2016 and later", "more than two weeks ago".
    ///
    /// - Parameter here: the point at `start`.
    func open(_ start: Int, _ here: Parsed<DateValue>?) -> Parsed<DateValue>? {
        openBefore(start)
            .orLonger(openAfter(start, here))
            .orLonger(longAgo(start))
    }

    private func openBefore(_ start: Int) -> Parsed<DateValue>? {
        guard let bound = bound(start) else { return nil }
        let point = point(bound.end)
        guard let date = range(bound.end, point).orLonger(point), date.value.kind == .date,
            word(date.end) != .possessive
        else { return nil }
        // "after Friday prayers" is on that Friday.
        let isEvent = date.value.isDayLike && isLowercaseWord(date.end) && word(date.end) == .other
        if bound.value == .after || bound.value == .before, isEvent { return nil }
        // "before dawn on Tuesday" is a time of that Tuesday.
        if bound.value != .since, let time = clockRange(start), time.value,
            word(time.end - 1) != .number
        {
            return nil
        }
        return date.map(bound.value.value)
    }

    private enum Bound {
        case since, after, until, before

        func value(_ value: DateValue) -> DateValue {
            switch self {
            case .since: .since(value)
            case .after: .after(value)
            case .until: .until(value)
            case .before: .before(value)
            }
        }
    }

    private func bound(_ start: Int) -> Parsed<Bound>? {
        var index = start
        let isNegated = skip(.not, &index)
        switch word(index) {
        case .since: return Parsed(.since, index + 1)
        case .after: return Parsed(.after, index + 1)
        case .until, .by: return Parsed(.until, index + 1)
        case .before: return Parsed(.before, index + 1)
        case .later where word(index + 1) == .than:
            return Parsed(isNegated ? .until : .after, index + 2)
        case .earlier where word(index + 1) == .than:
            return Parsed(isNegated ? .since : .before, index + 2)
        case .direction(.previous) where word(index + 1) == .to: return Parsed(.before, index + 2)
        case .beginning where word(index + 1) != .of:
            index += 1
            _ = skip(anyOf: [.on, .from, .in, .at], &index)
            return Parsed(.since, index)
        default: return nil
        }
    }

    /// "2016 and later", "from Monday on".
    private func openAfter(_ start: Int, _ here: Parsed<DateValue>?) -> Parsed<DateValue>? {
        var index = start
        let isFrom = skip(.from, &index)
        guard let date = isFrom ? point(index) : here, date.value.kind == .date else { return nil }
        index = date.end
        if isFrom, skip(.on, &index) || skip(.onward, &index) {
            return Parsed(.since(date.value), index)
        }
        if skip(.onward, &index) { return Parsed(.since(date.value), index) }
        guard skip(.and, &index) || skip(.or, &index) else { return nil }
        switch word(index) {
        case .later, .onward: return Parsed(.since(date.value), index + 1)
        case .after where endsPhrase(index + 1): return Parsed(.since(date.value), index + 1)
        case .earlier: return Parsed(.until(date.value), index + 1)
        default: return nil
        }
    }

    /// "more than two weeks ago".
    private func longAgo(_ start: Int) -> Parsed<DateValue>? {
        guard word(start) == .more, word(start + 1) == .than || word(start) == .over,
            let date = offset(start + 2, depth: 0), case .offset(let amounts, _) = date.value,
            let first = amounts.first
        else { return nil }
        return date.map { first.count < 0 ? .until($0) : .since($0) }
    }

    // MARK: No end

    /// "72 hours", "for more than a year", "three-day".
    func duration(_ start: Int) -> Parsed<DateValue>? {
        var index = start
        _ = skip(anyOf: [.for, .in, .within, .during, .over], &index)
        guard let amounts = amounts(index) else { return nil }
        return amounts.map { .duration($0) }
    }

    /// "every Monday", "daily", "on Sundays", "Tuesday afternoons", "the 19th of every month".
    func habit(_ start: Int) -> Parsed<DateValue>? {
        var index = start
        _ = skip(anyOf: [.on, .in], &index)
        skip(.the, &index)
        switch word(index) {
        case .habitual: return Parsed(.habit, index + 1)
        case .weekdays, .partsOfDay:
            return Parsed(.habit, word(index + 1) == .partsOfDay ? index + 2 : index + 1)
        case .weekday, .shortWeekday:
            return word(index + 1) == .partsOfDay ? Parsed(.habit, index + 2) : nil
        case .every: return everyPeriod(index + 1)
        default:
            guard let day = ordinal(index), word(day.end) == .of, word(day.end + 1) == .every else {
                return nil
            }
            return everyPeriod(day.end + 2)
        }
    }

    private func everyPeriod(_ start: Int) -> Parsed<DateValue>? {
        var index = start
        if let number = ordinal(index) ?? cardinal(index) { index = number.end }
        if word(index) == .number { index += 1 }
        switch word(index) {
        case .unit, .units, .weekday, .shortWeekday, .partOfDay, .month, .shortMonth, .season,
            .hour:
            let end = index + 1
            return Parsed(.habit, trailingHabit(end))
        default: return feastName(index).map { Parsed(.habit, $0.end) }
        }
    }

    private func trailingHabit(_ start: Int) -> Int {
        guard let time = clockRange(start), time.value else { return start }
        return time.end
    }
}
