internal import Gazetteer
internal import Incidents

/// Parts of periods: "the first week of January", "the weekend of 5 March".
extension DateGrammar {
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
            ?? figures(index, digits: 1...3, 1...999).map({ Parsed($0, index + 1) })
            ?? vagueCount(index)
        {
            count = several.value
            index = several.end
        }
        guard let unit = partUnit(index), skipOf(unit.end) != unit.end,
            let period = period(skipOf(unit.end))
        else {
            return nil
        }
        // "the first days of 2014": a few.
        if index == number.end, word(index) == .units(unit.value) { count = 3 }
        return period.map { .part(number: number.value, count: count, unit.value, of: $0) }
    }

    /// "the last *few* weeks of 2014", "the first *couple of* days of May".
    private func vagueCount(_ index: Int) -> Parsed<Int>? {
        guard case .vague(let count) = word(index) else { return nil }
        return Parsed(count, word(index + 1) == .of ? index + 2 : index + 1)
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
        if word(index) == .business, word(index + 1) == .unit(.day) {
            return Parsed(.businessDay, index + 2)
        }
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
            .orLonger(century(index))
            .orLonger(anaphor(index))
    }

    /// "31", "twenty-two".
    private func weekNumber(_ index: Int) -> Parsed<Int>? {
        if let number = figures(index, digits: 1...2, 1...53) {
            return isFragment(index) ? nil : Parsed(number, index + 1)
        }
        return cardinal(index).flatMap { (1...53).contains($0.value) ? $0 : nil }
    }

    /// "3 to 5 March", "March 3-5": the days of "the weekend of", "the week of" or "the night of".
    func daysOfMonth(_ start: Int) -> Parsed<DateValue>? {
        if let days = sharedMonth(start, isBetween: false, isLed: false) { return days }
        guard let first = monthFirst(start), word(first.end) == .dash || word(first.end) == .to,
            let last = restOfDay(first.end + 1, after: first.value)
        else { return nil }
        return last.map { .range(first.value, $0) }
    }

    /// "the week of Feb. 4", "week 31", "the weekend of 5 March".
    func weekOf(_ start: Int) -> Parsed<DateValue>? {
        var index = start
        skip(.the, &index)
        guard word(index) == .unit(.week) || word(index) == .unit(.weekend) else { return nil }
        let unit: DateUnit = word(index) == .unit(.week) ? .week : .weekend
        index += 1
        if unit == .week, let number = weekNumber(index) {
            let year = trailingYear(number.end)
            // "W10" may be a road: a year makes a week of it.
            if isJoined(index), year == nil { return nil }
            return Parsed(.weekNumber(number.value, year: year?.value), year?.end ?? number.end)
        }
        guard skip(anyOf: [.of, .beginning, .ending], &index) else { return nil }
        skip(.on, &index)
        if let days = daysOfMonth(index) { return days }
        // "the week ending (on) Friday".
        if word(index - 1) != .of, unit == .week, let weekday = weekdayName(index) {
            return Parsed(.enclosing(.week, .weekday(weekday)), index + 1)
        }
        if let day = monthDate(index).orLonger(numericDate(index)), case .day = day.value {
            return day.map { .enclosing(unit, $0) }
        }
        return bareDay(index).map { $0.map { .enclosing(unit, $0) } }
    }

    /// "the week of *the 18th*".
    private func bareDay(_ start: Int) -> Parsed<DateValue>? {
        guard word(start) == .the, case .ordinal(let day) = word(start + 1), (1...31).contains(day),
            tokens[start + 1].digits > 0, !isLowercaseWord(start + 2)
        else { return nil }
        return Parsed(.day(year: nil, month: nil, day: day, weekday: nil), start + 2)
    }
}
