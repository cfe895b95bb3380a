internal import Synchronization

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
    /// away, then measures. What is further away than `bound` is not found; where nothing else speaks
    /// for a place and a name is one letter away at most, nor is what is further away than that.
    ///
    /// - Parameter bound: in eighths of a letter; `nil` = by the length of the name.
    /// - Parameter isWide: whether more differences are allowed, because something else speaks for a place.
    /// - Parameter onlySameConsonants: whether names of other consonants are left out: one look-up.
    /// - Complexity: a look-up for each skeleton nearby (some hundred), a distance for each name that
    ///   its signature does not rule out; one look-up for what was asked of late.
    package func names(
        similarTo folded: [UInt8], bound: Int? = nil, isWide: Bool = false, limit: Int = 64,
        onlySameConsonants: Bool = false
    ) -> [SimilarName] {
        guard folded.count <= Self.longestBent else { return [] }
        let question = SimilarAnswers.Question(
            folded: folded, bound: bound, isWide: isWide, limit: limit,
            onlySameConsonants: onlySameConsonants)
        if let known = similarNames.withLock({ $0[question] }) { return known }
        let answer = names(question)
        similarNames.withLock { $0[question] = answer }
        return answer
    }

    private func names(_ question: SimilarAnswers.Question) -> [SimilarName] {
        let (folded, isWide) = (question.folded, question.isWide)
        let sound = NameSound(folded: folded)
        let bound = question.bound ?? SimilarSearch.usualBound(sound, isWide: isWide)
        let bare = ArabicArticle.detached(sound.letters).map { NameSound(folded: $0) }
        let sounds = [sound] + (bare.map { [$0] } ?? [])
        let near = isWide ? bound : min(bound, SpellingDistance.letter)
        for bound in near < bound ? [near, bound] : [bound] {
            var search = SimilarSearch(
                gazetteer: self, bound: bound, limit: question.limit,
                onlySame: question.onlySameConsonants)
            for sound in sounds { search.look(for: sound) }
            let nearest = search.nearest()
            if !nearest.isEmpty { return nearest }
        }
        return []
    }

    /// Longer names are not bent.
    private static var longestBent: Int { 60 }
}

/// What was found for the names asked for of late. A name that no gazetteer has stands in many reports
/// of one day, and a search takes as long as the sixth part of a report.
struct SimilarAnswers {
    struct Question: Hashable {
        let folded: [UInt8]
        let bound: Int?
        let isWide: Bool
        let limit: Int
        let onlySameConsonants: Bool
    }

    private var answers: [Question: [SimilarName]] = [:]
    /// Two megabytes at most; when they are so many, it begins anew.
    private static let most = 2048

    subscript(question: Question) -> [SimilarName]? {
        get { answers[question] }
        set {
            if answers.count >= Self.most { answers.removeAll() }
            answers[question] = newValue
        }
    }
}

private struct SimilarSearch {
    let gazetteer: CompiledGazetteer
    let bound: Int
    let onlySame: Bool
    private var found: NearestNames
    /// How many names are measured at most: bounds the time of a name thousands sound like.
    private static let mostMeasured = 4096

    init(gazetteer: CompiledGazetteer, bound: Int, limit: Int, onlySame: Bool) {
        self.gazetteer = gazetteer
        self.bound = bound
        self.onlySame = onlySame
        found = NearestNames(bound: bound, limit: limit)
    }

    mutating func look(for sound: NameSound) {
        guard !sound.skeleton.isEmpty, !sound.isForeign else { return }
        var neighbors: [SoundNeighbor] = []
        func add(_ hash: UInt32, _ cost: Int) {
            if cost <= bound { neighbors.append(SoundNeighbor(hash: hash, cost: cost)) }
        }
        if onlySame {
            add(NameSound.hash(sound.skeleton), 0)
        } else {
            neighbors.reserveCapacity(256)
            SkeletonNeighbors(sound).forEach(add)
        }
        measure(
            gazetteer.names(
                sounding: neighbors, near: sound.signature, within: bound, limit: Self.mostMeasured),
            sound)
    }

    /// Reads first where all the names stand, then how long they are, then the names: reads that do not
    /// wait for each other are many times as fast where every one misses the cache.
    private mutating func measure(_ names: [UInt32], _ sound: NameSound) {
        let offsets = names.map { gazetteer.foldedOffset(ofName: $0) }
        let lengths = offsets.map { gazetteer.foldedLength(at: $0) }
        guard !names.isEmpty else { return }
        let sameScript = SpellingMeter(sound.letters, .usual)
        var otherScript: SpellingMeter?
        var other = NameSound()
        for (index, name) in names.enumerated() where lengths[index] > 0 {
            other.read(folded: gazetteer.foldedBytes(at: offsets[index]))
            let meter: SpellingMeter
            if sound.isArabic == other.isArabic {
                meter = sameScript
            } else {
                meter = otherScript ?? SpellingMeter(sound.letters, .free)
                otherScript = meter
            }
            let cost = other.letters.withUnsafeBufferPointer {
                meter.distance(to: $0, bound: found.bound)
            }
            if let cost { found.add(SimilarName(name: name, cost: cost)) }
        }
    }

    mutating func nearest() -> [SimilarName] { found.sorted() }

    /// Some one letter in eight; twice that where more speaks for a place than its spelling.
    static func usualBound(_ sound: NameSound, isWide: Bool) -> Int {
        switch sound.letters.count {
        case ..<4: isWide ? 4 : 3
        case 4: isWide ? 8 : 6
        case 5...6: isWide ? 12 : 8
        case 7...8: isWide ? 20 : 9
        default: isWide ? 20 : 10
        }
    }
}

/// The nearest of the names that were measured, each once.
private struct NearestNames {
    /// What is farther is not among them.
    private(set) var bound: Int
    private let limit: Int
    private var names: [SimilarName] = []

    init(bound: Int, limit: Int) {
        self.bound = bound
        self.limit = limit
    }

    mutating func add(_ name: SimilarName) {
        names.append(name)
        if names.count > 32, names.count / 2 > limit { prune() }
    }

    mutating func sorted() -> [SimilarName] {
        prune()
        return names
    }

    private mutating func prune() {
        names.sort { ($0.name, $0.cost) < ($1.name, $1.cost) }
        var kept = 0
        for index in names.indices where index == 0 || names[index].name != names[kept - 1].name {
            names[kept] = names[index]
            kept += 1
        }
        names.removeLast(names.count - kept)
        names.sort { ($0.cost, $0.name) < ($1.cost, $1.name) }
        guard names.count >= limit else { return }
        names.removeLast(names.count - limit)
        bound = names.last?.cost ?? bound
    }
}

/// A skeleton, and those with one consonant more, less, exchanged or moved.
struct SkeletonNeighbors {
    private let skeleton: [UInt8]
    /// The consonant a name begins with is taken as it is: slips spare the first letter.
    private let first: Int
    /// In a name of four letters and less, another consonant is another name.
    private let isLong: Bool

    init(_ sound: NameSound) {
        skeleton = sound.skeleton
        first = sound.beginsWithConsonant ? 1 : 0
        isLong = sound.letters.count >= 5
    }

    /// Visits the hash of each, and what the difference in consonants costs at least
    /// (``SpellingDistance``).
    ///
    /// Doubled consonants are one in a skeleton, so that a neighbour with a pair is no skeleton.
    func forEach(_ visit: (_ hash: UInt32, _ cost: Int) -> Void) {
        visit(NameSound.hash(skeleton), 0)
        guard isLong else { return }
        visitMoved(visit)
        visitExchanged(visit)
        visitLonger(visit)
    }

    /// With two consonants in the other order.
    private func visitMoved(_ visit: (_ hash: UInt32, _ cost: Int) -> Void) {
        var changed = skeleton
        for index in skeleton.indices.dropLast() where index >= first {
            let (a, b) = (skeleton[index], skeleton[index + 1])
            guard !isAt(index - 1, b), !isAt(index + 2, a) else { continue }
            changed.swapAt(index, index + 1)
            let cost = min(SpellingDistance.letter, 2 * ConsonantClass.leastCost(a, b))
            visit(NameSound.hash(changed), cost)
            changed.swapAt(index, index + 1)
        }
    }

    /// With another consonant for one, or with one less.
    private func visitExchanged(_ visit: (_ hash: UInt32, _ cost: Int) -> Void) {
        var changed = skeleton
        for index in skeleton.indices where index >= first {
            let own = skeleton[index]
            for sound in NameSound.classes
            where sound != own && !isAt(index - 1, sound) && !isAt(index + 1, sound) {
                changed[index] = sound
                visit(NameSound.hash(changed), ConsonantClass.leastCost(own, sound))
            }
            changed.remove(at: index)
            if index == 0 || !isAt(index + 1, skeleton[index - 1]) {
                let cost = ConsonantClass.leastCost(ofDropping: own, at: index, of: changed)
                visit(NameSound.hash(changed), cost)
            }
            changed.insert(own, at: index)
        }
    }

    /// With one consonant more.
    private func visitLonger(_ visit: (_ hash: UInt32, _ cost: Int) -> Void) {
        for index in first...max(first, skeleton.count) where index <= skeleton.count {
            var changed = skeleton
            changed.insert(0, at: index)
            for sound in NameSound.classes where !isAt(index - 1, sound) && !isAt(index, sound) {
                let cost = ConsonantClass.leastCost(ofDropping: sound, at: index, of: skeleton)
                changed[index] = sound
                visit(NameSound.hash(changed), cost)
            }
        }
    }

    private func isAt(_ index: Int, _ sound: UInt8) -> Bool {
        skeleton.indices.contains(index) && skeleton[index] == sound
    }
}

/// What ``SpellingDistance`` takes at least for two names whose skeletons differ in one consonant.
private enum ConsonantClass {
    private static let nothing = NameSound.classes.count

    /// Steps below a whole letter, and all that several of them amount to: a t may be a d at 3, and
    /// that a z at 3 more.
    ///
    /// Row by row; digits are no class, and cost a letter.
    private static let costs: [UInt8] = {
        let size = nothing + 1
        var costs: [UInt8] = (0..<size * size).map { $0 / size == $0 % size ? 0 : 8 }
        func set(_ a: Character, _ b: Character?, _ cost: UInt8) {
            let (x, y) = (index(a.asciiValue ?? 0), b.map { index($0.asciiValue ?? 0) } ?? nothing)
            costs[x * size + y] = cost
            costs[y * size + x] = cost
        }
        // One h more or less: c and ch, z and zh, p and ph.
        for (a, b) in [("k", "s"), ("j", "z"), ("b", "f")] as [(Character, Character)] {
            set(a, b, 2)
        }
        for (a, b) in [
            ("d", "t"), ("s", "z"), ("d", "z"), ("j", "k"), ("k", "z"), ("j", "s"), ("f", "k"),
        ] as [(Character, Character)] {
            set(a, b, 3)
        }
        // k and h, v and w.
        set("k", nil, 3)
        set("f", nil, 3)
        for middle in 0..<size {
            for row in 0..<size {
                for column in 0..<size {
                    costs[row * size + column] = min(
                        costs[row * size + column],
                        costs[row * size + middle] + costs[middle * size + column])
                }
            }
        }
        return costs
    }()

    /// Of each byte: which class it is, if it is one.
    private static let numbers: [UInt8] = {
        var numbers = [UInt8](repeating: UInt8(nothing), count: 256)
        for (number, sound) in NameSound.classes.enumerated() {
            numbers[Int(sound)] = UInt8(number)
        }
        return numbers
    }()

    private static func index(_ sound: UInt8) -> Int { Int(numbers[Int(sound)]) }

    static func leastCost(_ a: UInt8, _ b: UInt8) -> Int {
        let (x, y) = (index(a), index(b))
        return x == nothing || y == nothing
            ? SpellingDistance.letter : Int(costs[x * (nothing + 1) + y])
    }

    /// Of a consonant that stands before `index` of the others, or did.
    ///
    /// One less than the step, which may be an exchange for a vowel: that accounts for one of the
    /// differences in ``SoundEntry/leastCost(_:_:)`` too.
    static func leastCost(ofDropping a: UInt8, at index: Int, of others: [UInt8]) -> Int {
        let own = self.index(a)
        let dropped =
            own == nothing ? SpellingDistance.letter : Int(costs[own * (nothing + 1) + nothing])
        var least = dropped - 1
        // "dada" has the skeleton d, "data" d t: of what counts once, one half may be exchanged. Of the
        // doubled c in "acch" the second is another consonant.
        for beside in max(0, index - 1)..<max(0, min(others.count, index + 1)) {
            let cost = leastCost(a, others[beside])
            least = min(least, cost == 2 ? 1 : cost)
        }
        return least
    }
}
