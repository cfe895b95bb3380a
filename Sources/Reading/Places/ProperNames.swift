internal import Gazetteer
package import Incidents

/// The names of people and organisations in a report, told by their form.
package struct ProperNames: Sendable {
    package struct Name: Hashable, Sendable {
        package var kind: Kind
        package var span: TextSpan
        /// Words of the place reader, half open.
        var words: Range<Int>
    }

    package enum Kind: Hashable, Sendable { case person, organisation }

    package private(set) var names: [Name] = []
    /// Per word: what sort of name it stands in.
    private(set) var personWords: [Bool]
    private(set) var organisationWords: [Bool]
    /// How often a word stands in a person's name.
    private(set) var personCounts = KeyTable()
    /// Words of the full names of people: who is named in full once goes by one of them afterwards.
    private(set) var partsOfPersons = KeyTable()

    init(words: [TextWord], gazetteer: CompiledGazetteer) {
        personWords = Array(repeating: false, count: words.count)
        organisationWords = Array(repeating: false, count: words.count)
        var finder = ProperNameFinder(words: words, gazetteer: gazetteer)
        while let (kind, range) = finder.next() { add(kind, range, words) }
    }

    private mutating func add(_ kind: Kind, _ range: Range<Int>, _ words: [TextWord]) {
        let span = TextSpan(
            Int(words[range.lowerBound].start), Int(words[range.upperBound - 1].end))
        names.append(Name(kind: kind, span: span, words: range))
        if kind == .person, range.count > 1 {
            for index in range { partsOfPersons.countUp(words[index].key.hash) }
        }
        for index in range {
            switch kind {
            case .person:
                personWords[index] = true
                personCounts.countUp(words[index].key.hash)
            case .organisation:
                organisationWords[index] = true
            }
        }
    }
}

/// Walks over runs of capitalised words and says what each is the name of.
private struct ProperNameFinder {
    let words: [TextWord]
    let gazetteer: CompiledGazetteer
    private var position = 0

    init(words: [TextWord], gazetteer: CompiledGazetteer) {
        self.words = words
        self.gazetteer = gazetteer
    }

    mutating func next() -> (ProperNames.Kind, Range<Int>)? {
        while position < words.count {
            let start = position
            guard words[start].isCapital, !words[start].shape.contains(.titleLine) else {
                position += 1
                continue
            }
            let run = start..<runEnd(start)
            if let organisation = organisation(in: run) {
                position = organisation.upperBound
                return (.organisation, organisation)
            }
            if let person = person(in: run) {
                position = person.upperBound
                return (.person, person)
            }
            position = run.upperBound
        }
        return nil
    }

    /// Capitalised words joined by spaces, hyphens or the period of an initial, with particles between.
    private func runEnd(_ start: Int) -> Int {
        var end = start + 1
        while end < words.count, end - start < 12 {
            if words[end].isCapital, joins(end) {
                end += 1
            } else if isParticle(end), end + 1 < words.count, words[end + 1].isCapital, joins(end),
                joins(end + 1)
            {
                end += 2
            } else {
                break
            }
        }
        return end
    }

    private func joins(_ index: Int) -> Bool {
        let before = words[index - 1]
        if before.shape.contains(.possessive) { return false }
        if words[index].joinsName { return true }
        let isInitial =
            before.length <= 2 || before.classes.contains(.honorific)
            || (before.classes.contains(.title) && before.length <= 5)
        return words[index].gap == [.period, .space] && isInitial
    }

    private func isParticle(_ index: Int) -> Bool {
        !words[index].isCapital
            && !words[index].classes.isDisjoint(with: [.nameParticle, .arabicArticle])
    }

    // MARK: Organisations

    /// "World Food Program"; "University of Mosul", "Ministry of Defense".
    private func organisation(in run: Range<Int>) -> Range<Int>? {
        let isOrganisation: (Int) -> Bool = { index in
            !words[index].classes.isDisjoint(with: [.organisation, .newspaper])
        }
        if run.count > 1, let last = run.dropFirst().last(where: isOrganisation) {
            var start = run.lowerBound
            if words[start].shape.contains(.sentenceStart),
                words[start].classes.contains(.function),
                !words[start].classes.contains(.article)
            {
                start += 1
            }
            return last > start ? start..<withTail(last + 1) : nil
        }
        guard isOrganisation(run.lowerBound), run.count == 1 else { return nil }
        let end = withTail(run.upperBound)
        return end > run.upperBound ? run.lowerBound..<end : nil
    }

    /// Adds "of X", "for the X".
    private func withTail(_ end: Int) -> Int {
        var next = end
        guard next + 1 < words.count, words[next].joinsName,
            words[next].classes.contains(.of) || words[next].key == Self.for
        else { return end }
        next += 1
        if words[next].classes.contains(.article), next + 1 < words.count { next += 1 }
        guard words[next].isCapital else { return end }
        return runEnd(next)
    }

    private static let `for` = WordKey("for")

    // MARK: People

    private func person(in run: Range<Int>) -> Range<Int>? {
        var start = run.lowerBound
        var isTitled = start > 0 && words[start].gap == .space && isSmallTitle(start - 1)
        while start < run.upperBound, words[start].classes.contains(.title) {
            isTitled = true
            start += 1
        }
        let name = start..<run.upperBound
        guard !name.isEmpty else { return nil }
        if isTitled, isHonorific(before: start) || name.count > 1 { return name }
        if name.count > 1, isNamed(name) { return name }
        return nil
    }

    private func isHonorific(before start: Int) -> Bool {
        start > 0 && words[start - 1].isCapital && words[start - 1].classes.contains(.title)
    }

    private func isSmallTitle(_ index: Int) -> Bool {
        words[index].classes.contains(.title) && !words[index].isCapital
    }

    /// A given name before a surname or an unknown word; "Abu X"; "X al-Y" after a given name.
    private func isNamed(_ name: Range<Int>) -> Bool {
        let first = words[name.lowerBound]
        if !first.classes.isDisjoint(with: [.function, .direction]) { return false }
        let given = gazetteer.facts(ofWord: first.key).givenName
        let second = words[name.lowerBound + 1]
        if second.length <= 2, second.isCapital,
            !second.shape.contains(.allCapitals) || second.length == 1,
            name.count > 2, given > 0
        {
            return true
        }
        let isArabic = isParticle(name.lowerBound + 1)
        if isArabic { return given > 1 || first.key == Self.abu }
        if first.key == Self.abu, name.count > 2 { return true }
        if given == 0, name.count == 2 { return isSurnameOnly(second, after: first) }
        guard given > 2 else { return false }
        let last = words[name.upperBound - 1]
        if !last.classes.isDisjoint(with: [.generic, .street]) { return false }
        let facts = gazetteer.facts(ofWord: second.key)
        return facts.surname > 0 || facts.givenName > 0 || facts.dictionaryLevel == 0
    }

    /// An unknown word before one of the commonest names: "Sabah Ali".
    private func isSurnameOnly(_ second: TextWord, after first: TextWord) -> Bool {
        guard first.classes.isEmpty, !first.shape.contains(.sentenceStart),
            gazetteer.facts(ofWord: first.key).dictionaryLevel == 0
        else { return false }
        let facts = gazetteer.facts(ofWord: second.key)
        return facts.givenName > 5 && facts.surname > 5 && facts.dictionaryLevel == 0
    }

    private static let abu = WordKey("abu")
}
