internal import Gazetteer
internal import Incidents

/// Dates that begin with a weekday, or end in one.
extension DateGrammar {
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
        if let date = dateAfterWeekday(index) { return date.map { $0.on(weekday) } }
        if let date = dayAfterWeekday(index, weekday) { return date }
        if let week = weekAfterDay(index) { return week.map { .inside(.weekday(weekday), $0) } }
        if let other = besideOther(index, weekday) { return other }
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
        // "Mon-Fri", "Tue. to Thu."
        if isWeekday(index - 2), isAny([.to, .through, .dash], index - 1) { return true }
        if isWeekday(index + 2), isAny([.to, .through, .dash], index + 1) { return true }
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
        // "on Tuesday, *the third straight day* of attacks".
        if word(start) == .comma, isLowercaseWord(day.end) || unit(day.end) != nil { return nil }
        if case .cardinal = word(index), word(day.end - 1) == word(index) { return nil }
        guard !isFigure || (endsPlainDay(day.end) && word(start) != .comma) else { return nil }
        if word(day.end) == .of, let period = relativePeriod(day.end + 1),
            case .relative(.month, _) = period.value
        {
            return period.map {
                .inside(.day(year: nil, month: nil, day: day.value, weekday: nil), $0)
            }
        }
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
        switch word(index) {
        case .direction:
            return relativePeriod(index).flatMap { $0.value.isWeek ? $0 : nil }
        case .ordinal, .unit(.week):
            guard word(start) == .of else { return nil }
            let week = partOfPeriod(index) ?? weekOf(index)
            return week.flatMap { $0.value.isOneWeek ? $0 : nil }
        default: return nil
        }
    }

    /// "the Sunday before last", "Tuesday after next", "Monday week", "the Friday before Easter".
    private func besideOther(_ index: Int, _ weekday: Weekday) -> Parsed<DateValue>? {
        switch (word(index), word(index + 1)) {
        case (.before, .direction(.last)):
            return Parsed(
                .offset([DateAmount(-1, .week)], .directed(.past, .weekday(weekday))), index + 2)
        case (.after, .direction(.next)):
            return Parsed(
                .offset([DateAmount(1, .week)], .directed(.coming, .weekday(weekday))), index + 2)
        case (.unit(.week), .stop), (.unit(.week), .period), (.unit(.week), .comma):
            return Parsed(
                .offset([DateAmount(1, .week)], .directed(.coming, .weekday(weekday))), index + 1)
        case (.before, _), (.after, _):
            guard let base = monthDate(index + 1).orLonger(feast(index + 1)), base.value.isDayLike
            else { return nil }
            let week =
                word(index) == .before
                ? DateValue.stretch([DateAmount(-7, .day)], base.value)
                : .stretch([DateAmount(6, .day)], .offset([DateAmount(1, .day)], base.value))
            return Parsed(.inside(.weekday(weekday), week), base.end)
        default: return nil
        }
    }

    /// "next week on Tuesday", "last week Monday", "this week's Thursday".
    private func weekThenDay(_ start: Int) -> Parsed<DateValue>? {
        guard case .direction = word(start), let week = relativePeriod(start), week.value.isWeek
        else { return nil }
        var index = week.end
        skip(.possessive, &index)
        _ = skip(anyOf: [.comma, .dash], &index)
        skip(.on, &index)
        guard let weekday = weekdayName(index) else { return nil }
        return Parsed(.inside(.weekday(weekday), week.value), index + 1)
    }
}
