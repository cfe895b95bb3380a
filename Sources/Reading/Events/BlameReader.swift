internal import Gazetteer
internal import Incidents

/// Finds the armed group that a report blames for what it tells: "…was claimed by the FMLN", "police
/// blame Shining Path guerrillas", wherever it says so.
struct BlameReader {
    let text: AnalyzedText

    private struct Suspicion {
        let participant: EventMention.Participant
        let token: Int
        let weight: Double
    }

    private var suspicions: [Suspicion] = []

    init(text: AnalyzedText, lexicon: Lexicon) {
        self.text = text
        for sentence in text.sentences {
            var index = sentence.lowerBound
            while index < sentence.upperBound {
                defer { index += 1 }
                guard text.tokens[index].isWord,
                    let match = lexicon.phrases.longestMatch(
                        in: text.tokens, from: index, before: sentence.upperBound),
                    let group = match.value.group, group.kind == .rebel || group.kind == .militia
                else { continue }
                let words = text.string(text.span(match.range))
                suspicions.append(
                    Suspicion(
                        participant: EventMention.Participant(
                            tokens: match.range, text: words, name: group.name, kind: group.kind),
                        token: index, weight: weight(match.range, in: sentence)))
                index = match.range.upperBound - 1
            }
        }
    }

    /// Weights chosen on messages whose perpetrators are known.
    private func weight(_ group: Range<Int>, in sentence: Range<Int>) -> Double {
        let before = text.tokens[max(sentence.lowerBound, group.lowerBound - 7)..<group.lowerBound]
        let close = text.tokens[max(sentence.lowerBound, group.lowerBound - 5)..<group.lowerBound]
        let behind = text.tokens[
            group.upperBound..<min(sentence.upperBound, group.upperBound + 6)]
        return (before.contains { Self.blaming.contains($0.key) } ? 2 : 0)
            + (behind.contains { Self.acting.contains($0.key) } ? 1 : 0)
            - (close.contains { Self.opposing.contains($0.key) } ? 1.2 : 0)
    }

    /// Sentences this many tokens away speak of the same.
    private static let near = 60
    private static let enough = 2.0

    /// Whom the report blames most; `nil` when it blames nobody clearly.
    func blamed(near token: Int) -> EventMention.Participant? {
        let weighed = suspicions.map {
            ($0, $0.weight + (abs($0.token - token) <= Self.near ? 1 : 0))
        }
        guard let best = weighed.max(by: { $0.1 < $1.1 }), best.1 >= Self.enough else { return nil }
        return best.0.participant
    }

    private static let blaming: WordSet = [
        WordKey("by"), WordKey("claimed"), WordKey("members"), WordKey("attributed"),
        WordKey("blamed"), WordKey("blames"), WordKey("blame"), WordKey("accused"),
        WordKey("accuses"), WordKey("belonging"), WordKey("responsible"), WordKey("responsibility"),
        WordKey("alleged"), WordKey("suspected"), WordKey("presumed"),
    ]
    private static let acting: WordSet = [
        WordKey("guerrillas"), WordKey("rebels"), WordKey("terrorists"), WordKey("members"),
        WordKey("commando"), WordKey("commandos"), WordKey("fighters"), WordKey("militants"),
        WordKey("attacked"), WordKey("killed"), WordKey("murdered"), WordKey("kidnapped"),
        WordKey("claimed"), WordKey("dynamited"), WordKey("bombed"), WordKey("ambushed"),
        WordKey("planted"), WordKey("destroyed"), WordKey("burned"),
    ]
    private static let opposing: WordSet = [
        WordKey("against"), WordKey("with"), WordKey("talks"), WordKey("dialogue"),
        WordKey("between"),
    ]
}
