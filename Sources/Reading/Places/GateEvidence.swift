internal import Gazetteer

/// Gathers the evidence of the first gate: what a name and the words around it look like.
struct GateEvidence {
    let words: [TextWord]
    let lowerCase: TextWords
    let hits: [NameHit]
    let groups: NameGroups
    let facts: [NameFacts]
    let names: ProperNames
    let gazetteer: CompiledGazetteer
    /// Per word, the hit that covers it; −1 = none.
    let hitOfWord: [Int32]
    /// Per hit: the hit that names a division or country around it ("Troy, N.C."), or −1.
    let containers: [Int32]
    let habits: [NameHabits]
    /// Per group: whether its only word stands in a longer name of the report.
    let partsOfLonger: [Bool]

    init(
        words: TextWords, hits: [NameHit], groups: NameGroups, names: ProperNames,
        gazetteer: CompiledGazetteer
    ) {
        self.words = words.words
        self.lowerCase = words
        self.hits = hits
        self.groups = groups
        self.names = names
        self.gazetteer = gazetteer
        facts = groups.groups.map { group in
            let hit = hits[group.first]
            return NameFacts(
                group: group, candidates: groups.candidates, words: words.words[hit.words],
                gazetteer: gazetteer)
        }
        var hitOfWord = [Int32](repeating: -1, count: words.words.count)
        for (index, hit) in hits.enumerated() {
            for word in hit.words { hitOfWord[word] = Int32(index) }
        }
        self.hitOfWord = hitOfWord
        containers = NameContainment.containers(words.words, hits, groups)
        habits = NameHabits.habits(words.words, hits, groups, containers: containers)
        partsOfLonger = NameHabits.partsOfLonger(words.words, hits, groups)
    }

    /// The classes of the word that leads a name in, articles and directions skipped.
    static func leading(_ words: [TextWord], _ first: Int) -> WordClass {
        var index = first
        for _ in 0..<3 {
            guard index > 0, words[index].gap.isSubset(of: [.space, .quote]) else { return [] }
            let before = words[index - 1]
            guard !before.classes.isDisjoint(with: [.article, .direction]), !before.isCapital else {
                return before.classes
            }
            index -= 1
        }
        return []
    }

    // MARK: Evidence

    func add(hit index: Int, to evidence: inout Evidence) {
        let hit = hits[index]
        let facts = facts[Int(hit.group)]
        evidence(.bias, 1)
        addName(facts, hit, &evidence)
        addWord(facts, hit, &evidence)
        addBefore(hit, &evidence)
        addAfter(facts, hit, &evidence)
        addAround(index, hit, &evidence)
        addReport(hit, &evidence)
        addCompounds(facts, hit, index, &evidence)
    }
}

extension Evidence {
    /// Notes a feature of the gates. Rules are handed the evidence itself, since to call a closure for
    /// each feature took longer than to find it.
    @inline(__always)
    mutating func callAsFunction(_ feature: GateFeature, _ value: Float) {
        add(feature.rawValue, value)
    }

    @inline(__always)
    mutating func callAsFunction(_ feature: FitFeature, _ value: Float) {
        add(FitFeature.first + feature.rawValue, value)
    }
}

extension FitFeature {
    /// Behind the features of the first gate, which the second sees again.
    static let first = GateFeature.count
}
