/// Measures how far other names sound from one, by ``SpellingDistance``.
///
/// What the steps cost at each letter of the one name is reckoned once; of the table of distances only
/// cells within the bound are, and their neighbours: the others cannot lead to one.
///
/// - Source: E. Ukkonen, "Algorithms for approximate string matching", Information and Control 64, 1985.
/// - Complexity: O(length × band) for each name, without allocating.
final class SpellingMeter {
    private let count: Int
    private let costs: SpellingDistance.Costs
    private let traits = SpellingDistance.traits
    /// Per letter of the alphabet, one bit for each place where the name has it.
    private let places: [UInt64]
    /// What dropping each letter costs, and dropping all before it; three rows of the table of distances;
    /// and, for each letter of the alphabet, what exchanging it for each letter costs, behind that 1 once
    /// it is reckoned.
    private let memory: UnsafeMutablePointer<Int32>
    private let drops: UnsafeMutablePointer<Int32>
    private let sums: UnsafeMutablePointer<Int32>
    private let exchanges: UnsafeMutablePointer<Int32>
    private let rows: UnsafeMutablePointer<Int32>
    /// The number of each letter.
    private let letters: [Int]

    /// Longer names are not measured.
    static let mostLetters = 64
    /// Nor are names whose lengths differ by more.
    private static let mostDifference = 12

    init(_ name: [UInt8], _ costs: SpellingDistance.Costs) {
        count = name.count
        self.costs = costs
        letters = name.prefix(Self.mostLetters).map { SpellingDistance.number(of: $0) }
        let width = letters.count + 1
        let size = width * (5 + SpellingDistance.letters)
        memory = .allocate(capacity: size)
        memory.initialize(repeating: 0, count: size)
        drops = memory
        sums = drops + width
        rows = sums + width
        exchanges = rows + 3 * width
        var places = [UInt64](repeating: 0, count: SpellingDistance.letters)
        for (index, letter) in letters.enumerated() { places[letter] |= 1 << UInt64(index) }
        self.places = places
        name.withUnsafeBufferPointer { name in
            for (index, letter) in letters.enumerated() {
                drops[index] = dropping(name, index, letter)
                sums[index + 1] = sums[index] + drops[index]
            }
        }
    }

    deinit { memory.deallocate() }

    /// What exchanging a letter for each of the name costs.
    @inline(__always)
    private func exchanges(of letter: Int) -> UnsafeMutablePointer<Int32> {
        let row = exchanges + letter &* (count &+ 1)
        if row[count] == 0 { reckon(letter, row) }
        return row
    }

    private func reckon(_ letter: Int, _ row: UnsafeMutablePointer<Int32>) {
        row[count] = 1
        for (index, own) in letters.enumerated() {
            row[index] = costs.exchanging[letter * SpellingDistance.letters + own]
        }
    }

    /// The distance of another name; `nil` when it is more than `bound`.
    func distance(to other: UnsafeBufferPointer<UInt8>, bound: Int) -> Int? {
        guard abs(count - other.count) <= Self.mostDifference,
            max(count, other.count) <= Self.mostLetters
        else { return nil }
        let bound = Int32(clamping: min(bound, 1 << 16))
        let beyond = bound &+ 1
        let width = count &+ 1
        var (before, last, current) = (rows, rows + width, rows + 2 * width)
        // Columns of the last row that are within the bound.
        var (first, end) = (0, 0)
        while end < width, sums[end] <= bound {
            last[end] = sums[end]
            end &+= 1
        }
        for column in end..<width { last[column] = beyond }
        var previous = 0
        for row in other.indices {
            let letter = SpellingDistance.number(of: other[row])
            let dropped = dropping(other, row, letter)
            let exchanges = exchanges(of: letter)
            // Columns whose letter and the one before it are the other name's last two, exchanged.
            let swaps = row > 0 ? places[letter] &<< 1 & places[previous] : 0
            previous = letter
            current.update(repeating: beyond, count: width)
            var (newFirst, newEnd) = (width, 0)
            var column = max(first, 1)
            // What stands to the left of the cell, and above that.
            var (left, corner) = (beyond, last[column &- 1])
            if first == 0 {
                left = corner &+ dropped
                current[0] = left
                if left <= bound { (newFirst, newEnd) = (0, 1) }
            }
            while column < width {
                let above = last[column]
                var cost = min(above &+ dropped, left &+ drops[column &- 1])
                cost = min(cost, corner &+ exchanges[column &- 1])
                if swaps != 0, swaps &>> UInt64(column &- 1) & 1 != 0 {
                    cost = min(cost, before[column &- 2] &+ Int32(SpellingDistance.letter))
                }
                current[column] = cost
                (left, corner) = (cost, above)
                column &+= 1
                if cost <= bound {
                    newFirst = min(newFirst, column &- 1)
                    newEnd = column
                } else if column > end {
                    break
                }
            }
            guard newFirst < newEnd else { return nil }
            (first, end) = (newFirst, newEnd)
            (before, last, current) = (last, current, before)
        }
        let distance = last[count]
        return distance <= bound ? Int(distance) : nil
    }

    /// What dropping a letter costs where it stands.
    @inline(__always)
    private func dropping(
        _ name: UnsafeBufferPointer<UInt8>, _ index: Int, _ letter: Int
    ) -> Int32 {
        if index > 0, name[index - 1] == name[index] { return 1 }
        let traits = traits[letter]
        if traits.isDisjoint(with: [.vowel, .h]) { return costs.dropping[letter] }
        if index == name.count - 1 { return 2 }
        if traits.contains(.vowel) { return index == 0 ? costs.firstVowel : costs.dropping[letter] }
        let isOfConsonant =
            index > 0
            && self.traits[SpellingDistance.number(of: name[index - 1])].contains(.takesH)
        return isOfConsonant ? 2 : costs.dropping[letter]
    }
}
