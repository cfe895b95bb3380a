internal import Gazetteer
internal import Incidents

/// A stretch of words that the gazetteer knows as a name.
struct NameHit: Sendable {
    /// Words, half open.
    var first: Int32
    var end: Int32
    /// Bytes of the first word that are no part of the name: Arabic "and", "in", "for" written to it.
    var clitic: UInt8 = 0
    /// The clitic is a preposition.
    var isLedIn = false
    /// The words the name was looked up by; longer or shorter than the hit when a generic word was
    /// added to the span, or stands behind it in lower case.
    var name: UInt32
    /// The index of its name among the report's names.
    var group: Int32 = 0
    var form: Form = []

    struct Form: OptionSet, Sendable {
        let rawValue: UInt8
        /// A capitalised generic word was added: "Haditha" + "Dam".
        static let extendedByNature = Form(rawValue: 1)
        static let extendedByFacility = Form(rawValue: 2)
        /// The name's last word stands in lower case behind the span: "Anbar" province.
        static let genericBehind = Form(rawValue: 4)
        /// "U.S.", "UAE": only abbreviations may be meant.
        static let initials = Form(rawValue: 8)
        /// The gazetteer does not have it.
        static let unlisted = Form(rawValue: 16)
        static let street = Form(rawValue: 32)
    }

    var words: Range<Int> { Int(first)..<Int(end) }

    func span(in words: [TextWord]) -> TextSpan {
        TextSpan(
            Int(words[Int(first)].start) + Int(clitic), Int(words[Int(end) - 1].end))
    }
}

/// Finds the names of a gazetteer in the words of a text: the longest match from each capitalised word.
///
/// A name runs over spaces and hyphens, over the period of a short abbreviation ("St. Louis"), never
/// over a comma or a line's end. Its words after the first may be lower case only when they are
/// particles inside it ("Deir ez Zor") or a generic word at its end ("Haditha dam").
struct NameMatcher {
    let gazetteer: CompiledGazetteer
    let text: AnalyzedText
    let words: [TextWord]
    /// Whether names are sought in lower case, too: in texts without a capital.
    private let isUncased: Bool
    /// What the gazetteer says of each word that names are sought from.
    private let beginnings: [NameProbe?]

    static let longestName = 7

    init(
        gazetteer: CompiledGazetteer, text: AnalyzedText, words: [TextWord], isUncased: Bool = false
    ) {
        self.gazetteer = gazetteer
        self.text = text
        self.words = words
        self.isUncased = isUncased
        let begins = words.indices.filter { isUncased || Self.mayBegin(words[$0]) }
        let probes = gazetteer.probes(of: begins.map { words[$0].key })
        var beginnings = [NameProbe?](repeating: nil, count: words.count)
        for (index, probe) in zip(begins, probes) { beginnings[index] = probe }
        self.beginnings = beginnings
    }

    func hits() -> [NameHit] {
        var hits: [NameHit] = []
        hits.reserveCapacity(words.count / 16)
        var similar = SimilarNames(gazetteer: gazetteer, text: text, words: words)
        let streets = streets()
        var street = 0
        var index = 0
        while index < words.count {
            while street < streets.count, streets[street].lowerBound < index { street += 1 }
            if street < streets.count, streets[street].lowerBound == index,
                longestMatch(from: index).map({ Int($0.end) < streets[street].upperBound }) ?? true
            {
                hits.append(self.street(streets[street]))
                index = streets[street].upperBound
                continue
            }
            guard isUncased || Self.mayBegin(words[index]) else {
                index += 1
                continue
            }
            var hit: NameHit?
            if canBegin(index) {
                // A closure made of the method would take a copy of the matcher with it.
                hit = (longestMatch(from: index) ?? behindClitic(index)).map { extended($0) }
                hit = spelledOtherwise(from: index, insteadOf: hit, &similar) ?? hit
            }
            hit = hit ?? unlisted(from: index, after: hits.last)
            if let hit { hits.append(hit) }
            index = max(hit.map { Int($0.end) } ?? 0, index + 1)
        }
        return hits
    }

    /// Most words cannot begin a name, nor be one that the gazetteer lacks.
    private static func mayBegin(_ word: TextWord) -> Bool {
        word.isCapital || word.shape.contains(.arabic) || word.classes.contains(.arabicArticle)
    }

    private func canBegin(_ index: Int) -> Bool {
        let word = words[index]
        if word.isCapital || word.shape.contains(.arabic) { return true }
        if isUncased {
            return word.classes.isDisjoint(with: .function) && !word.shape.contains(.number)
                && gazetteer.facts(ofWord: word.key).dictionaryLevel == 0
        }
        // "al-Asad", "el-Arish": the article goes with the capital behind its hyphen.
        guard word.classes.contains(.arabicArticle), index + 1 < words.count else { return false }
        let next = words[index + 1]
        return next.isCapital && next.gap == .hyphen
    }

    func longestMatch(from start: Int, behind clitic: ArabicClitic? = nil) -> NameHit? {
        var best: NameHit?
        var key = clitic?.key ?? words[start].key
        var end = start + 1
        var probe = clitic == nil ? beginnings[start] ?? gazetteer.probe(key) : gazetteer.probe(key)
        while true {
            if let name = probe.name, let hit = accepted(name, start, end, clitic) { best = hit }
            guard probe.continues, end < words.count, end - start < Self.longestName,
                canContinue(end)
            else { break }
            if words[end - 1].shape.contains(.possessive) {
                key = key.followed(by: Self.possessive)
                guard gazetteer.probe(key).continues else { break }
            }
            key = key.followed(by: words[end].key)
            end += 1
            probe = gazetteer.probe(key)
        }
        return best
    }

    private static let possessive = WordKey("s")

    private func canContinue(_ index: Int) -> Bool {
        let word = words[index]
        guard
            word.joinsName || word.gap == .possessive || word.gap == [.possessive, .space]
                || joinsAfterAbbreviation(index)
        else { return false }
        return word.isCapital || word.shape.contains(.number) || word.shape.contains(.arabic)
            || !word.classes.isDisjoint(with: [.connector, .generic, .nameParticle])
            || word.gap == .hyphen
    }

    private func joinsAfterAbbreviation(_ index: Int) -> Bool {
        let before = words[index - 1]
        return words[index].gap == [.period, .space] && before.shape.contains(.abbreviated)
            && before.length <= 4
    }

    /// Whether the words may stand for the name, and how.
    private func accepted(
        _ name: UInt32, _ start: Int, _ end: Int, _ clitic: ArabicClitic?
    ) -> NameHit? {
        let last = words[end - 1]
        var hit = NameHit(first: Int32(start), end: Int32(end), name: name)
        if !last.isCapital, !last.shape.contains(.number), !last.shape.contains(.arabic),
            !(isUncased && last.classes.isEmpty)
        {
            guard end - start > 1 else { return nil }
            if !last.classes.isDisjoint(with: .generic) {
                hit.form = .genericBehind
                hit.end -= 1
            } else if last.gap != .hyphen || NumberLexicon.words[last.key] != nil {
                // "Eighty-four people" are many, not from Pennsylvania.
                return nil
            }
        }
        guard end - start == 1 || !isNeverName(start, end) else { return nil }
        if end - start == 1 {
            guard isPlausibleWord(start, name, clitic) else { return nil }
            if isInitials(last) {
                guard gazetteer.postings(ofName: name).contains(where: NameGroups.allowsInitials)
                else { return nil }
                hit.form.insert(.initials)
            }
        }
        return isSpelled(name, start, end, clitic) ? hit : nil
    }

    /// "October 6", "Highway 11", "El Niño": a date, a road, and what bears a town's name by chance.
    private func isNeverName(_ start: Int, _ end: Int) -> Bool {
        let first = words[start]
        let last = words[end - 1]
        if first.classes.contains(.calendar) || first.classes.contains(.street),
            last.shape.contains(.number)
        {
            return true
        }
        return Self.neverNames.contains(first.key.followed(by: words[start + 1].key))
    }

    /// Phenomena and books that bear a town's name by chance, by their first two words.
    private static let neverNames: Set<WordKey> = [
        WordKey("arab").followed(by: WordKey("spring")),
        WordKey("el").followed(by: WordKey("nino")),
        WordKey("la").followed(by: WordKey("nina")),
        WordKey("old").followed(by: WordKey("testament")),
        WordKey("new").followed(by: WordKey("testament")),
    ]

    /// Single words that are never places as written: months, function words, short abbreviations in
    /// the wrong letters.
    private func isPlausibleWord(
        _ index: Int, _ name: UInt32, _ clitic: ArabicClitic?
    ) -> Bool {
        let word = words[index]
        if !word.classes.isDisjoint(with: [.calendar, .never]) { return false }
        if word.shape.contains(.number) { return false }
        if word.shape.contains(.arabic) { return isPlausibleArabic(index, clitic) }
        if word.length <= 2 || word.shape.contains(.dotted) {
            return isCountryCode(index) || isStateCode(index) || isAbbreviation(index, name)
                || isShortName(index)
        }
        if !word.classes.isDisjoint(with: .function) { return false }
        return true
    }

    /// "in Ur", "near Bo": two letters are a name only where a place would stand.
    private func isShortName(_ index: Int) -> Bool {
        let word = words[index]
        let place: WordClass = [.inside, .atNear, .fromTo]
        return word.length == 2 && word.isCapital
            && word.shape.isDisjoint(with: [.allCapitals, .dotted, .titleLine, .abbreviated])
            && word.classes.isDisjoint(with: [.function, .arabicArticle, .nameParticle, .title])
            && !GateEvidence.leading(words, index).isDisjoint(with: place)
    }

    /// Dotted letters, or up to three capitals where others are not capitals.
    private func isInitials(_ word: TextWord) -> Bool {
        word.shape.contains(.dotted)
            || word.shape.contains(.allCapitals) && word.length <= 3
                && !word.shape.contains(.titleLine)
    }

    private static let countryCodes: [WordKey] = [
        WordKey("us"), WordKey("uk"), WordKey("eu"), WordKey("un"),
    ]

    /// US, UK, EU in capitals, or dotted; "US$" is money.
    private func isCountryCode(_ index: Int) -> Bool {
        let word = words[index]
        if word.gap.contains(.currency)
            || index + 1 < words.count && words[index + 1].gap.contains(.currency)
        {
            return false
        }
        if word.shape.contains(.dotted) { return !isCounted(index) && !isEra(index) }
        return word.shape.contains(.allCapitals) && Self.countryCodes.contains(word.key)
    }

    /// "an M.S. in physics": one of many, with nothing behind that it could qualify.
    private func isCounted(_ index: Int) -> Bool {
        guard index > 0, words[index].gap == .space, Self.indefinite.contains(words[index - 1].key)
        else { return false }
        guard index + 1 < words.count, words[index + 1].gap == .space else { return true }
        return !words[index + 1].classes.isDisjoint(with: [.function, .preposition])
    }

    private static let indefinite: [WordKey] = [WordKey("a"), WordKey("an")]

    /// "250 B.C."
    private func isEra(_ index: Int) -> Bool {
        index > 0 && words[index].key == Self.beforeChrist
            && words[index - 1].shape.contains(.number)
    }

    private static let beforeChrist = WordKey("bc")

    /// "Troy, NC": capitals after a comma.
    private func isStateCode(_ index: Int) -> Bool {
        let word = words[index]
        let endsInPeriod =
            word.shape.contains(.abbreviated)
            || index + 1 < words.count && words[index + 1].gap.contains(.period)
        if endsInPeriod, index > 0, word.gap.contains(.comma), word.isCapital {
            // "…in Iran, Ms. Hadi": no Mississippi.
            return word.shape.contains(.allCapitals) || word.classes.isDisjoint(with: .honorific)
        }
        return word.shape.contains(.allCapitals) && word.gap == [.comma, .space] && index > 0
            && words[index - 1].isCapital
    }

    /// "Ky. jail", "Ga. pastor": two letters, a period that ends no sentence, and a division so abbreviated.
    private func isAbbreviation(_ index: Int, _ name: UInt32) -> Bool {
        let word = words[index]
        guard word.shape.contains(.abbreviated), word.classes.isEmpty,
            !word.shape.contains(.dotted),
            !word.shape.contains(.allCapitals)
        else { return false }
        return gazetteer.postings(ofName: name).contains { $0.kind == .abbreviation }
    }

    private func isSpelled(
        _ name: UInt32, _ start: Int, _ end: Int, _ clitic: ArabicClitic?
    ) -> Bool {
        let folded = gazetteer.foldedBytes(ofName: name)
        var position = 0
        func comesNext(_ byte: UInt8) -> Bool {
            position += 1
            return position <= folded.count && folded[position - 1] == byte
        }
        return text.bytes.withUnsafeBufferPointer { bytes in
            for index in start..<end {
                if index > start {
                    guard comesNext(UInt8(ascii: " ")) else { return false }
                    if words[index - 1].shape.contains(.possessive) {
                        guard comesNext(UInt8(ascii: "s")), comesNext(UInt8(ascii: " ")) else {
                            return false
                        }
                    }
                }
                let isNext =
                    if index == start, let clitic {
                        clitic.word.withUnsafeBufferPointer {
                            NameFolding.matches($0, 0, $0.count, in: folded, at: &position)
                        }
                    } else {
                        NameFolding.matches(
                            bytes, Int(words[index].start), Int(words[index].end), in: folded,
                            at: &position)
                    }
                guard isNext else { return false }
            }
            return position == folded.count
        }
    }

    /// "Tigris" + "River": a capitalised generic word behind the name belongs to it.
    private func extended(_ hit: NameHit) -> NameHit {
        var hit = hit
        let next = Int(hit.end)
        guard next < words.count, hit.form.isEmpty, words[next].isCapital,
            words[next].followsSpaceOnly, !words[next].shape.contains(.titleLine),
            !words[next - 1].shape.contains(.possessive)
        else { return hit }
        if !words[next].classes.isDisjoint(with: [.water, .land]) {
            hit.form.insert(.extendedByNature)
            hit.end += 1
        } else if !words[next].classes.isDisjoint(with: [
            .site, .facility, .countyWord, .admin2Word,
        ]) {
            hit.form.insert(.extendedByFacility)
            hit.end += 1
        }
        return hit
    }
}
