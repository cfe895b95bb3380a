internal import Earth
internal import Gazetteer
internal import Incidents

/// Finds what a text says of the distance between two named places, to be set beside what is measured:
/// "Haditha, a strategic area about 90 miles northwest of Ramadi", "the base just 20 miles away".
///
/// Such figures are often wrong; they never move a place.
struct StatedDistances {
    let text: AnalyzedText
    let mentions: [Mention]
    let sentences: SentenceReader

    struct Statement {
        /// Index of the mention whose distance is stated.
        let about: Int
        let distance: StatedDistance
    }

    func statements() -> [Statement] {
        text.sentences.indices.filter(mayState).flatMap { sentence in
            let phrases = sentences.phrases(ofSentence: sentence)
            return phrases.units.indices.compactMap { statement(at: $0, in: phrases) }
        }
    }

    private func mayState(_ sentence: Int) -> Bool {
        text.sentences[sentence].contains { OffsetReader.scales[text.tokens[$0].key] != nil }
    }

    /// At a unit that counts length, with a figure before it.
    private func statement(at unit: Int, in phrases: SentencePhrases) -> Statement? {
        let reader = OffsetReader(text: text, units: phrases.units)
        guard OffsetReader.scales[phrases.units[unit].key] != nil,
            let length = reader.kilometers(endingAt: unit),
            let about = named(
                before: Int(text.tokens[phrases.units[length.unit].tokens.lowerBound].start)),
            let other = reference(after: unit, in: phrases)
                ?? away(after: unit, in: phrases, from: about),
            let here = mentions[about].resolution.place,
            let there = mentions[other].resolution.place,
            here.id != there.id
        else { return nil }
        let tokens =
            phrases.units[length.unit].tokens.lowerBound..<phrases.units[unit].tokens.upperBound
        return Statement(
            about: about,
            distance: StatedDistance(
                span: text.span(tokens), from: there.name, stated: .kilometers(length.value),
                measured: here.coordinate.distance(to: there.coordinate)))
    }

    /// The place named last before a byte, in the same sentence or the one before.
    private func named(before byte: Int) -> Int? {
        let sentence = text.sentenceIndex(ofToken: text.tokenIndex(atByte: byte))
        let first = Int(text.tokens[text.sentences[max(0, sentence - 1)].lowerBound].start)
        return mentions.indices.last {
            mentions[$0].span.end <= byte && mentions[$0].span.start >= first && isPoint($0)
        }
    }

    private func isPoint(_ mention: Int) -> Bool {
        mentions[mention].role == .literal
            && (mentions[mention].resolution.place?.kind.group).map {
                $0 == .populated || $0 == .site
            } == true
    }

    /// "…north of *Baghdad*", "…away from *Mosul*", "…from *Haditha*".
    private func reference(after unit: Int, in phrases: SentencePhrases) -> Int? {
        var index = unit + 1
        while index < phrases.units.count, index <= unit + 8 {
            if let place = phrases.units[index].place { return isPoint(place) ? place : nil }
            if phrases.units[index].tag == .verb || phrases.units[index].tag == .boundary {
                return nil
            }
            index += 1
        }
        return nil
    }

    /// "just 20 miles *away*": from the place spoken of before.
    private func away(after unit: Int, in phrases: SentencePhrases, from about: Int) -> Int? {
        guard unit + 1 < phrases.units.count, phrases.units[unit + 1].key == Words.away else {
            return nil
        }
        return mentions.indices.last {
            $0 < about && isPoint($0)
                && mentions[$0].resolution.place?.id != mentions[about].resolution.place?.id
        }
    }
}
