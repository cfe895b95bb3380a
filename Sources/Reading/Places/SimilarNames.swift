internal import Gazetteer

/// Names of the gazetteer that sound like one of the text: "Zebdeen" for Zabdin.
///
/// Asked only where a place would stand, for names the gazetteer does not have or has only as small
/// places, which may lie anywhere. A full search costs some hundred microseconds, so a report has a
/// limited number of them.
struct SimilarNames {
    let gazetteer: CompiledGazetteer
    let text: AnalyzedText
    let words: [TextWord]
    private var searches = 24
    private var glances = 256

    /// How far to look: names with the same consonants in the same order, or all that a slip or another
    /// transliteration could make.
    enum Reach { case sameConsonants, slips }

    /// Farther ones, in eighths of a letter, are other names.
    private static let mostCost = 12
    private static let mostDistance: Float = 1.6
    private static let mostNames = 24

    init(gazetteer: CompiledGazetteer, text: AnalyzedText, words: [TextWord]) {
        self.gazetteer = gazetteer
        self.text = text
        self.words = words
    }

    /// Names and how far they are, in eighths of a letter for each letter.
    mutating func names(
        like range: Range<Int>, _ reach: Reach
    ) -> [(name: UInt32, distance: Float)] {
        switch reach {
        case .slips where searches > 0: searches -= 1
        case .slips: return []
        case .sameConsonants where glances > 0: glances -= 1
        case .sameConsonants: return []
        }
        let folded = folded(range)
        let letters = Float(folded.count { $0 != 0x20 })
        let bound = min(Self.mostCost, Int(Self.mostDistance * letters))
        return gazetteer.names(
            similarTo: folded, bound: bound, isWide: true, limit: Self.mostNames,
            onlySameConsonants: reach == .sameConsonants
        ).map { ($0.name, Float($0.cost) / max(letters, 1)) }
    }

    private func folded(_ range: Range<Int>) -> [UInt8] {
        var folded: [UInt8] = []
        text.bytes.withUnsafeBufferPointer { bytes in
            for index in range {
                if index > range.lowerBound { folded.append(0x20) }
                NameFolding.fold(bytes, Int(words[index].start), Int(words[index].end)) {
                    folded.append($0)
                }
            }
        }
        return folded
    }

    // MARK: Where a place would stand

    /// "the village of X", "a town called X", "village X".
    static func isBehindKind(
        _ start: Int, _ words: [TextWord], _ kinds: WordClass = settlement
    ) -> Bool {
        guard start > 0, words[start].gap == .space else { return false }
        let before = words[start - 1]
        if before.classes.contains(.of) || before.classes.contains(.naming) {
            return start > 1 && isKind(words[start - 2], kinds)
        }
        return isKind(before, kinds)
    }

    /// "X village", "X district".
    static func isBeforeKind(
        _ end: Int, _ words: [TextWord], _ kinds: WordClass = settlement
    ) -> Bool {
        end < words.count && words[end].gap == .space && isKind(words[end], kinds)
            && !words[end - 1].shape.contains(.possessive)
    }

    static let settlement: WordClass = [.cityWord, .hamlet]
    static let anyKind: WordClass = [.admin1Word, .admin2Word, .cityWord, .villageWord]

    private static func isKind(_ word: TextWord, _ kinds: WordClass) -> Bool {
        (!word.isCapital || word.classes.contains(.arabicKind))
            && !word.classes.isDisjoint(with: kinds)
    }
}

extension SimilarNames {
    /// How far to look for other spellings of a name; `nil` = not at all.
    func reach(of group: NameGroup, _ hits: [NameHit], _ candidates: [PlaceCandidate]) -> Reach? {
        let first = hits[group.first]
        guard isLatin(first, group.form) else { return nil }
        if group.form.contains(.unlisted) {
            let last = words[Int(first.end) - 1].classes
            if !last.isDisjoint(with: [.admin1Word, .admin2Word]) { return .sameConsonants }
            guard last.isDisjoint(with: .generic) else { return nil }
        } else {
            guard candidates[group.candidates].allSatisfy(Self.isSmall),
                first.words.contains(where: { isUnknown($0) })
            else { return nil }
        }
        let kinds = group.isUnlisted ? Self.anyKind : Self.settlement
        let isKind = group.hits.prefix(8).contains { hit in
            Self.isBehindKind(Int(hits[Int(hit)].first), words, kinds)
                || Self.isBeforeKind(Int(hits[Int(hit)].end), words, kinds)
        }
        if isKind { return .slips }
        if group.isUnlisted { return .sameConsonants }
        let isPlaced =
            candidates[group.candidates].allSatisfy { $0.population == 0 }
            && group.hits.prefix(8).contains { hit in
                !GateEvidence.leading(words, Int(hits[Int(hit)].first))
                    .isDisjoint(with: [.inside, .atNear, .fromTo])
            }
        return isPlaced ? .sameConsonants : nil
    }

    /// A name that the gazetteer lacks, or has only as that of small places.
    func mayBeSpelledOtherwise(
        _ group: NameGroup, _ hits: [NameHit], _ candidates: [PlaceCandidate]
    ) -> Bool {
        let first = hits[group.first]
        return isLatin(first, group.form.subtracting(.genericBehind))
            && candidates[group.candidates].allSatisfy(Self.isSmall)
            && first.words.contains { isUnknown($0) }
    }

    private func isLatin(_ hit: NameHit, _ form: NameHit.Form) -> Bool {
        hit.clitic == 0 && form.isSubset(of: .unlisted)
            && hit.words.allSatisfy { !words[$0].shape.contains(.arabic) }
    }

    private func isUnknown(_ index: Int) -> Bool {
        let word = words[index]
        return word.length > 2 && word.isCapital && word.classes.isEmpty
            && gazetteer.facts(ofWord: word.key).dictionaryLevel == 0
    }

    /// Villages and hamlets: of every such name there are many, and most are not in any gazetteer.
    static func isSmall(_ candidate: PlaceCandidate) -> Bool {
        switch candidate.placeClass {
        case .village, .town, .nature, .site: candidate.population < 15_000
        default: false
        }
    }
}
