internal import Gazetteer
internal import Incidents

/// One date by itself: which rules may apply, by the word that comes first.
extension DateGrammar {
    /// One date without time of day, without ends and without neighbours.
    func atom(_ start: Int) -> Parsed<DateValue>? { named(start).map(withinPeriod) }

    /// The rules that may apply, by the word that comes first.
    private func named(_ start: Int) -> Parsed<DateValue>? {
        switch word(start) {
        case .number:
            numericDate(start).orLonger(monthDate(start)).orLonger(yearDate(start))
                .orLonger(quarterDate(start)).orLonger(relativePeriod(start)).orLonger(
                    yearFirst(start)
                ).orLonger(besidePeriod(start))
        case .month, .shortMonth:
            numericDate(start).orLonger(monthDate(start)).orLonger(feast(start))
        case .weekday, .shortWeekday: weekdayDate(start)
        case .season: seasonDate(start)
        case .feast, .feastPart: feast(start)
        case .day, .now, .overnight, .at, .earlier, .later, .edge: deicticDay(start)
        case .unit:
            deicticDay(start).orLonger(relativePeriod(start)).orLonger(quarterDate(start)).orLonger(
                weekOf(start)
            ).orLonger(besidePeriod(start)).orLonger(periodToDate(start))
        case .direction:
            deicticDay(start).orLonger(relativePeriod(start)).orLonger(directedName(start))
                .orLonger(weekdayDate(start)).orLonger(partOfPeriod(start))
        case .cardinal, .ordinal, .vague, .article:
            monthDate(start).orLonger(yearDate(start)).orLonger(relativePeriod(start))
                .orLonger(partOfPeriod(start)).orLonger(besidePeriod(start)).orLonger(
                    dayOfMonth(start)
                )
                .orLonger(quarterDate(start)).orLonger(decade(start)).orLonger(century(start))
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
        .orLonger(century(start))
        .orLonger(periodToDate(start))
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
}
