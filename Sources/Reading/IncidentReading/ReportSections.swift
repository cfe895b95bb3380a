internal import Gazetteer
internal import Incidents

/// How a report is laid out: datelines, the entries of a list with place and day in their heads,
/// headings and the sections below them.
///
/// "BAMAKO - Gunmen killed…" opens with a dateline, which is no word of the sentence. "12 May, Mellit:
/// Armed men…" opens an entry: its head places and dates what stands below it. "BACKGROUND" alone on a
/// line says that what follows is not the news.
struct ReportSections {
    /// What a section tells applies to all its events.
    struct Section {
        var isBackground = false
        /// Mentions named in the head of an entry.
        var places: [Int] = []
        /// The date expression of the head of an entry.
        var date: Int?
    }

    private(set) var sections = [Section()]
    private var sectionOfParagraph: [Int] = []
    /// By sentence, the token behind its dateline or head.
    private(set) var starts: [Int: Int] = [:]
    /// How many opening paragraphs are headlines.
    private(set) var headlines = 0

    func section(ofParagraph paragraph: Int) -> Int {
        paragraph < sectionOfParagraph.count ? sectionOfParagraph[paragraph] : 0
    }

    init(text: AnalyzedText, mentions: [Mention], dates: [DateExpression]) {
        let finder = HeadFinder(text: text, mentions: mentions, dates: dates)
        let heads = finder.heads()
        // A lone head is the dateline of the report; several are entries of a list.
        let areEntries = heads.count { $0 != nil } > 1
        var isBehindLone = false
        for (index, paragraph) in text.paragraphs.enumerated() {
            // A town and a colon among plain paragraphs are the head of their own alone.
            if isBehindLone { sections.append(Section()) }
            isBehindLone = !areEntries && heads[index]?.isBare == true
            if let head = heads[index] {
                starts[text.sentenceIndex(ofToken: paragraph.lowerBound)] = head.body
                if areEntries || head.isDated && !head.isDateline || isBehindLone {
                    sections.append(Section(places: head.places, date: head.date))
                }
            } else if let heading = finder.heading(paragraph) {
                sections.append(Section(isBackground: heading == .background))
            }
            sectionOfParagraph.append(sections.count - 1)
        }
        headlines = areEntries ? 0 : finder.headlines()
    }
}

/// Finds heads and headings by their look.
private struct HeadFinder {
    let text: AnalyzedText
    let mentions: [Mention]
    let dates: [DateExpression]

    struct Head {
        /// The first token behind it.
        let body: Int
        let places: [Int]
        let date: Int?
        let isDateline: Bool
        /// A place and a colon: a head only where other paragraphs have one, too.
        var isBare = false
        /// Ends in a dash, as a dateline does, and not in a colon.
        var isDashed = false
        var isDated: Bool { date != nil }
    }

    enum Heading { case background, other }

    private static let longestHeading = 6

    /// Words of a head before its colon or dash; longer ones are sentences.
    private static let longest = 16

    /// By paragraph. "Sindh: 432 dead" opens an entry where the paragraphs beside it begin alike.
    func heads() -> [Head?] {
        let heads = text.paragraphs.map { head(of: $0) }
        let alike = heads.count { head in head.map { $0.isBare || !$0.isDashed } ?? false }
        return alike > 1
            ? heads
            : zip(heads, text.paragraphs).map { $0?.isBare == true && !isTown($0, $1) ? nil : $0 }
    }

    /// "Mocimboa da Praia: on Friday a mine went off.": the only paragraph with a head, and no headline.
    private func isTown(_ head: Head?, _ paragraph: Range<Int>) -> Bool {
        guard let last = paragraph.last, text.tokens[last].mark == .period,
            paragraph.lowerBound > 0, let place = head?.places.first,
            let kind = mentions[place].resolution.place?.kind
        else { return false }
        return PlaceReckoner.fineness(kind) > 1
    }

    private func head(of paragraph: Range<Int>) -> Head? {
        guard let end = terminator(in: paragraph), end + 1 < paragraph.upperBound else {
            return nil
        }
        let first = firstWord(of: paragraph)
        let span = TextSpan(
            Int(text.tokens[paragraph.lowerBound].start), Int(text.tokens[end].start))
        let firstPlace = mentions.partitioningIndex { $0.span.start >= span.start }
        let places = Array(
            mentions.indices[firstPlace...].prefix { span.contains(mentions[$0].span) })
        let firstDate = dates.partitioningIndex { $0.span.start >= span.start }
        let days = dates.indices[firstDate...].prefix { span.contains(dates[$0].span) }
        let date = days.first { dates[$0].kind == .date }
        let isShouted =
            first.map {
                text.tokens[$0].flags.contains(.allCapitals)
                    && text.tokens[$0].end - text.tokens[$0].start > 2
            } ?? false
        let opensWithDate =
            date.map { dates[$0].span.start <= Int(text.tokens[first ?? end].start) } ?? false
        let opensWithPlace =
            places.first.map {
                mentions[$0].span.start <= Int(text.tokens[first ?? end].start)
            } ?? false
        let named = min(first ?? end, end)..<end
        let isLine = opensWithPlace && date != nil && isPlaceAndDay(named, places, days)
        let isBare =
            opensWithPlace && date == nil && text.tokens[end].mark == .colon
            && isPlaceAndDay(named, places, days)
        guard
            opensWithDate || isLine || isBare || isShouted && opensWithPlace
                || isShouted && isName(first, end)
        else { return nil }
        return Head(
            body: isLine ? body(behind: end, in: paragraph) : end + 1, places: places, date: date,
            isDateline: !opensWithDate,
            isBare: isBare && !isShouted, isDashed: text.tokens[end].mark != .colon)
    }

    /// "Lima, 3 Jan 90 (agency) --", "Mogadishu, Hodan district, 11 May 18:40:": nothing but places,
    /// days, hours, names beside them and what stands in brackets.
    private func isPlaceAndDay(_ head: Range<Int>, _ places: [Int], _ days: Range<Int>) -> Bool {
        var depth = 0
        for index in head {
            let token = text.tokens[index]
            switch token.mark {
            case .open: depth += 1
            case .close: depth -= 1
            default:
                let isKnown =
                    token.kind != .word || depth > 0 || token.isCapitalized
                    || Self.headWords.contains(token.key)
                    || places.contains { mentions[$0].span.contains(token.span) }
                    || days.contains { dates[$0].span.contains(token.span) }
                guard isKnown else { return false }
            }
        }
        return true
    }

    /// Past what stands in brackets behind a dateline: "[Report] [Agency] [Text]".
    private func body(behind end: Int, in paragraph: Range<Int>) -> Int {
        var body = end + 1
        while body < paragraph.upperBound, text.tokens[body].mark == .open,
            let close = text.tokens[body..<min(body + Self.longest, paragraph.upperBound)]
                .firstIndex(where: { $0.mark == .close }), close + 1 < paragraph.upperBound
        {
            body = close + 1
        }
        return body
    }

    /// A place the gazetteer does not know: capitals up to the mark, or up to a comma.
    private func isName(_ first: Int?, _ end: Int) -> Bool {
        // "-- ETA men…": the mark may stand before the first word.
        guard let first, first < end, end - first <= 4 else { return false }
        return text.tokens[first..<end].allSatisfy {
            $0.kind == .mark || $0.flags.contains(.allCapitals)
        } && text.tokens[end].mark == .colon
    }

    /// Behind the number or letter of a list: "2.", "(b)".
    private func firstWord(of paragraph: Range<Int>) -> Int? {
        let words = paragraph.prefix(6).filter { text.tokens[$0].kind != .mark }
        guard let first = words.first else { return nil }
        let isListed =
            (text.tokens[first].kind == .number || text.tokens[first].span.count == 1)
            && paragraph.contains(first + 1) && text.tokens[first + 1].flags.contains(.joined)
            && (text.tokens[first + 1].mark == .period || text.tokens[first + 1].mark == .close)
        return isListed ? words.dropFirst().first : first
    }

    /// A colon, a dash, or a hyphen between spaces, near the start.
    private func terminator(in paragraph: Range<Int>) -> Int? {
        for index in paragraph.prefix(Self.longest) where text.tokens[index].kind == .mark {
            let token = text.tokens[index]
            switch token.mark {
            case .colon where index > paragraph.lowerBound && !isInClock(index): return index
            case .dash where !token.flags.contains(.joined): return index
            case .hyphen
            where !token.flags.contains(.joined) && index > paragraph.lowerBound
                || token.flags.contains(.joined) && isDoubled(index):
                return index
            case .question, .exclamation, .openQuote, .quote: return nil
            default: continue
            }
        }
        return nil
    }

    /// "18:40".
    private func isInClock(_ colon: Int) -> Bool {
        text.tokens[colon - 1].kind == .number && colon + 1 < text.tokens.count
            && text.tokens[colon + 1].kind == .number
            && text.tokens[colon + 1].flags.contains(.joined)
    }

    /// "--".
    private func isDoubled(_ index: Int) -> Bool {
        index > 0 && text.tokens[index - 1].mark == .hyphen
    }

    // MARK: Headings

    func heading(_ paragraph: Range<Int>) -> Heading? {
        guard let last = paragraph.last,
            text.tokens[last].isWord || text.tokens[last].mark == .colon,
            !text.tokens[last].flags.contains(.boilerplate)
        else { return nil }
        let words = Array(
            paragraph.lazy.filter { text.tokens[$0].isWord }.prefix(Self.longestHeading + 1))
        guard (1...Self.longestHeading).contains(words.count) else { return nil }
        if Self.background.contains(text.tokens[words[0]].key), words.count <= 3 {
            return .background
        }
        let isShouted = words.allSatisfy { text.tokens[$0].flags.contains(.allCapitals) }
        return isShouted || words.count <= 2 ? .other : nil
    }

    /// Opening paragraphs without a full stop, above paragraphs with one.
    func headlines() -> Int {
        guard text.paragraphs.count > 2 else { return 0 }
        let count = text.paragraphs.prefix(2).prefix { paragraph in
            guard let last = paragraph.last else { return false }
            return paragraph.count <= 40
                && (text.tokens[last].kind != .mark || text.tokens[last].mark == .question)
        }.count
        return count
    }

    /// What may stand in small letters beside the names of a head.
    private static let headWords: WordSet = [
        WordKey("district"), WordKey("province"), WordKey("county"), WordKey("state"),
        WordKey("region"), WordKey("governorate"), WordKey("department"), WordKey("area"),
        WordKey("city"), WordKey("town"), WordKey("village"), WordKey("camp"), WordKey("road"),
        WordKey("near"), WordKey("of"), WordKey("the"), WordKey("in"), WordKey("and"),
        WordKey("at"), WordKey("hrs"), WordKey("hours"), WordKey("local"), WordKey("time"),
        WordKey("approx"), WordKey("around"), WordKey("north"), WordKey("south"),
        WordKey("east"), WordKey("west"), WordKey("km"), WordKey("night"), WordKey("morning"),
    ]

    private static let background: WordSet = [
        WordKey("background"), WordKey("context"), WordKey("history"), WordKey("chronology"),
        WordKey("timeline"), WordKey("backgrounder"), WordKey("previously"),
    ]
}
