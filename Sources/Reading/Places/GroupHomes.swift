internal import Gazetteer
internal import Incidents

/// The countries that the armed groups and forces of a report are at home in: where the M23 or Malian
/// soldiers attack a village, theirs of the name is likelier meant than another country's.
struct GroupHomes {
    /// Packed codes.
    private(set) var countries: Set<UInt16>

    /// In natural-log odds, half of what a stated focus weighs. Set by hand: the texts that the weights are
    /// fitted on hardly name armed groups.
    static let weight: Float = 2

    init(_ text: AnalyzedText) {
        self.init(Self.namings(in: text))
    }

    init(_ namings: [Naming]) {
        countries = namings.reduce(into: []) { $0.formUnion($1.homes) }
    }

    struct Naming {
        let tokens: Range<Int>
        let homes: [UInt16]
        let kind: Actor.Kind

        /// "Islamic State in the Greater *Sahara*" names no desert; "Iraqi army" does name Iraq.
        func hides(_ tokens: Range<Int>) -> Bool {
            kind != .state && kind != .external && self.tokens.count > 1
                && self.tokens.lowerBound <= tokens.lowerBound
                && tokens.upperBound <= self.tokens.upperBound
        }
    }

    /// Where a text names armed groups.
    ///
    /// Cost: one look-up per word in capitals.
    static func namings(in text: AnalyzedText, lexicon: Lexicon = .standard) -> [Naming] {
        var namings: [Naming] = []
        var next = 0
        for index in text.tokens.indices
        where index >= next && text.tokens[index].isCapitalized
            && lexicon.groupOpeners.contains(text.tokens[index].key)
        {
            let match = lexicon.phrases.longestMatch(
                in: text.tokens, from: index, before: text.tokens.count)
            guard let match, let group = match.value.group else { continue }
            namings.append(Naming(tokens: match.range, homes: group.homes, kind: group.kind))
            next = match.range.upperBound
        }
        return namings
    }

    /// Adds the nations of "*Malian* soldiers", "*Kenya's* police".
    mutating func add(_ groups: NameGroups, _ hits: [NameHit], _ words: [TextWord]) {
        for hit in hits where words.indices.contains(Int(hit.end)) {
            let best = groups.groups[Int(hit.group)].candidates.first
            guard let best, groups.candidates[best].placeClass == .country,
                !Self.abroad.contains(groups.candidates[best].country),
                NationalService(words[Int(hit.end)].key)?.isArmed == true
            else { continue }
            countries.insert(groups.candidates[best].country)
        }
    }

    /// Whose armies fight in other countries as often as at home.
    static let abroad = Set(
        "US RU GB FR IL TR SA AE IR RW UG KE ET".split(separator: " ").map(CountryCode.pack))

    func contain(_ candidate: PlaceCandidate) -> Bool {
        candidate.country != 0 && countries.contains(candidate.country)
    }
}
