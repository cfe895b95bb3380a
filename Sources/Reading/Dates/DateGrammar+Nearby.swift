internal import Gazetteer
internal import Incidents

/// Days and periods counted from the day of reading: "yesterday", "last week", "next Friday".
extension DateGrammar {
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
        default: return dayBesideDay(index) ?? sameDay(index) ?? directedPart(index)
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

    /// "this time last year", "this day last week", "on this day in 1993".
    private func sameDay(_ start: Int) -> Parsed<DateValue>? {
        if word(start) == .the, isDirection(start + 1, .same) { return sameMonth(start + 1) }
        guard isDirection(start, .this) || isDirection(start, .same) else { return nil }
        guard word(start + 1) == .time || word(start + 1) == .unit(.day) else {
            return sameMonth(start)
        }
        if word(start + 2) == .in, word(start + 1) == .unit(.day), let year = year(start + 3) {
            return year.map { .anniversary(year: $0) }
        }
        guard case .direction(let direction) = word(start + 2),
            case .unit(let unit) = word(start + 3), direction == .last || direction == .next,
            unit.precision != .day
        else { return nil }
        let step = Self.step(direction)
        return Parsed(.offset([DateAmount(step, unit)], .relative(.day, by: 0)), start + 4)
    }

    /// "the same month last year".
    private func sameMonth(_ start: Int) -> Parsed<DateValue>? {
        guard isDirection(start, .same), case .unit(let unit) = word(start + 1),
            unit == .month || unit == .week || unit == .quarter,
            word(start + 2) == .direction(.last) || word(start + 2) == .direction(.previous),
            word(start + 3) == .unit(.year)
        else { return nil }
        let then = DateValue.offset([DateAmount(-1, .year)], .relative(.day, by: 0))
        return Parsed(.enclosing(unit, then), start + 4)
    }

    private func isDirection(_ index: Int, _ direction: Direction) -> Bool {
        word(index) == .direction(direction)
    }

    /// "this morning", "last night", "next evening"; "that night" and "the next morning" follow an event.
    private func directedPart(_ start: Int) -> Parsed<DateValue>? {
        var index = start
        let isDefinite = skip(.the, &index)
        guard case .direction(let direction) = word(index), direction != .past else { return nil }
        index += 1
        _ = skip(.edge(.early), &index) || skip(.edge(.late), &index)
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

    /// "year to date", "the month to date": from its first day to the day before the one of reading.
    func periodToDate(_ start: Int) -> Parsed<DateValue>? {
        var index = start
        skip(.the, &index)
        guard case .unit(let unit) = word(index) else { return nil }
        index += 1
        skip(.dash, &index)
        guard skip(.to, &index) else { return nil }
        skip(.dash, &index)
        guard word(index) == .present, tokens[index].key == DateLexicon.date else { return nil }
        return Parsed(.edge(.sofar, of: .relative(unit, by: 0)), index + 1)
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
        if known == nil, let halves = rollingHalves(direction, index) { return halves }
        let number = known ?? count(index)
        if known == nil, let number, word(index) != .article {
            index = number.end
            if number.value.isVague { skip(.of, &index) }
        }
        let isBusiness = skip(.business, &index)
        guard let unit = unit(index) else { return nil }
        let counted = isBusiness && unit.value == .day ? .businessDay : unit.value
        if let number, known != nil || word(index - 1) != .direction(direction) {
            return rolling(direction, counted, number.value.count, unit.end)
        }
        return single(
            direction, counted, unit.end, isDefinite, hasPlural: word(index) == .units(counted))
    }

    /// "the past two and a half years".
    private func rollingHalves(_ direction: Direction, _ index: Int) -> Parsed<DateValue>? {
        let half = word(index) == .half ? amount(index).map { $0.map { [$0] } } : nil
        guard let amounts = half ?? amountAndHalf(index, nil), Self.step(direction) != 0
        else { return nil }
        return amounts.map {
            .stretch(
                Self.step(direction) < 0 ? $0.map(\.negated) : $0, .relative(.day, by: 0))
        }
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

    var isOneWeek: Bool {
        switch self {
        case .part(_, 1, .week, _), .enclosing(.week, _): true
        default: false
        }
    }

    var isWeek: Bool {
        switch self {
        case .relative(.week, _): true
        case .fromEvent(let value): value.isWeek
        default: false
        }
    }
}
