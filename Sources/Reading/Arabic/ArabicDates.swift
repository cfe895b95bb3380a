internal import Gazetteer
internal import Incidents

/// Reads the dates of Arabic news: days of the week, "yesterday", months in both their Syriac and
/// their Western names, "the same day".
struct ArabicDates {
    let text: AnalyzedText
    let words: [ArabicWord]
    let published: Day?

    struct Dated {
        let word: Int
        let date: EventDate
        /// "On the same day": of the event told before.
        let isSame: Bool
    }

    func dates() -> [Dated] {
        var found: [Dated] = []
        for index in words.indices {
            if isSameDay(index) {
                found.append(Dated(word: index, date: .unknown, isSame: true))
            } else if let (value, range) = value(at: index) {
                found.append(Dated(word: index, date: date(value, range), isSame: false))
            }
        }
        return found
    }

    private func date(_ value: DateValue, _ range: Range<Int>) -> EventDate {
        let span = text.span(words[range.lowerBound].token..<words[range.upperBound - 1].token + 1)
        return EventDate(
            value, span: span, expression: text.string(span),
            resolver: DateResolver(published: published), anchor: .publication)
    }

    private func value(at index: Int) -> (DateValue, Range<Int>)? {
        let word = words[index]
        if let weekday = word.weekday { return (.weekday(weekday), index..<index + 1) }
        if word.key == Self.yesterday { return (.relative(.day, by: -1), index..<index + 1) }
        if word.key == Self.today { return (.relative(.day, by: 0), index..<index + 1) }
        if let month = word.month { return calendar(month, at: index) }
        guard index + 1 < words.count,
            words[index + 1].key == Self.last || words[index + 1].key == Self.lastFeminine
        else { return nil }
        let unit = Self.units[word.key]
        return unit.map { (.relative($0, by: -1), index..<index + 2) }
    }

    /// "5 يناير 2016", "في ديسمبر 2018".
    private func calendar(_ month: Int, at index: Int) -> (DateValue, Range<Int>) {
        let day = index > 0 ? words[index - 1].figure.flatMap { Int(exactly: $0) } : nil
        let year =
            index + 1 < words.count
            ? words[index + 1].figure.flatMap { Int(exactly: $0) } : nil
        let range = (day == nil ? index : index - 1)..<(year == nil ? index + 1 : index + 2)
        if let day, (1...31).contains(day) {
            return (.day(year: year, month: month, day: day, weekday: nil), range)
        }
        return (.month(month, year: year), range)
    }

    private func isSameDay(_ index: Int) -> Bool {
        (words[index].key == Self.today || words[index].key == Self.inToday)
            && index + 1 < words.count
            && Self.same.contains(words[index + 1].key)
    }

    private static let yesterday = ArabicLexicon.key("أمس")
    private static let today = ArabicLexicon.key("اليوم")
    private static let inToday = ArabicLexicon.key("باليوم")
    private static let last = ArabicLexicon.key("الماضي")
    private static let lastFeminine = ArabicLexicon.key("الماضية")
    private static let same: WordSet = [ArabicLexicon.key("نفسه"), ArabicLexicon.key("ذاته")]
    private static let units: [WordKey: DateUnit] = [
        ArabicLexicon.key("الأسبوع"): .week, ArabicLexicon.key("الشهر"): .month,
        ArabicLexicon.key("العام"): .year, ArabicLexicon.key("السنة"): .year,
    ]
}
