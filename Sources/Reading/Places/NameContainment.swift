internal import Gazetteer

/// Which names hold others: "Troy, N.C.", "Haditha, in western Anbar".
enum NameContainment {
    /// Per hit: the hit that names a division or country around it, or −1.
    static func containers(
        _ words: [TextWord], _ hits: [NameHit], _ groups: NameGroups
    ) -> [Int32] {
        var containers = [Int32](repeating: -1, count: hits.count)
        for index in hits.indices.dropLast() {
            let next = hits[index + 1]
            var gapWord = Int(hits[index].end)
            if hits[index].form.contains(.genericBehind) { gapWord += 1 }
            guard gapWord <= Int(next.first), Int(next.first) - gapWord <= Self.mostGapWords,
                isContainerGap(words, gapWord, Int(next.first)),
                groups.holds(hits[index].group, in: next.group)
            else { continue }
            containers[index] = Int32(index + 1)
        }
        return containers
    }

    private static let mostGapWords = 5

    /// A comma or an opening bracket, or "in" and a direction: "Haditha, in western Anbar"; behind a comma
    /// what kind of place it is, too: "Kala, a village in Borno".
    private static func isContainerGap(_ words: [TextWord], _ from: Int, _ to: Int) -> Bool {
        // "Nasir *town*, Upper Nile": what kind of place it is stands between.
        if from < to, words[from].gap == .space, isKind(words[from]) {
            return words[from + 1].gap.contains(.comma) && isContainerGap(words, from + 1, to)
        }
        let allowed: TextWord.Gap = [.comma, .space, .open, .quote, .period]
        guard words[from].gap.isSubset(of: allowed), words[from].gap != .space || from < to else {
            return false
        }
        if to - from > 2 {
            guard words[from].gap.contains(.comma),
                words[(to - 2)..<to].contains(where: { $0.classes.contains(.inside) })
            else { return false }
        }
        let plain: WordClass = [.inside, .direction, .article]
        return words[from..<to].allSatisfy {
            !$0.classes.isDisjoint(with: plain) || to - from > 2 && isKind($0)
        }
    }

    private static func isKind(_ word: TextWord) -> Bool {
        !word.isCapital
            && !word.classes.isDisjoint(with: [.cityWord, .villageWord, .admin2Word])
    }
}

extension NameGroups {
    /// Whether some reading of one name lies in some reading of the other.
    func holds(_ inner: Int32, in outer: Int32) -> Bool {
        for container in candidates[groups[Int(outer)].candidates]
        where container.nameKind != .demonym {
            for candidate in candidates[groups[Int(inner)].candidates]
            where candidate.lies(in: container) { return true }
        }
        return false
    }
}

extension PlaceCandidate {
    func lies(inAnyOf containers: [PlaceCandidate]) -> Bool {
        containers.contains(where: lies(in:))
    }

    /// Whether the gazetteer says it is part of `container`.
    func lies(in container: PlaceCandidate) -> Bool {
        guard place != container.place else { return false }
        switch container.placeClass {
        case .country: return country != 0 && country == container.country && placeClass != .country
        case .admin1: return admin1 == container.place + 1 && placeClass != .admin1
        case .admin2: return admin2 == container.place + 1
        default: return false
        }
    }
}
