import Foundation

/// Scores templates as the corpus's scorer does: answers are paired with keys by their best fit, each
/// once; an optional key that is hit counts, one that is missed does not.
struct MucScore {
    struct Measure {
        var hits = 0
        var key = 0
        var answer = 0
        var f1: Double { key + answer > 0 ? 2 * Double(hits) / Double(key + answer) : 0 }
        var precision: Double { answer > 0 ? Double(hits) / Double(answer) : 0 }
        var recall: Double { key > 0 ? Double(hits) / Double(key) : 0 }
    }

    static let names = [
        "relevance", "type", "place, any", "place, most specific", "date", "toll", "organisation",
        "weapon", "target",
    ]
    private(set) var measures = [Measure](repeating: Measure(), count: names.count)
    /// Answers that are an incident of the key.
    private(set) var paired = 0
    /// The last measures again, over those alone: what is said of an incident that is there.
    private(set) var filled = [Measure](repeating: Measure(), count: fillNames.count)
    static let fillNames = names.suffix(4)

    /// Pairs of indexes, best first.
    static func pairs(_ keys: [MucFacts], _ answers: [MucFacts]) -> [(key: Int, answer: Int)] {
        var fits: [(fit: Double, key: Int, answer: Int)] = []
        for (key, facts) in keys.enumerated() {
            for (answer, told) in answers.enumerated() {
                let fit = facts.fit(told)
                if fit > 0 { fits.append((fit, key, answer)) }
            }
        }
        fits.sort { ($0.fit, $0.key, $0.answer) > ($1.fit, $1.key, $1.answer) }
        var (keysUsed, answersUsed) = (Set<Int>(), Set<Int>())
        return fits.compactMap { fit in
            guard !keysUsed.contains(fit.key), !answersUsed.contains(fit.answer) else { return nil }
            keysUsed.insert(fit.key)
            answersUsed.insert(fit.answer)
            return (fit.key, fit.answer)
        }
    }

    mutating func add(_ keys: [MucFacts], _ answers: [MucFacts]) {
        let isRelevant = keys.contains { !$0.isOptional }
        if isRelevant || keys.isEmpty {
            count(0, isRelevant && !answers.isEmpty, isRelevant, !answers.isEmpty)
        }
        let pairs = Self.pairs(keys, answers)
        let hit = Set(pairs.map(\.key))
        for (index, key) in keys.enumerated() where hit.contains(index) || !key.isOptional {
            addKey(key)
        }
        for answer in answers { addAnswer(answer) }
        for pair in pairs { addPair(keys[pair.key], answers[pair.answer]) }
    }

    private mutating func count(_ measure: Int, _ hit: Bool, _ key: Bool, _ answer: Bool) {
        measures[measure].hits += hit ? 1 : 0
        measures[measure].key += key ? 1 : 0
        measures[measure].answer += answer ? 1 : 0
    }

    private static func stated(_ facts: MucFacts) -> [Int] {
        [
            1, facts.chains.contains { $0.count > 1 } ? 1 : 0, facts.chains.isEmpty ? 0 : 1,
            facts.dates.isEmpty ? 0 : 1, facts.killed == nil ? 0 : 1, facts.organisations.count,
            facts.weapons.count, facts.targets.count,
        ]
    }

    private mutating func addKey(_ facts: MucFacts) {
        for (index, count) in Self.stated(facts).enumerated() { measures[index + 1].key += count }
    }

    private mutating func addAnswer(_ facts: MucFacts) {
        for (index, count) in Self.stated(facts).enumerated() {
            measures[index + 1].answer += count
        }
    }

    private mutating func addPair(_ key: MucFacts, _ answer: MucFacts) {
        let isTollRight = key.killed.map { key in answer.killed.map { $0 == key } ?? false }
        let hits = [
            key.types.isDisjoint(with: answer.types) ? 0 : 1, key.sharesPlace(answer) ? 1 : 0,
            key.sharesFinest(answer) ? 1 : 0, key.allows(answer) ? 1 : 0,
            isTollRight == true ? 1 : 0,
            MucFacts.hits(key.organisations, answer.organisations),
            MucFacts.hits(key.weapons, answer.weapons), MucFacts.hits(key.targets, answer.targets),
        ]
        for (index, count) in hits.enumerated() { measures[index + 1].hits += count }
        addFills(hits, key, answer)
    }

    private mutating func addFills(_ hits: [Int], _ key: MucFacts, _ answer: MucFacts) {
        paired += 1
        let (stated, told) = (Self.stated(key), Self.stated(answer))
        for index in filled.indices {
            let slot = stated.count - filled.count + index
            filled[index].hits += hits[slot]
            filled[index].key += stated[slot]
            filled[index].answer += told[slot]
        }
    }

    var summary: String { Self.line(Self.names, measures) }
    var fills: String { Self.line(Array(Self.fillNames), filled) }

    private static func line(_ names: [String], _ measures: [Measure]) -> String {
        zip(names, measures).map {
            String(format: "%@ %.3f (%.2f/%.2f)", $0, $1.f1, $1.precision, $1.recall)
        }.joined(separator: "  ")
    }
}
