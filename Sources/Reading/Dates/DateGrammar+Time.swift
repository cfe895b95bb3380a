internal import Gazetteer
internal import Incidents

/// Times of day, and dates with times around them. Times do not change the day; they are read so that
/// their figures are not taken for dates, and so that the span of an expression is whole.
extension DateGrammar {
    /// A time, and whether it shows itself as one (colon, "p.m.", "noon"): "at 7" alone may be anything.
    typealias Clock = Parsed<Bool>

    // MARK: Clock

    func clock(_ start: Int) -> Clock? {
        switch word(start) {
        case .number, .cardinal, .article, .half, .unit(.quarter), .the, .edge, .partOfDay, .hour:
            figureClock(start).orLonger(wordClock(start)).orLonger(pastClock(start))
                .orLonger(partClock(start))
        default: nil
        }
    }

    /// "7", "7:30", "8.30 pm", "0730", "9a".
    private func figureClock(_ start: Int) -> Clock? {
        guard let hour = figures(start, digits: 1...4, 0...2400), word(start - 1) != .currency,
            !(word(start + 1) == .slash && isJoined(start + 1) && word(start + 2) == .number)
        else { return nil }
        var index = start + 1
        var isMarked = false
        if tokens[start].digits <= 2 {
            guard hour <= 24 else { return nil }
            while word(index) == .colon, isJoined(index), isJoined(index + 1),
                figures(index + 1, digits: 2...2, 0...59) != nil
            {
                index += 2
                isMarked = true
            }
            if word(index) == .period, isJoined(index),
                figures(index + 1, digits: 2...2, 0...59) != nil,
                word(index + 2) == .meridiem
            {
                index += 2
            }
        } else if hour % 100 >= 60 {
            return nil
        }
        return ended(index, isMarked)
    }

    /// "a.m.", "o'clock", "GMT", "in the morning" after a time.
    private func ended(_ start: Int, _ isMarked: Bool) -> Clock {
        var index = start
        var isMarked = isMarked
        if word(index) == .meridiem || word(index) == .oclock || isMeridiemLetter(index) {
            index += 1
            isMarked = true
        } else if word(index) == .unit(.hour) || word(index) == .units(.hour),
            tokens[index - 1].digits == 4
        {
            index += 1
            isMarked = true
        }
        skip(.oclock, &index)
        while skip(.zone, &index) { if word(index) == .time { index += 1 } }
        if word(index) == .in, word(index + 1) == .the, word(index + 2) == .partOfDay {
            return Parsed(true, index + 3)
        }
        return Parsed(isMarked, index)
    }

    /// "9a", "7p".
    private func isMeridiemLetter(_ index: Int) -> Bool {
        guard isJoined(index), word(index - 1) == .number,
            tokens[index].end - tokens[index].start == 1
        else {
            return false
        }
        return tokens[index].key == DateLexicon.letterA || tokens[index].key == DateLexicon.letterP
    }

    /// "seven o'clock", "nine thirty", "three p.m.".
    private func wordClock(_ start: Int) -> Clock? {
        guard case .cardinal(let hour) = word(start), hour <= 12 else { return nil }
        var index = start + 1
        if let minutes = cardinal(index), minutes.value >= 10, minutes.value < 60 {
            index = minutes.end
        }
        return ended(index, false)
    }

    /// "half past seven", "20 min past eight", "a quarter to five".
    private func pastClock(_ start: Int) -> Clock? {
        var index = start
        skip(.article, &index)
        if word(index) == .half || word(index) == .unit(.quarter) {
            index += 1
        } else if let minutes = figures(index, digits: 1...2, 1...59) ?? cardinal(index)?.value,
            minutes < 60
        {
            index = cardinal(index)?.end ?? index + 1
            _ = skip(.unit(.minute), &index) || skip(.units(.minute), &index)
        } else {
            return nil
        }
        guard skip(.direction(.past), &index) || skip(.to, &index),
            let hour = figureClock(index) ?? wordClock(index)
        else { return nil }
        return Parsed(word(index - 1) == .direction(.past) || hour.value, hour.end)
    }

    /// "noon", "the early morning", "dawn".
    private func partClock(_ start: Int) -> Clock? {
        var index = start
        skip(.the, &index)
        if skip(.edge(.early), &index) || skip(.edge(.late), &index) || skip(.edge(.middle), &index)
        {
            skip(.dash, &index)
        }
        // "the early hours of Tuesday".
        if index > start, word(index) == .units(.hour),
            word(index + 1) == .of || word(index + 1) == .on
        {
            return Parsed(true, index + 1)
        }
        guard word(index) == .partOfDay || word(index) == .hour else { return nil }
        index += 1
        if word(index) == .hour || word(index) == .partOfDay { index += 1 }
        return Parsed(true, index)
    }

    /// "from 10 to 3", "between 4 pm and 5 pm", "shortly before dawn", "8-9am"; with what leads it in.
    func clockRange(_ start: Int) -> Clock? {
        var index = start
        let isLed = skip(
            anyOf: [.at, .from, .between, .by, .before, .after, .in, .during, .about, .until],
            &index)
        if isLed { _ = skip(anyOf: [.about, .at], &index) }
        guard let first = clock(index) else { return nil }
        index = first.end
        guard skip(anyOf: [.to, .dash, .and, .until, .through], &index), let second = clock(index)
        else { return first }
        if word(index - 1) == .and, word(start) != .between { return first }
        return Parsed(first.value || second.value, second.end)
    }

    /// A time with no day: "at 7 p.m.", "in the evening".
    func bareTime(_ start: Int) -> Parsed<DateValue>? {
        guard word(start) != .direction(.this), let range = clockRange(start), range.value else {
            return nil
        }
        return Parsed(.timeOfDay, range.end)
    }

    // MARK: Dates with times around them

    /// One date with the times and parts of day around it.
    func point(_ start: Int, depth: Int = 0) -> Parsed<DateValue>? {
        guard depth < 4 else { return nil }
        return timeThenDate(start, depth)
            .orLonger(edged(start, depth))
            .orLonger(offset(start, depth: depth))
            .orLonger(ahead(start))
            .orLonger(besideDate(start, depth: depth))
            .orLonger(atom(start).map(withTime))
    }

    /// "8am this morning", "the night of Jan. 5", "before dawn on Tuesday", "10 am to noon Monday".
    private func timeThenDate(_ start: Int, _ depth: Int) -> Parsed<DateValue>? {
        var index = start
        while skip(.filler, &index) {}
        guard let range = clockRange(index), range.value else { return nil }
        index = range.end
        let isLinked = skip(anyOf: [.of, .on, .comma, .dash], &index)
        if word(index - 1) == .of, let days = daysOfMonth(index) { return days }
        _ = isLinked && skip(.the, &index)
        guard let date = atom(index) ?? (isLinked ? atom(index - 1) : nil), date.value.isDayLike
        else { return nil }
        return withTime(date)
    }

    /// Takes the times that follow a date into its span.
    func withTime(_ date: Parsed<DateValue>) -> Parsed<DateValue> {
        guard date.value.isDayLike else { return date }
        var end = date.end
        while let next = trailingTime(end) { end = next }
        if word(end) == .open, isWeekday(end + 1), word(end + 2) == .close { end += 3 }
        while let next = trailingTime(end) { end = next }
        guard end > date.end else { return date }
        return withYear(date.value, end)
    }

    private func trailingTime(_ start: Int) -> Int? {
        var index = start
        _ = skip(anyOf: [.comma, .dash], &index)
        let isLed = isAny([.at, .from, .between, .by, .before, .after, .about, .until], index)
        guard let range = clockRange(index),
            range.value || (isLed && endsTime(range.end) && !countsNext(range.end))
        else { return nil }
        if word(range.end) == .partsOfDay { return nil }
        // "Tuesday and in the evening of the same day" goes no further than its own day.
        return range.end
    }

    private func endsTime(_ index: Int) -> Bool {
        !isLowercaseWord(index) && unit(index) == nil && word(index) != .slash
    }

    /// "Sunday night after *two Israeli* brothers were shot": a count of what follows, and no hour.
    private func countsNext(_ end: Int) -> Bool {
        switch word(end - 1) {
        case .number, .cardinal:
            tokens.indices.contains(end) && tokens[end].isCapital && word(end) == .other
        default: false
        }
    }

    /// "Wed Oct 26 15:50:06 2016": the year after the time.
    private func withYear(_ value: DateValue, _ end: Int) -> Parsed<DateValue> {
        guard case .day(nil, let month?, let day, let weekday) = value,
            let year = figures(end, digits: 4...4, 1900...2099), !isFragment(end)
        else { return Parsed(value, end) }
        return Parsed(.day(year: year, month: month, day: day, weekday: weekday), end + 1)
    }

    /// "early January", "the end of 2008", "late on Thursday", "earlier this week", "mid-June".
    private func edged(_ start: Int, _ depth: Int) -> Parsed<DateValue>? {
        var index = start
        skip(.the, &index)
        guard let edge = edge(index) else { return nil }
        index = edge.end
        let second = secondEdge(index)
        index = second?.end ?? index
        _ = skip(anyOf: [.dash, .of, .in, .on], &index)
        guard
            let date = plainPeriod(index)
                .orLonger(atom(index).map(withTime))
                .orLonger(offset(index, depth: depth + 1))
        else { return nil }
        if date.value.isDayLike { return date }
        return date.map { period in
            guard let second else { return .edge(edge.value, of: period) }
            return .range(.edge(edge.value, of: period), .edge(second.value, of: period))
        }
    }

    /// "mid-to-late August".
    private func secondEdge(_ start: Int) -> Parsed<Edge>? {
        let index = word(start) == .dash ? start + 1 : start
        guard word(index) == .to else { return nil }
        let next = word(index + 1) == .dash ? index + 2 : index + 1
        guard case .edge(let edge) = word(next) else { return nil }
        return Parsed(edge, next + 1)
    }

    private func edge(_ index: Int) -> Parsed<Edge>? {
        switch word(index) {
        // "the early months of 2014".
        case .edge(let edge) where isUnits(index + 1) && word(index + 2) == .of:
            Parsed(edge, index + 2)
        case .edge(let edge): Parsed(edge, index + 1)
        case .border(let edge) where word(index + 1) == .of: Parsed(edge, index + 1)
        case .beginning where word(index + 1) == .of: Parsed(.early, index + 1)
        case .earlier: Parsed(.sofar, index + 1)
        case .later: Parsed(.remaining, index + 1)
        case .rest where word(index + 1) == .of: Parsed(.remaining, index + 1)
        default: nil
        }
    }

    private func isUnits(_ index: Int) -> Bool {
        if case .units(let unit) = word(index) {
            unit.precision != .day || unit == .day
        } else {
            false
        }
    }

    /// "(earlier in) the week", "(end of) month".
    func plainPeriod(_ start: Int) -> Parsed<DateValue>? {
        var index = start
        let isDefinite = skip(.the, &index)
        guard case .unit(let unit) = word(index), unit != .hour, unit != .minute, unit != .half,
            unit != .quarter,
            isDefinite || word(start - 1) == .of, word(index + 1) != .of
        else { return nil }
        let period = DateValue.relative(unit, by: 0)
        return Parsed(unit == .day ? .fromEvent(period) : period, index + 1)
    }
}

extension DateValue {
    /// One day, or a stretch too short for early and late to matter.
    var isDayLike: Bool {
        switch self {
        case .day, .weekday, .nthWeekday, .holiday, .event, .present: true
        case .inside(let value, _): value.isDayLike
        case .relative(let unit, _):
            unit == .day || unit == .hour || unit == .minute || unit == .businessDay
        case .directed(_, let value), .fromEvent(let value): value.isDayLike
        case .offset(let amounts, _): amounts.last.map { $0.unit.precision == .day } ?? false
        default: false
        }
    }
}
