/// A name that sounds like the one asked for.
package struct SimilarName: Hashable, Sendable {
    package var name: UInt32
    /// In eighths of a letter (``SpellingDistance``).
    package var cost: Int
}

extension CompiledGazetteer {
    /// Names whose spelling is near `folded`, nearest first.
    ///
    /// Looks at the names with the same skeleton of consonants, and with every skeleton one consonant
    /// away, then measures. What is further away than `bound` is not found.
    ///
    /// - Parameter bound: in eighths of a letter; `nil` = by the length of the name.
    /// - Parameter isWide: whether more differences are allowed, because something else speaks for a place.
    /// - Complexity: a look-up for each skeleton nearby (some hundred), a distance for each name that
    ///   its signature does not rule out.
    package func names(
        similarTo folded: [UInt8], bound: Int? = nil, isWide: Bool = false, limit: Int = 64
    ) -> [SimilarName] {
        guard folded.count <= Self.longestBent else { return [] }
        var search = SimilarSearch(gazetteer: self, bound: bound, isWide: isWide)
        let sound = NameSound(folded: folded)
        search.look(for: sound)
        if let bare = ArabicArticle.detached(sound.letters) {
            search.look(for: NameSound(folded: bare))
        }
        return search.best(limit)
    }

    /// Longer names are not bent.
    private static var longestBent: Int { 60 }
}

private struct SimilarSearch {
    let gazetteer: CompiledGazetteer
    let bound: Int?
    let isWide: Bool
    private var found: [UInt32: Int] = [:]
    private var other = NameSound()
    /// What is left of the names that may be measured: bounds the time of a name thousands sound like.
    private var budget = 4096

    init(gazetteer: CompiledGazetteer, bound: Int?, isWide: Bool) {
        self.gazetteer = gazetteer
        self.bound = bound
        self.isWide = isWide
    }

    mutating func look(for sound: NameSound) {
        guard !sound.skeleton.isEmpty, !sound.isForeign else { return }
        let bound = bound ?? usualBound(sound)
        let signature = sound.signature
        for skeleton in SkeletonNeighbors(sound).all {
            gazetteer.forEachName(soundingLike: NameSound.hash(skeleton)) { entry in
                guard SoundEntry.mayBeNear(entry.signature, signature), budget > 0 else { return }
                budget -= 1
                other.read(folded: gazetteer.foldedBytes(ofName: entry.name))
                let cost = SpellingDistance.between(
                    sound.letters, other.letters, bound: bound,
                    vowelsAreFree: sound.isArabic != other.isArabic)
                if let cost { found[entry.name] = min(cost, found[entry.name] ?? .max) }
            }
        }
    }

    /// Some one letter in eight; twice that where more speaks for a place than its spelling.
    private func usualBound(_ sound: NameSound) -> Int {
        switch sound.letters.count {
        case ..<4: isWide ? 4 : 3
        case 4: isWide ? 8 : 6
        case 5...6: isWide ? 12 : 8
        case 7...8: isWide ? 20 : 9
        default: isWide ? 20 : 10
        }
    }

    func best(_ limit: Int) -> [SimilarName] {
        Array(
            found.map { SimilarName(name: $0.key, cost: $0.value) }
                .sorted { ($0.cost, $0.name) < ($1.cost, $1.name) }.prefix(limit))
    }
}

/// A skeleton, and those with one consonant more, less, exchanged or moved.
struct SkeletonNeighbors {
    private(set) var all: [[UInt8]]

    /// The consonant a name begins with is taken as it is: slips spare the first letter.
    init(_ sound: NameSound) {
        let skeleton = sound.skeleton
        all = [skeleton]
        // In a name of four letters and less, another consonant is another name.
        guard sound.letters.count >= 5 else { return }
        let first = sound.beginsWithConsonant ? 1 : 0
        for index in skeleton.indices.dropLast() where index >= first {
            var swapped = skeleton
            swapped.swapAt(index, index + 1)
            add(swapped)
        }
        for index in skeleton.indices where index >= first {
            var shorter = skeleton
            shorter.remove(at: index)
            add(shorter)
            for sound in NameSound.classes where sound != skeleton[index] {
                var changed = skeleton
                changed[index] = sound
                add(changed)
            }
        }
        for index in first...max(first, skeleton.count) where index <= skeleton.count {
            for sound in NameSound.classes {
                var longer = skeleton
                longer.insert(sound, at: index)
                add(longer)
            }
        }
    }

    /// Doubled consonants are one in a skeleton, so that a neighbour with a pair is no skeleton.
    private mutating func add(_ skeleton: [UInt8]) {
        if zip(skeleton, skeleton.dropFirst()).allSatisfy({ $0 != $1 }) { all.append(skeleton) }
    }
}
