internal import Gazetteer
internal import Incidents

/// Dates so long before or after others, and those that only an event told before can tell.
extension DateGrammar {
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
        if let weekdays = weekdaysAgo(start) ?? unitsAgo(start) ?? unitsBeside(start) {
            return weekdays
        }
        // "*Hours later* a second bomb went off": on the same day, as far as that is said.
        if word(start) == .units(.hour) || word(start) == .units(.minute),
            word(start + 1) == .later
        {
            return Parsed(.fromEvent(.relative(.day, by: 0)), start + 2)
        }
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
        if back.count == 1, let weekends = back.first, weekends.unit == .weekend {
            return Parsed(.relative(.weekend, by: weekends.count), end)
        }
        let value = DateValue.offset(back, .relative(.day, by: 0))
        if word(end) == .day(0) { return Parsed(value, end + 1) }
        if word(end) == .direction(.this), case .unit(let unit) = word(end + 1), unit != .day {
            return Parsed(.enclosing(unit, value), end + 2)
        }
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
        guard case .units(let unit) = word(index), word(index + 1) == .ago,
            word(start - 1) != .number
        else { return nil }
        return Parsed(
            .offset([DateAmount(-3, unit, isVague: true)], .relative(.day, by: 0)), index + 2)
    }

    /// "hours after", "days before" an event.
    private func unitsBeside(_ start: Int) -> Parsed<DateValue>? {
        guard case .units(let unit) = word(start), word(start - 1) != .number,
            word(start + 1) == .after || word(start + 1) == .before
        else { return nil }
        let count = word(start + 1) == .after ? 3 : -3
        return Parsed(.offset([DateAmount(count, unit, isVague: true)], .event), start + 2)
    }

    private func offset(_ amounts: [DateAmount], from index: Int, depth: Int) -> Parsed<DateValue>?
    {
        if let base = point(index, depth: depth + 1), base.value.kind == .date {
            // "a week from Tuesday" looks ahead.
            if word(index - 1) == .from, case .weekday = base.value {
                return base.map { .offset(amounts, .directed(.coming, $0)) }
            }
            return base.map { .offset(amounts, $0) }
        }
        // "a week after the attack".
        guard word(index - 1) == .after || word(index - 1) == .before else { return nil }
        // "a week before that".
        let end = word(index) == .direction(.same) && endsPhrase(index + 1) ? index + 1 : index
        return Parsed(.offset(amounts, .event), end)
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
            guard let amounts = amounts(index) else { return nil }
            // "within three days from now".
            let isFromNow =
                word(amounts.end) == .from
                && (word(amounts.end + 1) == .now || word(amounts.end + 1) == .day(0))
            guard isFuture || isFromNow || word(index - 1) == .direction(.next) else { return nil }
            return Parsed(
                .stretch(amounts.value, .relative(.day, by: 0)),
                isFromNow ? amounts.end + 2 : amounts.end)
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
