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
}
