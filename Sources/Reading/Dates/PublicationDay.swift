internal import Gazetteer
public import Incidents

/// The day a report appeared, read from its own text when nothing else tells it.
public struct PublicationDay: Hashable, Sendable {
    public let day: Day
    public let span: TextSpan
    public let evidence: Evidence

    /// From strong to weak.
    public enum Evidence: String, Hashable, Sendable, CaseIterable {
        /// A date on a line of its own near the top: "Jan. 5, 2016", "Published: 5 January 2016 14:02".
        case line
        /// "BAGHDAD, Jan. 5, 2016 (Reuters) -"; a year left out is taken from the copyright line.
        case dateline
        /// "Picture taken January 4, 2016", "Period covered: 9–15 May 2024": the report is not older.
        case caption
    }

    /// - Returns: The day with the strongest evidence, the first of equals; `nil` when there is none.
    /// - Complexity: O(*n*) in the length of the text.
    public static func find(in text: AnalyzedText) -> PublicationDay? {
        find(in: text, among: DateReader.values(in: text))
    }

    /// - Parameter values: what ``DateReader`` reads in the text.
    static func find(in text: AnalyzedText, among values: [DateReader.Found]) -> PublicationDay? {
        PublicationFinder(text: text).candidates(among: values)
            .min { $0.evidence.rank < $1.evidence.rank }
    }

    /// The day of a dateline, which may leave out its year, in a report that appeared on a known day.
    static func dateline(
        in text: AnalyzedText, among values: ArraySlice<DateReader.Found>, before published: Day
    ) -> Day? {
        let finder = PublicationFinder(text: text)
        return DateReader().expressions(
            values, in: text, by: DateResolver(published: published), anchor: .publication
        ).first {
            $0.date.precision == .day && finder.evidence($0) == .dateline
        }?.date.start
    }

    /// The year of a copyright line ("© 2016"): a weak hint that says nothing of the day.
    public static func copyrightYear(in text: AnalyzedText) -> Int? {
        PublicationFinder(text: text).copyrightYear()
    }
}

extension PublicationDay.Evidence {
    fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? .max }
}

private struct PublicationFinder {
    let text: AnalyzedText

    /// A date of publication stands before the story begins or in its first words.
    private static let reach = 2_000
    /// Words beside the date on a line that still is one of its own.
    private static let beside = 9

    func candidates(among values: [DateReader.Found]) -> [PublicationDay] {
        let expressions = DateReader().expressions(
            values.prefix { $0.span.start < Self.reach }, in: text,
            by: DateResolver(published: nil), anchor: .publication)
        // Asked for once at most: it reads the whole text.
        lazy var year = copyrightYear()
        return expressions.compactMap { expression in
            guard let evidence = evidence(expression), let day = day(expression, year) else {
                return nil
            }
            return PublicationDay(day: day, span: expression.span, evidence: evidence)
        }
    }

    func evidence(_ expression: DateExpression) -> PublicationDay.Evidence? {
        let tokens = text.tokenRange(expression.span)
        let paragraph = text.paragraphs[text.paragraphIndex(ofToken: tokens.lowerBound)]
        if isCaption(tokens, expression) { return .caption }
        if isDateline(tokens, in: paragraph, expression.date.anchor == .absolute) {
            return .dateline
        }
        var words = 0
        for index in paragraph where text.tokens[index].isWord && !tokens.contains(index) {
            words += 1
            if words > Self.beside { return nil }
        }
        let isSentence = text.tokens[paragraph.upperBound - 1].is(.period) && words > 3
        return isSentence ? nil : .line
    }

    /// "taken", "covered" and the like right before the date, or a range of days.
    private func isCaption(_ tokens: Range<Int>, _ expression: DateExpression) -> Bool {
        if expression.date.start != expression.date.end { return true }
        let before = text.tokens[max(0, tokens.lowerBound - 2)..<tokens.lowerBound]
        return before.contains { Self.captions.contains($0.key) }
    }

    private static let captions = ["taken", "photographed", "seen", "filmed", "covered"].wordKeys

    /// Only capitals, commas and an opening parenthesis before it in its paragraph; after it a closing
    /// parenthesis, an agency in parentheses, a dash, or a full stop where the date names its year ("Bogota
    /// (news service), 14 March 2021."). Also alone in brackets that open a paragraph.
    private func isDateline(
        _ tokens: Range<Int>, in paragraph: Range<Int>, _ namesYear: Bool
    ) -> Bool {
        let before = text.tokens[paragraph.lowerBound..<tokens.lowerBound]
        let isBracketed = before.count == 1 && before.first?.is(.open) == true
        guard before.count <= 8, isBracketed || before.contains(where: \.isWord),
            areOfDateline(before),
            tokens.upperBound < paragraph.upperBound
        else { return false }
        let next = text.tokens[tokens.upperBound]
        let ends =
            namesYear && next.is(.period) && before.last?.is(.comma) == true
            && tokens.upperBound + 1 < paragraph.upperBound
        return ends || next.is(.open) || next.is(.close) || next.is(.dash) || next.is(.hyphen)
    }

    /// Capitals, and in parentheses whatever an agency calls itself.
    private func areOfDateline(_ before: ArraySlice<Token>) -> Bool {
        var isInBrackets = false
        return before.allSatisfy { token in
            if token.is(.open) { isInBrackets = before.first?.isWord == true }
            if token.is(.close) { isInBrackets = false }
            return !token.isWord || token.isCapitalized || isInBrackets
        }
    }

    private func day(_ expression: DateExpression, _ copyright: @autoclosure () -> Int?) -> Day? {
        if let end = expression.date.end, expression.date.start.map({ end - $0 < 32 }) ?? false {
            return expression.date.precision == .day || expression.date.precision == .days
                ? end : nil
        }
        guard case .day(nil, let month?, let day, _) = expression.value, let year = copyright()
        else {
            return nil
        }
        return Day(year: year, month: month, day: day)
    }

    /// The latest year named right after a copyright sign or word.
    func copyrightYear() -> Int? {
        var found: Int?
        for index in text.tokens.indices where isCopyright(text.tokens[index]) {
            for next in text.tokens[index...].dropFirst().prefix(4) where next.kind == .number {
                guard let year = Int(text.string(next)), (1980...2100).contains(year) else {
                    continue
                }
                found = max(found ?? year, year)
            }
        }
        return found
    }

    private func isCopyright(_ token: Token) -> Bool {
        token.isWord ? Self.copyrights.contains(token.key) : isCopyrightSign(token)
    }

    /// U+00A9.
    private func isCopyrightSign(_ token: Token) -> Bool {
        text.bytes[Int(token.start)..<Int(token.end)].elementsEqual([0xc2, 0xa9])
    }

    private static let copyrights = ["copyright"].wordKeys
}

extension [String] {
    fileprivate var wordKeys: WordSet { WordSet(map { WordKey(folded: $0.utf8) }) }
}
