internal import Gazetteer

/// Finds the ideas of ``typeConceptTable`` in words.
struct TypeConcepts: Sendable {
    private struct Phrase: Sendable {
        let words: [Pattern]
        let concept: Int
    }

    private struct Pattern: Sendable {
        let word: String
        let isPrefix: Bool

        func matches(_ other: String) -> Bool {
            isPrefix ? other.hasPrefix(word) : other == word
        }
    }

    struct Match {
        /// Index of its first word.
        let word: Int
        let concept: Int
    }

    let names: [String]
    /// By the first two letters, the fewest that a phrase begins with.
    private var phrases: [Substring: [Phrase]] = [:]
    private static let opening = 2

    static let standard = TypeConcepts(table: typeConceptTable)

    /// Reads lines "name: phrase|phrase…".
    init(table: String) {
        var names: [String] = []
        for line in table.split(separator: "\n") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let concept = names.count
            names.append(line[..<colon].trimmingSpaces)
            for phrase in line[line.index(after: colon)...].split(separator: "|") {
                let words = phrase.split(separator: " ").map {
                    Pattern(
                        word: $0.hasSuffix("*") ? String($0.dropLast()) : String($0),
                        isPrefix: $0.hasSuffix("*"))
                }
                guard let first = words.first else { continue }
                phrases[first.word.prefix(Self.opening), default: []].append(
                    Phrase(words: words, concept: concept))
            }
        }
        self.names = names
    }

    /// In the order of the words.
    func matches(in words: [String]) -> [Match] {
        var found: [Match] = []
        for index in words.indices {
            for phrase in phrases[words[index].prefix(Self.opening)] ?? [] {
                let end = index + phrase.words.count
                guard end <= words.count,
                    zip(phrase.words, words[index..<end]).allSatisfy({ $0.matches($1) })
                else { continue }
                found.append(Match(word: index, concept: phrase.concept))
            }
        }
        return found
    }
}

extension Substring {
    fileprivate var trimmingSpaces: String {
        String(drop { $0 == " " })
    }
}
