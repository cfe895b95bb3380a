internal import Gazetteer

/// A stretch of words that the gazetteer knows as a name.
struct NameHit: Sendable {
    /// Words, half open.
    var first: Int32
    var end: Int32
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
    }

    var words: Range<Int> { Int(first)..<Int(end) }
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

    static let longestName = 7

    func hits() -> [NameHit] {
        var hits: [NameHit] = []
        var index = 0
        while index < words.count {
            if canBegin(index), let hit = longestMatch(from: index) {
                hits.append(extended(hit))
                index = max(Int(hits[hits.count - 1].end), index + 1)
            } else if let hit = unlisted(from: index) {
                hits.append(hit)
                index = Int(hit.end)
            } else {
                index += 1
            }
        }
        return hits
    }

    private func canBegin(_ index: Int) -> Bool {
        let word = words[index]
        if word.isCapital || word.shape.contains(.arabic) { return true }
        // "al-Asad", "el-Arish": the article goes with the capital behind its hyphen.
        guard word.classes.contains(.arabicArticle), index + 1 < words.count else { return false }
        let next = words[index + 1]
        return next.isCapital && next.gap == .hyphen
    }

    private func longestMatch(from start: Int) -> NameHit? {
        var best: NameHit?
        var key = words[start].key
        var end = start + 1
        while true {
            let probe = gazetteer.probe(key)
            if let name = probe.name, let hit = accepted(name, start, end) { best = hit }
            guard probe.continues, end < words.count, end - start < Self.longestName,
                canContinue(end)
            else { break }
            if words[end - 1].shape.contains(.possessive) {
                key = key.followed(by: Self.possessive)
                guard gazetteer.probe(key).continues else { break }
            }
            key = key.followed(by: words[end].key)
            end += 1
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
    private func accepted(_ name: UInt32, _ start: Int, _ end: Int) -> NameHit? {
        let last = words[end - 1]
        var hit = NameHit(first: Int32(start), end: Int32(end), name: name)
        if !last.isCapital, !last.shape.contains(.number), !last.shape.contains(.arabic) {
            guard end - start > 1 else { return nil }
            if !last.classes.isDisjoint(with: .generic) {
                hit.form = .genericBehind
                hit.end -= 1
            } else if last.gap != .hyphen {
                return nil
            }
        }
        if end - start == 1 {
            guard isPlausibleWord(start, name) else { return nil }
            if isInitials(last) {
                guard gazetteer.postings(ofName: name).contains(where: NameGroups.allowsInitials)
                else { return nil }
                hit.form.insert(.initials)
            }
        }
        return isSpelled(name, start, end) ? hit : nil
    }

    /// Single words that are never places as written: months, function words, short abbreviations in
    /// the wrong letters.
    private func isPlausibleWord(_ index: Int, _ name: UInt32) -> Bool {
        let word = words[index]
        if !word.classes.isDisjoint(with: [.calendar, .never]) { return false }
        if word.shape.contains(.number) { return false }
        if word.shape.contains(.arabic) { return true }
        if word.length <= 2 || word.shape.contains(.dotted) {
            return isCountryCode(index) || isStateCode(index)
        }
        if !word.classes.isDisjoint(with: .function) { return false }
        return true
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
        if word.shape.contains(.dotted) { return true }
        guard word.shape.contains(.allCapitals), Self.countryCodes.contains(word.key) else {
            return false
        }
        return !(index + 1 < words.count && words[index + 1].gap.contains(.currency))
    }

    /// "Troy, NC": capitals after a comma.
    private func isStateCode(_ index: Int) -> Bool {
        let word = words[index]
        if word.shape.contains(.abbreviated) && index > 0 && word.gap.contains(.comma) {
            return true
        }
        return word.shape.contains(.allCapitals) && word.gap == [.comma, .space] && index > 0
            && words[index - 1].isCapital
    }

    private func isSpelled(_ name: UInt32, _ start: Int, _ end: Int) -> Bool {
        let folded = gazetteer.foldedBytes(ofName: name)
        return text.bytes.withUnsafeBufferPointer { bytes in
            var position = 0
            var equal = true
            func emit(_ byte: UInt8) {
                equal = equal && position < folded.count && folded[position] == byte
                position += 1
            }
            for index in start..<end {
                if index > start {
                    emit(UInt8(ascii: " "))
                    if words[index - 1].shape.contains(.possessive) {
                        emit(UInt8(ascii: "s"))
                        emit(UInt8(ascii: " "))
                    }
                }
                NameFolding.fold(bytes, Int(words[index].start), Int(words[index].end), emit)
            }
            return equal && position == folded.count
        }
    }

    // MARK: Names the gazetteer does not have

    /// A capitalised run that ends or begins with a generic word ("Otter Creek", "Fort Detrick"), or unknown
    /// words where a place would stand ("in Kampungu").
    private func unlisted(from start: Int) -> NameHit? {
        guard words[start].isCapital, !words[start].shape.contains(.titleLine), isName(start) else {
            return nil
        }
        var end = start + 1
        while end < words.count, end - start < 4, words[end].isCapital, words[end].gap == .space,
            !words[end - 1].shape.contains(.possessive), longestMatch(from: end) == nil
        {
            end += 1
        }
        let isGeneric =
            end - start > 1 && !words[end - 1].classes.isDisjoint(with: Self.namingGeneric)
        let isLed = end - start > 1 && words[start].classes.contains(.leadingGeneric)
        guard isGeneric || isLed || isUnknownPlace(start, end) else { return nil }
        return NameHit(first: Int32(start), end: Int32(end), name: .max, form: .unlisted)
    }

    private static let namingGeneric: WordClass = [.water, .land, .facility, .site, .admin2Word]

    private func isName(_ index: Int) -> Bool {
        let word = words[index]
        return word.length > 2 && !word.shape.contains(.dotted)
            && word.classes.isDisjoint(with: [.function, .calendar, .title, .never])
    }

    /// Words in no dictionary after "in", "near", "village of".
    private func isUnknownPlace(_ start: Int, _ end: Int) -> Bool {
        guard start > 0, words[start].gap == .space, end - start <= 2 else { return false }
        let before = words[start - 1].classes
        let isPlaced =
            !before.isDisjoint(with: [.inside, .atNear, .fromTo])
            || before.contains(.of) && start > 1
                && !words[start - 2].classes.isDisjoint(with: .generic)
        guard isPlaced else { return false }
        return (start..<end).allSatisfy { index in
            let facts = gazetteer.facts(ofWord: words[index].key)
            return words[index].classes.isEmpty && facts.dictionaryLevel == 0
                && !words[index].shape.contains(.allCapitals)
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
