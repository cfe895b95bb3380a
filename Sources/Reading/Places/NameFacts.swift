internal import Gazetteer

/// What the gazetteer and the word tables say of a name, before any context.
struct NameFacts: Sendable {
    var classes: Set = []
    var bestKind: NameKind = .old
    var logPopulation: Float = 0
    var logAlternates: Float = 0
    var candidates: Int = 0
    /// No candidate has a population, other classes or aliases: a hamlet of a village list.
    var isUncounted = true
    /// Of the only word of the name, or of the first of several.
    var first: WordFacts
    var last: WordFacts
    var areAllWordsCommon: Bool
    var isSingleWord: Bool
    /// A union of states: it lies where its members are, and is meant as an organisation.
    var isBloc = false

    struct Set: OptionSet, Sendable {
        let rawValue: UInt16
        init(rawValue: UInt16) { self.rawValue = rawValue }
        init(_ placeClass: CandidateClass) { rawValue = 1 << UInt16(placeClass.rawValue) }
    }

    /// An estimate of how common a word is in running text, log10 per thousand million: dictionaries of
    /// growing size hold ever rarer words.
    var wordFrequency: Float {
        guard isSingleWord else { return 0 }
        let byLevel: [Float] = [1.5, 6, 5, 4.3, 4, 3.6, 3.4, 3.1, 2.7]
        return byLevel[min(Int(first.dictionaryLevel), 8)]
    }

    init(
        group: NameGroup, candidates all: [PlaceCandidate], words: ArraySlice<TextWord>,
        gazetteer: CompiledGazetteer
    ) {
        isSingleWord = words.count == 1
        first = words.first.map { gazetteer.facts(ofWord: $0.key) } ?? .unknown
        last =
            words.count > 1
            ? words.last.map { gazetteer.facts(ofWord: $0.key) } ?? .unknown : first
        areAllWordsCommon =
            first.dictionaryLevel > 0 && last.dictionaryLevel > 0
            && words.dropFirst().dropLast().allSatisfy { word in
                gazetteer.facts(ofWord: word.key).dictionaryLevel > 0
            }
        for candidate in all[group.candidates] where candidate.spelling == nil {
            candidates += 1
            note(candidate)
        }
        if classes.contains(Set(.region)), let best = all[group.candidates].first {
            isBloc = Self.isBloc(best, gazetteer)
        }
    }

    /// Its official name ends in "Union", "League", "Association".
    private static func isBloc(
        _ candidate: PlaceCandidate, _ gazetteer: CompiledGazetteer
    ) -> Bool {
        guard candidate.placeClass == .region, let record = gazetteer.record(candidate.place),
            let last = NameWords(gazetteer.name(record)).keys.last
        else { return false }
        return PlaceWords.all[last].contains(.organisation)
    }

    private mutating func note(_ candidate: PlaceCandidate) {
        if candidate.nameKind.rawValue < bestKind.rawValue { bestKind = candidate.nameKind }
        // A former or stripped name says little about what the word usually means.
        if candidate.nameKind != .old { classes.insert(Set(candidate.placeClass)) }
        if candidate.placeClass.isPopulated || candidate.placeClass == .admin2 {
            logPopulation = max(logPopulation, candidate.logPopulation)
        } else {
            logPopulation = max(logPopulation, min(candidate.logPopulation, 6))
        }
        logAlternates = max(logAlternates, candidate.logAlternates)
        if candidate.population > 0 || candidate.placeClass != .village { isUncounted = false }
    }

    func contains(_ placeClass: CandidateClass) -> Bool { classes.contains(Set(placeClass)) }
}
